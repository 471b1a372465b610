import { sql, type Tx } from '../../prisma/tx.ts';

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
