import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { KycStanding } from '../activities/kyc.ts';
import { type KycInput, signalNames } from '../contracts/workflows.ts';
import { decisionDesk } from './deciding.ts';
import { step } from './steps.ts';
import { moment, tell } from './telling.ts';

export const verificationMoved = defineSignal<[Record<string, never>]>(signalNames.verificationMoved);

type Move = (title: string, meanwhile: string, run: Parameters<typeof step<KycStanding>>[1]) => Promise<KycStanding>;

/**
 * A player is verified, for as long as there is the player: asked for everything at once, checked, looked at by a person, told, and
 * asked again before a document ends. The verification's row is what everybody reads and what every run starts from: begun anew,
 * reset or pressed twice, it goes on from there and tells nobody twice. After each decision it is continued as new, so that its
 * history stays short.
 */
export async function kyc(input: KycInput): Promise<never> {
  const { playerId: id, patienceMs } = input;
  let moves = 0;
  setHandler(verificationMoved, () => void moves++, {
    description: 'A hint: what is true is read from the database. Sending it again is harmless.',
  });
  const desk = decisionDesk(id, patienceMs);
  const move: Move = (title, meanwhile, run) => step({ title, kind: 'quick', patienceMs, meanwhile }, run);
  const read = () => move('See where it stands', 'Where it stands is stored.', (via) => via.readVerification(id));

  for (;;) {
    if (desk.hasDecided() || workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      return continueAsNew<typeof kyc>(input);
    }
    const before = moves;
    const now = await read();
    const isMoved = () => moves > before;
    tell({ stage: now.status });
    switch (now.status) {
      case 'asked':
        await untilAnswered(input, now, isMoved);
        break;
      case 'checking':
        // Lists and files may be away: people see it pending, and it goes on by itself.
        await step(
          {
            title: 'Check what was sent',
            kind: 'provider',
            patienceMs,
            meanwhile: 'The player has sent everything; it is not checked yet.',
          },
          (via) => via.checkVerification(id),
        );
        break;
      case 'in-review':
        await desk.wait(
          now,
          () => moves,
          async () => (await read()).status === 'in-review',
        );
        break;
      case 'approved':
        await untilItEnds(input, now, isMoved);
        break;
      default:
        tell({ details: now.status === 'refused' ? REFUSED : NOTHING_ASKED });
        await condition(isMoved);
    }
  }
}

/** Until the player has answered. They are reminded, and told when their time is over; nobody is refused for being silent. */
async function untilAnswered(
  { playerId: id, patienceMs, remindBeforeMs }: KycInput,
  { revision, aims, because, answerByMs = Date.now() }: KycStanding,
  isMoved: () => boolean,
): Promise<void> {
  const until = moment(answerByMs);
  const about = `The player is asked for what level \`${aims}\` needs${because === undefined ? '' : ` (\`${because}\`)`}.`;
  tell({
    details: `## Waiting for the player\n${about} They may answer until **${until}**, and are reminded before. Answered later it is looked at all the same; until then their limits stay as they are.\n\nNothing needs to be done.`,
  });
  const remind = (nth: number | 'late') =>
    step(
      { title: 'Remind the player', kind: 'quick', patienceMs, meanwhile: 'The player was not reminded yet.' },
      (via) => via.remindOfVerification(id, revision, nth),
    );
  const reminders = remindBeforeMs
    .map((beforeMs, nth) => ({ atMs: answerByMs - beforeMs, nth }))
    .filter(({ atMs }) => atMs > Date.now())
    .sort((a, b) => a.atMs - b.atMs);
  for (const { atMs, nth } of reminders) {
    const leftMs = Math.max(1, atMs - Date.now());
    if (await condition(isMoved, leftMs, { summary: 'Before the player is reminded' })) return;
    await remind(nth);
  }
  const leftMs = answerByMs - Date.now();
  if (leftMs > 0 && (await condition(isMoved, leftMs, { summary: 'Until the player must have answered' }))) return;
  await remind('late');
  tell({
    details: `## The player has not answered\n${about} Their time was over at **${until}**, and they were told. Whenever they send what is asked for, it is looked at; until then their limits stay as they are.\n\nNothing needs to be done.`,
  });
  await condition(isMoved);
}

/** Until a document is about to end: then a new one is asked for. */
async function untilItEnds(
  { playerId: id, patienceMs, renewBeforeMs }: KycInput,
  { level, levelUntilMs }: KycStanding,
  isMoved: () => boolean,
): Promise<void> {
  const lasts =
    levelUntilMs === undefined
      ? 'without an end'
      : `until the end of **${new Date(levelUntilMs - 1).toISOString().slice(0, 10)}**`;
  tell({
    attention: null,
    details: `## Verified\nThe player is verified to level \`${level}\`, ${lasts}. Before a document ends a new one is asked for.\n\nNothing needs to be done.`,
  });
  if (levelUntilMs === undefined) return void (await condition(isMoved));
  const leftMs = levelUntilMs - renewBeforeMs - Date.now();
  if (leftMs > 0 && (await condition(isMoved, leftMs, { summary: 'Until a new document is asked for' }))) return;
  await step(
    { title: 'Ask for a new document', kind: 'quick', patienceMs, meanwhile: 'A document of the player ends soon.' },
    (via) => via.renewVerification(id),
  );
}

const NOTHING_ASKED = '## Nothing is asked\nNobody has asked to verify this player. Nothing needs to be done.';
const REFUSED =
  '## Refused\nThe verification was refused for good: the player may not deposit or play, and what they have is paid out. Why is at the staff desk.\n\nNothing needs to be done.';
