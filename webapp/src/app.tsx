import { lazy, Suspense, useEffect, useState } from 'react';
import { useApp } from './app-context.ts';
import { DepositSheet } from './cashier/deposit-sheet.tsx';
import { Home } from './pages/home.tsx';
import { Icon, Mark } from './parts/icon.tsx';
import { ListSkeleton } from './parts/skeletons.tsx';
import { type Page, type Place, pathOf } from './places.ts';
import { AllTexts, useTexts } from './texts.tsx';

const Behind = lazy(() => import('./pages/behind.tsx').then((file) => ({ default: file.Behind })));
const Watch = lazy(() => import('./limits/watch.tsx').then((file) => ({ default: file.Watch })));
const Sheets = lazy(() => import('./pages/sheets.tsx').then((file) => ({ default: file.Sheets })));

/** The tabs, in their order. */
const TABS: readonly { page: Page; icon: string }[] = [
  { page: 'home', icon: 'home' },
  { page: 'rewards', icon: 'ticket' },
  { page: 'history', icon: 'history' },
  { page: 'settings', icon: 'sliders' },
];

/** Under which tab a page is. */
const TAB_OF: Record<Page, Page> = {
  home: 'home',
  history: 'history',
  settings: 'settings',
  kyc: 'settings',
  limits: 'settings',
  game: 'home',
  fairness: 'home',
  rewards: 'rewards',
  leaderboard: 'rewards',
};

/** Everything a signed-in player sees. */
export function AppShell({ place }: { place: Place }) {
  const t = useTexts();
  const isSettled = useSettled();
  return (
    <>
      <div className="shell">
        <nav className="siderail" aria-label={t('main-menu')}>
          <span className="brand">
            <Mark size={28} />
            {t('product')}
          </span>
          <Tabs place={place} className="item" />
        </nav>
        <main className="main">
          <header className="topbar">
            <span className="brand grow">
              <Mark />
              {t('product')}
            </span>
          </header>
          <div className="page">
            {isSettled && (
              <Suspense>
                <AllTexts>
                  <Watch place={place} />
                </AllTexts>
              </Suspense>
            )}
            <Suspense fallback={<ListSkeleton rows={4} />}>
              {place.page === 'home' && <Home isSettled={isSettled} />}
              {place.page !== 'home' && (
                <AllTexts meanwhile={<ListSkeleton rows={4} />}>
                  <Behind place={place} />
                </AllTexts>
              )}
            </Suspense>
          </div>
        </main>
      </div>
      <nav className="tabbar" aria-label={t('main-menu')}>
        <Tabs place={place} className="" />
      </nav>
      {place.sheet === 'deposit' && <DepositSheet deposit={place.deposit} key={place.deposit ?? 'new'} />}
      {place.sheet && place.sheet !== 'deposit' && (
        <Suspense>
          <Sheets place={place} />
        </Suspense>
      )}
    </>
  );
}

/** What nobody waits for is fetched when the first screen stands. */
const SETTLED_AFTER_MS = 600;
function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isSettled;
}

function Tabs({ place, className }: { place: Place; className: string }) {
  const t = useTexts();
  const { go, telegram } = useApp();
  return TABS.map(({ page, icon }) => (
    <a
      key={page}
      className={className || undefined}
      href={pathOf({ page })}
      aria-current={TAB_OF[place.page] === page ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        telegram?.press();
        go({ page });
      }}
    >
      <Icon name={icon} />
      {t(`tab-${page}`)}
    </a>
  ));
}
