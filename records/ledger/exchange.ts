import type { QuoteId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

export type ExchangeQuote = {
  readonly id: QuoteId;
  readonly sell: Asset;
  readonly buy: Asset;
  /** So much of `buy` for one of `sell`, in whole units, as an exact decimal. */
  readonly rate: string;
  readonly fixedAt: Date;
  readonly expiresAt: Date;
};

/**
 * Writes down what an exchange will be held to. Safe to repeat; another quote under the id throws (CG001), and so does one
 * that joins two natures: Stars are never cash, play money is not money.
 */
export async function keepQuote(tx: Tx, quote: ExchangeQuote): Promise<void> {
  const { id, sell, buy, rate, fixedAt, expiresAt } = quote;
  await tx.query(sql`select ledger.keep_quote(${id}, ${sell}, ${buy}, ${rate}, ${fixedAt}, ${expiresAt})`);
}
