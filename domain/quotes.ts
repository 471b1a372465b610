import { assert } from './assert.ts';
import { playTwin } from './assets.ts';
import { feeOf } from './fees.ts';
import { isMoreThan, type Money, money, subtract } from './money.ts';

/** The terms a deposit by one rail is offered on. Amounts are per payment. */
export type DepositTerms = {
  readonly feeBps: bigint;
  readonly least: Money;
  readonly most: Money;
  readonly validForMs: number;
};

export type DepositQuote = {
  readonly pay: Money;
  readonly fee: Money;
  readonly credit: Money;
  /** Credit asset for one pay asset, after the fee, as an exact decimal. */
  readonly rate: string;
  readonly fixedAtMs: number;
  readonly expiresAtMs: number;
};

export type QuoteRefusal =
  | { readonly reason: 'wrong-asset'; readonly least: Money }
  | { readonly reason: 'below-minimum'; readonly least: Money }
  | { readonly reason: 'above-maximum'; readonly most: Money };

/**
 * Fixes what a deposit costs and brings. The wallet and the payment are in one asset here; an exchange needs prices, which
 * a rail that has them brings. The fee is taken from the payment, so that the player pays the sum they named.
 */
export function quoteDeposit(pay: Money, terms: DepositTerms, nowMs: number): DepositQuote | QuoteRefusal {
  if (pay.asset !== terms.least.asset) return { reason: 'wrong-asset', least: terms.least };
  if (isMoreThan(terms.least, pay)) return { reason: 'below-minimum', least: terms.least };
  if (isMoreThan(pay, terms.most)) return { reason: 'above-maximum', most: terms.most };
  const fee = feeOf(pay, terms.feeBps);
  return { pay, fee, credit: subtract(pay, fee), rate: '1', fixedAtMs: nowMs, expiresAtMs: nowMs + terms.validForMs };
}

/** What most players choose, in minor units of a currency with two decimal places. */
const OFFERED = [1_000n, 2_500n, 5_000n, 10_000n];

/** The amounts to offer on these terms, the smallest first; those outside the terms are not offered. */
export function offeredAmounts({ least, most }: DepositTerms): Money[] {
  return OFFERED.filter((minor) => minor >= least.minor && minor <= most.minor).map((minor) =>
    money(least.asset, minor),
  );
}

/** The same terms in play money, for a rail whose payments are not real. An asset without a play twin is refused, never kept. */
export function inPlayMoney(terms: DepositTerms): DepositTerms {
  return { ...terms, least: inPlay(terms.least), most: inPlay(terms.most) };
}

function inPlay({ asset, minor }: Money): Money {
  const twin = playTwin(asset);
  assert(twin, `${asset} has no play twin`);
  return money(twin, minor);
}
