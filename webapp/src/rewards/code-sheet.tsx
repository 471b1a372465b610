import { type FormEvent, useState } from 'react';
import { asRefused } from '../api/client.ts';
import { useApp } from '../app-context.ts';
import { Field } from '../parts/field.tsx';
import { useOneAct } from '../parts/one-act.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useTexts } from '../texts.tsx';
import { rewardsRefusal } from './refusals.ts';

const CODE = /^[\p{L}\d-]{3,32}$/u;

/** A promo code becomes an offer, whose terms are shown next; of one that was used, the bonus it became. */
export function CodeSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const [code, setCode] = useState('');
  const [isUnclear, setUnclear] = useState(false);
  const { busy, failed, act, forget } = useOneAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!CODE.test(code.trim())) return setUnclear(true);
    void act(async () => {
      try {
        const { entered, ...bonuses } = await ask('enterCode', { body: { code: code.trim() } });
        cache.put('bonuses', bonuses);
        go({ page: 'rewards', sheet: 'bonus', grant: entered });
      } catch (error) {
        const { reason, grant } = asRefused(error).problem;
        if (reason !== 'code-used' || !grant) throw error;
        await cache.refresh('bonuses'); // it may have been used elsewhere
        go({ page: 'rewards', sheet: 'bonus', grant });
      }
    });
  };
  return (
    <Sheet title={t('code-title')} onClose={onClose}>
      <form className="form-rows" onSubmit={submit} noValidate>
        <div className="body">
          <Field
            label={t('code-title')}
            hint={t('code-hint')}
            problem={isUnclear ? t('code-unclear') : failed && rewardsRefusal(t, failed)}
            value={code}
            kind="code"
            onChange={(value) => {
              setCode(value);
              setUnclear(false);
              forget();
            }}
          />
        </div>
        <div className="dock">
          <button type="submit" className="button wide" aria-busy={busy}>
            {busy && <i className="rosette-spin" />}
            {t('code-look-up')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
