import { useCallback } from 'react';
import type { BonusesBody } from '../../../contracts/http/bonuses.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import type { Place } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { BonusCard, Counts } from './bonus-card.tsx';
import { BonusSheet, grantIn } from './bonus-sheet.tsx';
import { CodeSheet } from './code-sheet.tsx';
import { CostSheet } from './cost-sheet.tsx';
import { Ended } from './ended.tsx';
import { LevelCard } from './level-card.tsx';
import { NoticesSheet } from './notices-sheet.tsx';
import { Offers } from './offers.tsx';
import { Promotions } from './promotions.tsx';
import { WithdrawableCard } from './withdrawable-card.tsx';
import '../styles/pages.css';
import '../styles/rewards.css';

/** The active bonus, what of the money is free, what is offered, and what was come to by playing. */
export function Rewards({ place }: { place: Place }) {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const { value, failed, retry } = useKnown<BonusesBody>(cache, 'bonuses', () => ask('bonuses'));
  const close = useCallback(() => go({ page: 'rewards' }), [go]);
  return (
    <>
      <h1 className="title page-title">{t('rewards')}</h1>
      <div className="two-columns">
        <div className="column rewards-column">
          {value ? (
            <Bonuses bonuses={value} />
          ) : failed ? (
            <Failed problem={failed} onRetry={retry} />
          ) : (
            <ListSkeleton rows={5} />
          )}
        </div>
        <div className="column rewards-column">
          <LevelCard />
          {value && <Promotions promotions={value.promotions} />}
          <NoticesRow />
          {value && <Ended grants={value.ended} />}
        </div>
      </div>
      {value && <OpenSheet place={place} bonuses={value} onClose={close} />}
      {place.sheet === 'notices' && <NoticesSheet onClose={close} />}
    </>
  );
}

/** What is offered comes first where nothing is active: it waits for the player. */
function Bonuses({ bonuses }: { bonuses: BonusesBody }) {
  const t = useTexts();
  const { active } = bonuses;
  if (active)
    return (
      <>
        <BonusCard grant={active} />
        <WithdrawableCard bonuses={bonuses} />
        <Counts terms={active.terms} />
        <Offers bonuses={bonuses} />
      </>
    );
  return (
    <>
      <Offers bonuses={bonuses} />
      <WithdrawableCard bonuses={bonuses} />
      <p className="callout">
        <Icon name="ticket" />
        <span>
          <b>{t('bonus-none')}</b> {t('bonus-none-text')}
        </span>
      </p>
    </>
  );
}

function OpenSheet({ place, bonuses, onClose }: { place: Place; bonuses: BonusesBody; onClose: () => void }) {
  if (place.sheet === 'code') return <CodeSheet onClose={onClose} />;
  const grant = grantIn(bonuses, place.grant);
  if (!grant) return null;
  if (place.sheet === 'bonus')
    return <BonusSheet grant={grant} active={bonuses.active !== null} onClose={onClose} key={grant.id} />;
  if (place.sheet === 'bonus-cost')
    return <CostSheet id={grant.id} bonuses={bonuses} onClose={onClose} key={grant.id} />;
  return null;
}

function NoticesRow() {
  const t = useTexts();
  const { go } = useApp();
  return (
    <button type="button" className="card row waits" onClick={() => go({ page: 'rewards', sheet: 'notices' })}>
      <span className="badge">
        <Icon name="chat" />
      </span>
      <span className="grow">
        <span className="name strong">{t('notices')}</span>
        <span className="sub small muted">{t('notices-text')}</span>
      </span>
      <Icon name="chevron" size="xs" />
    </button>
  );
}
