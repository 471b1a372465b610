import { type Asset, assets } from './assets.ts';
import { BASIS_POINTS } from './fees.ts';
import { type Money, money } from './money.ts';

declare const brand: unique symbol;

/** So much of one asset for one of another, in whole units of both: an exact decimal of up to eighteen places, as a count of 10^-18. */
export type ExchangeRate = bigint & { readonly [brand]: 'ExchangeRate' };

const PLACES = 18;
const ONE = 10n ** 18n;
/** The ledger takes rates from 10^-18 to 10^18 (`quote_rate`). */
const MOST = ONE * ONE;

const asRate = (count: bigint): ExchangeRate | undefined =>
  count > 0n && count <= MOST ? (count as ExchangeRate) : undefined;

const DECIMAL = /^(\d{1,18})(?:\.(\d+))?$/;

/** Reads a plain decimal; places beyond the eighteenth are cut off. Undefined when it is none, or no rate. */
export function parseRate(text: string): ExchangeRate | undefined {
  const [, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return asRate(BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0')));
}

/** The rate as a plain decimal without idle zeros: `0.0102`, `1`. */
export function rateText(rate: ExchangeRate): string {
  const digits = rate.toString().padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -PLACES) : `${digits.slice(0, -PLACES)}.${fraction}`;
}

/** `a / b`: from prices in one currency, or from an inverse. Cut off at the eighteenth place; undefined when it is no rate. */
export const ratioOf = (a: ExchangeRate, b: ExchangeRate): ExchangeRate | undefined => asRate((a * ONE) / b);

/** One for one. */
export const PAR = ONE as ExchangeRate;

/** What is left of a market's rate after the house's spread: cut off at the eighteenth place, in the house's favour. */
export function afterSpread(market: ExchangeRate, spreadBps: bigint): ExchangeRate {
  const rate = asRate((market * (BASIS_POINTS - spreadBps)) / BASIS_POINTS);
  return rate ?? (1n as ExchangeRate);
}

/**
 * What an amount buys at a rate: rounded down to a whole minor unit, in the house's favour, by less than one. The ledger
 * holds the posting to the same (`ledger.judge_exchange`).
 */
export function exchanged(amount: Money, rate: ExchangeRate, into: Asset): Money {
  const [from, to] = [BigInt(assets[amount.asset].scale), BigInt(assets[into].scale)];
  return money(into, (amount.minor * rate * 10n ** to) / (ONE * 10n ** from));
}

/** The currency players' cash is kept in. */
const WALLET = 'EUR';

/** What a payment in an asset is credited as: cash in the wallet's currency, play money in its play twin, Stars as Stars. */
export function walletOf(asset: Asset): Asset {
  const { nature } = assets[asset];
  if (nature === 'stars') return asset;
  return nature === 'play' ? `PLAY-${WALLET}` : WALLET;
}

/** The pair whose price an exchange goes by: play money is worth what it plays at. Undefined where nothing is exchanged. */
export function pairOf(pay: Asset): RatePair | undefined {
  const base = pay.replace(/^PLAY-/, '') as Asset;
  return base === WALLET || assets[base].nature !== 'cash'
    ? undefined
    : { base: base as ExchangedAsset, quote: WALLET };
}

/** Cash assets that wallets are not kept in. */
export const exchangedAssets = ['USD', 'RUB', 'TON', 'USDT'] as const satisfies readonly Asset[];
export type ExchangedAsset = (typeof exchangedAssets)[number];

/** So much of `quote` for one of `base`. */
export type RatePair = { readonly base: ExchangedAsset; readonly quote: typeof WALLET };

export const ratePairs: readonly RatePair[] = exchangedAssets.map((base) => ({ base, quote: WALLET }));
