import type { AuditAction } from '../contracts/audit-actions.ts';
import type { PayoutId, WithdrawalId } from '../contracts/ids.ts';
import type { Decision } from '../contracts/staff-actions.ts';
import { assert } from '../domain/assert.ts';
import { APPROVERS, isOver, needsApproval, type PayoutState, type WithdrawalStatus } from '../domain/withdrawals.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { PayoutPart } from '../rails/payout-rail.ts';
import type { PayoutRails } from '../rails/registry.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import type { Reviewer } from '../records/identity/passes.ts';
import { isPaused } from '../records/payments/pause-reads.ts';
import { hasOpenDispute } from '../records/payments/reads.ts';
import {
  type PartView,
  readPayout,
  readWithdrawal,
  takenOutSince,
  type WithdrawalView,
} from '../records/payments/withdrawal-reads.ts';
import {
  type Approval,
  answerPayout,
  approveWithdrawal,
  beginPayout,
  dropPayouts,
  type FixWait,
  finishWithdrawal,
  fixWithdrawal,
  type PayoutTold,
  releaseWithdrawal,
  resolvePayout,
  reviewWithdrawal,
  startSending,
} from '../records/payments/withdrawals.ts';
import type { Hint } from '../runtime/pokes.ts';
import { releaseUnconfirmed } from '../use-cases/release-unconfirmed.ts';
import { showWithdrawal } from '../use-cases/tell-withdrawal.ts';
import type { WithdrawalRules, WithdrawalSeams } from '../use-cases/withdrawal-seams.ts';
import { type PartStanding, partStanding, toldBy, toldByLook } from './sendings.ts';

export type WithdrawalActivityDeps = {
  readonly transaction: Transaction;
  /** A statement of its own, for reads. */
  readonly query: Tx['query'];
  readonly payoutRails: PayoutRails;
  readonly seams: WithdrawalSeams;
  readonly rules: Pick<WithdrawalRules, 'approveAbove' | 'unprovenAbove'>;
  readonly enqueue: Enqueue;
  readonly hint: Hint;
};

/** Where a withdrawal stands, as its workflow goes on from there: today, after a reset, or begun anew. */
export type Standing = {
  readonly status: WithdrawalStatus;
  readonly approvalsLeft: number;
  readonly isReviewed: boolean;
  /** Why people should look, each in a word. */
  readonly reasons: readonly string[];
  readonly parts: readonly { readonly reference: PayoutId; readonly state: PayoutState }[];
  /** Set while nothing of it may be handed out: another asset arrives, and how much of it is not fixed yet. */
  readonly toFix?: true;
};

/** What became of the fixing: where the withdrawal stands, and what it waits for, if it does. */
export type Fixing = { readonly standing: Standing; readonly waits: FixWait | 'rail-off' | undefined };

