import { refusedReasons } from '../domain/verification.ts';
import type { StaffRole } from './staff.ts';
import type { WorkflowType } from './workflows.ts';

/**
 * What staff may decide about a workflow under way. Plain data, because workflows check by it, and each workflow loads what
 * it imports anew: a schema library there would cost every deposit. contracts/staff-decisions.ts makes schemas of it.
 */

type StaffAction = {
  readonly workflow: WorkflowType;
  /** The workflow's update of that name; its input is the decision with the pass beside it. */
  readonly update: string;
  readonly roles: readonly StaffRole[];
  /** What is decided: fields, each with the names to choose from. No free text: decisions are in the trail, for ever. */
  readonly decision: Readonly<Record<string, readonly [string, ...string[]]>>;
  /** What it does, for whoever is about to do it. */
  readonly about: string;
};

/** What a reviewer may say of one thing that was sent: nothing, that it is fine, or what is wrong with it. */
const SEEN = ['not-asked', 'fine'] as const;

/** The staff desk draws its choices from here and gives the passes. One more is an entry here and a handler in its workflow. */
export const staffActions = {
  'deposit.close': {
    workflow: 'deposit',
    update: 'close',
    roles: ['compliance', 'ops'],
    decision: { reason: ['player-asked', 'player-may-not-deposit', 'suspected-fraud', 'rail-in-trouble'] },
    about:
      'Closes an unpaid order before its time: its invoice can be paid no more, and its message says so. A payment that is already on its way is still credited.',
  },
  'withdrawal.approve': {
    workflow: 'withdrawal',
    update: 'approve',
    roles: ['compliance'],
    decision: { reason: ['looked-at-and-in-order', 'known-player', 'documents-seen'] },
    about: 'Lets a withdrawal go that waits for approval. It takes two different members of staff.',
  },
  'withdrawal.decline': {
    workflow: 'withdrawal',
    update: 'decline',
    roles: ['compliance'],
    decision: { reason: ['suspected-fraud', 'money-laundering-concern', 'open-dispute', 'player-asked'] },
    about: 'Declines a withdrawal that waits for approval: nothing is sent, and its money is in the cash again.',
  },
  'withdrawal.retry': {
    workflow: 'withdrawal',
    update: 'retry',
    roles: ['ops', 'compliance'],
    decision: { reason: ['provider-is-back', 'settings-corrected', 'try-once-more'] },
    about:
      'Looks the payout up again, now. It is sent again only when the provider proves that it never accepted it, and under the same key.',
  },
  'withdrawal.resolve': {
    workflow: 'withdrawal',
    update: 'resolve',
    roles: ['ops', 'compliance'],
    decision: {
      outcome: ['paid', 'refused'],
      evidence: ['provider-dashboard', 'provider-support', 'bank-statement'],
    },
    about:
      'Says how the payout ended, when nobody else can tell. Look at the provider first: paid means that the money has left us, refused that it never will.',
  },
  'withdrawal.abort': {
    workflow: 'withdrawal',
    update: 'abort',
    roles: ['ops', 'compliance'],
    decision: { reason: ['player-asked', 'suspected-fraud', 'rail-in-trouble'] },
    about:
      'Sends nothing any more. What the provider proves it never accepted is in the cash again; what it may have paid is still looked up.',
  },
  'refund.retry': {
    workflow: 'refund',
    update: 'retry',
    roles: ['ops', 'compliance'],
    decision: { reason: ['provider-is-back', 'settings-corrected', 'try-once-more'] },
    about:
      'Looks the refund up again, now. It is sent only when it never was, or when the provider proves that it never accepted it.',
  },
  'refund.resolve': {
    workflow: 'refund',
    update: 'resolve',
    roles: ['ops', 'compliance'],
    decision: {
      outcome: ['paid', 'refused'],
      evidence: ['provider-dashboard', 'provider-support', 'bank-statement'],
    },
    about:
      'Says how the refund ended, or that you gave the money back at the provider yourself. Look there first: paid means that the payer has it, refused that the provider never will send it.',
  },
  'kyc.approve': {
    workflow: 'kyc',
    update: 'decide',
    roles: ['compliance'],
    decision: {
      outcome: ['approve'],
      level: ['basic', 'full'],
      reason: ['documents-in-order', 'match-is-somebody-else'],
    },
    about:
      'Verifies the player to that level, by the documents you have looked at. Where their name is like one of the sanctions lists, it takes two different members of staff.',
  },
  'kyc.ask-again': {
    workflow: 'kyc',
    update: 'decide',
    roles: ['compliance'],
    decision: {
      outcome: ['ask-again'],
      identity: [...SEEN, 'unreadable', 'cut-off', 'expired', 'wrong-document', 'other-person'],
      selfie: [...SEEN, 'unreadable', 'cut-off', 'other-person'],
      address: [...SEEN, 'unreadable', 'cut-off', 'too-old', 'wrong-document', 'name-differs'],
      funds: [...SEEN, 'unreadable', 'cut-off', 'wrong-document', 'name-differs', 'not-enough'],
    },
    about:
      'Asks the player once more, for everything that is wrong, each with its reason: once, and complete. What is fine is not asked for again.',
  },
  'kyc.refuse': {
    workflow: 'kyc',
    update: 'decide',
    roles: ['compliance'],
    decision: { outcome: ['refuse'], reason: refusedReasons },
    about:
      'Refuses for good: the player may not deposit or play any more, and what they have is paid out. Of a sanctions match they are told nothing.',
  },
} as const satisfies Record<string, StaffAction>;

export type StaffActionName = keyof typeof staffActions;
type Fields<A extends StaffActionName> = (typeof staffActions)[A]['decision'];
export type Decision<A extends StaffActionName = StaffActionName> = {
  readonly [F in keyof Fields<A>]: Fields<A>[F] extends readonly (infer Name)[] ? Name : never;
};

/** What is pasted into the update's dialog. */
export type Decided<A extends StaffActionName> = Decision<A> & { readonly pass: string };

/** `pass_` and 128 bits in base64url. */
export const PASS_CODE = /^pass_[A-Za-z0-9_-]{22}$/;

/** What is wrong with a decision, in words for whoever typed it; undefined when nothing is. */
export function faultOf(action: StaffActionName, decision: Readonly<Record<string, unknown>>): string | undefined {
  const fields: StaffAction['decision'] = staffActions[action].decision;
  const stray = Object.keys(decision).find((field) => !Object.hasOwn(fields, field));
  if (stray !== undefined) return `"${stray}" is not part of this decision`;
  for (const [field, names] of Object.entries(fields)) {
    const chosen = Object.hasOwn(decision, field) ? decision[field] : undefined;
    if (typeof chosen !== 'string' || !names.includes(chosen)) return `"${field}" must be one of: ${names.join(', ')}`;
  }
  return undefined;
}

export const isDecision = <A extends StaffActionName>(
  action: A,
  decision: Readonly<Record<string, unknown>>,
): decision is Decision<A> => faultOf(action, decision) === undefined;
