import type { BonusesBody, GrantBody } from '../../../contracts/http/bonuses.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { nearMoment } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { Waits } from '../parts/waits.tsx';
import { useTexts } from '../texts.tsx';
import { isNothing, playedInWords, playedPercent } from './wagering.ts';

/** On the first page: the ticket below the note, or, where no bonus is active, the first that is offered. */
export function BonusOnHome({ bonuses: { active, offers } }: { bonuses: BonusesBody }) {
  if (active) return <Ticket bonus={active} />;
  const [offer] = offers;
  return offer ? <Offered offer={offer} /> : null;
}

/** Bonus, which is no cash: what is left of it, and how far it is played. */
function Ticket({ bonus: { balance, wager, playUntil } }: { bonus: GrantBody }) {
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

/** A bonus that can be taken, and until when. Its terms come first, and nothing happens to whoever leaves it. */
function Offered({ offer: { worth, offerUntil } }: { offer: GrantBody }) {
  const t = useTexts();
  return (
    <Waits
      icon="ticket"
      title={
        isNothing(worth)
          ? t('offer-waits-spins')
          : t('offer-waits', { amount: formatMoney(moneyOf(worth), t.language) })
      }
      text={t('offer-waits-text', { at: nearMoment(t, offerUntil) })}
      place={{ page: 'rewards' }}
    />
  );
}
