import { type Asset, assets } from './assets.ts';
import { afterSpread, type ExchangeRate, exchanged, PAR, rateText, walletOf } from './exchange-rates.ts';
import { feeBy } from './fees.ts';
import { type Money, money, subtract } from './money.ts';
import { type AssetTerms, assetsOf, inPlay, type TermsByAsset } from './terms.ts';

/** The terms deposits by one rail are offered on, by what is paid. */
export type DepositTerms = { readonly assets: TermsByAsset; readonly validForMs: number };

export type DepositQuote = {
  readonly pay: Money;
  /** Of the payment, taken before anything is exchanged. */
  readonly fee: Money;
  readonly credit: Money;
  /** Credit asset for one pay asset, after the fee, as an exact decimal; the spread is in it. `1`: nothing is exchanged. */
  readonly rate: string;
  /** What another amount than the one asked for is credited by, and another minute's rate. */
  readonly terms: AssetTerms;
  readonly fixedAtMs: number;
  readonly expiresAtMs: number;
};

export type QuoteRefusal =
  | { readonly reason: 'wrong-asset'; readonly least: Money }
  | { readonly reason: 'below-minimum'; readonly least: Money }
  | { readonly reason: 'above-maximum'; readonly most: Money }
  /** What is paid must be exchanged, and nobody knows at what rate: no quote beats a wrong one. */
  | { readonly reason: 'no-rate' };

/** What an amount brings: the fee is taken from it first, what is left is exchanged. Undefined where nothing would be left. */
export function depositBrings(
  pay: Money,
  terms: AssetTerms,
  market: ExchangeRate,
): { readonly fee: Money; readonly credit: Money; readonly rate: ExchangeRate } | undefined {
  const fee = feeBy(pay, terms.fee);
  if (fee.minor >= pay.minor) return undefined;
  const wallet = walletOf(pay.asset);
  const rate = wallet === pay.asset ? PAR : afterSpread(market, terms.spreadBps ?? 0n);
  const credit = exchanged(subtract(pay, fee), rate, wallet);
  return credit.minor === 0n ? undefined : { fee, credit, rate };
}

/**
 * Fixes what a deposit costs and brings. The fee is taken from the payment, so that the player pays the sum they named.
 * @param market what one of the pay asset is worth in the wallet's now; undefined: nobody knows, or nothing is exchanged
 */
export function quoteDeposit(
  pay: Money,
  { assets: byAsset, validForMs }: DepositTerms,
  nowMs: number,
  market?: ExchangeRate,
): DepositQuote | QuoteRefusal {
  const terms = byAsset[pay.asset];
  if (!terms) return { reason: 'wrong-asset', least: firstLeast(byAsset) };
  const least = money(pay.asset, terms.least);
  if (pay.minor < terms.least) return { reason: 'below-minimum', least };
  if (pay.minor > terms.most) return { reason: 'above-maximum', most: money(pay.asset, terms.most) };
  const worth = walletOf(pay.asset) === pay.asset ? PAR : market;
  if (worth === undefined) return { reason: 'no-rate' };
  const brings = depositBrings(pay, terms, worth);
  if (!brings) return { reason: 'below-minimum', least };
  const { fee, credit, rate } = brings;
  return { pay, fee, credit, rate: rateText(rate), terms, fixedAtMs: nowMs, expiresAtMs: nowMs + validForMs };
}

function firstLeast(terms: TermsByAsset): Money {
  const [first = 'EUR'] = assetsOf(terms);
  return money(first, terms[first]?.least ?? 0n);
}

/** What most players choose, in whole units. */
const OFFERED: { readonly [A in Asset]?: readonly bigint[] } = {
  RUB: [1_000n, 2_500n, 5_000n, 10_000n],
  TON: [5n, 10n, 25n, 50n],
  XTR: [50n, 100n, 250n, 500n],
};
const OFFERED_ELSE = [10n, 25n, 50n, 100n];

/** The amounts to offer on these terms, the smallest first; those outside the terms are not offered. */
export function offeredAmounts(asset: Asset, { least, most }: AssetTerms): Money[] {
  const units = OFFERED[asset.replace(/^PLAY-/, '') as Asset] ?? OFFERED_ELSE;
  return units
    .map((unit) => unit * 10n ** BigInt(assets[asset].scale))
    .filter((minor) => minor >= least && minor <= most)
    .map((minor) => money(asset, minor));
}

/** The same terms in play money, for a rail whose payments are not real. */
export const inPlayMoney = (terms: DepositTerms): DepositTerms => ({ ...terms, assets: inPlay(terms.assets) });
