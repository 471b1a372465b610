import type { PlayerId, StaffId } from '../../contracts/ids.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';

/** How somebody came in. */
export type SessionDoor = 'mini-app' | 'widget' | 'oidc' | 'chat' | 'browser' | 'staff';

export type SessionOwner = { readonly player: PlayerId } | { readonly staff: StaffId };
/** `chat`: the Telegram account that opens this player's doors, where it is what let them in. */
type NewOwner = { readonly player: PlayerId; readonly chat: string | undefined } | { readonly staff: StaffId };

export type NewSession = {
  readonly id: string;
  readonly owner: NewOwner;
  readonly door: SessionDoor;
  /** The bot whose chat this player knows us by: what is written to them on this session's behalf goes there. */
  readonly bot: string | undefined;
  readonly device: string;
  readonly openedAt: Date;
  readonly expiresAt: Date;
  readonly idleMs: number;
  /** SHA-256 of the first refresh token, which is kept by nobody but its bearer. */
  readonly refreshHash: Uint8Array;
};

/** Why a session ended. `expired`: its absolute time was over. */
export type SessionEnd =
  | 'signed-out'
  | 'ended-elsewhere'
  | 'by-staff'
  | 'idle'
  | 'expired'
  | 'too-many'
  | 'unlinked'
  | 'token-reused'
  | 'joined';

/** More devices than a person has. */
const MOST_SESSIONS = 20;

/** Opens a session. Answers the owner's oldest ones that had to end for it. */
export async function openSession(tx: Tx, session: NewSession): Promise<string[]> {
  const player = 'player' in session.owner ? session.owner.player : null;
  const staff = 'staff' in session.owner ? session.owner.staff : null;
  if ('player' in session.owner) await assertStillTheirs(tx, session.owner);
  await tx.query(sql`
    insert into identity.session (id, player_id, staff_id, door, bot, device, opened_at, seen_at, expires_at, idle_ms)
    values (${session.id}, ${player}, ${staff}, ${session.door}, ${session.bot ?? null}, ${session.device},
      ${session.openedAt}, ${session.openedAt}, ${session.expiresAt}, ${session.idleMs})`);
  await tx.query(sql`
    insert into identity.refresh_token (hash, session_id, issued_at)
    values (${session.refreshHash}, ${session.id}, ${session.openedAt})`);
  const rows = await tx.query<{ id: string }>(sql`
    select identity.end_sessions(array(
      select id from identity.session
      where (player_id = ${player} or staff_id = ${staff}) and ended_at is null
      order by opened_at desc, id desc offset ${MOST_SESSIONS}), 'too-many', 'system', null) as id`);
  return rows.map(({ id }) => id);
}

/**
 * A player who is being closed in this moment, because they are joined with another, gets no session any more; nor does a
 * Telegram account that is being unlinked. Held until the end of the transaction; throws, and the next try finds what is true.
 */
async function assertStillTheirs(tx: Tx, { player, chat }: { player: PlayerId; chat: string | undefined }) {
  const open = await tx.query(sql`select 1 from identity.player where id = ${player} and closed_at is null for share`);
  if (open.length === 0) throw new Error('the account was closed in this moment: sign in anew');
  if (chat === undefined) return;
  const linked = await tx.query(sql`
    select 1 from identity.linked_account where provider = 'telegram' and subject = ${chat} and player_id = ${player}`);
  if (linked.length === 0) throw new Error('the Telegram account was unlinked in this moment: sign in anew');
}

export type Refreshed =
  | { readonly outcome: 'rotated'; readonly session: string }
  /** The token was used a moment ago: its successor, sealed under it. */
  | { readonly outcome: 'again'; readonly session: string; readonly successor: Uint8Array }
  | { readonly outcome: 'reused' | 'ended'; readonly session: string }
  | { readonly outcome: 'unknown' };

/** Trades a refresh token for its successor; see the SQL function for what else may come of it. */
export async function refreshSession(
  tx: Tx,
  token: { hash: Uint8Array; next: Uint8Array; successor: Uint8Array; graceMs: number },
): Promise<Refreshed> {
  const [row] = await tx.query<{ outcome: Refreshed['outcome']; session_id: string; successor: Uint8Array }>(
    sql`select * from identity.refresh(${token.hash}, ${token.next}, ${token.successor}, ${token.graceMs}::integer)`,
  );
  if (!row) throw new Error('identity.refresh answers one row');
  return { outcome: row.outcome, session: row.session_id, successor: row.successor } as Refreshed;
}

