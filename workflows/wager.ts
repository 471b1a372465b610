import { condition, continueAsNew, defineSignal, setHandler, workflowInfo } from '@temporalio/workflow';
import type { GrantStanding } from '../activities/wagers.ts';
import { signalNames, type WagerInput, type WagerResult } from '../contracts/workflows.ts';
import type { GrantState } from '../domain/bonuses.ts';
import { step } from './steps.ts';
import { moment, tell } from './telling.ts';

export const wagerMoved = defineSignal<[Record<string, never>]>(signalNames.wagerMoved);
export const grantEnded = defineSignal<[Record<string, never>]>(signalNames.grantEnded);

/**
 * A bonus is played for, until it ends: completed, lost, out of time, given up, or left for a withdrawal. Bets advance it inside their
 * own transaction and never wake this; what wakes it is that it may be due to end, and then the database judges, once. The grant's
 * row is what every run starts from: begun anew, reset or told twice, it goes on from there and nothing is converted twice.
 */
export async function wager(input: WagerInput): Promise<WagerResult> {
  const { grantId: id, playUntilMs, remindBeforeMs, patienceMs } = input;
  let moves = 0;
  setHandler(wagerMoved, () => void moves++, {
    description: 'It may be due to end. A hint: what is true is read from the database. Sending it again is harmless.',
  });
  setHandler(grantEnded, () => void moves++, {
    description: 'It was ended early, or left for a withdrawal. A hint, as the other: sending it again is harmless.',
  });
  const judge = () =>
    step({ title: 'See whether it is due to end', kind: 'quick', patienceMs, meanwhile: UNJUDGED }, (via) =>
      via.judgeGrant(id),
    );
  const remindAtMs = playUntilMs - remindBeforeMs;
  let isReminded = false;
  let skewMs = patienceMs;

  for (;;) {
    const before = moves;
    const isMoved = () => moves > before;
    const now = await judge();
    tell({ stage: now.state, details: now.state === 'active' ? playing(input, now) : ended(now.state, now) });
    if (now.state !== 'active') return { state: now.state };
    // Signals are a few for each grant; but anybody may press Send in the Web UI, and a history must end.
    if (workflowInfo().continueAsNewSuggested) return continueAsNew<typeof wager>(input);

    if (!isReminded && Date.now() < remindAtMs) {
      if (await condition(isMoved, remindAtMs - Date.now(), { summary: 'Before the player is reminded' })) continue;
    }
    if (!isReminded && Date.now() < playUntilMs) {
      isReminded = true;
      await step({ title: 'Remind the player', kind: 'quick', patienceMs, meanwhile: UNREMINDED }, (via) =>
        via.remindOfBonus(id),
      );
    }
    const leftMs = playUntilMs - Date.now();
    if (leftMs > 0) {
      await condition(isMoved, leftMs, { summary: 'Until the time to play is over' });
      continue;
    }
    // The database's clock may be behind ours by a moment: its word counts, and it is asked again.
    await condition(isMoved, skewMs, { summary: 'Until the time is over by every clock' });
    skewMs = Math.min(2 * skewMs, SKEW_PAUSE_MS);
  }
}

const SKEW_PAUSE_MS = 60_000;
const UNJUDGED =
  'Rounds are played and counted on; whether the bonus is due to end is not known yet, so that it ends later than it should, and as it would have.';
const UNREMINDED = 'The player was not reminded of the end yet.';

const playing = (
  { playUntilMs }: WagerInput,
  { done, needed, balance, openRounds, spinsLeft }: GrantStanding,
): string =>
  [
    '## The player plays for it',
    `At ${moment(Date.now())}: **${done} of ${needed}** is staked, and the bonus holds ${balance}${openRounds > 0 ? `, with ${openRounds} of its rounds open` : ''}${spinsLeft > 0 ? `; ${spinsLeft} free spins are left` : ''}. Rounds count on in the database, without a word here.`,
    '',
    `It ends when that is staked (what is left becomes cash), when nothing is left and no round of it is open, when the player gives it up or takes cash out, or at **${moment(playUntilMs)}**.`,
    '',
    'Nothing needs to be done.',
  ].join('\n');

const ENDS: Readonly<Record<Exclude<GrantState, 'active'>, string>> = {
  offered: '## Not accepted yet\nThe player has not accepted this bonus: there is nothing to play for.',
  declined: '## Never accepted\nThe player refused this bonus: there was nothing to play for.',
  completed: '## Completed\nThe whole amount is staked, and what was left of the bonus is cash.',
  expired: '## Out of time\nThe time to play was over before the amount was staked.',
  lost: '## Nothing is left\nThe bonus was played down to nothing, and no round of it is open.',
  cancelled:
    '## Ended early\nThe player gave the bonus up at the cost they were shown, excluded themselves or joined another account, or its deposit went back. The trail says which.',
  withdrawn: '## Left for a withdrawal\nThe player took cash out instead, at the cost they were shown.',
};

const ended = (state: Exclude<GrantState, 'active'>, { converted, forfeited, done, needed }: GrantStanding): string =>
  [
    ENDS[state],
    ...(converted === undefined ? [] : [`- became cash: **${converted}**`]),
    ...(forfeited === undefined ? [] : [`- back to the house: **${forfeited}**`]),
    `- staked: ${done} of ${needed}`,
  ].join('\n');
