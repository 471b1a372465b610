import { useEffect, useState } from 'react';
import type { DepositBody } from '../../../contracts/http/deposits.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { useTexts } from '../texts.tsx';
import { type Note, noteOf } from './notes.ts';
import type { Phase } from './payment-run.ts';

type Props = {
  deposit: DepositBody;
  /** What the wallet calls itself. */
  name: string;
  phase: Extract<Phase, { at: 'signing' }>;
  onStop: () => void;
};

/** The request lies in the wallet. What takes longer than it should is said, and is waited for all the same. */
export function InWallet({ deposit, name, phase, onStop }: Props) {
  const t = useTexts();
  const amount = formatMoney(moneyOf(deposit.pay), t.language);
  const note = useNote(phase, Date.parse(deposit.expiresAt));
  return (
    <>
      <div className="body waiting">
        <span className="badge big">
          <Icon name="wallet" />
        </span>
        <div role="status">
          <h3 className="title">{t('ton-confirm-in', { name })}</h3>
          <p className="muted">
            {t('ton-confirm-text', { amount, time: timeOf(new Date(phase.untilMs).toISOString(), t.language) })}
          </p>
        </div>
        {note && (
          <p className="callout warn small why" role="alert">
            <Icon name="clock" size="s" />
            <span>{t(`ton-note-${note}`, { name, time: timeOf(deposit.expiresAt, t.language) })}</span>
          </p>
        )}
      </div>
      <div className="dock">
        <button type="button" className="button wide" aria-disabled={!phase.open} onClick={phase.open}>
          {t('ton-open-wallet', { name })}
        </button>
        <button type="button" className="button quiet wide second-line" onClick={onStop}>
          {t('ton-stop-waiting')}
        </button>
        <p className="fine">{t('ton-confirm-fine')}</p>
      </div>
    </>
  );
}

const TICK_MS = 1_000;

/** What is to be said by now. */
function useNote(phase: Props['phase'], heldUntilMs: number): Note | undefined {
  const [nowMs, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return noteOf(phase, heldUntilMs, nowMs);
}
