import { lazy, Suspense } from 'react';
import { useApp } from './app-context.ts';
import { DepositSheet } from './cashier/deposit-sheet.tsx';
import { Home } from './pages/home.tsx';
import { Icon, Mark } from './parts/icon.tsx';
import { ListSkeleton } from './parts/skeletons.tsx';
import { type Page, type Place, pathOf } from './places.ts';
import { AllTexts, useTexts } from './texts.tsx';

const History = lazy(() => import('./pages/history.tsx').then((file) => ({ default: file.History })));
const Settings = lazy(() => import('./pages/settings.tsx').then((file) => ({ default: file.Settings })));

const WithdrawSheet = lazy(() =>
  import('./cashier/withdraw-sheet.tsx').then((file) => ({ default: file.WithdrawSheet })),
);
const JoinSheet = lazy(() => import('./account/join-sheet.tsx').then((file) => ({ default: file.JoinSheet })));
const WalletSheet = lazy(() => import('./account/wallet-sheet.tsx').then((file) => ({ default: file.WalletSheet })));
const AddressSheet = lazy(() => import('./cashier/address-sheet.tsx').then((file) => ({ default: file.AddressSheet })));
const MissingSheet = lazy(() => import('./cashier/missing-sheet.tsx').then((file) => ({ default: file.MissingSheet })));
const UnlinkSheet = lazy(() => import('./account/unlink-sheet.tsx').then((file) => ({ default: file.UnlinkSheet })));

/** The tabs, in their order. */
const TABS: readonly { page: Page; icon: string }[] = [
  { page: 'home', icon: 'home' },
  { page: 'history', icon: 'history' },
  { page: 'settings', icon: 'sliders' },
];

/** Sheets that are fetched with their words when they are opened. */
const SHEETS = {
  join: (page: Page) => <JoinSheet page={page} />,
  unlink: () => <UnlinkSheet />,
  wallet: (page: Page) => <WalletSheet page={page} />,
  'ton-address': () => <AddressSheet rail="ton" key="ton" />,
  'usdt-address': () => <AddressSheet rail="usdt" key="usdt" />,
  missing: (page: Page) => <MissingSheet page={page} />,
};

/** Everything a signed-in player sees. */
export function AppShell({ place }: { place: Place }) {
  const t = useTexts();
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
            <Suspense fallback={<ListSkeleton rows={4} />}>
              {place.page === 'home' && <Home />}
              {place.page !== 'home' && (
                <AllTexts meanwhile={<ListSkeleton rows={4} />}>
                  {place.page === 'history' ? (
                    <History deposit={place.deposit} withdrawal={place.withdrawal} />
                  ) : (
                    <Settings />
                  )}
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
      {(place.sheet === 'withdraw' || place.sheet === 'why-not' || place.sheet === 'withdrawal') && (
        <Suspense>
          <WithdrawSheet sheet={place.sheet} withdrawal={place.withdrawal} key={place.withdrawal ?? place.sheet} />
        </Suspense>
      )}
      {place.sheet && Object.hasOwn(SHEETS, place.sheet) && (
        <Suspense>
          <AllTexts>{SHEETS[place.sheet as keyof typeof SHEETS](place.page)}</AllTexts>
        </Suspense>
      )}
    </>
  );
}

function Tabs({ place, className }: { place: Place; className: string }) {
  const t = useTexts();
  const { go, telegram } = useApp();
  return TABS.map(({ page, icon }) => (
    <a
      key={page}
      className={className || undefined}
      href={pathOf({ page })}
      aria-current={place.page === page ? 'page' : undefined}
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
