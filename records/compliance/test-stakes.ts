import type { PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import { lockPeople } from './limits.ts';

type Stake = { readonly asset?: Asset; readonly from?: number; readonly at?: Date };

/** Whether one player may stake so much now, as the call of their bet asks: behind the lock of their person. */
export async function admitsStake(
  tx: Tx,
  player: PlayerId,
  minor: bigint,
  { asset = 'EUR', from = 0, at = new Date() }: Stake = {},
): Promise<string | null | undefined> {
  await lockPeople(tx, [player]);
  const [row] = await tx.query<{ why: string | null }>(sql`
    select (compliance.admit_batch(array[${player}::uuid], array[${asset}::text], array[${minor}::bigint], ${from}::smallint, ${at}))[1] as why`);
  return row?.why;
}

/** What one player staked and was paid is counted, as the call of their bet counts it. */
export async function notesRound(
  tx: Tx,
  player: PlayerId,
  staked: bigint,
  paid: bigint,
  at: Date = new Date(),
): Promise<void> {
  await lockPeople(tx, [player]);
  await tx.query(sql`
    select compliance.note_batch(array[${player}::uuid], array['EUR'], array[${staked}::bigint], array[${paid}::bigint], ${at})`);
}
