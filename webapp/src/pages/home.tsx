import { lazy, Suspense } from 'react';
import type { BalancesBody } from '../../../contracts/http/account.ts';
import type { DepositBody, HistoryBody } from '../../../contracts/http/deposits.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import { type Known, useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { HistoryList } from '../cashier/history-list.tsx';
import { Note, NoteSkeleton } from '../cashier/note.tsx';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { timeOf } from '../parts/moments.ts';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { AllTexts, useTexts } from '../texts.tsx';

const JoinCard = lazy(() => import('../account/join-card.tsx').then((file) => ({ default: file.JoinCard })));

const RECENT = 4;

/** What they have, what waits for them, what happened last. */
export function Home() {
  const t = useTexts();
  const { me, ask, cache } = useApp();
  const balances = useKnown<BalancesBody>(cache, 'balances', () => ask('balances'));
  const history = useKnown<HistoryBody>(cache, 'history', () => ask('history', { query: { limit: 20 } }));
  const open = history.value?.items
    .flatMap((item) => (item.kind === 'deposit' ? [item.deposit] : []))
    .find((deposit) => deposit.status === 'awaiting-payment' && isFresh(deposit));
  return (
    <>
      <h1 className="sr">{t('home')}</h1>
      {balances.value ? (
        <Note balances={balances.value} />
      ) : balances.failed ? (
        <Failed problem={balances.failed} onRetry={balances.retry} />
      ) : (
        <NoteSkeleton />
      )}
      {!me.telegram && (
        <Suspense fallback={<JoinCardSoon />}>
          <AllTexts meanwhile={<JoinCardSoon />}>
            <JoinCard />
          </AllTexts>
        </Suspense>
      )}
      {open && <OpenDeposit deposit={open} />}
      <Recent history={history} />
    </>
  );
}

/** As tall as what comes. */
const JoinCardSoon = () => <div className="card row waits" aria-hidden="true" />;

const isFresh = ({ expiresAt }: DepositBody): boolean => Date.parse(expiresAt) > Date.now();

/** Something waits for the player: what, and until when. */
function OpenDeposit({ deposit }: { deposit: DepositBody }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <button
      type="button"
      className="card row waits"
      onClick={() => go({ page: 'home', sheet: 'deposit', deposit: deposit.id })}
    >
      <span className="badge">
        <Icon name="clock" />
      </span>
      <span className="grow">
        <span className="name strong">
          {t('waits-title', { amount: formatMoney(moneyOf(deposit.pay), t.language) })}
        </span>
        <span className="sub small muted">{t('waits-until', { time: timeOf(deposit.expiresAt, t.language) })}</span>
      </span>
      <Icon name="chevron" size="xs" />
    </button>
  );
}

function Recent({ history }: { history: Known<HistoryBody> & { retry: () => void } }) {
  const t = useTexts();
  const { go } = useApp();
  const items = history.value?.items ?? [];
  return (
    <section aria-labelledby="recent">
      <div className="section-head">
        <h2 className="heading" id="recent">
          {t('recent')}
        </h2>
        {items.length > RECENT && (
          <button type="button" className="link" onClick={() => go({ page: 'history' })}>
            {t('show-all')}
          </button>
        )}
      </div>
      {!history.value ? (
        history.failed ? (
          <Failed problem={history.failed} onRetry={history.retry} />
        ) : (
          <ListSkeleton rows={RECENT} />
        )
      ) : items.length === 0 ? (
        <div className="card empty">
          <Icon name="history" />
          <p>{t('nothing-yet')}</p>
        </div>
      ) : (
        <HistoryList items={items.slice(0, RECENT)} days={false} />
      )}
    </section>
  );
}
