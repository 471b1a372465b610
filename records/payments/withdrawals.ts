import type { PayoutId, PlayerId, TransferId, WithdrawalId } from '../../contracts/ids.ts';
import type { PayoutRailId } from '../../contracts/rails.ts';
import type { Act } from '../../domain/acts.ts';
import { assert } from '../../domain/assert.ts';
import { type ExchangeRate, rateText } from '../../domain/exchange-rates.ts';
import type { Money } from '../../domain/money.ts';
import type { SentEstimate, SentTerms } from '../../domain/sent-assets.ts';
import type { PayoutState } from '../../domain/withdrawals.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';
import { childId } from '../../runtime/ids.ts';
import type { ShownIn } from './orders.ts';

export type NewWithdrawal = {
  readonly id: WithdrawalId;
  readonly player: PlayerId;
  readonly rail: PayoutRailId;
  /** What arrives, or what another asset arrives for; the fee comes on top. */
  readonly amount: Money;
  readonly fee: Money;
  /** The other asset, where one arrives, as the player is shown it by the market of this moment. */
  readonly arrives?: (SentEstimate & SentTerms & { readonly market: ExchangeRate }) | undefined;
  /** Where it goes, as the provider is told. */
  readonly destination: string;
  readonly parts: readonly { readonly amount: Money; readonly target: string }[];
  readonly requestedAt: Date;
  readonly confirmBy: Date;
  readonly shownIn: ShownIn | undefined;
};

/** `rail-short`: the house has too little with the provider to pay it out. */
export type HoldRefusal = { readonly reason: 'insufficient-funds' | 'rail-short' };

/** Holds the money and writes the wish down with how it will be sent. Nothing is changed by a refusal. */
export async function holdWithdrawal(tx: Tx, w: NewWithdrawal): Promise<HoldRefusal | undefined> {
  const message = w.shownIn && 'message' in w.shownIn ? w.shownIn.message : null;
  const key = w.shownIn && 'key' in w.shownIn ? w.shownIn.key : null;
  const references = w.parts.map((_, n) => childId(w.id, `payout-${n + 1}`));
  const { arrives } = w;
  const [row] = await tx.query<{ outcome: 'held' | HoldRefusal['reason'] }>(sql`
    select payments.request_withdrawal(${w.id}, ${w.player}, ${w.rail}, ${w.amount.asset}, ${w.amount.minor}, ${w.fee.minor},
      ${w.destination}, ${w.requestedAt}, ${w.confirmBy}, ${childId(w.id, 'hold')}, ${childId(w.id, 'fee-hold')},
      ${w.shownIn?.bot ?? null}, ${w.shownIn?.chat ?? null}, ${message}, ${key},
      ${references}::uuid[], ${w.parts.map(({ amount }) => amount.minor)}::bigint[], ${w.parts.map(({ target }) => target)}::text[],
      ${arrives?.sends ?? null}, ${arrives?.spreadBps ?? null}::int, ${arrives?.toleranceBps ?? null}::int, ${arrives ? rateText(arrives.market) : null}::numeric,
      ${arrives?.about.minor ?? null}::bigint, ${arrives?.least.minor ?? null}::bigint) as outcome`);
  assert(row, 'payments.request_withdrawal answers one row');
  return row.outcome === 'held' ? undefined : { reason: row.outcome };
}

/** True when it is confirmed by this. False: it is not what the act says any more, or not to be confirmed. */
export async function confirmWithdrawal(tx: Tx, player: PlayerId, act: Act): Promise<boolean> {
  const { id, amount, fee, destination, arrives } = act;
  assert(amount && fee && destination !== undefined, 'a withdrawal is confirmed with all that it says');
  const [row] = await tx.query<{ outcome: string }>(sql`
    select payments.confirm_withdrawal(${id}, ${player}, ${amount.asset}, ${amount.minor}, ${fee.minor}, ${destination},
      ${arrives?.about.asset ?? null}, ${arrives?.about.minor ?? null}::bigint, ${arrives?.least.minor ?? null}::bigint) as outcome`);
  return row?.outcome === 'confirmed';
}

