import type { ReactNode } from 'react';
import type { GameId } from '../../../domain/games/index.ts';
import type { Ratio } from '../../../domain/ratio.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { WayBack } from '../parts/way-back.tsx';
import { pathOf } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { percentInWords } from './figures.ts';

type Props = {
  game: GameId;
  returns: Ratio;
  /** Keys of the table, in sight before the first round. */
  children?: ReactNode;
};

/** The game's name, what it returns, the way back, and the way to its proof. */
export function GameHead({ game, returns, children }: Props) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <header className="game-head">
      <WayBack to="home" label={t('to-games')} />
      <div className="grow">
        <h1 className="heading">{t(`game-${game}`)}</h1>
        <p className="small muted">{t('returns', { share: percentInWords(returns, t.language) })}</p>
      </div>
      <a
        className="chip good"
        href={pathOf({ page: 'fairness' })}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          go({ page: 'fairness' });
        }}
      >
        <Icon name="shield" size="xs" />
        {t('provably-fair')}
      </a>
      {children}
    </header>
  );
}
