import type { OrderId, PlayerId, QuoteId } from '../../contracts/ids.ts';
import type { RailId } from '../../contracts/rails.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import type { AssetTerms } from '../../domain/terms.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';

export type ArrivalState =
  | 'seen'
  | 'vanished'
  | 'final'
  | 'credited'
  | 'owed'
  | 'unmatched'
  | 'below-minimum'
  /** On its way back to its sender, and there. */
  | 'returning'
  | 'given-back';

/** What is new of an arrival. */
export type ArrivalNews = {
  readonly id: string;
  readonly player: PlayerId | null;
  readonly order: OrderId | null;
  readonly state: ArrivalState;
  readonly asset: Asset;
  readonly minor: bigint;
};

type NewsRow = Omit<ArrivalNews, 'minor'> & { readonly minor: string };
const newsOf = (rows: readonly NewsRow[] | null): ArrivalNews[] =>
  (rows ?? []).map((row) => ({ ...row, minor: BigInt(row.minor) }));

/** Money that was linked, and that vanished, as arrivals; `seen` tells how many transactions it looked through, at most `most`. */
export async function seeArrivals(tx: Tx, account: string, most: number) {
  const [row] = await tx.query<{ seen: number; news: NewsRow[] | null }>(
    sql`select seen, news from payments.see_arrivals(${account}, ${most})`,
  );
  return { seen: row?.seen ?? 0, news: newsOf(row?.news ?? null) };
}

/** A look at an account: what was its newest, at which masterchain block, of which time, and what it held where that is known. */
export type Look = {
  readonly tip: { readonly lt: bigint; readonly hash: string } | undefined;
  readonly seqno: number;
  readonly at: Date;
  readonly minor: bigint | undefined;
};

/** What is final by this look, and its arrivals; `most` transactions at once. What is less than `least` is kept, not credited. */
export async function finaliseArrivals(
  tx: Tx,
  account: string,
  { tip, seqno, at, minor }: Look,
  { blocks, most, least }: { readonly blocks: number; readonly most: number; readonly least: bigint },
) {
  const [row] = await tx.query<{ finals: number; news: NewsRow[] | null }>(sql`
    select finals, news from payments.finalise_arrivals(${account}, ${tip?.lt ?? null}, ${tip?.hash ?? null}, ${seqno}, ${at},
      ${minor ?? null}, ${blocks}, ${most}, ${least})`);
  return { finals: row?.finals ?? 0, news: newsOf(row?.news ?? null) };
}

/** A final arrival that pays nothing yet. */
export type FinalArrival = {
  readonly id: string;
  readonly player: PlayerId;
  readonly rail: RailId;
  readonly asset: Asset;
  readonly minor: bigint;
  /** Of the charge: the account on the chain, logical time and hash of the transaction. */
  readonly chargeId: string;
  readonly sender: string | null;
  readonly at: Date;
};

/**
 * Those that wait for their order, the oldest first; `atMost` of each rail, so that none waits for another's rate.
 * @param except not these
 */
export const finalArrivals = (pool: Pool, atMost: number, except: readonly string[]): Promise<FinalArrival[]> =>
  query<FinalArrival>(
    pool,
    sql`select r.* from unnest(array['ton', 'usdt']) g(rail) cross join lateral (
          select a.id, a.player_id as player, a.rail, a.asset, a.minor, a.account || ':' || a.lt || ':' || a.hash as "chargeId", a.sender, a.at
          from payments.arrival a where a.state = 'final' and a.order_id is null and a.rail = g.rail
            and a.id <> all(${[...except]}::uuid[]) order by a.at, a.id limit ${atMost}) r`,
  );

export type NewOrderFor = {
  readonly order: OrderId;
  readonly quote: QuoteId;
  readonly creditAsset: Asset;
  readonly terms: AssetTerms;
  readonly validForMs: number;
  /** Where its player is told of it; undefined where nobody can be. */
  readonly chat: { readonly bot: string; readonly chat: string } | undefined;
};

export type Taken =
  | { readonly outcome: 'taken' | 'made'; readonly order: OrderId }
  | { readonly outcome: 'no-rate' | 'gone' };

/** Finds or makes the order an arrival pays: see `payments.take_arrival`. The charge is recorded in the same transaction. */
export async function takeArrival(tx: Tx, arrival: string, made: NewOrderFor): Promise<Taken> {
  const { fee, least, spreadBps = 0n } = made.terms;
  const [row] = await tx.query<{ outcome: Taken['outcome']; order_id: OrderId | null }>(sql`
    select * from payments.take_arrival(${arrival}, ${made.order}, ${made.quote}, ${made.creditAsset}, ${`${made.validForMs} milliseconds`}::interval,
      ${fee.fixed}, ${Number(fee.bps)}, ${fee.least ?? null}, ${fee.most ?? null}, ${least}, ${Number(spreadBps)},
      ${made.chat?.bot ?? null}, ${made.chat?.chat ?? null}::bigint)`);
  assert(row, 'payments.take_arrival answers one row');
  if (row.outcome === 'no-rate' || row.outcome === 'gone') return { outcome: row.outcome };
  assert(row.order_id, 'what was taken has an order');
  return { outcome: row.outcome, order: row.order_id };
}

/** Whether another one of a player's that is too little became final on the day that ends now, before this batch. */
export async function wasDustedBefore(tx: Tx, player: PlayerId, arrival: string): Promise<boolean> {
  const [row] = await tx.query<{ before: boolean }>(sql`
    select exists (select from payments.arrival r, payments.arrival this
      where this.id = ${arrival} and r.player_id = ${player} and r.state = 'below-minimum' and r.id <> this.id
        and r.final_at < this.final_at and r.final_at > this.final_at - interval '1 day'
        and (r.account, r.lt) < (this.account, this.lt)) as before`);
  return row?.before === true;
}
