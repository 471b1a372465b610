import type { PlayerId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import type { LimitKind, LimitWindow, Measure } from '../../domain/limits.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** What a person limited: minor units of the wallet currency, or minutes. */
export type OwnLimit = Measure & {
  /** Undefined: none. */
  readonly value: bigint | undefined;
  /** A looser one that was asked for, and from when on it can be confirmed; its value undefined: to have none. */
  readonly wish: { readonly value: bigint | undefined; readonly from: Date } | undefined;
};

/** Those that were ever set, in no order. A wish that was ripe for a week without a yes is over (`compliance.confirm_limit`). */
export async function readLimits(tx: Reader, player: PlayerId, at: Date): Promise<OwnLimit[]> {
  const rows = await tx.query<{
    kind: LimitKind;
    span: LimitWindow;
    value: bigint | null;
    wish_value: bigint | null;
    wish_from: Date | null;
  }>(sql`
    select kind, span, value, wish_value, case when wish_from + interval '7 days' > ${at} then wish_from end as wish_from
    from compliance.own_limit where person_id = compliance.person_of(${player})`);
  return rows.map((row) => ({
    kind: row.kind,
    window: row.span,
    value: row.value ?? undefined,
    wish: row.wish_from ? { value: row.wish_value ?? undefined, from: row.wish_from } : undefined,
  }));
}

/** `tightened`: it works already. `wished`: it can be confirmed after `waitMs`. `same`: what was wished for is forgotten. */
export async function setLimit(
  tx: Tx,
  player: PlayerId,
  { kind, window }: Measure,
  value: bigint | undefined,
  { at, waitMs }: { readonly at: Date; readonly waitMs: number },
): Promise<'tightened' | 'wished' | 'same'> {
  const [row] = await tx.query<{ outcome: 'tightened' | 'wished' | 'same' }>(sql`
    select compliance.set_limit(${player}, ${kind}, ${window}, ${value ?? null}::bigint, ${at}, ${`${waitMs} milliseconds`}::interval) as outcome`);
  assert(row, 'compliance.set_limit answers one row');
  return row.outcome;
}

/** The second yes to a looser limit. */
export async function confirmLimit(
  tx: Tx,
  player: PlayerId,
  { kind, window }: Measure,
  at: Date,
): Promise<'loosened' | 'too-early' | 'no-wish'> {
  const [row] = await tx.query<{ outcome: 'loosened' | 'too-early' | 'no-wish' }>(
    sql`select compliance.confirm_limit(${player}, ${kind}, ${window}, ${at}) as outcome`,
  );
  assert(row, 'compliance.confirm_limit answers one row');
  return row.outcome;
}

/** A looser limit that was wished for is forgotten; false: there was none. */
export async function keepLimit(tx: Tx, player: PlayerId, { kind, window }: Measure): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>(
    sql`select compliance.keep_limit(${player}, ${kind}, ${window}) as done`,
  );
  return row?.done === true;
}

/**
 * Until the transaction ends nobody else limits, pauses or counts anything of these players. Taken behind their orders' lock, before
 * the rows of orders and the ledger's accounts.
 */
export async function lockPeople(tx: Tx, players: readonly PlayerId[]): Promise<void> {
  await tx.query(sql`select compliance.lock_people(${[...players]}::uuid[])`);
}

/** What keeps so much from being paid in. */
export type DepositJudged =
  | { readonly reason: 'excluded'; readonly until: Date | undefined }
  | { readonly reason: 'kyc-refused' }
  | { readonly reason: 'over-limit'; readonly window: LimitWindow; readonly left: Money };

/**
 * Whether a person's own limits and pauses, and no refusal, let so much in. Holds the person until the transaction ends.
 * @param reserved what their open orders may still bring
 */
export async function judgeDeposit(
  tx: Tx,
  player: PlayerId,
  { asset, minor }: Money,
  reserved: Money,
  at: Date,
): Promise<DepositJudged | undefined> {
  assert(reserved.asset === asset, 'what is reserved is of the asset that is judged');
  const [row] = await tx.query<{
    reason: 'excluded' | 'kyc-refused' | 'over-limit' | null;
    span: LimitWindow | null;
    left_minor: bigint | null;
    until: Date | null;
  }>(sql`select * from compliance.judge_deposit(${player}, ${asset}, ${minor}, ${reserved.minor}, ${at})`);
  if (!row?.reason) return undefined;
  if (row.reason === 'excluded') return { reason: 'excluded', until: row.until ?? undefined };
  if (row.reason === 'kyc-refused') return { reason: 'kyc-refused' };
  assert(row.span && row.left_minor !== null, 'a limit that is passed has a window, and something left or nothing');
  return { reason: 'over-limit', window: row.span, left: money(asset, row.left_minor) };
}

/** What a person was credited with of an asset since a day (UTC) began, all their accounts together. */
export async function depositedSince(tx: Reader, player: PlayerId, asset: Asset, from: Date): Promise<bigint> {
  const [row] = await tx.query<{ minor: bigint }>(
    sql`select compliance.deposited_since(${player}, ${asset}, (${from}::timestamptz at time zone 'UTC')::date) as minor`,
  );
  return row?.minor ?? 0n;
}

/** What a person lost at play of an asset since a day (UTC) began; below zero: they won. */
export async function lostSince(tx: Reader, player: PlayerId, asset: Asset, from: Date): Promise<bigint> {
  const [row] = await tx.query<{ minor: bigint }>(
    sql`select compliance.lost_since(${player}, ${asset}, (${from}::timestamptz at time zone 'UTC')::date) as minor`,
  );
  return row?.minor ?? 0n;
}

/** The session of play a person is in, and how long they have played on this day (UTC). */
export type Playing = {
  /** Undefined: they have not played for a quarter of an hour. */
  readonly session: { readonly beganAt: Date; readonly asset: Asset; readonly net: bigint } | undefined;
  readonly todayMs: number;
};

export async function readPlaying(tx: Reader, player: PlayerId, at: Date): Promise<Playing> {
  const [row] = await tx.query<{ began_at: Date | null; asset: Asset | null; net: bigint | null; today: bigint }>(sql`
    select s.began_at, s.asset, s.net, compliance.played_ms(${player}, ${at}) as today
    from (select 1) one left join compliance.play_session s
      on s.person_id = compliance.person_of(${player}) and s.last_at >= ${at}::timestamptz - interval '15 minutes'`);
  const isPlaying = row?.began_at && row.asset && row.net !== null;
  return {
    session: isPlaying
      ? { beganAt: row.began_at as Date, asset: row.asset as Asset, net: row.net as bigint }
      : undefined,
    todayMs: Number(row?.today ?? 0n),
  };
}

export type ReminderMinutes = 15 | 30 | 60;

export async function readReminder(tx: Reader, player: PlayerId): Promise<ReminderMinutes | undefined> {
  const [row] = await tx.query<{ minutes: ReminderMinutes }>(
    sql`select minutes from compliance.reminder where player_id = ${player}`,
  );
  return row?.minutes;
}

/** @param minutes undefined: they are not told */
export async function chooseReminder(tx: Tx, player: PlayerId, minutes: ReminderMinutes | undefined): Promise<void> {
  if (minutes === undefined) await tx.query(sql`delete from compliance.reminder where player_id = ${player}`);
  else
    await tx.query(sql`
      insert into compliance.reminder (player_id, minutes) values (${player}, ${minutes}::smallint)
      on conflict (player_id) do update set minutes = excluded.minutes`);
}
