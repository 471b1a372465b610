import type { PlayerId, StaffId } from '../../contracts/ids.ts';
import type { StaffRole } from '../../contracts/staff.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import { idTails } from '../../domain/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

export type FoundPlayer = { readonly id: PlayerId; readonly joinedAt: Date };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CODE = /^P-?([0-9A-HJKMNP-TV-Z]{6})$/i;
const TELEGRAM = /^\d{4,20}$/;
const MOST_FOUND = 20;

/**
 * Players by what a person reads out: an account's code, an id, or the number of a Telegram account; whole ones only. A code
 * may be that of several players: each is answered.
 */
export async function findPlayers(tx: Reader, term: string): Promise<FoundPlayer[]> {
  if (UUID.test(term))
    return tx.query<FoundPlayer>(sql`select id, created_at as "joinedAt" from identity.player where id = ${term}`);
  if (TELEGRAM.test(term))
    return tx.query<FoundPlayer>(sql`
      select p.id, p.created_at as "joinedAt" from identity.linked_account l join identity.player p on p.id = l.player_id
      where l.provider = 'telegram' and l.subject = ${term}`);
  const [, code] = CODE.exec(term) ?? [];
  if (code === undefined) return [];
  return tx.query<FoundPlayer>(sql`
    select id, created_at as "joinedAt" from identity.player
    where right(id::text, 8) = any(${idTails(code)}::text[]) order by id limit ${MOST_FOUND}`);
}

/** The same of players whose ids are known. */
export async function playersById(tx: Reader, ids: readonly PlayerId[]): Promise<FoundPlayer[]> {
  return tx.query<FoundPlayer>(
    sql`select id, created_at as "joinedAt" from identity.player where id = any(${[...ids]}::uuid[]) order by id`,
  );
}

/** What members of staff are called, by their ids. The trail holds no names: they are read beside it. */
export async function readStaffNames(tx: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(sql`
    select id, name from identity.staff where id::text = any(${[...new Set(ids)]}::text[])`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A member of staff, and at how many places they are signed in. */
export type StaffAtDesk = {
  readonly id: StaffId;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  readonly sessions: number;
};

/** All of them, or this one. */
export async function readStaff(tx: Reader, only?: StaffId): Promise<StaffAtDesk[]> {
  return tx.query<StaffAtDesk>(sql`
    select m.id, m.name, m.roles, (
      select count(*)::int from identity.session s
      where s.staff_id = m.id and s.ended_at is null and s.expires_at > clock_timestamp()
        and s.seen_at + s.idle_ms * interval '1 millisecond' > clock_timestamp()) as sessions
    from identity.staff m where ${only ?? null}::uuid is null or m.id = ${only ?? null}::uuid order by m.name, m.id`);
}

/** What is known of a player besides money, for staff. */
export type PlayerFacts = {
  readonly id: PlayerId;
  readonly joinedAt: Date;
  readonly language: string;
  readonly wallet: Asset;
  readonly joinedInto: PlayerId | null;
  readonly telegram: { readonly id: string; readonly linkedAt: Date; readonly blocked: boolean } | null;
};

export async function readFacts(tx: Reader, player: PlayerId): Promise<PlayerFacts> {
  const [row] = await tx.query<{
    created_at: Date;
    language: string;
    wallet_asset: Asset;
    joined_into: PlayerId | null;
    subject: string | null;
    linked_at: Date | null;
    blocked_at: Date | null;
  }>(sql`
    select p.created_at, coalesce(p.chosen_language, p.language) as language, p.wallet_asset, p.joined_into,
      l.subject, l.linked_at, l.blocked_at
    from identity.player p left join identity.linked_account l on l.player_id = p.id and l.provider = 'telegram'
    where p.id = ${player}`);
  assert(row, `no player ${player}`);
  return {
    id: player,
    joinedAt: row.created_at,
    language: row.language,
    wallet: row.wallet_asset,
    joinedInto: row.joined_into,
    telegram:
      row.subject === null || row.linked_at === null
        ? null
        : { id: row.subject, linkedAt: row.linked_at, blocked: row.blocked_at !== null },
  };
}
