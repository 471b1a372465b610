import { useState } from 'react';
import type { BreakLength } from '../../../domain/limits.ts';
import { useApp } from '../app-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Icon } from '../parts/icon.tsx';
import { useOneAct } from '../parts/one-act.ts';
import { useTexts } from '../texts.tsx';
import { BREAKS, breakEnd } from './lengths.ts';
import { limitRefusal } from './refusals.ts';
import { soonMoment } from './soon.ts';

/** A break: from the second yes on, everywhere, until it ends. */
export function BreakCard() {
  const t = useTexts();
  const { ask, cache } = useApp();
  const [length, setLength] = useState<BreakLength>('24h');
  const [asks, setAsks] = useState(false);
  const { busy, failed, act } = useOneAct();
  const until = soonMoment(t, breakEnd(length, Date.now()).toISOString(), Date.now());
  const take = () =>
    act(async () => {
      cache.put('limits', await ask('takeBreak', { body: { length } }));
      for (const key of ['ways', 'ways-out']) void cache.refresh(key);
    }).finally(() => setAsks(false));
  return (
    <section className="card break" aria-labelledby="break">
      <div className="with-badge">
        <span className="badge">
          <Icon name="pause" />
        </span>
        <div>
          <h2 className="heading" id="break">
            {t('break')}
          </h2>
          <p className="small muted">{t('break-text')}</p>
        </div>
      </div>
      <fieldset className="presets three">
        <legend className="sr">{t('how-long')}</legend>
        {BREAKS.map((each) => (
          <button
            key={each}
            type="button"
            className="preset"
            aria-pressed={each === length}
            onClick={() => setLength(each)}
          >
            {t(`break-${each}`)}
          </button>
        ))}
      </fieldset>
      {failed && (
        <p className="small error" role="alert">
          {limitRefusal(t, failed)}
        </p>
      )}
      <button type="button" className="button wide" onClick={() => setAsks(true)}>
        {t('break-take', { until })}
      </button>
      {asks && (
        <Confirm
          title={t('break-sure', { until })}
          safe={t('break-not')}
          act={t('break-begin')}
          busy={busy}
          onSafe={() => setAsks(false)}
          onAct={() => void take()}
        >
          <p className="muted">{t('break-text')}</p>
        </Confirm>
      )}
    </section>
  );
}
