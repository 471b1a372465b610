import type { PlayerId, RefundId, StaffId, TransferId } from '../../contracts/ids.ts';
import type { AssignReason, GiveBackReason } from '../../contracts/operations.ts';
import type { RailId } from '../../contracts/rails.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import type { AssetTerms } from '../../domain/terms.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import type { ArrivalState } from './arrivals.ts';

export type ClaimAnswer = 'released' | 'noted' | 'gone' | 'too-many';

/** A player says that an arrival is theirs: see `payments.claim_arrival`. Safe to repeat. */
export async function claimArrival(
  tx: Tx,
  player: PlayerId,
  arrival: string,
  wish: { readonly most: number; readonly mostADay: number; readonly transfer: TransferId },
): Promise<ClaimAnswer> {
  const { most, mostADay, transfer } = wish;
  const [row] = await tx.query<{ answer: ClaimAnswer }>(
    sql`select payments.claim_arrival(${player}, ${arrival}, ${most}, ${mostADay}, ${transfer}) as answer`,
  );
  assert(row, 'payments.claim_arrival answers one row');
  return row.answer;
}

/** What is known of an arrival by a hash. */
export type NamedArrival = {
  readonly id: string;
  readonly rail: RailId;
  readonly asset: Asset;
  readonly state: ArrivalState;
};

/**
 * The arrival that a hash belongs to: of the transaction at our account, or what else the chain named it by (`nameArrival`). One
 * that can be claimed before all others: a transaction of its sender may have sent several.
 */
export async function findArrival(tx: Pick<Tx, 'query'>, hash: string): Promise<NamedArrival | undefined> {
  const [row] = await tx.query<NamedArrival>(sql`
    select r.id, r.rail, r.asset, r.state from payments.arrival r
    where r.hash = ${hash} or r.id in (select n.arrival_id from payments.arrival_name n where n.hash = ${hash})
    order by r.state in ('unmatched', 'below-minimum') desc, r.state = 'seen' desc, r.at desc, r.id limit 1`);
  return row;
}

/** An arrival that waits for somebody, and of which only our own transaction's hash is known. */
export type UnnamedArrival = {
  readonly id: string;
  readonly kind: 'hot' | 'jetton';
  readonly account: string;
  readonly master: string | null;
  readonly sender: string;
  readonly createdLt: bigint;
};

/** Those for which the chain has not been asked yet, what nobody's memo names first, and the largest of them: dust comes last. */
export const unnamedArrivals = (tx: Pick<Tx, 'query'>, atMost: number): Promise<UnnamedArrival[]> =>
  tx.query<UnnamedArrival>(sql`
    select r.id, a.kind, r.account, a.master, r.sender, t.created_lt as "createdLt"
    from payments.arrival r join chain.account a on a.address = r.account
      join chain.transaction t on t.account = r.account and t.lt = r.lt and t.hash = r.hash
    where r.state in ('unmatched', 'below-minimum') and r.named_at is null and r.sender is not null and t.created_lt is not null
    order by r.state = 'below-minimum', r.minor desc, r.id limit ${atMost}`);

export const nameArrival = (tx: Pick<Tx, 'query'>, arrival: string, hashes: readonly string[]) =>
  tx.query(sql`select payments.name_arrival(${arrival}, ${[...hashes]}::text[])`);

/** What it would be credited as, in minor units, by the rate of its minute; undefined where nobody knows that rate. */
export async function creditOf(
  tx: Pick<Tx, 'query'>,
  arrival: string,
  creditAsset: Asset,
  { fee, spreadBps = 0n }: AssetTerms,
): Promise<bigint | undefined> {
  const [row] = await tx.query<{ credit: bigint | null }>(sql`
    select payments.arrival_credit(${arrival}, ${creditAsset}, ${fee.fixed}, ${Number(fee.bps)}, ${fee.least ?? null}, ${fee.most ?? null},
      ${Number(spreadBps)}) as credit`);
  return row?.credit ?? undefined;
}

export type GiveBackAnswer = 'begun' | 'noted' | 'gone' | 'no-sender' | 'too-little' | 'rail-short';

/** A member of staff says that it is to go back to its sender: see `payments.give_back_arrival`. It takes two. */
export async function giveBackArrival(
  tx: Tx,
  arrival: string,
  wish: {
    readonly by: StaffId;
    readonly reason: GiveBackReason;
    /** What sending it costs, in minor units: it goes back less by that. */
    readonly kept: bigint;
    readonly reference: string;
    readonly hold: TransferId;
  },
): Promise<GiveBackAnswer> {
  const { by, reason, kept, reference, hold } = wish;
  const [row] = await tx.query<{ answer: GiveBackAnswer }>(
    sql`select payments.give_back_arrival(${arrival}, ${by}, ${reason}, ${kept}, ${reference}, ${hold}) as answer`,
  );
  assert(row, 'payments.give_back_arrival answers one row');
  return row.answer;
}

