import type { KycBody } from '../../../contracts/http/kyc.ts';
import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { pauseEnd } from '../limits/pause-callout.tsx';
import { Icon } from '../parts/icon.tsx';
import type { Page } from '../places.ts';
import { useTexts } from '../texts.tsx';
import { stageOf } from '../verification/stage.ts';

/** The two pages that protect: who they are, and what they limit for themselves, each with where it stands. */
export function Safety() {
  const t = useTexts();
  const { ask, cache } = useApp();
  const kyc = useKnown<KycBody>(cache, 'kyc', () => ask('kyc')).value;
  const limits = useKnown<LimitsBody>(cache, 'limits', () => ask('limits')).value;
  const count = limits?.limits.filter(({ value }) => value !== null).length;
  return (
    <section aria-labelledby="safety">
      <div className="section-head">
        <h2 className="heading" id="safety">
          {t('safety')}
        </h2>
      </div>
      <div className="card list">
        <Way page="kyc" icon="idcard" name={t('kyc')} sub={kyc && t(`kyc-short-${stageOf(kyc)}`)} />
        <Way
          page="limits"
          icon="sliders"
          name={t('limits')}
          sub={
            limits?.pause
              ? t(`paused-${limits.pause.kind}`, { until: pauseEnd(t, limits.pause) })
              : count !== undefined
                ? t('limits-short', { count })
                : undefined
          }
        />
      </div>
    </section>
  );
}

function Way({ page, icon, name, sub }: { page: Page; icon: string; name: string; sub: string | undefined }) {
  const { go } = useApp();
  return (
    <button type="button" className="row" onClick={() => go({ page })}>
      <span className="badge">
        <Icon name={icon} />
      </span>
      <span className="grow">
        <span className="name">{name}</span>
        {sub && <span className="sub">{sub}</span>}
      </span>
      <Icon name="chevron" size="xs" />
    </button>
  );
}
