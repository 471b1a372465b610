import { condition, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import type { PartStanding, Standing } from '../activities/withdrawals.ts';
import type { PayoutId } from '../contracts/ids.ts';
import type { Attention, WithdrawalInput } from '../contracts/workflows.ts';
import type { ParkingLot, Taken } from './parking.ts';
import { step } from './steps.ts';
import { moment, tell } from './telling.ts';

export const SENDING_ACTIONS = ['withdrawal.retry', 'withdrawal.resolve', 'withdrawal.abort'] as const;
type SendingAction = (typeof SENDING_ACTIONS)[number];

/** How often a part is sent, each time after proof that it was never accepted, before people are asked what is wrong. */
const MOST_SENDS = 3;

type Sending = WithdrawalInput & {
  readonly lot: ParkingLot<SendingAction>;
  /** How often the provider said that something moved: a look-up is due when it rises. */
  readonly timesMoved: () => number;
};

/**
 * Sends the parts of a withdrawal one after another, each to an end that is known: the provider's answer, a look-up's, or a person's.
 * Then waits for those that the provider has accepted and not finished.
 */
export async function sendParts(input: Sending, parts: Standing['parts']): Promise<void> {
  const accepted: PayoutId[] = [];
  for (const [n, part] of parts.entries()) {
    const of = parts.length > 1 ? `Part ${n + 1} of ${parts.length}` : 'The payout';
    if ((await sendOne(input, part, of)) === 'accepted') accepted.push(part.reference);
  }
  for (const reference of accepted) await untilFinal(input, reference);
}

type Part = Standing['parts'][number];

async function sendOne(input: Sending, part: Part, of: string): Promise<PartStanding['state']> {
  let standing: PartStanding = { state: part.state, said: '', providerRef: undefined, firstSentAtMs: undefined };
  for (let sends = 0, moves = 0; ; ) {
    switch (standing.state) {
      case 'planned':
        if (standing.said === 'rail-off' || sends >= MOST_SENDS) {
          standing = await askAboutUnsent(input, part.reference, of, standing);
          sends = 0;
          break;
        }
        sends += 1;
        tell({ stage: 'sending', details: underWay(of, part.reference) });
        moves = input.timesMoved();
        standing = await sendOnce(input, part.reference, standing);
        if (standing.said !== 'rail-paused') break;
        standing = await askAboutUnsent(input, part.reference, of, standing, () => input.timesMoved() > moves);
        sends = 0;
        break;
      case 'sending':
        standing = await lookUntilKnown(input, part.reference, of, standing);
        break;
      default:
        return standing.state;
    }
  }
}

/** One attempt. Whatever is not an answer, a throw, a time-out or a dead worker, is unknown. */
async function sendOnce({ sendWithinMs }: Sending, reference: PayoutId, before: PartStanding): Promise<PartStanding> {
  const { sendPayout } = proxyActivities<Activities>({
    summary: 'Send the money',
    startToCloseTimeout: sendWithinMs,
    retry: { maximumAttempts: 1 },
  });
  return sendPayout(reference).catch((error) => {
    if (isCancellation(error)) throw error;
    return { ...before, state: 'sending' as const, said: 'no answer to the sending' };
  });
}

/** One question. No answer is no answer: the caller asks again. */
async function lookOnce({ patienceMs }: Sending, reference: PayoutId): Promise<PartStanding | undefined> {
  const { lookUpPayout } = proxyActivities<Activities>({
    summary: 'Look the payout up by our reference',
    startToCloseTimeout: 30_000,
    scheduleToCloseTimeout: Math.max(30_000, patienceMs),
    retry: { maximumAttempts: 1 },
  });
  return lookUpPayout(reference).catch((error) => {
    if (isCancellation(error)) throw error;
    return undefined;
  });
}

const isKnown = ({ state }: PartStanding): boolean => state !== 'sending';

/** Looks a part up with growing pauses, then asks people; comes back when it is known how it stands. */
async function lookUntilKnown(
  input: Sending,
  reference: PayoutId,
  of: string,
  sent: PartStanding,
): Promise<PartStanding> {
  let said = sent.said;
  let last = sent;
  for (;;) {
    for (const pauseMs of input.lookUpPausesMs) {
      const before = input.timesMoved();
      tell({ details: lookingUp(of, reference, said) });
      await condition(() => input.timesMoved() > before, pauseMs, { summary: 'Before the next look-up' });
      const looked = await lookOnce(input, reference);
      if (looked && isKnown(looked)) return looked;
      said = looked?.said ?? 'no answer to the look-up';
      last = looked ?? last;
    }
    const known = await askAboutUnknown(input, reference, of, last, said);
    if (known) return known;
    said = 'looked up again, as staff decided';
  }
}

/** Parks with everything that is known; answers the part's state when it is known then. */
async function askAboutUnknown(
  input: Sending,
  reference: PayoutId,
  of: string,
  { firstSentAtMs, providerRef }: PartStanding,
  said: string,
): Promise<PartStanding | undefined> {
  const before = input.timesMoved();
  const taken = await input.lot.park(
    {
      attention: 'unknown-outcome',
      title: 'Nobody knows whether this was paid',
      details: [
        `${of} was handed to the provider${firstSentAtMs === undefined ? '' : ` at **${moment(firstSentAtMs)}**`}, and what became of it is not known. The last we heard: *${said}*. It was looked up ${input.lookUpPausesMs.length} times; **it is not sent again while this is so**, and its money stays held.`,
        '',
        `- our reference, in the provider's metadata: \`${reference}\``,
        `- the provider's own: ${providerRef ? `\`${providerRef}\`` : 'none was heard'}`,
        '',
        "Search the provider's dashboard for our reference. It is there: see how it ended, and `resolve`. The provider was away and is back: `retry`. A message of the provider's is looked up by itself, whatever is pressed.",
      ].join('\n'),
      allowed: SENDING_ACTIONS,
    },
    () => input.timesMoved() > before,
  );
  if (taken?.action === 'withdrawal.resolve') {
    const { by, decision } = taken;
    const meanwhile = 'Staff said how the payout ended; it is not written down yet.';
    await quickly(input, 'Note how it ended, as staff decided', meanwhile, (via) =>
      via.resolvePayout(reference, { ...by, ...decision }),
    );
  }
  const looked = await lookOnce(input, reference);
  if (taken?.action !== 'withdrawal.abort') return looked && isKnown(looked) ? looked : undefined;
  // What was not sent, or never accepted, ends here. What may have been paid goes on being looked up.
  await drop(input, taken);
  const after = await lookOnce(input, reference);
  return after && isKnown(after) ? after : undefined;
}

/** It is proven that nothing was sent, and it cannot be: people see to the cause, or give it up. */
async function askAboutUnsent(
  input: Sending,
  reference: PayoutId,
  of: string,
  { said }: PartStanding,
  until?: () => boolean,
): Promise<PartStanding> {
  const why = UNSENT[said] ?? UNSENT['not-accepted'];
  const taken = await input.lot.park(
    {
      attention: why.attention,
      title: why.title,
      details: `${of} (\`${reference}\`) ${why.what}`,
      allowed: ['withdrawal.retry', 'withdrawal.abort'],
    },
    until,
  );
  if (taken?.action === 'withdrawal.abort') await drop(input, taken);
  const read = await quickly(input, 'See where it stands', 'Staff decided; it goes on from there.', (via) =>
    via.lookUpPayout(reference),
  );
  return { ...read, said: '' }; // whether the rail is on again is seen when it is sent
}

type Unsent = { readonly attention: Attention; readonly title: string; readonly what: string };
const UNSENT: Readonly<Record<string, Unsent>> & { readonly 'not-accepted': Unsent } = {
  'rail-off': {
    attention: 'rail-off',
    title: 'This way out is switched off',
    what: 'cannot be sent: the settings of its rail are missing in the worker. Nothing was sent, and its money is held.',
  },
  'rail-paused': {
    attention: 'rail-paused',
    title: 'This way out is paused',
    what: 'waits: ops have paused its rail at the staff desk. Nothing was sent, and its money is held. It goes on by itself when the rail does.',
  },
  'not-accepted': {
    attention: 'not-accepted',
    title: 'The provider does not accept it',
    what: `was tried ${MOST_SENDS} times, and each time the provider proved that it never accepted it. Nothing was sent, and its money is held. See whether the provider is in trouble.`,
  },
};

const drop = (input: Sending, { by, decision }: Extract<Taken<SendingAction>, { action: 'withdrawal.abort' }>) =>
  quickly(input, 'Send nothing any more, as staff decided', 'Staff gave it up; that is not written down yet.', (via) =>
    via.dropPayouts(input.withdrawalId, { ...by, ...decision }),
  );

/** The provider has it: asked now and then, and after each of its messages, until it is done. */
async function untilFinal(input: Sending, reference: PayoutId): Promise<void> {
  const { finalPausesMs, finalWithinMs } = input;
  for (let deadlineMs = Date.now() + finalWithinMs, looks = 0; ; looks++) {
    const before = input.timesMoved();
    const pauseMs = finalPausesMs[Math.min(looks, finalPausesMs.length - 1)] ?? finalWithinMs;
    tell({ details: accepted(reference, deadlineMs) });
    await condition(() => input.timesMoved() > before, pauseMs, { summary: 'Before the next look-up' });
    const looked = await lookOnce(input, reference);
    if (looked && looked.state !== 'accepted') return;
    if (Date.now() < deadlineMs) continue;
    const taken = await input.lot.park(
      {
        attention: 'no-final-answer',
        title: 'The provider has it, and does not finish',
        details: `The payout \`${reference}\`${looked?.providerRef ? ` (the provider's \`${looked.providerRef}\`)` : ''} was accepted, and after all this time it is neither paid nor refused. Its money stays held. Ask the provider; what it tells us is looked up by itself.`,
        allowed: ['withdrawal.retry', 'withdrawal.resolve'],
      },
      () => input.timesMoved() > before,
    );
    if (taken?.action === 'withdrawal.resolve') {
      const { by, decision } = taken;
      const meanwhile = 'Staff said how the payout ended; it is not written down yet.';
      await quickly(input, 'Note how it ended, as staff decided', meanwhile, (via) =>
        via.resolvePayout(reference, { ...by, ...decision }),
      );
      return;
    }
    deadlineMs = Date.now() + finalWithinMs;
  }
}

const quickly = <T>(
  { patienceMs }: Sending,
  title: string,
  meanwhile: string,
  run: Parameters<typeof step<T>>[1],
): Promise<T> => step({ title, kind: 'quick', patienceMs, meanwhile }, run);

const underWay = (of: string, reference: PayoutId): string =>
  `## On its way\n${of} is being handed to the provider under our reference \`${reference}\`.\n\nNothing needs to be done.`;

const lookingUp = (of: string, reference: PayoutId, said: string): string =>
  `## Looking it up\n${of} (\`${reference}\`) was handed to the provider and gave no clear answer: *${said}*. It is looked up by our reference, with growing pauses; after the last of them people are asked. It is not sent again.\n\nNothing needs to be done yet.`;

const accepted = (reference: PayoutId, deadlineMs: number): string =>
  `## The provider has it\nThe payout \`${reference}\` was accepted and is not final yet. It is looked up now and then, and whenever the provider says something; people are asked at **${moment(deadlineMs)}**.\n\nNothing needs to be done.`;
