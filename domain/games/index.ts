import { brassOrchard } from './brass-orchard/rules.ts';
import { coinFlip } from './coin-flip/rules.ts';
import { dice } from './dice/rules.ts';
import { drop } from './drop/rules.ts';
import type { Game } from './game.ts';
import { guess } from './guess/rules.ts';
import { limbo } from './limbo/rules.ts';
import { mines } from './mines/rules.ts';
import { miniSpin } from './mini-spin/rules.ts';

/** Every game there is. Adding one is a folder of rules and a line here; `games.test.ts` runs on it. */
export const games = {
  'brass-orchard': brassOrchard,
  dice,
  limbo,
  mines,
  'coin-flip': coinFlip,
  guess,
  'mini-spin': miniSpin,
  drop,
} as const satisfies Record<string, Game>;

export type GameId = keyof typeof games;
export const gameIds = Object.keys(games) as readonly GameId[];

export const isGameId = (value: unknown): value is GameId => typeof value === 'string' && Object.hasOwn(games, value);

/** A game by its id, for whoever need not know which one it is. */
export const gameOf = (id: GameId): Game => games[id];
