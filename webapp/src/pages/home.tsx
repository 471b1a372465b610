import { lazy, type ReactNode, Suspense } from 'react';
import type { BalancesBody } from '../../../contracts/http/account.ts';
import type { BonusesBody } from '../../../contracts/http/bonuses.ts';
import type { DepositBody, HistoryBody } from '../../../contracts/http/deposits.ts';
import type { WithdrawalBody } from '../../../contracts/http/withdrawals.ts';
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
import { Waits } from '../parts/waits.tsx';
import { AllTexts, useTexts } from '../texts.tsx';

const JoinCard = lazy(() => import('../account/join-card.tsx').then((file) => ({ default: file.JoinCard })));
const more = () => import('./home-more.tsx');
const Ticket = lazy(() => more().then((file) => ({ default: file.Ticket })));
const OffersOnHome = lazy(() => more().then((file) => ({ default: file.OffersOnHome })));
const GameGrid = lazy(() => more().then((file) => ({ default: file.GameGrid })));

const RECENT = 4;
/** So many withdrawals that are under way are shown here; the rest is in the history. */
const AT_ONCE = 2;

/** What they have, what waits for them, what can be played, what happened last. Games come when the money stands. */
export function Home({ isSettled }: { isSettled: boolean }) {
  const t = useTexts();
  const { me, ask, cache } = useApp();
  const balances = useKnown<BalancesBody>(cache, 'balances', () => ask('balances'));
  const history = useKnown<HistoryBody>(cache, 'history', () => ask('history', { query: { limit: 20 } }));
  const bonuses = useKnown<BonusesBody>(cache, 'bonuses', () => ask('bonuses'));
  const active = bonuses.value?.active;
  const open = history.value?.items
    .flatMap((item) => (item.kind === 'deposit' ? [item.deposit] : []))
    .find((deposit) => deposit.status === 'awaiting-payment' && isFresh(deposit));
  const underWay = (history.value?.items ?? [])
    .flatMap((item) => (item.kind === 'withdrawal' ? [item.withdrawal] : []))
    .filter(({ endedAt }) => endedAt === null)
    .slice(0, AT_ONCE);
  return (
    <>
      <h1 className="sr">{t('home')}</h1>
      {balances.value ? (
        <Note
          balances={balances.value}
          ticket={
            active && (
              <Lazily>
                <Ticket bonus={active} />
              </Lazily>
            )
          }
        />
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
      {underWay.map((withdrawal) => (
        <UnderWay withdrawal={withdrawal} key={withdrawal.id} />
      ))}
      {(bonuses.value ? bonuses.value.offers.length > 0 : bonuses.failed && balances.value) && (
        <Lazily>
          <OffersOnHome bonuses={bonuses} />
        </Lazily>
      )}
      {isSettled && (
        <Lazily>
          <GameGrid />
        </Lazily>
      )}
      <Recent history={history} />
    </>
  );
}

/** Fetched, with all the words, by whoever has it to show. */
const Lazily = ({ children }: { children: ReactNode }) => (
  <Suspense>
    <AllTexts>{children}</AllTexts>
  </Suspense>
);

/** As tall as what comes. */
const JoinCardSoon = () => <div className="card row waits" aria-hidden="true" />;

const isFresh = ({ expiresAt }: DepositBody): boolean => Date.parse(expiresAt) > Date.now();

/** Something waits for the player: what, and until when. */
function OpenDeposit({ deposit }: { deposit: DepositBody }) {
  const t = useTexts();
  return (
    <Waits
      icon="clock"
      title={t('waits-title', { amount: formatMoney(moneyOf(deposit.pay), t.language) })}
      text={t('waits-until', { time: timeOf(deposit.expiresAt, t.language) })}
      place={{ page: 'home', sheet: 'deposit', deposit: deposit.id }}
    />
  );
}

/** Money on its way out: where it is, and whether the player must do something. */
function UnderWay({ withdrawal: { id, amount, status, confirmBy } }: { withdrawal: WithdrawalBody }) {
  const t = useTexts();
  return (
    <Waits
      icon={status === 'awaiting-code' ? 'key' : 'withdraw'}
      title={t('going-out', { amount: formatMoney(moneyOf(amount), t.language) })}
      text={
        status === 'awaiting-code' ? t('confirm-until', { time: timeOf(confirmBy, t.language) }) : t(`payout-${status}`)
      }
      place={{ page: 'home', sheet: 'withdrawal', withdrawal: id }}
    />
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
