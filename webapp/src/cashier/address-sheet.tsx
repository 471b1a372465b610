import { useCallback } from 'react';
import type { ChainRailId, DepositAddressBody } from '../../../contracts/http/chain.ts';
import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useTexts } from '../texts.tsx';
import { CannotPay } from './cannot-pay.tsx';
import { SendByHand } from './send-by-hand.tsx';
import { WaitsForForm } from './waits-for-form.tsx';
import '../styles/ton.css';

/** The player's own place to send to, without an amount: it is the same for ever. */
export function AddressSheet({ rail }: { rail: ChainRailId }) {
  const t = useTexts();
  const { go } = useApp();
  const close = useCallback(() => go({ page: 'home' }), [go]);
  const back = () => go({ page: 'home', sheet: 'deposit' });
  return (
    <Sheet title={t('ton-by-hand')} onClose={close}>
      <Address rail={rail} onBack={back} />
    </Sheet>
  );
}

function Address({ rail, onBack }: { rail: ChainRailId; onBack: () => void }) {
  const t = useTexts();
  const { me, ask, cache } = useApp();
  const { value, failed, retry } = useKnown<DepositAddressBody>(cache, `address:${rail}`, () =>
    ask('depositAddress', { query: { rail } }),
  );
  const reason = failed?.problem.reason;
  if (!me.telegram || reason === 'no-telegram') return <CannotPay reason="no-telegram" />;
  if (reason === 'account-closed') return <CannotPay reason="account-closed" />;
  // What is sent during a pause goes back: not even an address that is known already is shown.
  const pause = cache.get<LimitsBody>('limits').value?.pause;
  if (pause) return <CannotPay reason="excluded" until={pause.until} />;
  if (reason === 'excluded') return <CannotPay reason="excluded" until={failed?.problem.until} />;
  if (reason === 'verification-needed') return <CannotPay reason="verification-needed" />;
  if (value) return <SendByHand place={value} onBack={onBack} />;
  if (reason === 'rail-off' || reason === 'rail-paused' || reason === 'kyc-refused')
    return (
      <div className="body">
        <div className="empty">
          <Icon name="pause" />
          <p>{t(reason === 'rail-off' ? 'deposits-closed' : `refused-${reason}`)}</p>
        </div>
      </div>
    );
  return failed ? <Failed problem={failed} onRetry={retry} /> : <WaitsForForm />;
}
