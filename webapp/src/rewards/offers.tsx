import { useState } from 'react';
import type { BonusesBody, GrantBody } from '../../../contracts/http/bonuses.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { soonMoment } from '../limits/soon.ts';
import { Confirm } from '../parts/confirm.tsx';
import { useOneAct } from '../parts/one-act.ts';
import { useTexts } from '../texts.tsx';
import { Figure } from './figure.tsx';
import { OfferRows } from './offer-rows.tsx';
import { rewardsRefusal } from './refusals.ts';
import { Terms } from './terms.tsx';
import { bestFirst, isNothing, offerTitle } from './wagering.ts';

/** What is offered, each with its terms before it can be taken; behind an active bonus, each a tap from them. To leave it needs nothing. */
export function Offers({ bonuses: { offers, active } }: { bonuses: BonusesBody }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <section aria-labelledby="offers">
      <div className="section-head">
        <h2 className="heading" id="offers">
          {t('offers')}
        </h2>
        <button type="button" className="link" onClick={() => go({ page: 'rewards', sheet: 'code' })}>
          {t('code-have')}
        </button>
      </div>
      {offers.length === 0 ? (
        <p className="card pad muted">{t('offers-none')}</p>
      ) : active ? (
        <>
          <p className="small muted after-the-active">{t('one-bonus-at-a-time')}</p>
          <OfferRows offers={offers} />
        </>
      ) : (
        <>
          {offers.length > 1 && <p className="small muted after-the-active">{t('one-bonus-at-a-time')}</p>}
          <ul className="offers">
            {bestFirst(offers).map((offer) => (
              <li key={offer.id}>
                <Offer offer={offer} waits={false} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

type OfferProps = {
  offer: GrantBody;
  /** Another bonus is active, and ends first. */
  waits: boolean;
  /** It was taken, or refused. */
  onAnswered?: (() => void) | undefined;
};

export function Offer({ offer, waits, onAnswered }: OfferProps) {
  const t = useTexts();
  return (
    <article className="card offer" aria-labelledby={`offer-${offer.id}`}>
      <div className="offer-head">
        <div className="grow">
          <h3 className="heading" id={`offer-${offer.id}`}>
            {offerTitle(t, offer)}
          </h3>
          <p className="small muted">
            {offer.deposit
              ? t('offer-for-deposit', { deposit: formatMoney(moneyOf(offer.deposit), t.language) })
              : t(`bonus-kind-${offer.terms.kind}`)}
          </p>
        </div>
        <Figure name="ticket" />
      </div>
      <Terms terms={offer.terms} of={offer} />
      <p className="small muted">{t('offer-until', { at: soonMoment(t, offer.offerUntil, Date.now()) })}</p>
      <TakeOrLeave offer={offer} waits={waits} onAnswered={onAnswered} />
    </article>
  );
}

function TakeOrLeave({ offer: { id, worth }, waits, onAnswered }: OfferProps) {
  const t = useTexts();
  const { ask, cache, telegram } = useApp();
  const { busy, failed, act } = useOneAct();
  const [isLeaving, setLeaving] = useState(false);
  const answer = (name: 'claimBonus' | 'declineBonus') => {
    telegram?.press();
    void act(async () => {
      cache.put('bonuses', await ask(name, { id }));
      if (name === 'claimBonus') {
        for (const key of ['balances', 'ways-out']) void cache.refresh(key);
      }
      setLeaving(false);
      onAnswered?.();
    });
  };
  return (
    <>
      <div className="take-or-leave">
        <button type="button" className="button quiet" aria-busy={busy} onClick={() => setLeaving(true)}>
          {t('offer-no')}
        </button>
        <button
          type="button"
          className="button"
          aria-busy={busy}
          aria-disabled={waits || undefined}
          onClick={() => !waits && answer('claimBonus')}
        >
          {isNothing(worth)
            ? t('offer-take')
            : t('offer-take-sum', { amount: formatMoney(moneyOf(worth), t.language) })}
        </button>
      </div>
      {isLeaving && (
        <Confirm
          title={t('offer-leave-title')}
          safe={t('offer-leave-keep')}
          act={t('offer-leave-do')}
          busy={busy}
          onSafe={() => setLeaving(false)}
          onAct={() => answer('declineBonus')}
        >
          <p className="muted">{t('offer-leave-text')}</p>
        </Confirm>
      )}
      {waits && <p className="small muted">{t('offer-waits-for-other')}</p>}
      {failed && (
        <p className="small error" role="alert">
          {rewardsRefusal(t, failed)}
        </p>
      )}
    </>
  );
}
