import { type ReactNode, useCallback, useState } from 'react';
import type { RoundBody, RoundsBody, SeedsBody } from '../../../contracts/http/games.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';
import { CheckableRounds } from './checkable-rounds.tsx';
import { OwnRound } from './own-round.tsx';
import { PasteRound } from './paste-round.tsx';
import { ProofsView } from './proofs-view.tsx';
import type { Proved } from './proved.ts';
import { OpenedSeeds, Promises, SeedsNow } from './seeds-cards.tsx';
import { useSeeds } from './use-seeds.ts';
import '../styles/fairness.css';

type View = 'check' | 'seeds';
const VIEWS: readonly View[] = ['check', 'seeds'];

/** What is promised, the seeds it rests on, and any round counted again on the player's own device. */
export function Fairness({ round }: { round?: string | undefined }) {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const { value, failed, retry } = useSeeds();
  // Read with the page, not with the list: what is on the device then can be checked without a connection.
  const rounds = useKnown<RoundsBody>(cache, 'fairness-rounds', () => ask('rounds', { query: { state: 'settled' } }));
  const [view, setView] = useState<View>(round ? 'check' : 'seeds');
  const change = useCallback(() => go({ page: 'fairness', sheet: 'seeds', ...(round ? { round } : {}) }), [go, round]);
  const waiting = failed ? <Failed problem={failed} onRetry={retry} /> : <ListSkeleton rows={4} />;
  return (
    <>
      <div className="fairness-head">
        <PageHead title={t('fairness')} behind="home" />
        <span className="chip on-page">
          <Icon name="offline" size="xs" />
          {t('fairness-offline')}
        </span>
      </div>
      <fieldset className="segments fairness-views">
        <legend className="sr">{t('fairness-view')}</legend>
        {VIEWS.map((each) => (
          <button key={each} type="button" aria-pressed={view === each} onClick={() => setView(each)}>
            {t(`fairness-${each}`)}
          </button>
        ))}
      </fieldset>
      <div className="fairness-columns" data-view={view}>
        <div className="column of-seeds">
          <Promises />
          {value ? (
            <>
              <SeedsNow seeds={value} onChange={change} />
              <OpenedSeeds before={value.before} />
            </>
          ) : (
            waiting
          )}
        </div>
        <div className="column of-check">
          <Check round={round} seeds={value} played={rounds.value?.rounds ?? []} waiting={waiting} />
        </div>
      </div>
    </>
  );
}

type CheckProps = {
  round: string | undefined;
  seeds: SeedsBody | undefined;
  played: readonly RoundBody[];
  waiting: ReactNode;
};

/** The round that is asked for, or that was pasted; otherwise those there are to choose from. */
function Check({ round, seeds, played, waiting }: CheckProps) {
  const { go } = useApp();
  const [pasted, setPasted] = useState<readonly Proved[]>();
  const toChoice = useCallback(() => go({ page: 'fairness' }), [go]);
  if (round) return seeds ? <OwnRound key={round} id={round} {...{ seeds, played }} onBack={toChoice} /> : waiting;
  if (pasted) return <ProofsView proved={pasted} onBack={() => setPasted(undefined)} />;
  return (
    <>
      {seeds && <CheckableRounds seeds={seeds} played={played} />}
      <PasteRound onProved={setPasted} />
    </>
  );
}
