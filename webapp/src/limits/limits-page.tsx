import { useCallback, useEffect } from 'react';
import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import type { Place } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { BreakCard } from './break-card.tsx';
import { ExclusionSheet } from './exclusion-sheet.tsx';
import { HelpCard, HelplinesSheet } from './help.tsx';
import { HouseLimits } from './house-limits.tsx';
import { LimitList } from './limit-list.tsx';
import { LimitSheet } from './limit-sheet.tsx';
import { measureOf } from './measures.ts';
import { PauseCallout } from './pause-callout.tsx';
import { SessionCard } from './session-card.tsx';
import '../styles/limits.css';

/** What the player limits for themselves, what play cost them, and the ways to stop. */
export function Limits({ place }: { place: Place }) {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const { value, failed, retry } = useKnown<LimitsBody>(cache, 'limits', () => ask('limits'));
  const pause = value?.pause?.since;
  useEffect(() => {
    // It was taken at the foot of a long page, and is told at its head.
    if (pause) scrollTo(0, 0);
  }, [pause]);
  const close = useCallback(() => go({ page: 'limits' }), [go]);
  return (
    <>
      <PageHead title={t('limits')} />
      {!value ? (
        failed ? (
          <Failed problem={failed} onRetry={retry} />
        ) : (
          <ListSkeleton rows={5} />
        )
      ) : (
        <>
          {value.pause && <PauseCallout pause={value.pause} />}
          <div className="two-columns">
            <div className="column">
              <SessionCard session={value.session} />
              <LimitList limits={value} />
              <HouseLimits house={value.house} />
            </div>
            <div className="column">
              {!value.pause && <BreakCard />}
              {value.pause?.kind !== 'exclusion' && <ExclusionCard />}
              <HelpCard />
            </div>
          </div>
          <OpenSheet place={place} limits={value} onClose={close} />
        </>
      )}
    </>
  );
}

function OpenSheet({ place, limits, onClose }: { place: Place; limits: LimitsBody; onClose: () => void }) {
  const measure = measureOf(place.limit);
  if (place.sheet === 'limit' && measure) return <LimitSheet measure={measure} limits={limits} onClose={onClose} />;
  if (place.sheet === 'exclusion' && limits.pause?.kind !== 'exclusion') return <ExclusionSheet onClose={onClose} />;
  if (place.sheet === 'helplines') return <HelplinesSheet onClose={onClose} />;
  return null;
}

function ExclusionCard() {
  const t = useTexts();
  const { go } = useApp();
  return (
    <section className="card with-badge" aria-labelledby="exclusion">
      <span className="badge">
        <Icon name="door" />
      </span>
      <div>
        <h2 className="heading" id="exclusion">
          {t('exclusion-card')}
        </h2>
        <p className="small muted">{t('exclusion-card-text')}</p>
        <button type="button" className="button quiet small" onClick={() => go({ page: 'limits', sheet: 'exclusion' })}>
          {t('exclusion-how')}
        </button>
      </div>
    </section>
  );
}
