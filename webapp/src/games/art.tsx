import type { ReactNode } from 'react';
import type { GameId } from '../../../domain/games/index.ts';
import sprites from '../../look/sprites.svg?url';

const drawn = (name: string): ReactNode => <use href={`${sprites}#art-${name}`} />;

const three = [17, 61, 105];
const pips = [
  [-17, -17],
  [17, -17],
  [0, 0],
  [-17, 17],
  [17, 17],
] as const;
const balls = Array.from({ length: 10 }, (_, n) => ({ n, x: 28 + (n % 5) * 26, y: n < 5 ? 43 : 69 }));
const CHOSEN = 6;

/** What is printed on each card. */
const ARTS: Record<GameId, ReactNode> = {
  'brass-orchard': drawn('orchard'),
  dice: drawn('dice'),
  limbo: drawn('striker'),
  mines: drawn('mines'),
  'coin-flip': drawn('flip'),
  guess: (
    <>
      <rect width="160" height="112" fill="var(--enamel-lagoon)" />
      {balls.map(({ n, x, y }) => (
        <circle key={n} cx={x} cy={y} r="11" fill={n === CHOSEN ? 'var(--brass)' : 'var(--reel-paper)'} />
      ))}
    </>
  ),
  'mini-spin': (
    <>
      <rect width="160" height="112" fill="var(--enamel-mustard)" />
      {three.map((x) => (
        <g key={x}>
          <rect x={x} y="34" width="38" height="44" rx="8" fill="var(--reel-paper)" />
          <svg x={x + 4} y="41" width="30" height="30" viewBox="0 0 96 96" aria-hidden="true">
            <use href={`${sprites}#s-seven`} />
          </svg>
        </g>
      ))}
    </>
  ),
  drop: (
    <>
      <rect width="160" height="112" fill="var(--enamel-pine)" />
      <ellipse cx="80" cy="96" rx="36" ry="5" fill="#000" opacity=".25" />
      <g transform="translate(80 52) rotate(-12)">
        <rect x="-32" y="-32" width="64" height="64" rx="14" fill="var(--reel-paper)" />
        {pips.map(([x, y]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r="6" fill="var(--reel-ink)" />
        ))}
      </g>
    </>
  ),
};

export const Art = ({ game }: { game: GameId }) => (
  <svg viewBox="0 0 160 112" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
    {ARTS[game]}
  </svg>
);
