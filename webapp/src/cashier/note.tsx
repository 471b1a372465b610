import type { ReactNode } from 'react';
import type { BalancesBody } from '../../../contracts/http/account.ts';
import { zero } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { Hero, Money } from '../parts/money.tsx';
import { useTexts } from '../texts.tsx';

type Props = {
  balances: BalancesBody;
  /** The ticket of an active bonus, torn along the note's edge. */
  ticket?: ReactNode;
  readOnly?: boolean;
};

/** The player's cash as a banknote: the wallet's own large, whatever else they hold below. Never added up. */
export function Note({ balances, ticket, readOnly = false }: Props) {
  const t = useTexts();
  const { wallet, cash, stars } = balances;
  const first = cash.find(({ asset }) => asset === wallet) ?? cash[0] ?? zero(wallet);
  const others = cash.filter((amount) => amount !== first);
  return (
    <section className="purse" aria-label={t('your-money')}>
      <div className="note">
        <p className="note-label">
          <Icon name="coin" size="s" /> {t('cash')}
        </p>
        <Hero amount={first} />
        {others.length > 0 && (
          <p className="note-sub">
            {others.map((amount) => (
              <Money amount={amount} key={amount.asset} />
            ))}
          </p>
        )}
        {!readOnly && <Actions />}
      </div>
      {ticket}
      {stars && stars.minor !== '0' && <Stars amount={stars} />}
    </section>
  );
}

/** Stars, apart from the cash they never become. */
function Stars({ amount }: { amount: BalancesBody['cash'][number] }) {
  const t = useTexts();
  return (
    <div className="card row stars">
      <span className="badge">
        <Icon name="star" />
      </span>
      <span className="grow">
        <span className="name strong">{t('stars')}</span>
        <span className="sub small muted">{t('stars-text')}</span>
      </span>
      <span className="sum">
        <Money amount={amount} />
      </span>
    </div>
  );
}

/** Out is as easy as in: the two have one size and weight. */
function Actions() {
  const t = useTexts();
  const { go, telegram } = useApp();
  const open = (sheet: 'deposit' | 'withdraw') => {
    telegram?.press();
    go({ page: 'home', sheet });
  };
  return (
    <div className="note-actions">
      <button type="button" className="button" onClick={() => open('deposit')}>
        <Icon name="deposit" />
        {t('deposit')}
      </button>
      <button type="button" className="button second" onClick={() => open('withdraw')}>
        <Icon name="withdraw" />
        {t('withdraw')}
      </button>
    </div>
  );
}

export function NoteSkeleton() {
  const t = useTexts();
  return (
    <div className="note-skeleton" role="status" aria-label={t('loading')}>
      <div className="skeleton label" />
      <div className="skeleton amount" />
      <div className="skeleton action" />
    </div>
  );
}
