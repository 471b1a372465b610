import type { GrantBody } from '../../../contracts/http/bonuses.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf, zero } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { dayMonthOf } from '../parts/moments.ts';
import { type Texts, useTexts } from '../texts.tsx';
import { isNothing } from './wagering.ts';

/** Bonuses that ended, each with what became of it, to the last minor unit. */
export function Ended({ grants }: { grants: readonly GrantBody[] }) {
  const t = useTexts();
  const { go } = useApp();
  if (grants.length === 0) return null;
  return (
    <section aria-labelledby="ended">
      <div className="section-head">
        <h2 className="heading" id="ended">
          {t('bonus-ended-title')}
        </h2>
      </div>
      <ul className="card list">
        {grants.map((grant) => (
          <li key={grant.id}>
            <button
              type="button"
              className="row"
              onClick={() => go({ page: 'rewards', sheet: 'bonus', grant: grant.id })}
            >
              <span className="badge">
                <Icon name={grant.state === 'completed' ? 'check' : 'ticket'} />
              </span>
              <span className="grow">
                <span className="name">{t(`bonus-kind-${grant.terms.kind}`)}</span>
                <span className="sub">
                  {grant.endedAt && `${dayMonthOf(grant.endedAt, t.language)} · `}
                  <EndedLine grant={grant} />
                </span>
              </span>
              <Icon name="chevron" size="xs" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function EndedLine({ grant }: { grant: GrantBody }) {
  const t = useTexts();
  return <bdi>{endedInWords(t, grant)}</bdi>;
}

/** How it ended, with the sums that were booked. */
function endedInWords(t: Texts, { state, worth, playUntil, converted, forfeited }: GrantBody): string {
  if (state === 'expired' && playUntil === null) return t('bonus-ended-missed');
  const [kept, lost] = [converted, forfeited].map((amount) => amount ?? zero(worth.asset));
  const sums = Object.fromEntries(
    Object.entries({ converted: kept, forfeited: lost }).map(([name, amount]) => [
      name,
      formatMoney(moneyOf(amount ?? zero(worth.asset)), t.language),
    ]),
  );
  const isCapped = state === 'completed' && lost !== undefined && !isNothing(lost);
  return t(isCapped ? 'bonus-ended-completed-capped' : `bonus-ended-${state}`, sums);
}
