import type { Row, Sql } from '../prisma/tx.ts';
import { readRound, readRounds } from '../records/play/round-reads.ts';
import { openGames } from '../use-cases/house-of-games.ts';
import type { Guard } from './guard.ts';
import type { GamesDeps } from './routes/games.ts';

type GameParts = Omit<Parameters<typeof openGames>[0], 'dataKeys' | 'profile'> & {
  readonly payouts: Pick<Parameters<typeof openGames>[0], 'dataKeys'>;
  readonly protection: Pick<Parameters<typeof openGames>[0], 'profile'>;
};

/** What is played over HTTP, of what the process has. */
export function serveGames(parts: GameParts, guard: Guard): GamesDeps {
  const reader = { query: <R extends Row>(statement: Sql) => parts.query<R>(statement) };
  return {
    guard,
    play: openGames({ ...parts, dataKeys: parts.payouts.dataKeys, profile: parts.protection.profile }),
    readRounds: (player, page) => readRounds(reader, player, page),
    readRound: (player, id) => readRound(reader, player, id),
  };
}
