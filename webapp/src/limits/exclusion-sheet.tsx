import { useState } from 'react';
import type { BalancesBody } from '../../../contracts/http/account.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import type { ExclusionLength } from '../../../domain/limits.ts';
import { moneyOf, zero } from '../amounts.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Icon } from '../parts/icon.tsx';
import { dateOf } from '../parts/moments.ts';
import { useOneAct } from '../parts/one-act.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useTexts } from '../texts.tsx';
import { EXCLUSIONS, exclusionEnd } from './lengths.ts';
import { limitRefusal } from './refusals.ts';

/** Self-exclusion: exactly what happens, then once more. To keep it open comes first each time. */
export function ExclusionSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const balances = useKnown<BalancesBody>(cache, 'balances', () => ask('balances')).value;
  const [length, setLength] = useState<ExclusionLength>('6m');
  const [asks, setAsks] = useState(false);
  const { busy, failed, act } = useOneAct();
  const end = exclusionEnd(length, Date.now());
  const until = end ? dateOf(end.toISOString(), t.language) : 'never';
  const cash = balances && (balances.cash.find(({ asset }) => asset === balances.wallet) ?? zero(balances.wallet));
  const exclude = () =>
    act(async () => {
      cache.put('limits', await ask('excludeMyself', { body: { length } }));
      for (const key of ['ways', 'ways-out']) void cache.refresh(key);
      onClose();
    }).finally(() => setAsks(false));
  return (
    <Sheet title={t('exclusion-title')} onClose={onClose}>
      <div className="body">
        <p className="muted">{t('exclusion-text')}</p>
        <fieldset className="presets two">
          <legend className="sr">{t('how-long')}</legend>
          {EXCLUSIONS.map((each) => (
            <button
              key={each}
              type="button"
              className="preset"
              aria-pressed={each === length}
              onClick={() => setLength(each)}
            >
              {t(`exclusion-${each}`)}
            </button>
          ))}
        </fieldset>
        <ul className="means">
          <li className="keep">
            <Icon name="coin" size="s" />
            <span>
              <b>{t('means-money', { amount: cash ? formatMoney(moneyOf(cash), t.language) : 'none' })}</b>{' '}
              {t('means-money-text')}
            </span>
          </li>
          <li>
            <Icon name="pause" size="s" />
            <span>{t('means-stop', { until })}</span>
          </li>
          <li>
            <Icon name="lock" size="s" />
            <span>
              <b>{t('means-final')}</b> {t('means-final-text')}
            </span>
          </li>
        </ul>
        <p className="small muted">
          {t('exclusion-else')}{' '}
          <button type="button" className="inline-link" onClick={onClose}>
            {t('exclusion-break')}
          </button>
        </p>
        <p className="small">
          <button type="button" className="inline-link" onClick={() => go({ page: 'limits', sheet: 'helplines' })}>
            {t('helplines')}
          </button>
        </p>
      </div>
      <div className="dock">
        {failed && (
          <p className="small error" role="alert">
            {limitRefusal(t, failed)}
          </p>
        )}
        <button type="button" className="button quiet wide" onClick={onClose}>
          {t('exclusion-not')}
        </button>
        <button type="button" className="button danger wide second-line" onClick={() => setAsks(true)}>
          {t(`exclusion-close-${length}`)}
        </button>
      </div>
      {asks && (
        <Confirm
          title={t('exclusion-sure', { until })}
          safe={t('exclusion-not')}
          act={t('exclusion-yes')}
          busy={busy}
          onSafe={() => setAsks(false)}
          onAct={() => void exclude()}
        >
          <p>{t('exclusion-sure-text')}</p>
        </Confirm>
      )}
    </Sheet>
  );
}
