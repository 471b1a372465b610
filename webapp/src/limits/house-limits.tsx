import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { useTexts } from '../texts.tsx';

/** How far it is until the law asks who they are: known before, so that no withdrawal is met by surprise. */
export function HouseLimits({ house }: { house: LimitsBody['house'] }) {
  const t = useTexts();
  const { go } = useApp();
  if (house.length === 0) return null;
  return (
    <section className="card pad house-limits" aria-labelledby="house-limits">
      <h2 className="heading" id="house-limits">
        {t('house-limits')}
      </h2>
      <dl className="terms">
        {house.map(({ kind, days, used, most }) => (
          <div key={`${kind}-${days}`}>
            <dt>{t(`house-${kind}`, { days })}</dt>
            <dd>
              {t('house-so-of', {
                so: formatMoney(moneyOf(used), t.language),
                of: formatMoney(moneyOf(most), t.language),
              })}
            </dd>
          </div>
        ))}
      </dl>
      <p className="small muted">{t('house-limits-text')}</p>
      <button type="button" className="link" onClick={() => go({ page: 'kyc' })}>
        {t('kyc')}
      </button>
    </section>
  );
}