/** The session a refresh token belongs to, whatever became of either. */
export async function sessionOfToken(
  tx: Tx,
  hash: Uint8Array,
): Promise<{ session: string; owner: SessionOwner } | undefined> {
  const [row] = await tx.query<{ id: string; player_id: PlayerId | null; staff_id: StaffId | null }>(sql`
    select s.id, s.player_id, s.staff_id from identity.refresh_token r join identity.session s on s.id = r.session_id
    where r.hash = ${hash}`);
  if (!row) return undefined;
  const owner = row.player_id ? { player: row.player_id } : row.staff_id ? { staff: row.staff_id } : undefined;
  return owner && { session: row.id, owner };
}

export type Which = {
  readonly owner: SessionOwner;
  readonly only?: string;
  readonly except?: string;
  /** Sessions by these doors alone. */
  readonly doors?: readonly SessionDoor[];
};

/** Who ends a session, for the trail. */
export type EndedBy = { readonly actor: 'player' | 'staff' | 'system'; readonly actorId?: string };

/**
 * Ends the owner's open sessions, or some of them; each is in the trail, with its owner. Answers which ended. Somebody else's
 * is not among them.
 */
export async function endSessions(
  tx: Tx,
  { owner, only, except, doors }: Which,
  why: SessionEnd,
  { actor, actorId }: EndedBy,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select identity.end_sessions(array(
      select id from identity.session
      where ended_at is null
        and (player_id = ${'player' in owner ? owner.player : null} or staff_id = ${'staff' in owner ? owner.staff : null})
        and (${only ?? null}::uuid is null or id = ${only ?? null}::uuid)
        and (${except ?? null}::uuid is null or id <> ${except ?? null}::uuid)
        and (${doors ? [...doors] : null}::text[] is null or door = any(${doors ? [...doors] : null}::text[]))),
      ${why}, ${actor}, ${actorId ?? null}) as id`);
  return rows.map(({ id }) => id);
}

/** Ends sessions whose time is over, and those that nobody used for their idle time. Answers which. */
export async function endOverdueSessions(pool: Pool, atMost: number): Promise<string[]> {
  const rows = await query<{ id: string }>(pool, sql`select identity.end_overdue_sessions(${atMost}::integer) as id`);
  return rows.map(({ id }) => id);
}

export type EndedSession = { readonly id: string; readonly endedAt: Date };

/** Sessions that ended within this time, the first to end first, from behind the one that was answered last. */
export async function lateSessions(
  pool: Pool,
  withinMs: number,
  after: EndedSession | undefined,
  atMost: number,
): Promise<EndedSession[]> {
  return query<EndedSession>(
    pool,
    sql`select id, ended_at as "endedAt" from identity.session
        where ended_at > statement_timestamp() - ${`${withinMs} milliseconds`}::interval
          and (${after?.id ?? null}::uuid is null or (ended_at, id) > (${after?.endedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
        order by ended_at, id limit ${atMost}`,
  );
}

/** Forgets sessions, with their tokens, that ended so long ago; tickets and proofs whose time is over. Answers how many went. */
export async function sweepSessions(pool: Pool, keepMs: number, atMost: number): Promise<number> {
  const age = `${keepMs} milliseconds`;
  const gone = [
    await query(
      pool,
      sql`delete from identity.session where id in (
            select id from identity.session where expires_at < clock_timestamp() - ${age}::interval limit ${atMost})
          returning 1`,
    ),
    await query(
      pool,
      sql`delete from identity.ticket where id in (
            select id from identity.ticket where expires_at < clock_timestamp() - interval '1 hour' limit ${atMost})
          returning 1`,
    ),
    await query(
      pool,
      sql`delete from identity.spent_proof where fingerprint in (
            select fingerprint from identity.spent_proof where until < clock_timestamp() limit ${atMost})
          returning 1`,
    ),
  ];
  return gone.reduce((sum, rows) => sum + rows.length, 0);
}