export const withdrawalActivities = (deps: WithdrawalActivityDeps) => {
  const { transaction, query, payoutRails, seams, rules } = deps;

  const read = async (tx: Pick<Tx, 'query'>, id: WithdrawalId): Promise<WithdrawalView> => {
    const w = await readWithdrawal(tx, id);
    assert(w, `no withdrawal ${id}`);
    return w;
  };
  const partOf = async (reference: PayoutId): Promise<PartView> => {
    const part = await readPayout({ query }, reference);
    assert(part, `no payout ${reference}`);
    return part;
  };
  /** Moves the withdrawal by `move`, and says so once where it did. Answers where it stands. */
  const moved = (
    id: WithdrawalId,
    action: AuditAction,
    move: (tx: Tx, w: WithdrawalView) => Promise<boolean>,
    by: { actor: 'system' } | { actor: 'staff'; actorId: string; detail: Record<string, unknown> } = {
      actor: 'system',
    },
  ): Promise<Standing> =>
    transaction(async (tx) => {
      const before = await read(tx, id);
      if (!(await move(tx, before))) return standingOf(await read(tx, id));
      const after = await read(tx, id);
      const paid = after.paid === undefined ? {} : { status: after.status, paid: after.paid.minor.toString() };
      await append(tx, { ...by, action, subject: id, detail: { ...('detail' in by ? by.detail : {}), ...paid } });
      await showWithdrawal(deps, tx, after, isOver(after.status) ? 'over' : after.status);
      return standingOf(after);
    });

  return {
    /** Where it stands. */
    async readStanding(id: WithdrawalId): Promise<Standing> {
      return standingOf(await read({ query }, id));
    },

    /** Ends a withdrawal that will not be confirmed any more, and frees its money. Repeated: changes nothing. */
    async settleCode(id: WithdrawalId, isDue: boolean): Promise<Standing> {
      await releaseUnconfirmed(deps)(id, isDue);
      return standingOf(await read({ query }, id));
    },

    /** Looks whether people must look before it goes; decided once. Repeated: answers what was decided. */
    async reviewWithdrawal(id: WithdrawalId): Promise<Standing> {
      return moved(id, 'withdrawal.reviewed', async (tx, w) => {
        const today = await takenOutSince(tx, w, dayBefore(w));
        const unproven = !needsApproval(w.amount, today, rules.unprovenAbove);
        const reasons = [
          ...(needsApproval(w.amount, today, rules.approveAbove) ? ['large'] : []),
          ...((await seams.hasOpenDispute(tx, w.player)) ? ['open-dispute'] : []),
          ...(await seams.risksOf(tx, w, { unproven })),
        ];
        return reviewWithdrawal(tx, id, reasons.length > 0 ? APPROVERS : 0, reasons);
      });
    },

    /** One of staff approves, by their pass. Repeated: answers as before. */
    async approveWithdrawal(id: WithdrawalId, by: Reviewer & Decision<'withdrawal.approve'>): Promise<Approval> {
      return transaction(async (tx) => {
        const before = (await read(tx, id)).approvals;
        const outcome = await approveWithdrawal(tx, id, by);
        const isNews = (await read(tx, id)).approvals > before;
        if (isNews || outcome === 'same-person')
          await append(tx, {
            actor: 'staff',
            actorId: by.staff,
            action: isNews ? 'withdrawal.approved' : 'withdrawal.approval-refused',
            subject: id,
            detail: { pass: by.pass, reason: by.reason, outcome },
          });
        return outcome;
      });
    },

    /** Staff decline it, and its money is free again. Repeated: answers where it stands. */
    async declineWithdrawal(
      id: WithdrawalId,
      { staff, pass, reason }: Reviewer & Decision<'withdrawal.decline'>,
    ): Promise<Standing> {
      const by = { actor: 'staff', actorId: staff, detail: { pass, reason } } as const;
      return moved(id, 'withdrawal.declined', (tx) => releaseWithdrawal(tx, id, 'declined'), by);
    },

    /** Opens the door for its parts, when enough have approved. Repeated: answers where it stands. */
    async startSending(id: WithdrawalId): Promise<Standing> {
      return moved(id, 'withdrawal.sending', (tx) => startSending(tx, id));
    },

    /**
     * Fixes how much of another asset is sent, by the rate of this moment, and sets it aside; or ends the withdrawal, where that is less
     * than the player was shown, beyond the tolerance. Repeated: what was fixed stays, and so does what ended.
     */
    async fixWithdrawal(id: WithdrawalId): Promise<Fixing> {
      const { rail } = await read({ query }, id);
      if (!payoutRails[rail]) return { standing: standingOf(await read({ query }, id)), waits: 'rail-off' };
      return transaction(async (tx) => {
        const before = await read(tx, id);
        const outcome = await fixWithdrawal(
          tx,
          id,
          before.parts.map(({ reference }) => reference),
        );
        const after = await read(tx, id);
        const standing = standingOf(after);
        if (outcome !== 'fixed' && outcome !== 'rate-moved')
          return { standing, waits: outcome === 'done' ? undefined : outcome };
        const sent = after.arrives?.fixed?.amount;
        await append(tx, {
          actor: 'system',
          action: outcome === 'fixed' ? 'withdrawal.fixed' : 'withdrawal.rate-moved',
          subject: id,
          detail: sent ? { asset: sent.asset, sent: sent.minor.toString() } : {},
        });
        await showWithdrawal(deps, tx, after, isOver(after.status) ? 'over' : outcome);
        return { standing, waits: undefined };
      });
    },

    /**
     * Sends one part, once: a second call, of whoever repeats this, finds that it was handed out and sends nothing. Whatever is
     * not an answer is unknown and stays `sending`, to be looked up. While its rail is paused nothing is handed out.
     */
    async sendPayout(reference: PayoutId): Promise<PartStanding> {
      const part = await partOf(reference);
      const rail = payoutRails[part.rail];
      if (!rail) return partStanding(part, 'rail-off');
      // What is sent of it is read with the right to send it: it may have been fixed only now.
      const handed = await transaction(async (tx) => {
        const may = await beginPayout(tx, reference);
        const now = may && (await readPayout(tx, reference));
        return now && { ...may, part: now };
      });
      if (!handed) {
        const now = await partOf(reference);
        return partStanding(now, now.state === 'planned' ? await whyItWaits({ query }, now) : undefined);
      }
      // From here to its answer nothing is known: a crash, a throw and a time-out all look the same.
      const answer = await rail.send(partToSend(handed.part, handed.firstSentAt));
      return take(part, { reference, attempt: handed.attempt, ...toldBy(answer) });
    },

    /** Asks the provider by our own reference. Throws when it does not answer. Repeated: asks again. */
    async lookUpPayout(reference: PayoutId): Promise<PartStanding> {
      const part = await partOf(reference);
      if (part.state !== 'sending' && part.state !== 'accepted') return partStanding(part);
      const rail = payoutRails[part.rail];
      if (!rail) return partStanding(part, 'rail-off');
      const look = await rail.lookUp(partToSend(part, part.firstSentAt));
      return take(part, { reference, attempt: part.attempt, ...toldByLook(look) });
    },

    /** Staff say how a part ended, by their pass. False: it is known already. Repeated: answers as before. */
    async resolvePayout(
      reference: PayoutId,
      { staff, pass, outcome, evidence }: Reviewer & Decision<'withdrawal.resolve'>,
    ): Promise<boolean> {
      return transaction(async (tx) => {
        const resolved = await resolvePayout(tx, reference, outcome, pass);
        const by = { actor: 'staff', actorId: staff, action: 'payout.resolved', subject: reference } as const;
        if (resolved) await append(tx, { ...by, detail: { pass, outcome, evidence } });
        return resolved;
      });
    },

    /** What was not sent will not be. Repeated: finds nothing left to drop. */
    async dropPayouts(
      id: WithdrawalId,
      { staff, pass, reason }: Reviewer & Decision<'withdrawal.abort'>,
    ): Promise<void> {
      await transaction(async (tx) => {
        const dropped = await dropPayouts(tx, id);
        const by = { actor: 'staff', actorId: staff, action: 'withdrawal.aborted', subject: id } as const;
        if (dropped > 0) await append(tx, { ...by, detail: { pass, reason, dropped } });
      });
    },

    /** Posts what was paid and frees the rest, when every part has ended. Repeated: answers where it stands. */
    async finishWithdrawal(id: WithdrawalId): Promise<Standing> {
      return moved(id, 'withdrawal.ended', (tx) => finishWithdrawal(tx, id));
    },
  };

  /** Writes down what the provider said of a part. */
  async function take({ rail }: PartView, told: PayoutTold): Promise<PartStanding> {
    await transaction(async (tx) => {
      const { state, isNews } = await answerPayout(tx, told);
      const { reference, attempt, answer, providerRef, why } = told;
      const contradicts = (answer === 'paid' || answer === 'refused') && state !== answer;
      if (!isNews && !contradicts) return;
      await append(tx, {
        actor: 'provider',
        actorId: rail,
        action: contradicts ? 'payout.contradicted' : TOLD[answer],
        subject: reference,
        detail: { attempt, answer, state, providerRef, why },
      });
    });
    return partStanding(await partOf(told.reference));
  }
};

