import sprites from '../../look/sprites.svg?url';

/** A drawing of the house; it says nothing by itself. Those that point somewhere turn round with the text. */
export function Icon({ name, size = '' }: { name: string; size?: '' | 's' | 'xs' }) {
  const turns = ['back', 'chevron', 'out'].includes(name) ? ' turns' : '';
  return (
    <svg className={`icon${size ? ` icon-${size}` : ''}${turns}`} aria-hidden="true">
      <use href={`${sprites}#i-${name}`} />
    </svg>
  );
}

export const Mark = ({ size = 26 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden="true">
    <use href={`${sprites}#mark`} />
  </svg>
);
