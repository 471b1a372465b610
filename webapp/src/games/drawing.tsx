import sprites from '../../look/sprites.svg?url';

/** A thing of a board: a symbol of a reel, a gem, a mine. It says nothing by itself. */
export const Drawing = ({ name }: { name: string }) => (
  <svg viewBox="0 0 96 96" aria-hidden="true">
    <use href={`${sprites}#s-${name}`} />
  </svg>
);
