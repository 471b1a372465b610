import type { TransferId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** One side of a posting. Above zero credits the account, below zero debits it. */
export type Leg = { readonly account: bigint; readonly amount: bigint };

export type Posting = {
  readonly id: TransferId;
  readonly kind: string;
  readonly subject: string | null;
  readonly legs: readonly Leg[];
};

/** `conflict`: the id was used before, for another posting. */
export type PostAnswer = 'posted' | 'repeated' | 'conflict' | 'unknown-account' | 'insufficient-funds';

/**
 * Posts once under the id the caller gives: a repeat answers `repeated` and moves nothing. Legs that do not sum to zero per
 * asset are our own bug and throw (SQLSTATE CG001).
 */
export async function post(tx: Tx, { id, kind, subject, legs }: Posting): Promise<PostAnswer> {
  const [row] = await tx.query<{ answer: PostAnswer }>(sql`
    select ledger.post(${id}, ${kind}, ${subject},
      (select array_agg(row(a, m)::ledger.leg) from unnest(${legs.map((leg) => leg.account)}::bigint[], ${legs.map((leg) => leg.amount)}::bigint[]) as l(a, m))
    ) as answer`);
  if (!row) throw new Error('ledger.post answers one row');
  return row.answer;
}

export type AccountOwner = { readonly player: string } | { readonly house: string };

/** The account's id; opened if it is not there. Safe to repeat, and from several sessions at once. */
export async function openAccount(tx: Tx, kind: string, owner: AccountOwner, asset: string): Promise<bigint> {
  const player = 'player' in owner ? owner.player : null;
  const house = 'house' in owner ? owner.house : null;
  const [row] = await tx.query<{ id: bigint }>(
    sql`select ledger.open_account(${kind}, ${player}, ${house}, ${asset}) as id`,
  );
  if (!row) throw new Error('ledger.open_account answers one row');
  return row.id;
}
