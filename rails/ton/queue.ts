import type { PayoutId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import type { ChainPoint } from './transaction.ts';

type Reader = Pick<Tx, 'query'>;

/** A payout in the queue of the hot wallet. */
export type QueuedPayout = {
  readonly reference: PayoutId;
  readonly rail: 'ton' | 'usdt';
  readonly amount: Money;
  /** `0:<hex>` */
  readonly recipient: string;
  readonly memo: string | undefined;
  readonly queryId: bigint;
  /** What keeps it from being signed, in our own books. */
  readonly heldBack: string | undefined;
  /** How many messages it was in that were let in and could send nothing. */
  readonly failures: number;
};

/** The message under way: one for each wallet. */
export type OpenAttempt = {
  readonly id: string;
  readonly boc: Buffer;
  readonly validUntil: Date;
  readonly sentAt: Date | undefined;
};

/** A payout that left, and is not known to have arrived. */
export type LeftPayout = {
  readonly reference: PayoutId;
  readonly rail: 'ton' | 'usdt';
  readonly recipient: string;
  /** Of the message that left: to whom, and by which it is found. */
  readonly destination: string;
  readonly createdLt: bigint;
};

export type WriterState = { readonly nextSeqno: number | undefined; readonly stopped: string | undefined };

export async function readWriter(tx: Reader, wallet: string): Promise<WriterState> {
  const [row] = await tx.query<{ next_seqno: number | null; stopped: string | null }>(
    sql`select next_seqno, stopped from chain.writer where wallet = ${wallet}`,
  );
  return { nextSeqno: row?.next_seqno ?? undefined, stopped: row?.stopped ?? undefined };
}

export async function readOpenAttempt(tx: Reader, wallet: string): Promise<OpenAttempt | undefined> {
  const [row] = await tx.query<{ id: string; boc: Buffer; valid_until: Date; sent_at: Date | null }>(
    sql`select id, boc, valid_until, sent_at from chain.attempt where wallet = ${wallet} and state = 'open'`,
  );
  return row && { id: row.id, boc: row.boc, validUntil: row.valid_until, sentAt: row.sent_at ?? undefined };
}

export type PayoutAsked = {
  readonly reference: string;
  readonly rail: 'ton' | 'usdt';
  /** The hot wallet, and who is paid, as `0:<hex>`. */
  readonly wallet: string;
  readonly recipient: string;
  readonly amount: Money;
  readonly isBounceable: boolean;
  readonly memo: string | undefined;
};

/** Puts it into the queue, once for its reference: one statement, it is there or it is not. */
export async function askPayout(tx: Reader, asked: PayoutAsked): Promise<void> {
  const { reference, rail, wallet, recipient, amount, isBounceable, memo } = asked;
  await tx.query(sql`
    select chain.ask_payout(${reference}, ${rail}, ${wallet}, ${amount.asset}, ${amount.minor}, ${recipient}, ${isBounceable}, ${memo ?? null})`);
}

/** Nobody says how the account stands that it goes to. */
export const RECIPIENT_AWAY = 'recipient-away';

/**
 * What waits to be signed, the oldest first; of each rail so many that may be, and so many that may not: none hides another. Those whose
 * recipient nobody could be asked about come after all others.
 */
export async function readQueue(tx: Reader, wallet: string, atMost: number): Promise<QueuedPayout[]> {
  const rows = await tx.query<{
    reference: PayoutId;
    rail: 'ton' | 'usdt';
    asset: Asset;
    minor: bigint;
    recipient: string;
    memo: string | null;
    query_id: bigint;
    held_back: string | null;
    failures: number;
  }>(sql`
    with queue as materialized (
      select p.*, chain.held_back(p.reference, p.rail) as held_back from unnest(array['ton', 'usdt']) g(rail) cross join lateral (
        select x.* from chain.payout x where x.wallet = ${wallet} and x.state = 'waiting' and x.rail = g.rail
        order by x.asked_at, x.query_id limit ${10 * atMost}) p),
    numbered as (
      select q.*, row_number() over (partition by q.rail, q.held_back is null order by q.is_away, q.asked_at, q.query_id) as place
      from (select x.*, x.answer is not distinct from ${RECIPIENT_AWAY} as is_away from queue x) q)
    select p.reference, p.rail, p.asset, p.minor, p.recipient, p.memo, p.query_id, p.held_back,
      (select coalesce(sum(least(a.failed, 1)), 0)::int from chain.attempt_message m join chain.attempt a on a.id = m.attempt_id
        where m.payout = p.reference) as failures
    from numbered p where p.place <= ${atMost} order by p.is_away, p.asked_at, p.query_id`);
  return rows.map(({ asset, minor, memo, query_id, held_back, ...row }) => ({
    reference: row.reference,
    rail: row.rail,
    recipient: row.recipient,
    failures: row.failures,
    amount: money(asset, minor),
    memo: memo ?? undefined,
    queryId: query_id,
    heldBack: held_back ?? undefined,
  }));
}

/** What left and is not known to have arrived: what was not looked for yet, then what was so the longest ago. None hides another. */
export async function readLeft(tx: Reader, wallet: string, atMost: number): Promise<LeftPayout[]> {
  const rows = await tx.query<{
    reference: PayoutId;
    rail: 'ton' | 'usdt';
    recipient: string;
    destination: string;
    created_lt: bigint;
  }>(sql`
    select p.reference, p.rail, p.recipient, m.destination, m.created_lt
    from chain.payout p join chain.attempt_message m on m.payout = p.reference and m.created_lt is not null
    where p.wallet = ${wallet} and p.state = 'sent'
    order by p.looked_at nulls first, p.sent_at limit ${atMost}`);
  return rows.map(({ created_lt, ...row }) => ({ ...row, createdLt: created_lt }));
}

export type NewAttempt = {
  readonly id: string;
  readonly wallet: string;
  readonly seqno: number;
  readonly boc: Buffer;
  readonly hash: string;
  readonly validUntil: Date;
  /** In the order they leave. */
  readonly messages: readonly {
    readonly payout: PayoutId;
    readonly destination: string;
    readonly nano: bigint;
    readonly bodyHash: string;
  }[];
};

/** Nothing is written by any answer but `signed`, and nobody may see the message before it. */
export async function keepAttempt(
  tx: Reader,
  attempt: NewAttempt,
): Promise<'signed' | 'stopped' | 'busy' | 'number' | 'gone' | 'not-watched'> {
  const { messages } = attempt;
  return one(
    tx,
    sql`select chain.sign_attempt(${attempt.id}, ${attempt.wallet}, ${attempt.seqno}, ${attempt.boc}, ${attempt.hash},
      ${attempt.validUntil}, ${messages.map(({ payout }) => payout)}::uuid[],
      ${messages.map(({ destination }) => destination)}::text[], ${messages.map(({ nano }) => nano)}::bigint[],
      ${messages.map(({ bodyHash }) => bodyHash)}::text[]) as answer`,
  );
}

/** What became of it, as the scan's rows prove (`chain.settle_attempt` says what each word means). */
export const settleAttempt = (
  tx: Reader,
  id: string,
  marginMs: number,
): Promise<'included' | 'expired' | 'strange' | 'seen' | 'failed' | 'open' | 'known'> =>
  one(tx, sql`select chain.settle_attempt(${id}, ${`${marginMs} milliseconds`}::interval) as answer`);

export const noteSent = (tx: Reader, id: string, at: Date) => tx.query(sql`select chain.note_sent(${id}, ${at})`);

export type Delivery = {
  readonly state: 'paid' | 'bounced';
  readonly why: string | undefined;
  readonly at: ChainPoint;
};

/** @param looked the masterchain's number before and after it was looked for */
export const deliverPayout = (
  tx: Reader,
  reference: PayoutId,
  { state, why, at }: Delivery,
  looked: { readonly before: number; readonly after: number; readonly finalBlocks: number },
): Promise<'seen' | 'ended' | 'known'> =>
  one(
    tx,
    sql`select chain.deliver_payout(${reference}, ${state}, ${why ?? null}, ${at.lt}, ${at.hash}, ${looked.before},
      ${looked.after}, ${looked.finalBlocks}) as answer`,
  );

/** True when this call refused it. */
export const refusePayout = (tx: Reader, reference: PayoutId, why: string): Promise<boolean> =>
  one(tx, sql`select chain.refuse_payout(${reference}, ${why}) as answer`);

export const explainPayouts = (tx: Reader, references: readonly PayoutId[], why: string) =>
  tx.query(sql`select chain.explain_payouts(${[...references]}::uuid[], ${why})`);

/**
 * True when this call stopped it.
 * @param seqno where the chain says that the wallet stands, if it is for that
 */
export const stopWriter = (tx: Reader, wallet: string, why: string, seqno?: number): Promise<boolean> =>
  one(tx, sql`select chain.stop_writer(${wallet}, ${why}, ${seqno ?? null}) as answer`);

/** What was signed before and waits again, and may have left under a number that somebody else used (`chain.signed_in_vain`). */
export async function readSignedInVain(
  tx: Reader,
  wallet: string,
): Promise<{ readonly reference: PayoutId; readonly amount: Money; readonly recipient: string }[]> {
  const rows = await tx.query<{ reference: PayoutId; asset: Asset; minor: bigint; recipient: string }>(sql`
    select p.reference, p.asset, p.minor, p.recipient from chain.signed_in_vain(${wallet}) v(reference)
      join chain.payout p on p.reference = v.reference order by p.asked_at, p.query_id`);
  return rows.map(({ reference, asset, minor, recipient }) => ({ reference, amount: money(asset, minor), recipient }));
}

/** @param notLeft of what was signed in vain, what people looked for and did not find: it is signed again */
export const resumeWriter = (
  tx: Reader,
  wallet: string,
  notLeft: readonly string[],
): Promise<'resumed' | 'not-stopped' | 'under-way' | 'in-vain'> =>
  one(tx, sql`select chain.resume_writer(${wallet}, ${[...notLeft]}::uuid[]) as answer`);

/** One who may sign looks at the queue. */
export const noteWriter = (tx: Reader, wallet: string) => tx.query(sql`select chain.note_writer(${wallet})`);

/** It was looked for where these went. */
export const noteLooked = (tx: Reader, references: readonly PayoutId[]) =>
  tx.query(sql`select chain.note_looked(${[...references]}::uuid[])`);

async function one<T>(tx: Reader, statement: ReturnType<typeof sql>): Promise<T> {
  const [row] = await tx.query<{ answer: T }>(statement);
  if (!row) throw new Error('a function answers one row');
  return row.answer;
}
