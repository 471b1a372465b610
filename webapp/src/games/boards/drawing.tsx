import sprites from '../../../look/sprites.svg?url';

/** A printed figure of the game art. What it means is said by whoever shows it. */
export const Drawing = ({ name }: { name: string }) => (
  <svg viewBox="0 0 96 96" aria-hidden="true">
    <use href={`${sprites}#${name}`} />
  </svg>
);
