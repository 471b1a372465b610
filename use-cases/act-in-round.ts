import type { PlayerId, RoundId } from '../contracts/ids.ts';
import { drawsOf } from '../domain/fairness.ts';
import { type Fields, settled } from '../domain/games/game.ts';
import { gameOf } from '../domain/games/index.ts';
import type { ActRefusal, Played } from '../records/play/round-types.ts';
import type { Rounds } from '../records/play/rounds.ts';
import type { Hint } from '../runtime/pokes.ts';
import { hmac } from './play-round.ts';

export type ActInRound = (
  player: PlayerId,
  id: RoundId,
  step: { readonly version: number; readonly action: unknown },
) => Promise<Played | ActRefusal>;

/**
 * The next step of an open round. It names the version it was made on: of two at once one is played, and the other is told that the
 * round moved. What is hidden is drawn anew at each step from the seeds the round began with. Who takes a break or excluded themselves
 * plays no step on: whatever they do, the round ends as one that was left, and pays what it showed.
 */
export const actInRound =
  ({ rounds, hint }: { readonly rounds: Rounds; readonly hint: Hint }): ActInRound =>
  async (player, id, { version, action: raw }) => {
    const found = await rounds.open(player, id);
    if (!found) return { reason: 'no-such-round' };
    const { round, seeds } = found;
    const rules = gameOf(round.game);
    if (rules.kind === 'instant' || round.state === 'settled') return { reason: 'round-over' };
    if (round.version !== version || !round.shown || !seeds) return { reason: 'round-moved' };

    const action = rules.readAction(raw);
    if ('reason' in action) return { reason: 'wrong-action' };
    const isPaused = await rounds.isPaused(player);
    const next = isPaused
      ? { facts: rules.abandon(round.shown, drawsOf(seeds, hmac)) }
      : rules.act(round.shown, action, drawsOf(seeds, hmac));
    if ('reason' in next) return { reason: 'not-legal' };
    const end = 'facts' in next ? settled(rules, round.stake, round.choices, next.facts) : undefined;
    const made = isPaused ? undefined : (action as Fields);
    const outcome = await rounds.step(round, made, end ?? (next as { readonly state: Fields }));
    if ('reason' in outcome) return outcome;
    hint(player, { what: 'round', id });
    if (outcome.round.state === 'settled') for (const what of ['balances', 'bonuses'] as const) hint(player, { what });
    return outcome;
  };
