import type { PlayerId } from '../../contracts/ids.ts';
import type { Database } from '../../prisma/client.ts';

/** The language a player is spoken to in; undefined for an unknown player. */
export async function languageOf(db: Database, player: PlayerId): Promise<string | undefined> {
  const row = await db.player.findUnique({ where: { id: player }, select: { language: true } });
  return row?.language;
}
