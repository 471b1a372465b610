import type { PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** Somebody begins without Telegram: a player with no way in but their browser's session. */
export async function newGuest(tx: Tx, id: PlayerId, language: string, wallet: Asset): Promise<void> {
  await tx.query(sql`select identity.guest(${id}, ${language}, ${wallet})`);
}

/** This Telegram account opens this player from now on, and no other. */
export async function linkTelegram(tx: Tx, telegramId: string, player: PlayerId): Promise<void> {
  await tx.query(sql`select identity.link_account('telegram', ${telegramId}, ${player})`);
}

/**
 * No Telegram account opens this player any more. The sessions that are left are the only way in, and last so long from now on;
 * answers which they are.
 */
export async function unlinkTelegramOf(
  tx: Tx,
  player: PlayerId,
  { idleMs, longestMs }: { idleMs: number; longestMs: number },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    sql`select id from identity.unlink_account('telegram', ${player}, ${idleMs}::integer, ${longestMs}::bigint) as id`,
  );
  return rows.map(({ id }) => id);
}

/** The account of the same person that does not go on; its sessions were ended before. */
export async function closePlayer(tx: Tx, player: PlayerId, into: PlayerId): Promise<void> {
  await tx.query(sql`select identity.close_player(${player}, ${into})`);
}

/** Holds these players until the end of the transaction, always in the same order; answers which of them are open. */
export async function holdPlayers(tx: Tx, players: readonly PlayerId[]): Promise<Set<PlayerId>> {
  const rows = await tx.query<{ id: PlayerId; is_open: boolean }>(sql`
    select id, closed_at is null as is_open from identity.player where id = any(${[...players]}::uuid[]) order by id
    for no key update`);
  return new Set(rows.filter((row) => row.is_open).map(({ id }) => id));
}

/** Whether this player is not closed, as it is at this moment. */
export async function isOpenPlayer(tx: Pick<Tx, 'query'>, player: PlayerId): Promise<boolean> {
  return (await tx.query(sql`select 1 from identity.player where id = ${player} and closed_at is null`)).length > 0;
}
