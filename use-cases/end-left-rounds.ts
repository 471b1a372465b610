import type { PlayerId, RoundId } from '../contracts/ids.ts';
import { drawsOf } from '../domain/fairness.ts';
import { settled } from '../domain/games/game.ts';
import { gameOf } from '../domain/games/index.ts';
import type { Tx } from '../prisma/tx.ts';
import { readLeftRounds } from '../records/play/round-reads.ts';
import type { Round } from '../records/play/round-types.ts';
import type { Rounds } from '../records/play/rounds.ts';
import type { Hint } from '../runtime/pokes.ts';
import { hmac } from './play-round.ts';

type Deps = {
  readonly rounds: Rounds;
  readonly reader: Pick<Tx, 'query'>;
  readonly hint: Hint;
  readonly now: () => number;
};

/** Answers how many were found. `atMost` are read at a time. */
export type EndLeftRounds = (leftForMs: number, atMost: number) => Promise<number>;

/**
 * Ends rounds that nobody came back to, by the rule of their game: what a round showed is paid, and a stake that bought nothing yet comes
 * back. Safe to repeat and to do from several processes: a round ends once, and its player may come back in this very moment.
 */
export function endLeftRounds({ rounds, reader, hint, now }: Deps): EndLeftRounds {
  return async (leftForMs, atMost) => {
    const before = new Date(now() - leftForMs);
    const failed: unknown[] = [];
    let many = 0;
    let page: Round[] = [];
    do {
      page = await readLeftRounds(reader, before, atMost, page.at(-1));
      // Those that cannot be ended, however many, keep nobody else's money waiting behind them; they are told of when the others are done.
      for (const { player, id } of page) await end(player, id).catch((error: unknown) => failed.push(error));
      many += page.length;
    } while (page.length === atMost);
    if (failed.length > 0) throw failed[0];
    return many;
  };

  async function end(player: PlayerId, id: RoundId): Promise<void> {
    const found = await rounds.open(player, id);
    const rules = found && gameOf(found.round.game);
    if (!found?.seeds || !found.round.shown || rules?.kind !== 'stepped') return;
    const facts = rules.abandon(found.round.shown, drawsOf(found.seeds, hmac));
    const outcome = await rounds.step(
      found.round,
      undefined,
      settled(rules, found.round.stake, found.round.choices, facts),
    );
    if (!('reason' in outcome)) for (const what of ['balances', 'bonuses'] as const) hint(player, { what });
    hint(player, { what: 'round', id });
  }
}
