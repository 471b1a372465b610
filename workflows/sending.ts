import { type ActivityInterfaceFor, condition, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/activities.ts';
import type { PartStanding } from '../activities/sendings.ts';
import type { SendingWaits } from '../contracts/workflows.ts';
import type { Reviewer } from './passes.ts';
import { step } from './steps.ts';
import { moment, tell } from './telling.ts';
import { type Asked, MOST_SENDS, whyUnsent } from './unsent.ts';

/** What keeps a part from being handed out, and goes away by itself. */
const WAITING: ReadonlySet<string> = new Set(['rail-paused', 'open-dispute']);

type Via = ActivityInterfaceFor<Activities>;

/** What people may be asked to decide about something that was to be sent. */
export type Verb = 'retry' | 'resolve' | 'abort';
type Resolution = {
  readonly outcome: 'paid' | 'refused';
  readonly evidence: 'provider-dashboard' | 'provider-support' | 'bank-statement';
};
export type Chosen =
  | { readonly verb: 'retry' }
  | { readonly verb: 'resolve'; readonly by: Reviewer; readonly decision: Resolution }
  | { readonly verb: 'abort'; stop(via: Via): Promise<unknown> };

/** Who sends, and how: a payout of a withdrawal, or a refund of what was owed. */
export type Courier<R extends string> = SendingWaits & {
  readonly noun: 'payout' | 'refund';
  /** How often the provider said that something moved: a look-up is due when it rises. */
  readonly timesMoved: () => number;
  /** What may be decided where nobody knows how it ended, where nothing was sent, and where the provider does not finish. */
  readonly mayDecide: Readonly<Record<'unknown' | 'unsent' | 'unfinished', readonly Verb[]>>;
  /** What people see where its rail cannot send it. */
  readonly railOff: Asked;
  ask(why: Asked, mayDecide: readonly Verb[], until: () => boolean): Promise<Chosen | undefined>;
  send(via: Via, reference: R): Promise<PartStanding>;
  lookUp(via: Via, reference: R): Promise<PartStanding>;
  resolve(via: Via, reference: R, by: Reviewer & Resolution): Promise<unknown>;
};

export type Part<R extends string> = { readonly reference: R; readonly state: PartStanding['state'] };

/**
 * Sends the parts one after another, each to an end that is known: the provider's answer, a look-up's, or a person's. Then waits for
 * those that the provider has accepted and not finished.
 */
export async function sendParts<R extends string>(courier: Courier<R>, parts: readonly Part<R>[]): Promise<void> {
  const accepted: { readonly reference: R; readonly heard: number }[] = [];
  for (const [n, part] of parts.entries()) {
    const of = parts.length > 1 ? `Part ${n + 1} of ${parts.length}` : `The ${courier.noun}`;
    const heard = courier.timesMoved();
    if ((await sendOne(courier, part, of)) === 'accepted') accepted.push({ reference: part.reference, heard });
  }
  for (const { reference, heard } of accepted) await untilFinal(courier, reference, heard);
}

async function sendOne<R extends string>(
  courier: Courier<R>,
  part: Part<R>,
  of: string,
): Promise<PartStanding['state']> {
  let standing: PartStanding = { state: part.state, said: '', providerRef: undefined, firstSentAtMs: undefined };
  for (let sends = 0, moves = 0; ; ) {
    switch (standing.state) {
      case 'planned':
        if (standing.said === 'rail-off' || sends >= MOST_SENDS) {
          standing = await askAboutUnsent(courier, part.reference, of, standing);
          sends = 0;
          break;
        }
        sends += 1;
        tell({ stage: 'sending', details: underWay(of, part.reference) });
        moves = courier.timesMoved();
        standing = await sendOnce(courier, part.reference, standing);
        if (!WAITING.has(standing.said)) break;
        standing = await askAboutUnsent(courier, part.reference, of, standing, moves);
        sends = 0;
        break;
      case 'sending':
        standing = await lookUntilKnown(courier, part.reference, of, standing);
        break;
      default:
        return standing.state;
    }
  }
}

/** One attempt. Whatever is not an answer, a throw, a time-out or a dead worker, is unknown. */
async function sendOnce<R extends string>(
  { sendWithinMs, send }: Courier<R>,
  reference: R,
  before: PartStanding,
): Promise<PartStanding> {
  const via = proxyActivities<Activities>({
    summary: 'Send the money',
    startToCloseTimeout: sendWithinMs,
    retry: { maximumAttempts: 1 },
  });
  return send(via, reference).catch((error) => {
    if (isCancellation(error)) throw error;
    return { ...before, state: 'sending' as const, said: 'no answer to the sending' };
  });
}

/** One question. No answer is no answer: the caller asks again. */
async function lookOnce<R extends string>(
  { patienceMs, noun, lookUp }: Courier<R>,
  reference: R,
): Promise<PartStanding | undefined> {
  const via = proxyActivities<Activities>({
    summary: `Look the ${noun} up by our reference`,
    startToCloseTimeout: 30_000,
    scheduleToCloseTimeout: Math.max(30_000, patienceMs),
    retry: { maximumAttempts: 1 },
  });
  return lookUp(via, reference).catch((error) => {
    if (isCancellation(error)) throw error;
    return undefined;
  });
}

const isKnown = ({ state }: PartStanding): boolean => state !== 'sending';

/** Looks a part up with growing pauses, then asks people; comes back when it is known how it stands. */
async function lookUntilKnown<R extends string>(
  courier: Courier<R>,
  reference: R,
  of: string,
  sent: PartStanding,
): Promise<PartStanding> {
  let said = sent.said;
  let last = sent;
  let heard = courier.timesMoved();
  for (;;) {
    for (const pauseMs of courier.lookUpPausesMs) {
      tell({ details: lookingUp(of, reference, said) });
      await condition(() => courier.timesMoved() > heard, pauseMs, { summary: 'Before the next look-up' });
      heard = courier.timesMoved(); // what is said while we look may be of after it: it is looked up next
      const looked = await lookOnce(courier, reference);
      if (looked && isKnown(looked)) return looked;
      said = looked?.said ?? 'no answer to the look-up';
      last = looked ?? last;
    }
    const known = await askAboutUnknown(courier, reference, of, last, said);
    if (known) return known;
    said = 'looked up again, as staff decided';
  }
}

/** Parks with everything that is known; answers the part's state when it is known then. */
async function askAboutUnknown<R extends string>(
  courier: Courier<R>,
  reference: R,
  of: string,
  { firstSentAtMs, providerRef }: PartStanding,
  said: string,
): Promise<PartStanding | undefined> {
  const before = courier.timesMoved();
  const chosen = await courier.ask(
    {
      attention: 'unknown-outcome',
      title: 'Nobody knows whether this was paid',
      details: [
        `${of} was handed to the provider${firstSentAtMs === undefined ? '' : ` at **${moment(firstSentAtMs)}**`}, and what became of it is not known. The last we heard: *${said}*. It was looked up ${courier.lookUpPausesMs.length} times; **it is not sent again while this is so**, and its money stays held.`,
        '',
        `- our reference, in the provider's metadata: \`${reference}\``,
        `- the provider's own: ${providerRef ? `\`${providerRef}\`` : 'none was heard'}`,
        '',
        "Search the provider's dashboard for our reference. It is there: see how it ended, and `resolve`. The provider was away and is back: `retry`. A message of the provider's is looked up by itself, whatever is pressed.",
      ].join('\n'),
    },
    courier.mayDecide.unknown,
    () => courier.timesMoved() > before,
  );
  if (chosen?.verb === 'resolve') await resolveIt(courier, reference, chosen);
  const looked = await lookOnce(courier, reference);
  if (chosen?.verb !== 'abort') return looked && isKnown(looked) ? looked : undefined;
  // What was not sent, or never accepted, ends here. What may have been paid goes on being looked up.
  await stop(courier, chosen);
  const after = await lookOnce(courier, reference);
  return after && isKnown(after) ? after : undefined;
}

/** It is proven that nothing was sent, and it cannot be: people see to the cause, or end it. */
async function askAboutUnsent<R extends string>(
  courier: Courier<R>,
  reference: R,
  of: string,
  { said }: PartStanding,
  before = courier.timesMoved(),
): Promise<PartStanding> {
  const chosen = await courier.ask(
    whyUnsent(courier.railOff, said, `${of} (\`${reference}\`)`),
    courier.mayDecide.unsent,
    () => courier.timesMoved() > before,
  );
  if (chosen?.verb === 'abort') await stop(courier, chosen);
  if (chosen?.verb === 'resolve') await resolveIt(courier, reference, chosen);
  const read = await quickly(courier, 'See where it stands', 'Staff decided; it goes on from there.', (via) =>
    courier.lookUp(via, reference),
  );
  return { ...read, said: '' }; // whether the rail is on again is seen when it is sent
}

export const stop = <R extends string>(courier: Courier<R>, chosen: Extract<Chosen, { verb: 'abort' }>) =>
  quickly(
    courier,
    'Send nothing any more, as staff decided',
    'Staff gave it up; that is not written down yet.',
    (via) => chosen.stop(via),
  );

const resolveIt = <R extends string>(
  courier: Courier<R>,
  reference: R,
  { by, decision }: Extract<Chosen, { verb: 'resolve' }>,
) =>
  quickly(
    courier,
    'Note how it ended, as staff decided',
    `Staff said how the ${courier.noun} ended; it is not written down yet.`,
    (via) => courier.resolve(via, reference, { ...by, ...decision }),
  );

/** Asks people about something the provider has refused for good; comes back when they decided, or something moved. */
export async function askAboutRefused<R extends string>(courier: Courier<R>, reference: R, why: Asked): Promise<void> {
  const before = courier.timesMoved();
  const chosen = await courier.ask(why, ['resolve'], () => courier.timesMoved() > before);
  if (chosen?.verb === 'resolve') await resolveIt(courier, reference, chosen);
}

/**
 * The provider has it: asked now and then, after each of its messages, and after each decision, until it is done.
 * @param heard how often something had moved when it was last asked: what came since is looked up at once
 */
async function untilFinal<R extends string>(courier: Courier<R>, reference: R, heard: number): Promise<void> {
  const { finalPausesMs, finalWithinMs, noun } = courier;
  let decided = false;
  for (let deadlineMs = Date.now() + finalWithinMs, looks = 0; ; looks++) {
    const pauseMs = finalPausesMs[Math.min(looks, finalPausesMs.length - 1)] ?? finalWithinMs;
    tell({ details: accepted(noun, reference, deadlineMs) });
    const isDue = () => decided || courier.timesMoved() > heard;
    await condition(isDue, pauseMs, { summary: 'Before the next look-up' });
    heard = courier.timesMoved(); // what is said while we look may be of after it: it is looked up next
    const looked = await lookOnce(courier, reference);
    if (looked && looked.state !== 'accepted') return;
    decided = false;
    if (Date.now() < deadlineMs || courier.timesMoved() > heard) continue;
    const chosen = await courier.ask(
      {
        attention: 'no-final-answer',
        title: 'The provider has it, and does not finish',
        details: `The ${noun} \`${reference}\`${looked?.providerRef ? ` (the provider's \`${looked.providerRef}\`)` : ''} was accepted, and after all this time it is neither paid nor refused. Its money stays held. Ask the provider; what it tells us is looked up by itself.`,
      },
      courier.mayDecide.unfinished,
      () => courier.timesMoved() > heard,
    );
    // What is signed by us cannot be called refused any more: then it goes on.
    if (chosen?.verb === 'resolve' && (await resolveIt(courier, reference, chosen)) !== false) return;
    decided = true;
    deadlineMs = Date.now() + finalWithinMs;
  }
}

const quickly = <T>(
  { patienceMs }: SendingWaits,
  title: string,
  meanwhile: string,
  run: (via: Via) => Promise<T>,
): Promise<T> => step({ title, kind: 'quick', patienceMs, meanwhile }, run);

const underWay = (of: string, reference: string): string =>
  `## On its way\n${of} is being handed to the provider under our reference \`${reference}\`.\n\nNothing needs to be done.`;

const lookingUp = (of: string, reference: string, said: string): string =>
  `## Looking it up\n${of} (\`${reference}\`) was handed to the provider and gave no clear answer: *${said}*. It is looked up by our reference, with growing pauses; after the last of them people are asked. It is not sent again.\n\nNothing needs to be done yet.`;

const accepted = (noun: string, reference: string, deadlineMs: number): string =>
  `## The provider has it\nThe ${noun} \`${reference}\` was accepted and is not final yet. It is looked up now and then, and whenever the provider says something; people are asked at **${moment(deadlineMs)}**.\n\nNothing needs to be done.`;
