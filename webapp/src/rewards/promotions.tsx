import type { TermsBody } from '../../../contracts/http/bonuses.ts';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';
import { Terms } from './terms.tsx';

/** What anybody of this currency may come to, with its terms. Nothing at all where players are offered nothing. */
export function Promotions({ promotions }: { promotions: readonly TermsBody[] }) {
  const t = useTexts();
  if (promotions.length === 0) return null;
  return (
    <section aria-labelledby="promotions">
      <div className="section-head">
        <h2 className="heading" id="promotions">
          {t('promotions-title')}
        </h2>
      </div>
      <div className="card">
        {promotions.map((terms) => (
          <details className="promotion" key={`${terms.id} ${terms.version}`}>
            <summary>
              <span className="grow">
                <span className="strong">{t(`bonus-kind-${terms.kind}`)}</span>
                <span className="small muted">{t(`promotion-${terms.kind}`)}</span>
              </span>
              <Icon name="down" size="xs" />
            </summary>
            <Terms terms={terms} />
          </details>
        ))}
      </div>
    </section>
  );
}
