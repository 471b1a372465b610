import { lazy, Suspense, useCallback } from 'react';
import { useApp } from '../app-context.ts';
import { Sheet } from '../parts/sheet.tsx';
import { AllTexts, useTexts } from '../texts.tsx';

const ChooseAmount = lazy(() => import('./choose-amount.tsx').then((file) => ({ default: file.ChooseAmount })));
const Progress = lazy(() => import('./deposit-progress.tsx').then((file) => ({ default: file.DepositProgress })));

/** Money in: first how much, then what becomes of it. */
export function DepositSheet({ deposit }: { deposit: string | undefined }) {
  const t = useTexts();
  const { go } = useApp();
  const close = useCallback(() => go({ page: 'home' }), [go]);
  return (
    <Sheet title={t('deposit')} onClose={close}>
      <Suspense fallback={<div className="body" />}>
        <AllTexts meanwhile={<div className="body" />}>
          {deposit === undefined ? (
            <ChooseAmount onOpened={(id) => go({ page: 'home', sheet: 'deposit', deposit: id })} />
          ) : (
            <Progress id={deposit} onClose={close} />
          )}
        </AllTexts>
      </Suspense>
    </Sheet>
  );
}
