import { lazy } from 'react';
import type { Page, Place } from '../places.ts';
import { AllTexts } from '../texts.tsx';

const WithdrawSheet = lazy(() =>
  import('../cashier/withdraw-sheet.tsx').then((file) => ({ default: file.WithdrawSheet })),
);
const JoinSheet = lazy(() => import('../account/join-sheet.tsx').then((file) => ({ default: file.JoinSheet })));
const WalletSheet = lazy(() => import('../account/wallet-sheet.tsx').then((file) => ({ default: file.WalletSheet })));
const AddressSheet = lazy(() =>
  import('../cashier/address-sheet.tsx').then((file) => ({ default: file.AddressSheet })),
);
const MissingSheet = lazy(() =>
  import('../cashier/missing-sheet.tsx').then((file) => ({ default: file.MissingSheet })),
);
const UnlinkSheet = lazy(() => import('../account/unlink-sheet.tsx').then((file) => ({ default: file.UnlinkSheet })));

const CostOfWithdrawal = lazy(() =>
  import('../rewards/cost-sheet.tsx').then((file) => ({ default: file.CostOfWithdrawal })),
);
const SeedsSheet = lazy(() => import('../fairness/seeds-sheet.tsx').then((file) => ({ default: file.SeedsSheet })));

/** Sheets that are fetched with their words when they are opened. */
const SHEETS = {
  join: (page: Page) => <JoinSheet page={page} />,
  unlink: () => <UnlinkSheet />,
  wallet: (page: Page) => <WalletSheet page={page} />,
  'ton-address': () => <AddressSheet rail="ton" key="ton" />,
  'usdt-address': () => <AddressSheet rail="usdt" key="usdt" />,
  missing: (page: Page) => <MissingSheet page={page} />,
};

/** The sheets behind the first one. Those of a page's own are drawn by that page. */
export function Sheets({ place }: { place: Place }) {
  const { page, sheet, withdrawal, grant } = place;
  if (sheet === 'bonus-cost' && page === 'home' && grant)
    return (
      <AllTexts>
        <CostOfWithdrawal id={grant} key={grant} />
      </AllTexts>
    );
  if (sheet === 'seeds')
    return (
      <AllTexts>
        <SeedsSheet place={place} />
      </AllTexts>
    );
  if (sheet === 'withdraw' || sheet === 'why-not' || sheet === 'withdrawal')
    return <WithdrawSheet sheet={sheet} withdrawal={withdrawal} key={withdrawal ?? sheet} />;
  if (!sheet || !Object.hasOwn(SHEETS, sheet)) return null;
  return <AllTexts>{SHEETS[sheet as keyof typeof SHEETS](page)}</AllTexts>;
}
