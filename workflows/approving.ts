import { condition, defineUpdate, patched, setHandler } from '@temporalio/workflow';
import type { Standing } from '../activities/withdrawals.ts';
import type { WithdrawalId } from '../contracts/ids.ts';
import { type Decided, staffActions } from '../contracts/staff-actions.ts';
import { callPeople, type EndCall } from './calling.ts';
import { checkShape, refusal, reviewerOf } from './passes.ts';
import { step } from './steps.ts';
import { tell } from './telling.ts';

const { approve, decline } = {
  approve: staffActions['withdrawal.approve'],
  decline: staffActions['withdrawal.decline'],
};

export const approveWithdrawal = defineUpdate<{ status: string }, [Decided<'withdrawal.approve'>]>(approve.update);
export const declineWithdrawal = defineUpdate<{ status: string }, [Decided<'withdrawal.decline'>]>(decline.update);

/** Where two members of staff let a withdrawal go, or one stops it. */
export type ApprovalDesk = {
  /**
   * Waits until it is approved by enough, declined, or seen not to wait any more.
   * @param hints how often the outside has said something: then `isStillWaiting` looks
   */
  wait(standing: Standing, hints: () => number, isStillWaiting: () => Promise<boolean>): Promise<void>;
};

/** Made once, before the first wait. Who approved what is in the database, which refuses the same person twice. */
export function approvalDesk(id: WithdrawalId, patienceMs: number): ApprovalDesk {
  let isWaiting = false;
  let isDecided = false;
  let decidedBy: Parameters<EndCall>[0];
  const check = (): void => {
    if (!isWaiting || isDecided)
      throw tooLate(isDecided ? 'It was decided already.' : 'It does not wait for approval.');
  };

  setHandler(
    approveWithdrawal,
    async (decided) => {
      const by = await reviewerOf('withdrawal.approve', decided);
      check();
      const outcome = await step(
        {
          title: 'Note the approval',
          kind: 'quick',
          patienceMs,
          meanwhile: 'One of staff approved; it is not written down yet.',
        },
        (via) => via.approveWithdrawal(id, { ...by, reason: decided.reason }),
      );
      if (outcome === 'too-late') throw tooLate('It does not wait for approval any more.');
      if (outcome === 'same-person')
        throw refusal(
          'You approved this withdrawal already. The second approval must come from another member of staff.',
          'same-person',
        );
      if (outcome === 'approved') {
        isDecided = true;
        decidedBy = { staff: by.staff, action: 'withdrawal.approve' };
      } else tell({ attention: 'waiting-approval', details: waiting('One of two has approved it.', []) });
      return { status: outcome };
    },
    {
      description: `${approve.about} Takes {"pass", "reason"} from the staff desk.`,
      validator: (sent) => {
        check();
        checkShape('withdrawal.approve', sent);
      },
    },
  );
  setHandler(
    declineWithdrawal,
    async (decided) => {
      const by = await reviewerOf('withdrawal.decline', decided);
      check();
      const { status } = await step(
        {
          title: 'Decline it and free its money',
          kind: 'quick',
          patienceMs,
          meanwhile: 'Staff declined it; its money is held still.',
        },
        (via) => via.declineWithdrawal(id, { ...by, reason: decided.reason }),
      );
      if (status !== 'declined') throw tooLate(`It is ${status} already.`);
      isDecided = true;
      decidedBy = { staff: by.staff, action: 'withdrawal.decline' };
      return { status };
    },
    {
      description: `${decline.about} Takes {"pass", "reason"} from the staff desk.`,
      validator: (sent) => {
        check();
        checkShape('withdrawal.decline', sent);
      },
    },
  );

  return {
    async wait({ approvalsLeft, reasons }, hints, isStillWaiting) {
      if (approvalsLeft === 0) return;
      isWaiting = true;
      const known = approvalsLeft === 1 ? 'One of two has approved it.' : 'Nobody has approved it yet.';
      tell({ stage: 'awaiting-approval', attention: 'waiting-approval', details: waiting(known, reasons) });
      const endCall = callPeople('waiting-approval', () => isDecided || !isWaiting);
      // A hint shuts no desk: it is open until somebody has decided, or it is seen that nothing waits any more.
      for (let heard = hints(); !isDecided; ) {
        const before = heard;
        await condition(() => isDecided || hints() > before);
        heard = hints();
        // Those under way before the desk stayed open closed it for each hint.
        if (!isDecided && (!patched('desk-stays-open') || !(await isStillWaiting()))) break;
      }
      isWaiting = false;
      tell({ attention: null });
      await endCall(decidedBy);
    },
  };
}

const tooLate = (why: string) => refusal(why, 'too-late');

/** In words; a reason that has none is called by its name. */
const WHY: Readonly<Record<string, string>> = {
  large: ': with what they took out in the day before, it is more than goes without a look',
  'open-dispute': ': a payment of theirs is disputed',
  owes: ': a payment of theirs was taken back while this was held, and they owe us',
  'new-destination': ': where it goes was confirmed less than a day ago',
  'unproven-wallet': ': it goes to an address that nobody proved to be theirs, as an exchange’s is',
  'kyc-refused': ': their verification was refused for good; what they have is paid out, unless the law freezes it',
  'screening-open':
    ': somebody of a sanctions list is like them; decide their verification first, and tell them nothing of it',
  'refund-refused': ': a card company refused to take a payment of theirs back, so that money leaves another way',
  'card-money-to-bank': ': they paid by card on a Telegram invoice within 30 days, and this goes elsewhere',
};

const waiting = (known: string, reasons: readonly string[]): string =>
  [
    '## Waiting for approval',
    `The player has confirmed this withdrawal and its money is held. ${known}`,
    ...(reasons.length > 0
      ? ['', 'Why people look at it:', ...reasons.map((reason) => `- \`${reason}\`${WHY[reason] ?? ''}`)]
      : []),
    '',
    '**What to press**',
    `- \`${approve.update}\`: ${approve.about}`,
    `- \`${decline.update}\`: ${decline.about}`,
    '',
    'Look at the player at the staff desk, take a pass for `withdrawal.approve` or `withdrawal.decline` there, press *More actions*, *Send an update*, choose it and paste what the desk gave. See *waiting-approval* in docs/operations.md.',
  ].join('\n');
