import type { OrderId, PlayerId, RefundId, TransferId } from '../../contracts/ids.ts';
import type { RailId } from '../../contracts/rails.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import type { PayoutState } from '../../domain/withdrawals.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';
import { childId } from '../../runtime/ids.ts';
import type { Handed, PayoutTold } from './withdrawals.ts';

type Reader = Pick<Tx, 'query'>;

/** A charge on its way back to its payer. Its states are a payout's; `refused` is no end here, a person gives it back. */
export type RefundView = {
  readonly reference: RefundId;
  readonly order: OrderId;
  readonly player: PlayerId;
  readonly rail: RailId;
  readonly charge: {
    readonly provider: string;
    readonly chargeId: string;
    readonly providerRef: string | undefined;
    readonly payer: string;
  };
  readonly amount: Money;
  /** What of it was sent: over a chain less, by what sending cost. */
  readonly sent: Money;
  readonly owedReason: string;
  readonly state: PayoutState;
  readonly attempt: number;
  readonly providerRef: string | undefined;
  /** The provider's last word on it. */
  readonly answer: string | undefined;
  readonly firstSentAt: Date | undefined;
  readonly shownIn: { readonly bot: string; readonly chat: string } | undefined;
};

/**
 * Sets a charge that nobody was credited for aside, to go back. Safe to repeat: there is one refund of a charge at a time, and its
 * reference is derived from the charge. `rail-short`: what the provider holds is promised to withdrawals; ask again.
 */
export async function openRefund(
  tx: Tx,
  order: OrderId,
  provider: string,
  charge: string,
): Promise<{ readonly reference: RefundId } | 'exists' | 'not-owed' | 'went-back' | 'rail-short'> {
  const [gone] = await tx.query<{ n: number }>(
    sql`select count(*)::int as n from payments.refund where provider = ${provider} and charge_id = ${charge} and state = 'dropped'`,
  );
  const reference = childId(order, `refund:${provider}:${charge}:${gone?.n ?? 0}`) as RefundId;
  const [row] = await tx.query<{ did: 'opened' | 'exists' | 'not-owed' | 'went-back' | 'rail-short' }>(
    sql`select payments.open_refund(${reference}, ${provider}, ${charge}, ${childId(reference, 'hold')}) as did`,
  );
  assert(row, 'payments.open_refund answers one row');
  return row.did === 'opened' ? { reference } : row.did;
}

/** Hands it out for sending, once; undefined for whoever asks next, until a proof that it was never accepted. */
export async function beginRefund(tx: Tx, reference: RefundId): Promise<Handed | undefined> {
  const [row] = await tx.query<{ may_send: boolean; attempt: number; first_sent_at: Date | null }>(
    sql`select * from payments.begin_refund(${reference})`,
  );
  return row?.may_send ? { attempt: row.attempt, firstSentAt: row.first_sent_at ?? undefined } : undefined;
}

export type RefundTold = Omit<PayoutTold, 'reference'> & { readonly reference: RefundId };

/** Takes what the provider says of it, and books it when it is paid. Safe to repeat, in any order: what has ended stays as it ended. */
export async function answerRefund(tx: Tx, told: RefundTold): Promise<{ state: PayoutState; isNews: boolean }> {
  const { reference, attempt, answer, providerRef, why } = told;
  const [row] = await tx.query<{ state: PayoutState; is_news: boolean }>(
    sql`select * from payments.answer_refund(${reference}, ${attempt}, ${answer}, ${providerRef ?? null}, ${why ?? null}, ${endOf(reference)})`,
  );
  assert(row, 'payments.answer_refund answers one row');
  return { state: row.state, isNews: row.is_news };
}

/** Staff say how it ended, or that they gave it back. Safe to repeat under the same pass; false when it has ended already. */
export async function resolveRefund(
  tx: Tx,
  reference: RefundId,
  outcome: 'paid' | 'refused',
  pass: string,
): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>(
    sql`select payments.resolve_refund(${reference}, ${outcome}, ${pass}, ${endOf(reference)}) = 'resolved' as done`,
  );
  return row?.done === true;
}

