import type { PlayerId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/**
 * Whether a player has money, held or not, or a round that may still pay some. Both in one look: a bet moves it from the one to the other.
 */
export async function holdsMoney(tx: Reader, player: PlayerId): Promise<boolean> {
  const rows = await tx.query(sql`
    select 1 from ledger.account where player_id = ${player} and (balance <> 0 or held <> 0)
    union all select 1 from play.round where player_id = ${player} and settled_at is null limit 1`);
  return rows.length > 0;
}

export async function isRoundOf(tx: Reader, player: PlayerId, id: string): Promise<boolean> {
  const rows = await tx.query(sql`select 1 from play.round where id = ${id} and player_id = ${player}`);
  return rows.length > 0;
}

export async function isGrantOf(tx: Reader, player: PlayerId, id: string): Promise<boolean> {
  const rows = await tx.query(sql`select 1 from play."grant" where id = ${id} and player_id = ${player}`);
  return rows.length > 0;
}

export async function isGrant(tx: Reader, id: string): Promise<boolean> {
  const rows = await tx.query(sql`select 1 from play."grant" where id = ${id}`);
  return rows.length > 0;
}
