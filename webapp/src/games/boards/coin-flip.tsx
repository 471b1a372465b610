import type { RoundBody } from '../../../../contracts/http/games.ts';
import { coinFlip } from '../../../../domain/games/coin-flip/rules.ts';
import { Mark } from '../../parts/icon.tsx';
import { isolated } from '../../parts/isolate.ts';
import { type Texts, useTexts } from '../../texts.tsx';
import {
  type BoardProps,
  type ChoicesProps,
  type GameBoard,
  type PaysProps,
  type SayProps,
  useLanding,
} from '../board.ts';
import { timesInWords } from '../figures.ts';
import { WhatAWinPays } from './what-a-win-pays.tsx';
import '../../styles/tables.css';

type Side = 'heads' | 'tails';
type CoinChoices = { readonly side: Side };
const SIDES: readonly Side[] = ['heads', 'tails'];

/** As long as the coin is in the air: tables.css turns it so long. */
const FLIP_MS = 700;

export const coinFlipBoard: GameBoard<CoinChoices> = {
  rules: coinFlip,
  look: 'coin',
  first: { side: 'heads' },
  Board,
  Choices,
  Pays,
  press: (t) => t('coin-flip'),
  beside: (t, { side }) => t(`coin-${side}`),
  say,
};

const fellIn = (round: RoundBody | undefined): Side | undefined => round?.facts?.fell as Side | undefined;

function say(t: Texts, { choices, phase, round }: SayProps<CoinChoices>) {
  const fell = phase === 'idle' ? undefined : fellIn(round);
  const times = isolated(timesInWords(coinFlip.most(choices), t.language));
  if (phase === 'running') return { title: t('coin-in-the-air') };
  if (!fell) return { title: t('coin-either', { times }) };
  return { title: t(`coin-fell-${fell}`) };
}

/** The coin. In the air it shows nothing; it falls on the side that was decided before it was thrown. */
function Board(props: BoardProps<CoinChoices>) {
  const { phase, round, choices, reducedMotion, isHurried, onHurry } = props;
  const t = useTexts();
  useLanding(props, FLIP_MS);
  const side = (phase === 'idle' ? undefined : fellIn(round)) ?? choices.side;
  const isFlying = phase === 'running' && !reducedMotion && !isHurried;
  const step = round ? round.id : 'first';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a tap lands the coin; the round button does the same for keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div className="coin-window" onClick={isFlying ? onHurry : undefined}>
      <div
        className="coin-disc"
        key={step}
        data-side={side}
        data-flying={isFlying || undefined}
        role="img"
        aria-label={t(isFlying ? 'coin-in-the-air' : `coin-${side}`)}
      >
        <span className="coin-face heads">
          <Mark size={72} />
        </span>
        <span className="coin-face tails">
          <i className="rosette" />
        </span>
      </div>
    </div>
  );
}

function Choices({ choices, isLocked, onChoose }: ChoicesProps<CoinChoices>) {
  const t = useTexts();
  return (
    <fieldset className="coin-sides" aria-disabled={isLocked}>
      <legend className="sr">{t('coin-side')}</legend>
      {SIDES.map((side) => (
        <button
          key={side}
          type="button"
          className="preset"
          aria-pressed={choices.side === side}
          aria-disabled={isLocked}
          onClick={() => onChoose({ side })}
        >
          {t(`coin-${side}`)}
        </button>
      ))}
    </fieldset>
  );
}

function Pays({ choices, stake }: PaysProps<CoinChoices>) {
  const t = useTexts();
  return <WhatAWinPays text={t('coin-pays')} {...{ game: coinFlip, choices, stake }} />;
}
