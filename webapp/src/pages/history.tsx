import { type ReactNode, useState } from 'react';
import type { DepositBody, HistoryBody, HistoryItemBody } from '../../../contracts/http/deposits.ts';
import type { WithdrawalBody } from '../../../contracts/http/withdrawals.ts';
import { type Known, useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { HistoryList, idOf } from '../cashier/history-list.tsx';
import { MissingLink } from '../cashier/missing-link.tsx';
import { Receipt } from '../cashier/receipt.tsx';
import { WithdrawalReceipt } from '../cashier/withdrawal-receipt.tsx';
import { YearlyStatement } from '../cashier/yearly-statement.tsx';
import { type HistoryKind, historyKey, historyKinds } from '../history-keys.ts';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';
import '../styles/withdrawals.css';

type Shown = { deposit: string | undefined; withdrawal: string | undefined };

/** Where every payment went: one list, money in and out, and the receipt of the one that was chosen. */
export function History({ deposit, withdrawal }: Shown) {
  const t = useTexts();
  const [kind, setKind] = useState<HistoryKind>('all');
  const current = deposit ?? withdrawal;
  return (
    <div className="cols" data-detail={current !== undefined || undefined}>
      <div className="listing">
        <h1 className="title page-title">{t('history')}</h1>
        <fieldset className="segments filter">
          <legend className="sr">{t('history-filter')}</legend>
          {historyKinds.map((each) => (
            <button key={each} type="button" aria-pressed={each === kind} onClick={() => setKind(each)}>
              {t(`history-${each}`)}
            </button>
          ))}
        </fieldset>
        <Listing kind={kind} current={current} key={kind} />
        <MissingLink page="history" />
        <YearlyStatement />
      </div>
      {deposit !== undefined && <DepositDetail id={deposit} key={deposit} />}
      {withdrawal !== undefined && <WithdrawalDetail id={withdrawal} key={withdrawal} />}
    </div>
  );
}

function Listing({ kind, current }: { kind: HistoryKind; current: string | undefined }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const only = kind === 'all' ? {} : { kind };
  const history = useKnown<HistoryBody>(cache, historyKey(kind), () =>
    ask('history', { query: { limit: 20, ...only } }),
  );
  const older = useOlder(history.value, only);
  const items = [...(history.value?.items ?? []), ...older.items];
  if (!history.value)
    return history.failed ? <Failed problem={history.failed} onRetry={history.retry} /> : <ListSkeleton rows={6} />;
  return (
    <>
      {items.length === 0 ? (
        <div className="card empty">
          <Icon name="history" />
          <p>{t(kind === 'withdrawal' ? 'nothing-out-yet' : 'nothing-yet')}</p>
        </div>
      ) : (
        <HistoryList items={items} current={current} />
      )}
      {older.more && (
        <button
          type="button"
          className="button quiet wide more"
          aria-busy={older.busy}
          onClick={() => void older.load()}
        >
          {t('show-older')}
        </button>
      )}
    </>
  );
}

/** The pages after the first, as far as they were asked for. */
function useOlder(first: HistoryBody | undefined, only: { kind?: 'deposit' | 'withdrawal' }) {
  const { ask } = useApp();
  const [pages, setPages] = useState<readonly HistoryBody[]>([]);
  const [busy, setBusy] = useState(false);
  const next = (pages.at(-1) ?? first)?.next ?? null;
  // What moved down from the first page since then is there already.
  const known = new Set(first?.items.map(idOf));
  const items: HistoryItemBody[] = pages.flatMap((page) => page.items.filter((item) => !known.has(idOf(item))));
  return {
    items,
    busy,
    more: next !== null,
    async load() {
      if (next === null) return;
      setBusy(true);
      try {
        const page = await ask('history', { query: { cursor: next, limit: 20, ...only } });
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
  return (
    <div className="detail">
      <button type="button" className="link back" onClick={() => go({ page: 'history' })}>
        <Icon name="back" size="s" />
        {t('history')}
      </button>
      <h1 className="title page-title narrow">{t('receipt')}</h1>
      {children ?? (failed ? <Failed problem={failed} onRetry={retry} /> : <ListSkeleton rows={3} />)}
    </div>
  );
}