/** What keeps a part from being handed out; undefined when nothing does any more. */
async function whyItWaits(tx: Pick<Tx, 'query'>, { withdrawal, rail }: PartView): Promise<string | undefined> {
  if (await isPaused(tx, rail, 'out')) return 'rail-paused';
  const w = await readWithdrawal(tx, withdrawal);
  return w && (await hasOpenDispute(tx, w.player)) ? 'open-dispute' : undefined;
}

const DAY_MS = 86_400_000;
const dayBefore = ({ confirmedAt, requestedAt }: WithdrawalView): Date =>
  new Date((confirmedAt ?? requestedAt).getTime() - DAY_MS);

/** A part, as its rail is told of it. */
export function partToSend(part: PartView, firstSentAt: Date | undefined): PayoutPart {
  assert(part.sends === undefined || part.sent, `nobody has fixed what payout ${part.reference} sends`);
  return {
    reference: part.reference,
    withdrawal: part.withdrawal,
    amount: part.sent ?? part.amount,
    target: part.target,
    firstSentAt,
  };
}

const TOLD = {
  accepted: 'payout.accepted',
  paid: 'payout.paid',
  refused: 'payout.refused',
  'never-accepted': 'payout.never-accepted',
} as const;

const standingOf = (w: WithdrawalView): Standing => ({
  status: w.status,
  approvalsLeft: Math.max(0, (w.approvalsNeeded ?? 0) - w.approvals),
  isReviewed: w.approvalsNeeded !== undefined,
  reasons: w.reviewReasons,
  parts: w.parts.map(({ reference, state }) => ({ reference, state })),
  ...(w.arrives && !w.arrives.fixed && w.status === 'sending' ? { toFix: true as const } : {}),
});
