import { type FormEvent, type ReactNode, useState } from 'react';
import type { WithdrawalBody } from '../../../contracts/http/withdrawals.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { LENGTH } from '../account/digits.ts';
import { OneTimeCode } from '../account/one-time-code.tsx';
import { moneyOf } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { useOneAct } from '../parts/one-act.ts';
import { whyNot } from '../sign-in/refusals.ts';
import { useTexts } from '../texts.tsx';

/** The withdrawal waits on; this code of it does not. */
const DEAD: readonly string[] = ['code-over', 'code-unknown', 'act-changed'];

/** What the player must do now comes first: the code from the chat. Below it is what they confirm. */
export function WithdrawalCode({ withdrawal, children }: { withdrawal: WithdrawalBody; children: ReactNode }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const { id, amount, confirmBy } = withdrawal;
  const [digits, setDigits] = useState('');
  const [isResent, setResent] = useState(false);
  const resending = useOneAct();
  const confirming = useOneAct();
  const resend = () => {
    setDigits('');
    setResent(false);
    confirming.forget();
    void resending.act(async () => {
      cache.put(`withdrawal:${id}`, await ask('resendWithdrawalCode', { id }));
      setResent(true);
    });
  };
  const confirm = () =>
    void confirming.act(async () => {
      try {
        cache.put(`withdrawal:${id}`, await ask('confirmWithdrawal', { id, body: { digits } }));
      } catch (error) {
        setDigits('');
        void cache.refresh(`withdrawal:${id}`); // the key in the chat may have done it, or its time is over
        throw error;
      }
    });
  const refused = resending.failed ?? confirming.failed;
  const isDead = DEAD.includes(confirming.failed?.problem.reason ?? '');
  const isWhole = digits.length === LENGTH;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !isDead) confirm();
  };
  return (
    <form className="form-rows" onSubmit={submit} noValidate>
      <div className="body">
        <section className="code-box" aria-labelledby="confirm-it">
          <h3 className="heading" id="confirm-it">
            {t('confirm-with-code')}
          </h3>
          <p>{t('code-sent', { time: timeOf(confirmBy, t.language) })}</p>
          <OneTimeCode value={digits} problem={refused && whyNot(t, refused)} onChange={setDigits} />
          <p className="small muted" role="status">
            {t(isResent ? 'code-resent' : 'code-key')}
          </p>
          <button type="button" className="link" aria-busy={resending.busy} onClick={resend}>
            <Icon name="refresh" size="s" />
            {t('code-again')}
          </button>
        </section>
        {children}
      </div>
      <div className="dock">
        <button type="submit" className="button wide" aria-disabled={!isWhole || isDead} aria-busy={confirming.busy}>
          {t('confirm-sum', { amount: formatMoney(moneyOf(amount), t.language) })}
        </button>
        <p className="fine">{t('not-confirmed-is-back')}</p>
      </div>
    </form>
  );
}
