import type { Fields, InstantGame } from '../../../../domain/games/game.ts';
import { shareOf } from '../../../../domain/ratio.ts';
import type { AmountBody } from '../../amounts.ts';
import { useTexts } from '../../texts.tsx';
import { chanceInWords, timesInWords } from '../figures.ts';
import { plain } from '../played.ts';

type Props<C extends Fields> = {
  text: string;
  game: Pick<InstantGame<C>, 'chances' | 'most'>;
  choices: C;
  stake: AmountBody;
};

/** Of a game that is won or lost, and nothing between: how often, how many times the stake, and how much that is. */
export function WhatAWinPays<C extends Fields>({ text, game, choices, stake }: Props<C>) {
  const t = useTexts();
  const pays = game.most(choices);
  const [win] = game.chances(choices);
  const paid = { ...stake, minor: shareOf(BigInt(stake.minor), pays).toString() };
  return (
    <>
      <p className="small muted">{text}</p>
      <dl className="terms win-terms">
        {win && (
          <div>
            <dt>{t('table-chance')}</dt>
            <dd>{chanceInWords(win.probability, t.language)}</dd>
          </div>
        )}
        <div>
          <dt>{t('table-pays')}</dt>
          <dd>
            <bdi dir="ltr">{timesInWords(pays, t.language)}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('table-paid', { stake: plain(stake, t.language) })}</dt>
          <dd>
            <bdi>{plain(paid, t.language)}</bdi>
          </dd>
        </div>
      </dl>
    </>
  );
}
