import { type ComponentType, lazy } from 'react';
import type { GameId } from '../../../domain/games/index.ts';
import type { GameBoard } from './board.ts';

/** The board of every game, fetched by whoever sits down to it or looks at a round again; `chat`: it is played there alone. */
const boards: Record<GameId, (() => Promise<GameBoard>) | 'chat'> = {
  'brass-orchard': () => import('./boards/brass-orchard.tsx').then((file) => file.brassOrchardBoard),
  dice: () => import('./boards/dice.tsx').then((file) => file.diceBoard),
  limbo: () => import('./boards/limbo.tsx').then((file) => file.limboBoard),
  mines: () => import('./boards/mines.tsx').then((file) => file.minesBoard),
  'coin-flip': () => import('./boards/coin-flip.tsx').then((file) => file.coinFlipBoard),
  guess: () => import('./boards/guess.tsx').then((file) => file.guessBoard),
  'mini-spin': 'chat',
  drop: 'chat',
};

/** What wears a board, for every game that has one. */
export const onEachBoard = <P extends object>(
  wear: (game: GameId, board: GameBoard) => ComponentType<P>,
): Readonly<Record<GameId, ComponentType<P> | 'chat'>> => {
  const worn = Object.entries(boards).map(([id, load]) => {
    const game = id as GameId;
    return [game, load === 'chat' ? load : lazy(async () => ({ default: wear(game, await load()) }))];
  });
  return Object.fromEntries(worn);
};
