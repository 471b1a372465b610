import type { PlayerId, StaffId } from '../../contracts/ids.ts';
import type { StaffRole } from '../../contracts/staff.ts';
import type { Asset } from '../../domain/assets.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import type { SessionDoor } from './sessions.ts';

type Reader = Pick<Tx, 'query'>;

/** A player's open session, and where the player's chat with us is. */
export type SessionView = {
  readonly id: string;
  readonly player: PlayerId;
  readonly door: SessionDoor;
  /** The bot whose chat they know us by; undefined in a browser that never met one. */
  readonly bot: string | undefined;
  /** The absolute end. */
  readonly expiresAt: Date;
  /** The chat with the player; undefined when no Telegram account is linked. */
  readonly chat: string | undefined;
};

/** An open session of a member of staff. */
export type StaffSessionView = {
  readonly id: string;
  readonly staff: StaffId;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  readonly expiresAt: Date;
};

/** The session by its id; undefined when there is none, or it has ended. */
export async function readSession(tx: Reader, id: string): Promise<SessionView | undefined> {
  const [row] = await tx.query<{
    id: string;
    player_id: PlayerId;
    door: SessionDoor;
    bot: string | null;
    expires_at: Date;
    subject: string | null;
  }>(sql`
    select s.id, s.player_id, s.door, s.bot, s.expires_at, l.subject
    from identity.session s left join identity.linked_account l on l.player_id = s.player_id and l.provider = 'telegram'
    where s.id = ${id} and s.player_id is not null and s.ended_at is null and s.expires_at > clock_timestamp()
      and s.seen_at + s.idle_ms * interval '1 millisecond' > clock_timestamp()`);
  return (
    row && {
      id: row.id,
      player: row.player_id,
      door: row.door,
      bot: row.bot ?? undefined,
      expiresAt: row.expires_at,
      chat: row.subject ?? undefined,
    }
  );
}

/** The staff session by its id; undefined when there is none, or it has ended. */
export async function readStaffSession(tx: Reader, id: string): Promise<StaffSessionView | undefined> {
  const [row] = await tx.query<{ id: string; staff: StaffId; name: string; roles: StaffRole[]; expiresAt: Date }>(sql`
    select s.id, m.id as staff, m.name, m.roles, s.expires_at as "expiresAt"
    from identity.session s join identity.staff m on m.id = s.staff_id
    where s.id = ${id} and s.ended_at is null and s.expires_at > clock_timestamp()
      and s.seen_at + s.idle_ms * interval '1 millisecond' > clock_timestamp()`);
  return row;
}

/** Whose a session is or was, and why it ended; undefined when there never was one, or it is forgotten. */
export async function readSessionFate(
  tx: Reader,
  id: string,
): Promise<{ owner: string; endedWhy: string | null } | undefined> {
  const [row] = await tx.query<{ owner: string; endedWhy: string | null }>(
    sql`select coalesce(player_id, staff_id) as owner, ended_why as "endedWhy" from identity.session where id = ${id}`,
  );
  return row;
}

/** One of a player's devices, as it is shown to them. */
export type DeviceView = {
  readonly id: string;
  readonly door: SessionDoor;
  readonly device: string;
  readonly openedAt: Date;
  readonly seenAt: Date;
};

/** Where a player is signed in now, the latest used first. */
export async function readDevices(tx: Reader, player: PlayerId): Promise<DeviceView[]> {
  return tx.query<DeviceView>(sql`
    select id, door, device, opened_at as "openedAt", seen_at as "seenAt" from identity.session
    where player_id = ${player} and ended_at is null and expires_at > clock_timestamp()
      and seen_at + idle_ms * interval '1 millisecond' > clock_timestamp()
    order by seen_at desc, id desc`);
}

/** A player as they are shown to themselves; nothing of it names them. */
export type Profile = {
  readonly id: PlayerId;
  /** What they are spoken to in: as they chose, or as Telegram says. */
  readonly language: string;
  readonly languageIsChosen: boolean;
  readonly wallet: Asset;
  /** Whether a Telegram account opens this player. */
  readonly hasTelegram: boolean;
  readonly inviteCode: string;
  readonly joinedAt: Date;
};