/** Staff have seen how a refund stands that the provider contradicts. False: it is written down already, under the same pass. */
export async function settleRefund(tx: Tx, reference: RefundId, pass: string): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>(sql`select payments.settle_refund(${reference}, ${pass}) as done`);
  return row?.done === true;
}

const endOf = (reference: RefundId) => childId(reference, 'end') as TransferId;

export async function readRefund(tx: Reader, reference: RefundId): Promise<RefundView | undefined> {
  const [row] = await tx.query<RefundRow>(sql`
    select r.*, o.player_id, c.payer, c.provider_ref as charge_ref, c.owed_reason, o.shown_bot, o.shown_chat,
      coalesce((select p.minor from chain.payout p where p.reference = r.reference and p.state in ('signed', 'sent', 'paid')), r.minor) as sent_minor
    from payments.refund r join payments.charge c on c.provider = r.provider and c.id = r.charge_id
      join payments."order" o on o.id = r.order_id
    where r.reference = ${reference}`);
  return row && viewOf(row);
}

/** The refund of a charge that is under way or was paid; undefined where there is none. */
export async function refundOfCharge(
  tx: Reader,
  provider: string,
  charge: string,
): Promise<{ readonly reference: RefundId; readonly state: PayoutState } | undefined> {
  const [row] = await tx.query<{ reference: RefundId; state: PayoutState }>(
    sql`select reference, state from payments.refund where provider = ${provider} and charge_id = ${charge}
        order by (state = 'dropped'), opened_at desc limit 1`,
  );
  return row;
}

/** Whether there is such a refund. */
export async function isRefund(tx: Reader, reference: string): Promise<boolean> {
  return (await tx.query(sql`select 1 from payments.refund where reference = ${reference}`)).length > 0;
}

/** Charges owed for so long that nobody has begun to give back: whoever should have is gone, or the rail was short. */
export async function chargesToGiveBack(pool: Pool, olderThanMs: number, atMost: number) {
  return query<{ provider: string; id: string; order_id: OrderId }>(
    pool,
    sql`select c.provider, c.id, c.order_id from payments.charge c
        where c.outcome = 'owed' and c.settled_at < clock_timestamp() - ${`${olderThanMs} milliseconds`}::interval
          and not exists (select from payments.refund r where r.provider = c.provider and r.charge_id = c.id and r.state <> 'dropped')
          and not exists (select from payments.take_back b where b.provider = c.provider and b.charge_id = c.id and b.state in ('open', 'lost', 'refunded'))
        order by c.settled_at limit ${atMost}`,
  );
}

type RefundRow = {
  reference: RefundId;
  provider: string;
  charge_id: string;
  order_id: OrderId;
  player_id: PlayerId;
  rail: RailId;
  asset: Asset;
  minor: bigint;
  sent_minor: bigint;
  state: PayoutState;
  attempt: number;
  provider_ref: string | null;
  charge_ref: string | null;
  payer: string;
  owed_reason: string | null;
  answer: string | null;
  first_sent_at: Date | null;
  shown_bot: string | null;
  shown_chat: bigint | null;
};

const viewOf = (row: RefundRow): RefundView => ({
  reference: row.reference,
  order: row.order_id,
  player: row.player_id,
  rail: row.rail,
  charge: {
    provider: row.provider,
    chargeId: row.charge_id,
    providerRef: row.charge_ref ?? undefined,
    payer: row.payer,
  },
  amount: money(row.asset, row.minor),
  sent: money(row.asset, row.sent_minor),
  owedReason: row.owed_reason ?? '',
  state: row.state,
  attempt: row.attempt,
  providerRef: row.provider_ref ?? undefined,
  answer: row.answer ?? undefined,
  firstSentAt: row.first_sent_at ?? undefined,
  shownIn:
    row.shown_bot !== null && row.shown_chat !== null
      ? { bot: row.shown_bot, chat: row.shown_chat.toString() }
      : undefined,
});
