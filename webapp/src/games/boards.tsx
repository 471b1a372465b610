import { type ComponentType, lazy } from 'react';
import type { Fields } from '../../../domain/games/game.ts';
import type { GameId } from '../../../domain/games/index.ts';
import type { GameBoard } from './board.ts';
import { Frame } from './frame.tsx';

/** A board is fetched by whoever sits down to it. */
const onTable = <C extends Fields>(game: GameId, load: () => Promise<GameBoard<C>>): ComponentType =>
  lazy(async () => {
    const board = await load();
    return { default: () => <Frame game={game} board={board} /> };
  });

/** Every game and its board; `chat`: it is played there alone. */
export const boards: Record<GameId, ComponentType | 'chat'> = {
  'brass-orchard': onTable('brass-orchard', () =>
    import('./boards/brass-orchard.tsx').then((file) => file.brassOrchardBoard),
  ),
  dice: onTable('dice', () => import('./boards/dice.tsx').then((file) => file.diceBoard)),
  limbo: onTable('limbo', () => import('./boards/limbo.tsx').then((file) => file.limboBoard)),
  mines: onTable('mines', () => import('./boards/mines.tsx').then((file) => file.minesBoard)),
  'coin-flip': onTable('coin-flip', () => import('./boards/coin-flip.tsx').then((file) => file.coinFlipBoard)),
  guess: onTable('guess', () => import('./boards/guess.tsx').then((file) => file.guessBoard)),
  'mini-spin': 'chat',
  drop: 'chat',
};
