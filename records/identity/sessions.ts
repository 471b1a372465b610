import type { PlayerId } from '../../contracts/ids.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';

export type NewSession = {
  readonly id: string;
  readonly player: PlayerId;
  /** SHA-256 of the token, which is kept by nobody but its bearer. */
  readonly tokenHash: Uint8Array;
  readonly door: 'mini-app';
  /** The bot it was opened from: what is written into a chat on this player's behalf goes there. */
  readonly bot: string;
  readonly openedAt: Date;
  readonly expiresAt: Date;
};

/** More devices than a person has. */
const MOST_SESSIONS = 20;

export async function openSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.query(sql`
    insert into identity.session (id, player_id, token_hash, door, bot, opened_at, expires_at)
    values (${session.id}, ${session.player}, ${session.tokenHash}, ${session.door}, ${session.bot}, ${session.openedAt}, ${session.expiresAt})`);
  // Launch data may be shown again for some minutes: whoever does so in a loop loses their own oldest sessions.
  await tx.query(sql`
    update identity.session set ended_at = clock_timestamp()
    where player_id = ${session.player} and ended_at is null and id in (
      select id from identity.session where player_id = ${session.player} and ended_at is null
      order by opened_at desc, id desc offset ${MOST_SESSIONS})`);
}

/** Forgets sessions that ended so long ago. Answers how many went. */
export async function sweepSessions(pool: Pool, keepMs: number, atMost: number): Promise<number> {
  const rows = await query(
    pool,
    sql`delete from identity.session where id in (
          select id from identity.session where expires_at < clock_timestamp() - ${`${keepMs} milliseconds`}::interval limit ${atMost})
        returning 1`,
  );
  return rows.length;
}
