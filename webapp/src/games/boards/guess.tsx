import type { RoundBody } from '../../../../contracts/http/games.ts';
import { guess } from '../../../../domain/games/guess/rules.ts';
import { isolated } from '../../parts/isolate.ts';
import { type Texts, useTexts } from '../../texts.tsx';
import { type BoardProps, type GameBoard, type PaysProps, type SayProps, useLanding } from '../board.ts';
import { timesInWords } from '../figures.ts';
import { WhatAWinPays } from './what-a-win-pays.tsx';
import '../../styles/tables.css';

type GuessChoices = { readonly number: number };
const NUMBERS = Array.from({ length: 10 }, (_, n) => n + 1);

/** As long as the numbers lie face down. */
const DRAW_MS = 500;

export const guessBoard: GameBoard<GuessChoices> = {
  rules: guess,
  look: 'numbers',
  first: { number: 7 },
  Board,
  Pays,
  press: (t) => t('guess-draw'),
  beside: (t, { number }) => t('guess-yours', { number }),
  say,
};

const drawnIn = (round: RoundBody | undefined): number | undefined => round?.facts?.drawn as number | undefined;

function say(t: Texts, { choices, phase, round }: SayProps<GuessChoices>) {
  const drawn = phase === 'idle' ? undefined : drawnIn(round);
  if (phase === 'running') return { title: t('guess-drawing') };
  if (drawn === undefined || !round)
    return { title: t('guess-one', { times: isolated(timesInWords(guess.most(choices), t.language)) }) };
  return { title: t('guess-drawn', { drawn, number: round.choices.number as number }) };
}

/** Ten numbers to choose from; the drawn one is lit. */
function Board(props: BoardProps<GuessChoices>) {
  const { phase, round, choices, isLocked, onChoose, onHurry } = props;
  const t = useTexts();
  useLanding(props, DRAW_MS);
  const drawn = phase === 'running' || phase === 'idle' ? undefined : drawnIn(round);
  const looks = (number: number) =>
    ['number-tile', number === drawn && 'drawn', number === choices.number && 'yours'].filter(Boolean).join(' ');
  return (
    <fieldset className="number-grid" dir="ltr" data-drawing={phase === 'running' || undefined}>
      <legend className="sr">{t('guess-choose')}</legend>
      {NUMBERS.map((number) => (
        <button
          key={number}
          type="button"
          className={looks(number)}
          aria-pressed={number === choices.number}
          aria-disabled={isLocked}
          aria-label={number === drawn ? t('guess-is-drawn', { number }) : undefined}
          onClick={() => (phase === 'running' ? onHurry() : onChoose({ number }))}
        >
          {number}
        </button>
      ))}
    </fieldset>
  );
}

function Pays({ choices, stake }: PaysProps<GuessChoices>) {
  const t = useTexts();
  return <WhatAWinPays text={t('guess-pays')} {...{ game: guess, choices, stake }} />;
}
