import type { KycBody } from '../../../contracts/http/kyc.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import type { DocumentKind } from '../../../domain/verification.ts';
import { moneyOf } from '../amounts.ts';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';

/** The reason, what becomes of the files, and how long it takes. */
export function WhyWeAsk({ kyc: { because, total, reviewWithinHours } }: { kyc: KycBody }) {
  const t = useTexts();
  const share = total && Math.min(100, (100 * Number(total.so.minor)) / Math.max(1, Number(total.of.minor)));
  return (
    <section className="card pad" aria-labelledby="why-we-ask">
      <h2 className="heading" id="why-we-ask">
        {t('kyc-why')}
      </h2>
      <ul className="points">
        <li>
          <Icon name="bank" size="s" />
          <div>
            <p>{t(because ? `kyc-because-${because}` : 'kyc-because-law')}</p>
            {total && (
              <>
                <p className="strong">
                  {t('kyc-total', {
                    so: formatMoney(moneyOf(total.so), t.language),
                    of: formatMoney(moneyOf(total.of), t.language),
                    days: total.days,
                  })}
                </p>
                <div className="progress thin" aria-hidden="true">
                  <i style={{ inlineSize: `${share}%` }} />
                </div>
              </>
            )}
          </div>
        </li>
        <li>
          <Icon name="lock" size="s" />
          <span>{t('kyc-why-safe')}</span>
        </li>
        <li>
          <Icon name="clock" size="s" />
          <span>{t('kyc-why-answer', { hours: reviewWithinHours })}</span>
        </li>
      </ul>
    </section>
  );
}

/** What lets a picture pass the first time. */
export function PhotoThatPasses({ asked }: { asked: KycBody['asked'] }) {
  const t = useTexts();
  return (
    <section className="card pad" aria-labelledby="photo-passes">
      <h2 className="heading" id="photo-passes">
        {t('kyc-photo')}
      </h2>
      <PhotoPoints kinds={asked.map(({ kind }) => kind)} />
    </section>
  );
}

export function PhotoPoints({ kinds }: { kinds: readonly DocumentKind[] }) {
  const t = useTexts();
  const says = (on: readonly DocumentKind[]): boolean => kinds.some((kind) => on.includes(kind));
  const points = [
    says(['identity', 'address', 'funds']) && t('kyc-photo-corners'),
    t('kyc-photo-sharp'),
    says(['selfie']) && t('kyc-photo-face'),
    says(['address']) && t('kyc-photo-bill'),
    says(['funds']) && t('kyc-photo-funds'),
  ].filter((point) => point !== false);
  return (
    <ul className="points muted">
      {points.map((point) => (
        <li key={point}>
          <Icon name="check" size="s" />
          <span>{point}</span>
        </li>
      ))}
    </ul>
  );
}
