import type { PayoutId, RefundId } from '../contracts/ids.ts';
import type { Decision } from '../contracts/staff-actions.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { PayoutRails, RefundRails } from '../rails/registry.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import type { Reviewer } from '../records/identity/passes.ts';
import { readRefund, settleRefund } from '../records/payments/refunds.ts';
import { readPayout, readWithdrawal } from '../records/payments/withdrawal-reads.ts';
import { returnPayout, settlePayout } from '../records/payments/withdrawals.ts';
import type { Hint } from '../runtime/pokes.ts';
import { showWithdrawal } from '../use-cases/tell-withdrawal.ts';
import { refundToSend } from './refunds.ts';
import { contradicts, type SecondLook } from './sendings.ts';
import { partToSend } from './withdrawals.ts';

export type SecondLookDeps = {
  readonly transaction: Transaction;
  /** A statement of its own, for reads. */
  readonly query: Tx['query'];
  readonly payoutRails: PayoutRails;
  readonly refundRails: RefundRails;
  readonly enqueue: Enqueue;
  readonly hint: Hint;
};

type Seen = Reviewer & Pick<Decision<'withdrawal.resolve'>, 'outcome' | 'evidence'>;

/** What a provider says of money whose end is booked: a bank may send back what was paid. */
export const secondLookActivities = (deps: SecondLookDeps) => {
  const { transaction, query, payoutRails, refundRails } = deps;

  /** The withdrawal's own message and page say what came back. */
  async function tellReturned(tx: Tx, reference: PayoutId, by: Parameters<typeof append>[1]): Promise<void> {
    const part = await readPayout(tx, reference);
    const w = part && (await readWithdrawal(tx, part.withdrawal));
    assert(w, `a withdrawal of payout ${reference}`);
    await append(tx, by);
    await showWithdrawal(deps, tx, w, `returned:${reference}`);
  }

  return {
    /**
     * Asks once more how a part stands that has ended. What the provider had called paid and has back is the player's again. Throws
     * when nobody answers, or its rail is off. Repeated: asks again, and returns nothing twice.
     */
    async lookAgainAtPayout(reference: PayoutId): Promise<SecondLook> {
      const part = await readPayout({ query }, reference);
      assert(part, `no payout ${reference}`);
      const { rail: name, state, attempt } = part;
      const asBooked = { finding: 'as-booked', state, said: part.answer ?? state } as const;
      if (attempt === 0 || part.answer === 'settled') return asBooked;
      const rail = payoutRails[name];
      assert(rail, `rail ${name} is off`);
      const look = await rail.lookUp(partToSend(part, part.firstSentAt));
      if (!contradicts(state, look.state)) return asBooked;
      const why = 'why' in look ? look.why : undefined;
      const from = { actor: 'provider', actorId: name, subject: reference } as const;
      const detail = { attempt, answer: look.state, state, why };
      return transaction(async (tx) => {
        // Where staff said that it was paid, they may have paid it in another way: they are asked.
        const isReturned =
          look.state === 'refused' && part.answer !== 'resolved' && (await returnPayout(tx, reference, why));
        if (isReturned) await tellReturned(tx, reference, { ...from, action: 'payout.returned', detail });
        else await append(tx, { ...from, action: 'payout.contradicted', detail });
        return { finding: isReturned ? 'returned' : 'contradicted', state, said: why ?? look.state };
      });
    },

    /** Staff have seen how it is, by their pass: money that never was paid is the player's again. Repeated: done already. */
    async settlePayout(reference: PayoutId, { staff, pass, outcome, evidence }: Seen): Promise<void> {
      await transaction(async (tx) => {
        const did = await settlePayout(tx, reference, outcome, pass);
        if (did === 'repeated') return;
        const by = { actor: 'staff', actorId: staff, subject: reference, detail: { pass, outcome, evidence } } as const;
        await append(tx, { ...by, action: 'payout.resolved' });
        if (did === 'returned') await tellReturned(tx, reference, { ...by, action: 'payout.returned' });
      });
    },

    /** Asks once more how a refund stands that has ended. Its booking stays. Repeated: asks again. */
    async lookAgainAtRefund(reference: RefundId): Promise<SecondLook> {
      const refund = await readRefund({ query }, reference);
      assert(refund, `no refund ${reference}`);
      const { rail: name, state, attempt, answer } = refund;
      const asBooked = { finding: 'as-booked', state, said: answer ?? state } as const;
      // Given back by hand after ours was refused, or seen to already.
      if (attempt === 0 || answer === 'resolved' || answer === 'settled') return asBooked;
      const rail = refundRails[name];
      assert(rail, `rail ${name} is off`);
      const look = await rail.lookUp(refundToSend(refund, refund.firstSentAt));
      if (!contradicts(state, look.state)) return asBooked;
      const why = 'why' in look ? look.why : undefined;
      await transaction((tx) =>
        append(tx, {
          actor: 'provider',
          actorId: name,
          action: 'refund.contradicted',
          subject: reference,
          detail: { attempt, answer: look.state, state, why },
        }),
      );
      return { finding: 'contradicted', state, said: why ?? look.state };
    },

    /** Staff have seen how it is, and seen to it, by their pass. Repeated: written down already. */
    async settleRefund(reference: RefundId, { staff, pass, outcome, evidence }: Seen): Promise<void> {
      await transaction(async (tx) => {
        if (!(await settleRefund(tx, reference, pass))) return;
        await append(tx, {
          actor: 'staff',
          actorId: staff,
          action: 'refund.resolved',
          subject: reference,
          detail: { pass, outcome, evidence },
        });
      });
    },
  };
};