/** Decides once how many of staff must approve; true when this call did. */
export async function reviewWithdrawal(
  tx: Tx,
  id: WithdrawalId,
  needed: number,
  reasons: readonly string[],
): Promise<boolean> {
  return isDone(tx, sql`select payments.review_withdrawal(${id}, ${needed}, ${[...reasons]}::text[]) as done`);
}

export type Approval = 'approved' | 'one-more' | 'same-person' | 'too-late';

/** One of staff lets it go. Safe to repeat under the same pass. */
export async function approveWithdrawal(
  tx: Tx,
  id: WithdrawalId,
  { staff, pass }: { readonly staff: string; readonly pass: string },
): Promise<Approval> {
  const [row] = await tx.query<{ outcome: Approval }>(
    sql`select payments.approve_withdrawal(${id}, ${staff}, ${pass}) as outcome`,
  );
  assert(row, 'payments.approve_withdrawal answers one row');
  return row.outcome;
}

/** Opens the door for its parts; true when this call did. */
export const startSending = (tx: Tx, id: WithdrawalId): Promise<boolean> =>
  isDone(tx, sql`select payments.start_sending(${id}) as done`);

/** Why what is sent cannot be fixed at the moment. */
export type FixWait = 'rail-paused' | 'open-dispute' | 'no-rate' | 'rail-short';

/**
 * Fixes what is sent of a withdrawal that arrives as another asset, by the rate of this moment, and sets it aside; or ends it, where
 * the rate moved beyond the tolerance. Safe to repeat: `done`, there is nothing to fix any more.
 * @param parts its parts' references
 */
export async function fixWithdrawal(
  tx: Tx,
  id: WithdrawalId,
  parts: readonly PayoutId[],
): Promise<'fixed' | 'rate-moved' | 'done' | FixWait> {
  const [row] = await tx.query<{ outcome: 'fixed' | 'rate-moved' | 'done' | FixWait }>(sql`
    select payments.fix_withdrawal(${id}, ${childId(id, 'asset-hold')}, ${childId(id, 'asset-end')},
      ${[...parts]}::uuid[], ${parts.map((reference) => childId(reference, 'exchange'))}::uuid[], ${endOf(id)}, ${feeEndOf(id)}) as outcome`);
  assert(row, 'payments.fix_withdrawal answers one row');
  return row.outcome;
}

/** Of a sending that may be done now, by its asker alone. `firstSentAt` is that of an earlier attempt. */
export type Handed = { readonly attempt: number; readonly firstSentAt: Date | undefined };

/** Hands a part out for sending, once; undefined for whoever asks next, until a proof that it was never accepted. */
export async function beginPayout(tx: Tx, reference: PayoutId): Promise<Handed | undefined> {
  const [row] = await tx.query<{ may_send: boolean; attempt: number; first_sent_at: Date | null }>(
    sql`select * from payments.begin_payout(${reference})`,
  );
  return row?.may_send ? { attempt: row.attempt, firstSentAt: row.first_sent_at ?? undefined } : undefined;
}

export type PayoutTold = {
  readonly reference: PayoutId;
  /** The attempt that is spoken of: what is said of an older one counts only where it is how it ended. */
  readonly attempt: number;
  readonly answer: 'accepted' | 'paid' | 'refused' | 'never-accepted';
  readonly providerRef: string | undefined;
  readonly why: string | undefined;
};

/** Takes what the provider says of a part. Safe to repeat, in any order: what has ended stays as it ended. */
export async function answerPayout(tx: Tx, told: PayoutTold): Promise<{ state: PayoutState; isNews: boolean }> {
  const { reference, attempt, answer, providerRef, why } = told;
  const [row] = await tx.query<{ state: PayoutState; is_news: boolean }>(
    sql`select * from payments.answer_payout(${reference}, ${attempt}, ${answer}, ${providerRef ?? null}, ${why ?? null})`,
  );
  assert(row, 'payments.answer_payout answers one row');
  return { state: row.state, isNews: row.is_news };
}

/** Staff say how a part ended. Safe to repeat under the same pass; false when it has ended already, or is known not to have been sent. */
export const resolvePayout = (
  tx: Tx,
  reference: PayoutId,
  outcome: 'paid' | 'refused',
  pass: string,
): Promise<boolean> =>
  isDone(tx, sql`select payments.resolve_payout(${reference}, ${outcome}, ${pass}) = 'resolved' as done`);

