import { lazy, Suspense, useCallback } from 'react';
import { useApp } from '../app-context.ts';
import { WaitsForForm } from '../cashier/waits-for-form.tsx';
import { Sheet } from '../parts/sheet.tsx';
import type { Page } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { loadProveWallet } from '../ton/load.ts';
import '../styles/ton.css';

const ProveWallet = lazy(loadProveWallet);

/** A wallet of the player's own, to withdraw to. */
export function WalletSheet({ page }: { page: Page }) {
  const t = useTexts();
  const { go } = useApp();
  const close = useCallback(() => go({ page }), [go, page]);
  return (
    <Sheet title={t('wallet-yours')} onClose={close}>
      <Suspense fallback={<WaitsForForm />}>
        <ProveWallet back="wallet" onDone={close} />
      </Suspense>
    </Sheet>
  );
}
