import { createHmac } from 'node:crypto';
import type { PlayerId, RoundId } from '../contracts/ids.ts';
import { drawsOf, type Hmac } from '../domain/fairness.ts';
import { type Fields, play } from '../domain/games/game.ts';
import { gameOf } from '../domain/games/index.ts';
import { judgeStake } from '../domain/games/tables.ts';
import type { BetRefusal, BetWish, Played } from '../records/play/round-types.ts';
import type { Bet, Rounds } from '../records/play/rounds.ts';
import { childId } from '../runtime/ids.ts';
import type { Hint } from '../runtime/pokes.ts';

/** HMAC-SHA256 (RFC 2104), as domain/fairness.ts asks for it. */
export const hmac: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();

/** A round by the key its client made for it: the same key names the same round, and nobody else's. */
export const roundIdOf = (player: PlayerId, key: string): RoundId => childId(key, player) as RoundId;

export type PlayRound = (player: PlayerId, wish: BetWish) => Promise<Played | BetRefusal>;

/**
 * A player stakes on a game. What a bet may cost and win is judged first; the rest is one transaction (play.bet_batch). An instant
 * game is decided here, from the player's seeds and their next nonce, and taken only if that nonce is still the next.
 * Safe to repeat: a round that is there is answered as it is now; with another wish it is `key-reused`.
 */
export const playRound =
  ({ rounds, hint }: { readonly rounds: Rounds; readonly hint: Hint }): PlayRound =>
  async (player, { id, game, stake, choices: raw, freeSpin, playersPart = id }) => {
    const rules = gameOf(game);
    const choices = rules.readChoices(raw) as Fields | { readonly reason: 'wrong-choice' };
    if ('reason' in choices) return { reason: 'wrong-choice' };
    const judged = judgeStake(game, stake.asset, stake.minor, choices);
    if ('reason' in judged) return judged;

    const bet: Bet = {
      id,
      player,
      game,
      asset: stake.asset,
      stake: stake.minor,
      choices,
      freeSpin,
      playersPart,
      decide: (seeds) => {
        if (rules.kind === 'stepped') return { state: rules.begin(choices), exposed: judged.exposed };
        return play(rules, stake.minor, choices, drawsOf(seeds, hmac));
      },
    };
    const outcome = await rounds.bet(bet);
    // Of a round that is decided at once only whoever made it need know: it happens many times a second.
    if ('round' in outcome && outcome.round.state === 'open') {
      hint(player, { what: 'round', id });
      hint(player, { what: 'balances' });
    }
    return outcome;
  };
