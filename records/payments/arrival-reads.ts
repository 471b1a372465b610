import type { OrderId, PlayerId } from '../../contracts/ids.ts';
import type { RailId } from '../../contracts/rails.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** Money that came over a chain, as its player is shown it. */
export type ArrivalView = {
  readonly id: string;
  readonly player: PlayerId | undefined;
  readonly rail: RailId;
  readonly state: 'seen' | 'final' | 'vanished' | 'unmatched' | 'below-minimum';
  readonly amount: Money;
  readonly hash: string;
  /** The time of its block. */
  readonly at: Date;
  /** Blocks that came since it was first seen. */
  readonly blocksPassed: number;
  /** The order it pays; until it is final, the one it would pay if it were. */
  readonly order: OrderId | undefined;
};

/** What came for an order, the oldest first: what pays it, and what would if it were final now. */
export async function arrivalsOf(reader: Reader, player: PlayerId, order: OrderId): Promise<ArrivalView[]> {
  const rows = await reader.query<ArrivalRow>(
    sql`select * from payments.arrival_shown where player_id = ${player} and order_id = ${order} order by at, id`,
  );
  return rows.map(viewOf);
}

export async function readArrival(reader: Reader, id: string): Promise<ArrivalView | undefined> {
  const [row] = await reader.query<ArrivalRow>(sql`select * from payments.arrival_shown where id = ${id}`);
  return row && viewOf(row);
}

/** What a player claimed, the newest first: what waits for staff, and what was decided lately. */
export type ClaimView = {
  readonly hash: string;
  readonly amount: Money;
  readonly at: Date;
  readonly state: 'noted' | 'yours' | 'not-yours' | 'went-back';
};

export async function claimsOf(reader: Reader, player: PlayerId, atMost: number): Promise<ClaimView[]> {
  const rows = await reader.query<{
    hash: string;
    asset: Asset;
    minor: bigint;
    at: Date;
    state: ClaimView['state'];
  }>(sql`
    select r.hash, r.asset, r.minor, c.claimed_at as at,
      case when r.state in ('unmatched', 'below-minimum') then 'noted' when r.state in ('returning', 'given-back') then 'went-back'
        when r.player_id = c.player_id then 'yours' else 'not-yours' end as state
    from payments.claim c join payments.arrival r on r.id = c.arrival_id
    where c.player_id = ${player} and (r.state in ('unmatched', 'below-minimum') or c.claimed_at > clock_timestamp() - interval '30 days')
    order by c.claimed_at desc, r.id limit ${atMost}`);
  return rows.map(({ asset, minor, ...row }) => ({ ...row, amount: money(asset, minor) }));
}

/** Whether there is one. */
export async function isArrival(reader: Reader, id: string): Promise<boolean> {
  return (await reader.query(sql`select 1 from payments.arrival where id = ${id}`)).length > 0;
}

type ArrivalRow = {
  id: string;
  player_id: PlayerId | null;
  rail: RailId;
  asset: Asset;
  minor: bigint;
  hash: string;
  at: Date;
  state: ArrivalView['state'];
  blocks_passed: number;
  order_id: OrderId | null;
};

const viewOf = (row: ArrivalRow): ArrivalView => ({
  id: row.id,
  player: row.player_id ?? undefined,
  rail: row.rail,
  state: row.state,
  amount: money(row.asset, row.minor),
  hash: row.hash,
  at: row.at,
  blocksPassed: Number(row.blocks_passed),
  order: row.order_id ?? undefined,
});