/** The refund of an owed arrival that is under way; undefined where none is. */
export async function refundOfArrival(tx: Pick<Tx, 'query'>, arrival: string): Promise<RefundId | undefined> {
  const [row] = await tx.query<{ reference: RefundId }>(sql`
    select f.reference from payments.arrival r join payments.refund f on f.order_id = r.order_id and f.charge_id = r.account || ':' || r.lt || ':' || r.hash
    where r.id = ${arrival} and f.state <> 'dropped'`);
  return row?.reference;
}

/** Claims that were decided against their player, each once: whoever asks tells them. */
export const endClaims = (tx: Tx, atMost: number): Promise<{ arrival: string; player: PlayerId }[]> =>
  tx.query(sql`select arrival_id as arrival, player_id as player from payments.end_claims(${atMost})`);

/** Arrivals that somebody claims, and for which staff have been waited for longer than that. */
export async function overdueClaims(tx: Pick<Tx, 'query'>, olderThanMs: number, atMost: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select r.id from payments.arrival r join payments.claim c on c.arrival_id = r.id
    where r.state in ('unmatched', 'below-minimum') and c.told_at is null
    group by r.id having min(c.claimed_at) < clock_timestamp() - ${`${olderThanMs} milliseconds`}::interval
    order by min(c.claimed_at) limit ${atMost}`);
  return rows.map(({ id }) => id);
}

export type AssignAnswer = 'released' | 'noted' | 'gone' | 'unknown-player';

/** A member of staff says whose it is: see `payments.assign_arrival`. It takes two. */
export async function assignArrival(
  tx: Tx,
  arrival: string,
  wish: {
    readonly player: PlayerId;
    readonly by: StaffId;
    readonly reason: AssignReason;
    readonly transfer: TransferId;
  },
): Promise<AssignAnswer> {
  const { player, by, reason, transfer } = wish;
  const [row] = await tx.query<{ answer: AssignAnswer }>(
    sql`select payments.assign_arrival(${arrival}, ${player}, ${by}, ${reason}, ${transfer}) as answer`,
  );
  assert(row, 'payments.assign_arrival answers one row');
  return row.answer;
}

/** An arrival as staff look at it. */
export type ArrivalCase = {
  readonly id: string;
  readonly rail: RailId;
  readonly amount: Money;
  readonly hash: string;
  /** As `0:<hex>`; undefined where the jetton's sender named nobody. */
  readonly sender: string | undefined;
  readonly comment: string | undefined;
  readonly state: ArrivalState;
  readonly reason: string | undefined;
  readonly player: PlayerId | undefined;
  readonly at: Date;
  /** Who says that it is theirs, the first one first. */
  readonly claims: readonly { readonly player: PlayerId; readonly at: Date }[];
  /** Whose it is, by which member of staff. */
  readonly assignments: readonly { readonly by: string; readonly player: PlayerId; readonly reason: string }[];
  /** That it is to go back to its sender, by which member of staff; what was said before an earlier try failed is not among it. */
  readonly givesBack: readonly { readonly by: string; readonly reason: string }[];
  /** The newest try to give it back. */
  readonly back: { readonly state: GiveBackState; readonly sent: Money } | undefined;
};

/** `approved`: its refund's workflow sends it. `refused`: it could not be sent, or came back. */
export type GiveBackState = 'approved' | 'sending' | 'paid' | 'refused';

export async function readArrivalCase(tx: Pick<Tx, 'query'>, id: string): Promise<ArrivalCase | undefined> {
  const [row] = await tx.query<CaseRow>(sql`select * from payments.arrival where id = ${id}`);
  if (!row) return undefined;
  const claims = await tx.query<{ player: PlayerId; at: Date }>(
    sql`select player_id as player, claimed_at as at from payments.claim where arrival_id = ${id} order by claimed_at limit 50`,
  );
  const assignments = await tx.query<{ by: string; player: PlayerId; reason: string }>(sql`
    select m.name as by, s.player_id as player, s.reason from payments.assignment s join identity.staff m on m.id = s.staff_id
    where s.arrival_id = ${id} order by s.assigned_at`);
  const [back] = await tx.query<{ state: GiveBackState; sent_minor: bigint }>(sql`
    select state, sent_minor from payments.give_back where arrival_id = ${id} order by begun_at desc limit 1`);
  const givesBack = await tx.query<{ by: string; reason: string }>(sql`
    select m.name as by, v.reason from payments.give_back_vote v join identity.staff m on m.id = v.staff_id
    where v.arrival_id = ${id} and v.nth = (select count(*) from payments.give_back g where g.arrival_id = ${id} and g.state = 'refused')
    order by v.said_at`);
  return {
    id,
    rail: row.rail,
    amount: money(row.asset, row.minor),
    hash: row.hash,
    sender: row.sender ?? undefined,
    comment: row.comment ?? undefined,
    state: row.state,
    reason: row.reason ?? undefined,
    player: row.player_id ?? undefined,
    at: row.at,
    claims,
    assignments,
    givesBack,
    back: back && { state: back.state, sent: money(row.asset, back.sent_minor) },
  };
}

type CaseRow = {
  rail: RailId;
  asset: Asset;
  minor: bigint;
  hash: string;
  sender: string | null;
  comment: string | null;
  state: ArrivalState;
  reason: string | null;
  player_id: PlayerId | null;
  at: Date;
};
