import { type ReactNode, useState } from 'react';
import type { DepositBody, HistoryBody, HistoryItemBody } from '../../../contracts/http/deposits.ts';
import type { RoundBody, RoundsBody } from '../../../contracts/http/games.ts';
import type { WithdrawalBody } from '../../../contracts/http/withdrawals.ts';
import { type Known, useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { idOf } from '../cashier/history-list.tsx';
import { MissingLink } from '../cashier/missing-link.tsx';
import { Receipt } from '../cashier/receipt.tsx';
import { WithdrawalReceipt } from '../cashier/withdrawal-receipt.tsx';
import { YearlyStatement } from '../cashier/yearly-statement.tsx';
import { type HistoryKind, historyKey, historyKinds } from '../history-keys.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useWayBack } from '../parts/way-back.tsx';
import type { Place } from '../places.ts';
import { daysOf } from '../rounds/days.ts';
import { EarlierRounds, HistoryDays } from '../rounds/history-days.tsx';
import { RoundSheet } from '../rounds/round-sheet.tsx';
import { useTexts } from '../texts.tsx';
import '../styles/withdrawals.css';

/** Where every payment went and how every round ended: one list, and the receipt of whatever was chosen. */
export function History({ place: { deposit, withdrawal, sheet, round } }: { place: Place }) {
  const t = useTexts();
  const [kind, setKind] = useState<HistoryKind>('all');
  const current = deposit ?? withdrawal;
  return (
    <div className="cols" data-detail={current !== undefined || undefined}>
      <div className="listing">
        <h1 className="title page-title">{t('history')}</h1>
        <fieldset className="segments filter history-filter">
          <legend className="sr">{t('history-filter')}</legend>
          {historyKinds.map((each) => (
            <button key={each} type="button" aria-pressed={each === kind} onClick={() => setKind(each)}>
              {t(`history-${each}`)}
            </button>
          ))}
        </fieldset>
        <Listing kind={kind} current={current} onPlay={() => setKind('play')} key={kind} />
        <MissingLink page="history" />
        <YearlyStatement />
      </div>
      {deposit !== undefined && <DepositDetail id={deposit} key={deposit} />}
      {withdrawal !== undefined && <WithdrawalDetail id={withdrawal} key={withdrawal} />}
      {sheet === 'round' && round !== undefined && <RoundSheet id={round} key={round} />}
    </div>
  );
}

type ListingProps = { kind: HistoryKind; current: string | undefined; onPlay: () => void };

const Listing = ({ kind, current, onPlay }: ListingProps) =>
  kind === 'play' ? <Play /> : <Money kind={kind} current={current} onPlay={onPlay} />;

/** So many rounds are read at once, and shown among the money. */
const ROUNDS = 50;

function useRounds(): Known<RoundsBody> & { retry: () => void } {
  const { ask, cache } = useApp();
  return useKnown<RoundsBody>(cache, 'rounds', () => ask('rounds', { query: { limit: ROUNDS } }));
}

function Money({ kind, current, onPlay }: ListingProps & { kind: Exclude<HistoryKind, 'play'> }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const only = kind === 'all' ? {} : { kind };
  const history = useKnown<HistoryBody>(cache, historyKey(kind), () =>
    ask('history', { query: { limit: 20, ...only } }),
  );
  const rounds = useRounds();
  const first = history.value && { items: history.value.items, next: history.value.next };
  const older = useOlder(first, idOf, (cursor) => ask('history', { query: { cursor, limit: 20, ...only } }));
  if (!history.value)
    return history.failed ? <Failed problem={history.failed} onRetry={history.retry} /> : <ListSkeleton rows={6} />;
  const items: readonly HistoryItemBody[] = [...history.value.items, ...older.items];
  // Play that cannot be read now keeps nobody from their payments.
  const played = kind === 'all' ? rounds.value : undefined;
  const days = daysOf(
    { items, hasMore: older.more },
    { items: played?.rounds ?? [], hasMore: played ? played.next !== null : kind === 'all' },
  );
  return (
    <>
      {days.length === 0 ? (
        <Nothing text={t(kind === 'withdrawal' ? 'nothing-out-yet' : 'nothing-yet')} />
      ) : (
        <HistoryDays days={days} current={current} />
      )}
      {played?.next && <EarlierRounds onShow={onPlay} />}
      <More {...older} />
    </>
  );
}

/** What was played, as far back as it is asked for. */
function Play() {
  const t = useTexts();
  const { ask } = useApp();
  const rounds = useRounds();
  const first = rounds.value && { items: rounds.value.rounds, next: rounds.value.next };
  const older = useOlder<RoundBody>(
    first,
    ({ id }) => id,
    async (before) => {
      const page = await ask('rounds', { query: { before, limit: ROUNDS } });
      return { items: page.rounds, next: page.next };
    },
  );
  if (!rounds.value)
    return rounds.failed ? <Failed problem={rounds.failed} onRetry={rounds.retry} /> : <ListSkeleton rows={6} />;
  const items = [...rounds.value.rounds, ...older.items];
  if (items.length === 0) return <Nothing text={t('rounds-none')} />;
  return (
    <>
      <HistoryDays days={daysOf({ items: [], hasMore: false }, { items, hasMore: older.more })} current={undefined} />
      <More {...older} />
    </>
  );
}

const Nothing = ({ text }: { text: string }) => (
  <div className="card empty">
    <Icon name="history" />
    <p>{text}</p>
  </div>
);

function More({ more, busy, load }: { more: boolean; busy: boolean; load: () => Promise<void> }) {
  const t = useTexts();
  if (!more) return null;
  return (
    <button type="button" className="button quiet wide more" aria-busy={busy} onClick={() => void load()}>
      {t('show-older')}
    </button>
  );
}

type Page<T> = { readonly items: readonly T[]; readonly next: string | null };

/** The pages after the first, as far as they were asked for. */
function useOlder<T>(
  first: Page<T> | undefined,
  nameOf: (item: T) => string,
  read: (next: string) => Promise<Page<T>>,
) {
  const [pages, setPages] = useState<readonly Page<T>[]>([]);
  const [busy, setBusy] = useState(false);
  const next = (pages.at(-1) ?? first)?.next ?? null;
  // What moved down from the first page since then is there already.
  const known = new Set(first?.items.map(nameOf));
  const items: T[] = pages.flatMap((page) => page.items.filter((item) => !known.has(nameOf(item))));
  return {
    items,
    busy,
    more: next !== null,
    async load() {
      if (next === null) return;
      setBusy(true);
      try {
        const page = await read(next);
        setPages((before) => [...before, page]);
      } catch {
        // The button is still there, and says the same.
      } finally {
        setBusy(false);
      }
    },
  };
}

function DepositDetail({ id }: { id: string }) {
  const { ask, cache } = useApp();
  const deposit = useKnown<DepositBody>(cache, `deposit:${id}`, () => ask('deposit', { id }));
  return <Detail {...deposit}>{deposit.value && <Receipt deposit={deposit.value} />}</Detail>;
}

function WithdrawalDetail({ id }: { id: string }) {
  const { ask, cache } = useApp();
  const withdrawal = useKnown<WithdrawalBody>(cache, `withdrawal:${id}`, () => ask('withdrawal', { id }));
  return <Detail {...withdrawal}>{withdrawal.value && <WithdrawalReceipt withdrawal={withdrawal.value} />}</Detail>;
}

type DetailProps = Pick<Known<unknown>, 'failed'> & { retry: () => void; children: ReactNode };

function Detail({ failed, retry, children }: DetailProps) {
  const t = useTexts();
  const { go } = useApp();
  const back = () => go({ page: 'history' });
  const isShown = useWayBack(back);
  return (
    <div className="detail">
      {isShown && (
        <button type="button" className="link back" onClick={back}>
          <Icon name="back" size="s" />
          {t('history')}
        </button>
      )}
      <h1 className="title page-title narrow">{t('receipt')}</h1>
      {children ?? (failed ? <Failed problem={failed} onRetry={retry} /> : <ListSkeleton rows={3} />)}
    </div>
  );
}
