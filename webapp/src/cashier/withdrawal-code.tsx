import { type FormEvent, type ReactNode, useState } from 'react';
import type { WithdrawalBody } from '../../../contracts/http/withdrawals.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { LENGTH } from '../account/digits.ts';
import { moneyOf } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { timeOf } from '../parts/moments.ts';
import { useOneAct } from '../parts/one-act.ts';
import { whyNot } from '../sign-in/refusals.ts';
import { useTexts } from '../texts.tsx';
import { CodeBox, isDeadCode } from './code-box.tsx';

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
  const isDead = isDeadCode(confirming.failed?.problem.reason);
  const isWhole = digits.length === LENGTH;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !isDead) confirm();
  };
  return (
    <form className="form-rows" onSubmit={submit} noValidate>
      <div className="body">
        <CodeBox
          sent={t('code-sent', { time: timeOf(confirmBy, t.language) })}
          digits={digits}
          problem={refused && whyNot(t, refused)}
          onDigits={setDigits}
          again={{ busy: resending.busy, isDone: isResent, act: resend }}
        />
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
