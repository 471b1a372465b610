import type { GrantBody } from '../../../contracts/http/bonuses.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { nearMoment } from '../parts/moments.ts';
import { useTexts } from '../texts.tsx';
import { bestFirst, isNothing, offerTitle } from './wagering.ts';
import '../styles/rewards.css';

/** Offers in a few lines, the best first, each a tap from its terms. */
export function OfferRows({ offers }: { offers: readonly GrantBody[] }) {
  return (
    <ul className="card list">
      {bestFirst(offers).map((offer) => (
        <li key={offer.id}>
          <Row offer={offer} />
        </li>
      ))}
    </ul>
  );
}

function Row({ offer }: { offer: GrantBody }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <button type="button" className="row" onClick={() => go({ page: 'rewards', sheet: 'bonus', grant: offer.id })}>
      <span className="badge">
        <Icon name={isNothing(offer.worth) ? 'spin' : 'ticket'} />
      </span>
      <span className="grow">
        <span className="name">{offerTitle(t, offer)}</span>
        <span className="sub">{t('offer-take-until', { at: nearMoment(t, offer.offerUntil) })}</span>
      </span>
      <Icon name="chevron" size="xs" />
    </button>
  );
}