/** What was not sent will not be. Answers how many parts that were. */
export async function dropPayouts(tx: Tx, id: WithdrawalId): Promise<number> {
  const [row] = await tx.query<{ dropped: number }>(sql`select payments.drop_payouts(${id}) as dropped`);
  return row?.dropped ?? 0;
}

/** A paid part came back: it is the player's again, with its share of the fee. True when this call returned it; safe to repeat. */
export const returnPayout = (tx: Tx, reference: PayoutId, why: string | undefined): Promise<boolean> =>
  isDone(
    tx,
    sql`select payments.return_payout(${reference}, ${why ?? null}, ${returnOf(reference)}, ${feeReturnOf(reference)}) as done`,
  );

/** Staff have seen how a part stands that the provider contradicts. `repeated`: under the same pass, it is done already. */
export async function settlePayout(
  tx: Tx,
  reference: PayoutId,
  outcome: 'paid' | 'refused',
  pass: string,
): Promise<'returned' | 'settled' | 'repeated'> {
  const [row] = await tx.query<{ did: 'returned' | 'settled' | 'repeated' }>(
    sql`select payments.settle_payout(${reference}, ${outcome}, ${pass}, ${returnOf(reference)}, ${feeReturnOf(reference)}) as did`,
  );
  assert(row, 'payments.settle_payout answers one row');
  return row.did;
}

/** Ends a withdrawal of which nothing was sent, and frees its money; true when this call did. */
export const releaseWithdrawal = (
  tx: Tx,
  id: WithdrawalId,
  as: 'expired' | 'cancelled' | 'declined',
): Promise<boolean> =>
  isDone(tx, sql`select payments.release_withdrawal(${id}, ${as}, ${endOf(id)}, ${feeEndOf(id)}) as done`);

/** Ends a withdrawal whose parts have all ended: posts what was paid, frees the rest; true when this call did. */
export const finishWithdrawal = (tx: Tx, id: WithdrawalId): Promise<boolean> =>
  isDone(tx, sql`select payments.finish_withdrawal(${id}, ${endOf(id)}, ${feeEndOf(id)}) as done`);

const endOf = (id: WithdrawalId) => childId(id, 'end') as TransferId;
const returnOf = (reference: PayoutId) => childId(reference, 'returned') as TransferId;
const feeReturnOf = (reference: PayoutId) => childId(reference, 'fee-returned') as TransferId;
const feeEndOf = (id: WithdrawalId) => childId(id, 'fee-end') as TransferId;

async function isDone(tx: Tx, statement: ReturnType<typeof sql>): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>(statement);
  return row?.done === true;
}

/** The message turned out to be another one: the first could not be edited any more. */
export async function moveWithdrawalMessage(tx: Pick<Tx, 'query'>, id: WithdrawalId, message: bigint): Promise<void> {
  await tx.query(sql`select payments.move_withdrawal(${id}, ${message})`);
}

/** The withdrawal whose own message this is. */
export async function withdrawalShownIn(tx: Tx, shownIn: ShownIn | undefined): Promise<WithdrawalId | undefined> {
  if (!shownIn || !('message' in shownIn)) return undefined;
  const [row] = await tx.query<{ id: WithdrawalId }>(sql`
    select id from payments.withdrawal
    where shown_bot = ${shownIn.bot} and shown_chat = ${shownIn.chat} and shown_message = ${shownIn.message}`);
  return row?.id;
}

/** Withdrawals that should have been confirmed `overdueMs` ago: their workflow is gone, or has been kept from its work. */
export async function overdueWithdrawals(pool: Pool, overdueMs: number, atMost: number): Promise<WithdrawalId[]> {
  const rows = await query<{ id: WithdrawalId }>(
    pool,
    sql`select id from payments.withdrawal
        where status = 'awaiting-code' and confirm_by < clock_timestamp() - ${`${overdueMs} milliseconds`}::interval
        order by confirm_by limit ${atMost}`,
  );
  return rows.map(({ id }) => id);
}