export async function readProfile(tx: Reader, player: PlayerId): Promise<Profile | undefined> {
  const [row] = await tx.query<{
    language: string;
    chosen_language: string | null;
    wallet_asset: Asset;
    invite_code: string;
    created_at: Date;
    has_telegram: boolean;
  }>(sql`
    select language, chosen_language, wallet_asset, invite_code, created_at,
      exists (select from identity.linked_account l where l.player_id = p.id and l.provider = 'telegram') as has_telegram
    from identity.player p where id = ${player}`);
  return (
    row && {
      id: player,
      language: row.chosen_language ?? row.language,
      languageIsChosen: row.chosen_language !== null,
      wallet: row.wallet_asset,
      hasTelegram: row.has_telegram,
      inviteCode: row.invite_code,
      joinedAt: row.created_at,
    }
  );
}

/** The player a Telegram account opens, and the account a player is opened by. */
export async function playerOfTelegram(tx: Reader, telegramId: string): Promise<PlayerId | undefined> {
  const [row] = await tx.query<{ player_id: PlayerId }>(
    sql`select player_id from identity.linked_account where provider = 'telegram' and subject = ${telegramId}`,
  );
  return row?.player_id;
}

export async function telegramOf(tx: Reader, player: PlayerId): Promise<string | undefined> {
  const [row] = await tx.query<{ subject: string }>(
    sql`select subject from identity.linked_account where provider = 'telegram' and player_id = ${player}`,
  );
  return row?.subject;
}

/** The wallet currencies of these players. */
export async function walletsOf(tx: Reader, players: readonly PlayerId[]): Promise<ReadonlyMap<PlayerId, Asset>> {
  const rows = await tx.query<{ id: PlayerId; wallet: Asset }>(
    sql`select id, wallet_asset as wallet from identity.player where id = any(${[...players]}::uuid[])`,
  );
  return new Map(rows.map(({ id, wallet }) => [id, wallet]));
}

/** Whether this open session is one of the player's. */
export async function isSessionOf(tx: Reader, player: PlayerId, session: string): Promise<boolean> {
  const rows = await tx.query(
    sql`select 1 from identity.session where id = ${session} and player_id = ${player} and ended_at is null`,
  );
  return rows.length > 0;
}

/** Whose link a ticket is for; null for one that asks to be let in, undefined when there is none. */
export async function ownerOfTicket(tx: Reader, ticket: string): Promise<PlayerId | null | undefined> {
  const [row] = await tx.query<{ player_id: PlayerId | null }>(
    sql`select player_id from identity.ticket where id = ${ticket}`,
  );
  return row?.player_id;
}

export async function isPlayer(tx: Reader, id: string): Promise<boolean> {
  return (await tx.query(sql`select 1 from identity.player where id = ${id}`)).length > 0;
}

/** Whether a code of theirs waits to be entered. */
export async function hasOpenCode(tx: Pick<Tx, 'query'>, player: PlayerId): Promise<boolean> {
  const rows = await tx.query(sql`
    select 1 from identity.one_time_code where player_id = ${player} and ended_at is null and expires_at > now() limit 1`);
  return rows.length > 0;
}

/** Where a player is written to: their chat, and the bot they know us by; what is not known is undefined. */
export async function chatOf(
  tx: Reader,
  player: PlayerId,
): Promise<{ readonly chat: string | undefined; readonly bot: string | undefined }> {
  const [row] = await tx.query<{ chat: string | null; bot: string | null }>(sql`
    select (select l.subject from identity.linked_account l where l.player_id = ${player} and l.provider = 'telegram') as chat,
      (select s.bot from identity.session s where s.player_id = ${player} and s.bot is not null order by s.seen_at desc limit 1) as bot`);
  return { chat: row?.chat ?? undefined, bot: row?.bot ?? undefined };
}
