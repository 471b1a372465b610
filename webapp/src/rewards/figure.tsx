import sprites from '../../look/sprites.svg?url';

/** A small drawing beside a title; it says nothing by itself. */
export const Figure = ({ name }: { name: 'ticket' | 'coin' | 'cup' }) => (
  <svg className="figure" viewBox="0 0 64 64" aria-hidden="true">
    <use href={`${sprites}#figure-${name}`} />
  </svg>
);
