import type { GameId } from '../../../domain/games/index.ts';
import { Art as Picture } from '../games/art.tsx';

/** A game's picture as a badge. */
export const Art = ({ game }: { game: GameId }) => (
  <span className="badge art">
    <Picture game={game} />
  </span>
);
