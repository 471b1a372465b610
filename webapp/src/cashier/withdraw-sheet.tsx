import { lazy, Suspense, useCallback } from 'react';
import type { WithdrawalWaysBody } from '../../../contracts/http/withdrawals.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { AllTexts, useTexts } from '../texts.tsx';
import { ChooseWithdrawal } from './choose-withdrawal.tsx';
import { WaitsForForm } from './waits-for-form.tsx';
import { WhyNot } from './why-not.tsx';
import '../styles/account.css';
import '../styles/withdrawals.css';

const Progress = lazy(() => import('./withdrawal-progress.tsx').then((file) => ({ default: file.WithdrawalProgress })));

type Props = {
  /** `why-not`: what stands in the way, though the money might go out by another way. */
  sheet: 'withdraw' | 'why-not' | 'withdrawal';
  withdrawal: string | undefined;
};

/** Money out: how much and where to, or what stands in the way; then what becomes of it. */
export function WithdrawSheet(props: Props) {
  return (
    <AllTexts>
      <OpenSheet {...props} />
    </AllTexts>
  );
}

function OpenSheet({ sheet, withdrawal }: Props) {
  const t = useTexts();
  const { go } = useApp();
  const close = useCallback(() => go({ page: 'home' }), [go]);
  return (
    <Sheet
      title={t(sheet === 'why-not' ? 'why-not' : sheet === 'withdrawal' ? 'withdrawal' : 'withdraw')}
      onClose={close}
    >
      {withdrawal === undefined ? (
        <Withdraw asksWhy={sheet === 'why-not'} />
      ) : (
        <Suspense fallback={<WaitsForForm />}>
          <Progress id={withdrawal} onClose={close} />
        </Suspense>
      )}
    </Sheet>
  );
}

/** What can go out is offered; where nothing can, everything that stands in the way is said instead. */
function Withdraw({ asksWhy }: { asksWhy: boolean }) {
  const { ask, cache } = useApp();
  const { value, failed, retry } = useKnown<WithdrawalWaysBody>(cache, 'ways-out', () => ask('withdrawalWays'));
  if (!value) return failed ? <Failed problem={failed} onRetry={retry} /> : <WaitsForForm />;
  const open = value.ways.filter(({ blockers }) => blockers.length === 0);
  const shut = value.ways.find(({ blockers }) => blockers.length > 0);
  const [first] = open;
  if (first && !(asksWhy && shut)) return <ChooseWithdrawal first={first} ways={open} isPart={shut !== undefined} />;
  return <WhyNot blockers={shut?.blockers ?? value.blockers} canGo={first !== undefined} />;
}
