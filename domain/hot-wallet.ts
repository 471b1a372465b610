/** What is worth telling staff of a hot wallet's balance. */
export type WalletNeed = 'top-up-needed' | 'sweep-needed';

/** In minor units of its asset; undefined: no bound. */
export type WalletBounds = { readonly floor: bigint | undefined; readonly ceiling: bigint | undefined };

/**
 * Whether staff should be called. Between a bound and a tenth beyond it what was said last holds, so that a balance that stays
 * about the bound calls nobody again and again.
 * @param free what it holds less what is promised to withdrawals
 */
export function needsOf(
  free: bigint,
  { floor, ceiling }: WalletBounds,
  open: ReadonlySet<WalletNeed>,
): ReadonlySet<WalletNeed> {
  const needs = new Set<WalletNeed>();
  if (floor !== undefined && free < (open.has('top-up-needed') ? floor + floor / 10n : floor))
    needs.add('top-up-needed');
  if (ceiling !== undefined && free > (open.has('sweep-needed') ? ceiling - ceiling / 10n : ceiling))
    needs.add('sweep-needed');
  return needs;
}

/** What a wallet holds and what it should hold by the books, in minor units, read at one moment. */
export type WalletSums = {
  /** Received less sent less fees, of everything final. */
  readonly final: bigint;
  /** What the chain says; undefined while something is not final yet. */
  readonly head: bigint | undefined;
  readonly books: bigint;
  /** Final, and not credited or set aside yet. */
  readonly unsettled: bigint;
  readonly unbooked: bigint;
  /** Left for payouts whose withdrawals are not over. */
  readonly unfinished: bigint;
};

/** What the books say must be there. */
export const expectedOf = ({ books, unsettled, unbooked, unfinished }: WalletSums): bigint =>
  books + unsettled + unbooked - unfinished;

/** What is on the chain and not in the books, below zero where it is missing there; zero where all is well. */
export function differenceOf(sums: WalletSums): bigint {
  const inBooks = sums.final - expectedOf(sums);
  if (inBooks !== 0n) return inBooks;
  return sums.head === undefined ? 0n : sums.head - sums.final;
}
