import { assert } from './assert.ts';
import { type Asset, assets } from './assets.ts';
import type { ExchangeRate } from './exchange-rates.ts';
import { BASIS_POINTS } from './fees.ts';
import { type Money, money } from './money.ts';
import type { AssetTerms } from './terms.ts';

/** The terms of a way out by which another asset arrives than the wallet's. */
export type SentTerms = {
  readonly sends: Asset;
  /** What the house keeps of the market's rate. */
  readonly spreadBps: bigint;
  /** How far less than was shown may be sent. */
  readonly toleranceBps: bigint;
};

/** What a cash amount is sent as, before that is fixed: what the player is shown, and what their code binds. */
export type SentEstimate = {
  readonly about: Money;
  /** Less than this is not sent: then the player is asked again. */
  readonly least: Money;
};

/** Undefined where the wallet's own asset is sent. */
export const sentTerms = ({ sends, spreadBps = 0n, toleranceBps = 0n }: AssetTerms): SentTerms | undefined =>
  sends && { sends, spreadBps, toleranceBps };

const ONE = 10n ** 18n;
const unitsOf = (asset: Asset): bigint => 10n ** BigInt(assets[asset].scale);

/**
 * What is sent for a cash amount: divided once, exactly, and rounded down to a whole minor unit, in the house's favour, by less than
 * one. The database fixes it by the same (`payments.sent_for`), and a test compares the two.
 * @param market what one of the asset is worth in the cash's
 */
export function sentFor(cash: Money, { sends, spreadBps }: SentTerms, market: ExchangeRate): Money {
  assert(spreadBps >= 0n && spreadBps < BASIS_POINTS, `a spread is less than everything: ${spreadBps} bps`);
  const worth = cash.minor * (BASIS_POINTS - spreadBps) * ONE * unitsOf(sends);
  return money(sends, worth / (BASIS_POINTS * market * unitsOf(cash.asset)));
}

/** The least that would still be sent: rounded up to a whole minor unit, in the player's favour, by less than one. */
export const leastSent = ({ asset, minor }: Money, toleranceBps: bigint): Money =>
  money(asset, (minor * (BASIS_POINTS - toleranceBps) + BASIS_POINTS - 1n) / BASIS_POINTS);

/** What the player is shown of several parts that are sent one by one; undefined where one of them would be nothing. */
export function estimateSent(
  parts: readonly Money[],
  terms: SentTerms,
  market: ExchangeRate,
): SentEstimate | undefined {
  const each = parts.map((cash) => sentFor(cash, terms, market).minor);
  if (each.some((minor) => minor === 0n)) return undefined;
  const about = money(
    terms.sends,
    each.reduce((sum, minor) => sum + minor, 0n),
  );
  return { about, least: leastSent(about, terms.toleranceBps) };
}

/** What one of the asset costs the player, the spread in it: to be shown. Rounded up at the eighteenth place. */
export function sentPrice(market: ExchangeRate, spreadBps: bigint): ExchangeRate {
  const left = BASIS_POINTS - spreadBps;
  return ((market * BASIS_POINTS + left - 1n) / left) as ExchangeRate;
}
