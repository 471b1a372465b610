import { condition, defineUpdate, setHandler, workflowInfo } from '@temporalio/workflow';
import type { KycStanding } from '../activities/kyc.ts';
import type { PlayerId } from '../contracts/ids.ts';
import { type Decided, staffActions } from '../contracts/staff-actions.ts';
import type { Attention } from '../contracts/workflows.ts';
import type { FoundCode } from '../domain/verification-checks.ts';
import { callPeople, type EndCall } from './calling.ts';
import { checkShape, refusal, reviewerOf } from './passes.ts';
import { step } from './steps.ts';
import { moment, tell } from './telling.ts';

const ACTIONS = ['kyc.approve', 'kyc.ask-again', 'kyc.refuse'] as const;
type Action = (typeof ACTIONS)[number];
type Sent = { [A in Action]: Decided<A> }[Action];

export const decideVerification = defineUpdate<{ status: string }, [Sent]>(staffActions['kyc.approve'].update);

/** Where a reviewer says what becomes of a player who wishes to be verified. */
export type DecisionDesk = {
  /** Whether a decision was taken since this run began. */
  hasDecided(): boolean;
  /** Waits until it is decided, or seen not to wait any more; the staff are called, and once more when the promise to the player is broken. */
  wait(standing: KycStanding, hints: () => number, isStillWaiting: () => Promise<boolean>): Promise<void>;
};

/** Made once, before the first wait. What was decided by whom is in the database, which refuses what must not be. */
export function decisionDesk(id: PlayerId, patienceMs: number): DecisionDesk {
  let open: KycStanding | undefined;
  let isDecided = false;
  let decidedBy: Parameters<EndCall>[0];
  let moves = 0;
  const check = (): void => {
    if (!open) throw refusal('Nothing of this player waits for a decision now.', 'too-late');
    if (isDecided)
      throw refusal('Somebody else has just decided. See what became of it before you decide anew.', 'too-late');
  };

  setHandler(
    decideVerification,
    async (sent) => {
      const action = actionOf(sent);
      const { pass: _, ...decision } = sent;
      const by = await reviewerOf(action, sent as Decided<typeof action>);
      check();
      const outcome = await step(
        {
          title: 'Note the decision',
          kind: 'quick',
          patienceMs,
          meanwhile: 'One of staff decided; it is not written down yet.',
        },
        (via) => via.decideVerification(id, by, decision),
      );
      if (outcome in REFUSALS) throw refusal(REFUSALS[outcome as keyof typeof REFUSALS], outcome);
      if (outcome === 'approved-by-one') moves++;
      else {
        isDecided = true;
        decidedBy = { staff: by.staff, action };
      }
      return { status: outcome };
    },
    {
      description:
        'Approves, asks once more, or refuses: takes {"pass", "outcome", …} as the staff desk gives it for kyc.approve, kyc.ask-again or kyc.refuse.',
      validator: (sent) => {
        check();
        checkShape(actionOf(sent), sent);
      },
    },
  );

  return {
    hasDecided: () => isDecided,
    async wait(standing, hints, isStillWaiting) {
      open = standing;
      const lateMs = standing.reviewByMs;
      const isOver = () => isDecided || open === undefined;
      let attention: Attention = isLate(lateMs) ? 'review-late' : 'waiting-review';
      const say = (approvals = standing.approvals) =>
        tell({ attention, details: waiting({ ...standing, approvals }, attention) });
      say();
      let endCall = callPeople(attention, isOver);
      for (let [seen, heard] = [moves, hints()]; !isDecided; ) {
        const isNews = () => isDecided || moves > seen || hints() > heard;
        if (attention === 'waiting-review' && lateMs !== undefined) {
          const leftMs = Math.max(1, lateMs - Date.now());
          if (!(await condition(isNews, leftMs, { summary: 'Until the player was promised an answer' }))) {
            await endCall();
            attention = 'review-late';
            say();
            endCall = callPeople(attention, isOver);
          }
        } else await condition(isNews);
        if (moves > seen) {
          seen = moves;
          say(standing.approvals + moves);
        }
        // A hint shuts no desk: it is open until somebody has decided, or it is seen that nothing waits any more.
        if (!isDecided && hints() > heard) {
          heard = hints();
          if (!(await isStillWaiting()) || workflowInfo().continueAsNewSuggested) break;
        }
      }
      open = undefined;
      tell({ attention: null });
      await endCall(decidedBy);
    },
  };
}

/** By what was decided, whichever pass it comes with: its shape is checked by that. */
function actionOf(sent: unknown): Action {
  const outcome = sent !== null && typeof sent === 'object' && 'outcome' in sent ? sent.outcome : undefined;
  const action = ACTIONS.find((name) => (staffActions[name].decision.outcome as readonly unknown[]).includes(outcome));
  if (action) return action;
  throw refusal(
    'This is no decision: "outcome" must be one of: approve, ask-again, refuse. Take a pass for kyc.approve, kyc.ask-again or kyc.refuse from the staff desk and paste what it gives.',
    'not-a-decision',
  );
}

