import type { RefundId } from '../contracts/ids.ts';
import type { Decision } from '../contracts/staff-actions.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { RefundOrder } from '../rails/refund-rail.ts';
import type { RefundRails } from '../rails/registry.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import type { Reviewer } from '../records/identity/passes.ts';
import { isPaused } from '../records/payments/pause-reads.ts';
import {
  answerRefund,
  beginRefund,
  type RefundTold,
  type RefundView,
  readRefund,
  resolveRefund,
} from '../records/payments/refunds.ts';
import type { Hint } from '../runtime/pokes.ts';
import { tellGivenBack } from '../use-cases/give-back.ts';
import { type PartStanding, partStanding, toldBy, toldByLook } from './sendings.ts';

export type RefundActivityDeps = {
  readonly transaction: Transaction;
  /** A statement of its own, for reads. */
  readonly query: Tx['query'];
  readonly refundRails: RefundRails;
  readonly enqueue: Enqueue;
  readonly hint: Hint;
};

export const refundActivities = (deps: RefundActivityDeps) => {
  const { transaction, query, refundRails } = deps;
  const refundOf = async (tx: Pick<Tx, 'query'>, reference: RefundId): Promise<RefundView> => {
    const refund = await readRefund(tx, reference);
    assert(refund, `no refund ${reference}`);
    return refund;
  };

  /** Writes down what the provider said, and tells the player when the money is back. */
  const take = async (told: RefundTold): Promise<PartStanding> => {
    const { reference, attempt, answer, providerRef, why } = told;
    const refund = await transaction(async (tx) => {
      const { state, isNews } = await answerRefund(tx, told);
      const now = await refundOf(tx, reference);
      const contradicts = (answer === 'paid' || answer === 'refused') && state !== answer;
      if (isNews || contradicts)
        await append(tx, {
          actor: 'provider',
          actorId: now.rail,
          action: contradicts ? 'refund.contradicted' : TOLD[answer],
          subject: reference,
          detail: { attempt, answer, state, providerRef, why },
        });
      if (isNews && state === 'paid') await tellGivenBack(deps, tx, now);
      return now;
    });
    return partStanding(refund);
  };

  return {
    /** Where a refund stands. */
    async readRefundStanding(reference: RefundId): Promise<PartStanding> {
      return partStanding(await refundOf({ query }, reference));
    },

    /**
     * Sends a refund, once: a second call, of whoever repeats this, finds that it was handed out and sends nothing. Whatever is
     * not an answer is unknown and stays `sending`, to be looked up.
     */
    async sendRefund(reference: RefundId): Promise<PartStanding> {
      const refund = await refundOf({ query }, reference);
      const rail = refundRails[refund.rail];
      const toSend = refundToSend(refund, refund.firstSentAt);
      if (!rail || (rail.mayGo && !(await rail.mayGo(toSend)))) return partStanding(refund, 'rail-off');
      const handed = await transaction((tx) => beginRefund(tx, reference));
      if (!handed) {
        const now = await refundOf({ query }, reference);
        const waits = now.state === 'planned' && (await isPaused({ query }, now.rail, 'out'));
        return partStanding(now, waits ? 'rail-paused' : undefined);
      }
      // From here to its answer nothing is known: a crash, a throw and a time-out all look the same.
      const answer = await rail.send(refundToSend(refund, handed.firstSentAt));
      return take({ reference, attempt: handed.attempt, ...toldBy(answer) });
    },

    /** Asks the provider by our own reference. Throws when it does not answer. Repeated: asks again. */
    async lookUpRefund(reference: RefundId): Promise<PartStanding> {
      const refund = await refundOf({ query }, reference);
      if (refund.state !== 'sending' && refund.state !== 'accepted') return partStanding(refund);
      const rail = refundRails[refund.rail];
      if (!rail) return partStanding(refund, 'rail-off');
      const look = await rail.lookUp(refundToSend(refund, refund.firstSentAt));
      return take({ reference, attempt: refund.attempt, ...toldByLook(look) });
    },

    /** Staff say how it ended, or that they gave it back by hand, by their pass. False: it has ended already. Repeated: answers as before. */
    async resolveRefund(
      reference: RefundId,
      { staff, pass, outcome, evidence }: Reviewer & Decision<'refund.resolve'>,
    ): Promise<boolean> {
      return transaction(async (tx) => {
        const before = await refundOf(tx, reference);
        const resolved = await resolveRefund(tx, reference, outcome, pass);
        const after = await refundOf(tx, reference);
        if (!resolved || before.state === after.state) return resolved;
        const by = { actor: 'staff', actorId: staff, action: 'refund.resolved', subject: reference } as const;
        await append(tx, { ...by, detail: { pass, outcome, evidence } });
        if (after.state === 'paid') await tellGivenBack(deps, tx, after);
        return resolved;
      });
    },
  };
};

/** A refund, as its rail is told of it. */
export const refundToSend = (refund: RefundView, firstSentAt: Date | undefined): RefundOrder => ({
  reference: refund.reference,
  charge: refund.charge,
  amount: refund.amount,
  bot: refund.shownIn?.bot,
  firstSentAt,
});

const TOLD = {
  accepted: 'refund.accepted',
  paid: 'refund.paid',
  refused: 'refund.refused',
  'never-accepted': 'refund.never-accepted',
} as const;
