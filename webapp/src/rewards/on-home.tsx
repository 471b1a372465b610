import type { BonusesBody, GrantBody } from '../../../contracts/http/bonuses.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import type { Known } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { nearMoment } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { Waits } from '../parts/waits.tsx';
import { useTexts } from '../texts.tsx';
import { OfferRows } from './offer-rows.tsx';
import { isNothing, playedInWords, playedPercent } from './wagering.ts';

/** On the first page, torn along the note's edge: what is left of the bonus, which is no cash, and how far it is played. */
export function Ticket({ bonus: { balance, wager, playUntil } }: { bonus: GrantBody }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <button type="button" className="ticket" onClick={() => go({ page: 'rewards' })}>
      <span className="top">
        <span className="tag-bonus">
          <Icon name="ticket" size="s" /> {t('bonus')}
        </span>
        <span className="amount">
          <Money amount={balance} />
        </span>
      </span>
      <span className="progress">
        <i style={{ inlineSize: `${playedPercent(wager)}%` }} />
      </span>
      <span className="foot">
        {!isNothing(wager.needed) && <bdi>{playedInWords(t, wager)}</bdi>}
        {playUntil && <bdi>{t('bonus-until', { at: nearMoment(t, playUntil) })}</bdi>}
      </span>
    </button>
  );
}

/** Everything that is offered, the best first, each with a way to its terms. Nothing happens to whoever leaves it. */
export function OffersOnHome({ bonuses }: { bonuses: Known<BonusesBody> & { retry: () => void } }) {
  const t = useTexts();
  if (!bonuses.value) return bonuses.failed ? <NotRead onRetry={bonuses.retry} /> : null;
  const { offers, active } = bonuses.value;
  const [only, ...others] = offers;
  if (!only) return null;
  if (others.length === 0 && !active)
    return (
      <Waits
        icon="ticket"
        title={
          isNothing(only.worth)
            ? t('offer-waits-spins')
            : t('offer-waits', { amount: formatMoney(moneyOf(only.worth), t.language) })
        }
        text={t('offer-waits-text', { at: nearMoment(t, only.offerUntil) })}
        place={{ page: 'rewards', sheet: 'bonus', grant: only.id }}
      />
    );
  return (
    <section className="offered" aria-labelledby="offered">
      <div className="section-head">
        <h2 className="heading" id="offered">
          {t('offers-waiting', { count: offers.length })}
        </h2>
      </div>
      {active && <p className="small muted after-the-active">{t('offer-waits-for-other')}</p>}
      <OfferRows offers={offers} />
    </section>
  );
}

/** One line: what else is here was read, and is more than this. */
function NotRead({ onRetry }: { onRetry: () => void }) {
  const t = useTexts();
  return (
    <div className="card row offered" role="alert">
      <span className="badge">
        <Icon name="ticket" />
      </span>
      <span className="grow small muted">{t('bonuses-not-read')}</span>
      <button type="button" className="button quiet small" onClick={onRetry}>
        {t('retry')}
      </button>
    </div>
  );
}