const isLate = (atMs: number | undefined): boolean => atMs !== undefined && atMs <= Date.now();

/** Why the database did not take it. The pass is used up: whoever decides anew takes another. */
const REFUSALS = {
  'too-late': 'It does not wait for a decision any more.',
  'own-case': 'You are this player: another member of staff decides.',
  'same-person':
    'You decided about this submission already. The second approval must come from another member of staff.',
  'beyond-documents':
    'The player was not asked for what this level needs. Approve the level they were asked for; when they wish more, everything for it is asked for at once.',
  'check-failed':
    'A check failed that nobody can judge away: the age, the expiry, or a missing file. Ask again for what is wrong, or refuse.',
  'match-not-judged':
    'The name is like one on a sanctions list. Look at the match at the staff desk; if it is somebody else, approve with the reason match-is-somebody-else.',
  'no-match-to-judge': 'No list has a name like this one: approve with the reason documents-in-order.',
  'nothing-wrong': 'Nothing is wrong with any of it, by what you chose: then approve, or say what is.',
  'not-sent': 'You judged something that the player was not asked for: choose not-asked for it.',
  'not-said': 'Say of everything that was sent whether it is fine: the player is asked once, and for all of it.',
} as const;

const CHECKS: Readonly<Record<string, string>> = {
  files: 'Files',
  expiry: 'Expiry',
  age: 'Age',
  name: 'Name on their accounts',
  duplicate: 'Another account',
  sanctions: 'Sanctions lists',
};
const OUTCOMES = {
  pass: 'in order',
  look: '**look at it**',
  fail: '**failed**',
  unknown: '**could not be checked**',
} as const;
const FOUND: Readonly<Record<FoundCode, string>> = {
  'no-identity': 'a passport or identity card is missing',
  'no-selfie': 'a picture of the face is missing',
  'no-address': 'a proof of the address is missing',
  'no-funds': 'a proof of where the money comes from is missing',
  held: 'a file was not looked through for viruses yet',
  'document-says-none': 'the document says no date',
  'document-expired': 'the document has ended',
  'document-expires-soon': 'the document ends within 30 days',
  'under-age': 'too young by the day of birth',
  'very-old': 'older than anybody is',
  'nothing-to-compare': 'no account of theirs is saved, so there was nothing to compare',
  'same-document': 'another player has the same document number',
  'same-person': 'another player has the same name and birth',
  'same-file': 'another player sent one of these files',
  'no-lists': 'no sanctions lists are set up: look for the name yourself',
  'other-script': 'the name is in letters that the lists are not in: look for it yourself',
};
/** What comes with a number. Of a match the workflow is told how alike it is, and not whose. */
const COUNTED: Readonly<Record<'holders-differ' | 'match', (number: string) => string>> = {
  'holders-differ': (number) =>
    number === '1' ? 'an account of theirs is in another name' : `${number} accounts of theirs are in another name`,
  match: (number) => `a name that is ${number} % like it`,
};
/** What a version behind this one does not know is shown as it is called. */
function foundText(code: string): string {
  const [, what, number = ''] = /^(.*)-(\d+)$/.exec(code) ?? [];
  if (what === 'holders-differ' || what === 'match') return COUNTED[what](number);
  return isFound(code) ? FOUND[code] : `\`${code}\``;
}
const isFound = (code: string): code is FoundCode => Object.hasOwn(FOUND, code);

function waiting(standing: KycStanding, attention: Attention): string {
  const { aims, because, reviewByMs, checks, approvals, approvalsNeeded } = standing;
  const promised =
    reviewByMs === undefined
      ? ''
      : ` The player was promised an answer by **${moment(reviewByMs)}**${attention === 'review-late' ? ': **that is over**' : ''}.`;
  return [
    attention === 'review-late' ? '## A player waits for longer than promised' : '## A player waits to be verified',
    `Everything for level \`${aims}\` was sent${because === undefined ? '' : ` (asked for: \`${because}\`)`}.${promised}`,
    '',
    '**What was checked**',
    ...checks.map(
      ({ kind, outcome, found }) =>
        `- ${CHECKS[kind] ?? kind}: ${OUTCOMES[outcome]}${found.length > 0 ? `, ${found.map(foundText).join('; ')}` : ''}`,
    ),
    '',
    ...(approvalsNeeded === 2
      ? [
          `The name is like one on a sanctions list: approving takes two different members of staff, and ${approvals === 0 ? 'nobody has' : 'one has'}.`,
          '',
        ]
      : []),
    '**What to press**',
    `- \`${staffActions['kyc.approve'].update}\`, with a pass for one of:`,
    ...ACTIONS.map((action) => `  - \`${action}\`: ${staffActions[action].about}`),
    '',
    `Look at the documents at the staff desk, take a pass there, press *More actions*, *Send an update*, choose \`${staffActions['kyc.approve'].update}\` and paste what the desk gave. See *${attention}* in docs/operations.md.`,
  ].join('\n');
}
