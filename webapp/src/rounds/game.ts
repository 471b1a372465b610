import type { GameId } from '../../../domain/games/index.ts';
import type { Texts } from '../texts.tsx';

export const gameName = (t: Texts, game: GameId): string => t(`game-${game}`);

/** The games that a bonus counts, the most first. */
export const gamesIn = (contributionBps: Readonly<Partial<Record<GameId, number>>>): { game: GameId; bps: number }[] =>
  Object.entries(contributionBps)
    .flatMap(([game, bps]) => (bps ? [{ game: game as GameId, bps }] : []))
    .sort((a, b) => b.bps - a.bps);
