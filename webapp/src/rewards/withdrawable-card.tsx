import type { BonusesBody } from '../../../contracts/http/bonuses.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { useTexts } from '../texts.tsx';
import { isNothing } from './wagering.ts';

/** "What can I withdraw?": what is free, what a bonus keeps, and what taking it out would give up. */
export function WithdrawableCard({ bonuses }: { bonuses: BonusesBody }) {
  const t = useTexts();
  const { go } = useApp();
  const { active, withdrawable } = bonuses;
  const { cash, locked, givesUp } = withdrawable;
  return (
    <section className="card pad" aria-labelledby="withdrawable">
      <h2 className="heading" id="withdrawable">
        {t('withdrawable-title')}
      </h2>
      <dl className="terms withdrawable">
        <div>
          <dt className="tag-cash">
            <Icon name="coin" size="s" /> {t('withdrawable-now')}
          </dt>
          <dd className="strong">
            <Money amount={cash} />
          </dd>
        </div>
        {!isNothing(locked) && (
          <div>
            <dt>
              <Icon name="lock" size="s" /> {t('withdrawable-locked')}
            </dt>
            <dd>
              <Money amount={locked} />
            </dd>
          </div>
        )}
        {active && (
          <div>
            <dt className="tag-bonus">
              <Icon name="ticket" size="s" /> {t('withdrawable-bonus')}
            </dt>
            <dd>
              <Money amount={active.balance} />
            </dd>
          </div>
        )}
      </dl>
      <p className="small muted">
        {t(!isNothing(locked) ? 'withdrawable-locked-text' : givesUp ? 'withdrawable-gives-up' : 'withdrawable-all')}
      </p>
      <div className="card-acts">
        {!isNothing(cash) && (
          <button type="button" className="link" onClick={() => go({ page: 'home', sheet: 'withdraw' })}>
            {t('withdraw')}
          </button>
        )}
        {active && (
          <button
            type="button"
            className="link"
            onClick={() => go({ page: 'rewards', sheet: 'bonus-cost', grant: active.id })}
          >
            {t('withdrawable-cost')}
          </button>
        )}
      </div>
    </section>
  );
}
