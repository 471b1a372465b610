import { useState } from 'react';
import type { DepositBody, HistoryBody, HistoryItemBody } from '../../../contracts/http/deposits.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { HistoryList, idOf } from '../cashier/history-list.tsx';
import { Receipt } from '../cashier/receipt.tsx';
import { YearlyStatement } from '../cashier/yearly-statement.tsx';
import { Failed } from '../parts/failed.tsx';
import { Icon } from '../parts/icon.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';

/** Where every payment went: one list, and the receipt of the one that was chosen. */
export function History({ deposit }: { deposit: string | undefined }) {
  const t = useTexts();
  const { ask, cache } = useApp();
  const history = useKnown<HistoryBody>(cache, 'history', () => ask('history', { query: { limit: 20 } }));
  const older = useOlder(history.value);
  const items = [...(history.value?.items ?? []), ...older.items];
  return (
    <div className="cols" data-detail={deposit !== undefined || undefined}>
      <div className="listing">
        <h1 className="title page-title">{t('history')}</h1>
        {!history.value ? (
          history.failed ? (
            <Failed problem={history.failed} onRetry={history.retry} />
          ) : (
            <ListSkeleton rows={6} />
          )
        ) : items.length === 0 ? (
          <div className="card empty">
            <Icon name="history" />
            <p>{t('nothing-yet')}</p>
          </div>
        ) : (
          <HistoryList items={items} current={deposit} />
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
        <YearlyStatement />
      </div>
      {deposit !== undefined && <Detail id={deposit} />}
    </div>
  );
}

/** The pages after the first, as far as they were asked for. */
function useOlder(first: HistoryBody | undefined) {
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
        const page = await ask('history', { query: { cursor: next, limit: 20 } });
        setPages((before) => [...before, page]);
      } catch {
        // The button is still there, and says the same.
      } finally {
        setBusy(false);
      }
    },
  };
}

function Detail({ id }: { id: string }) {
  const t = useTexts();
  const { ask, cache, go } = useApp();
  const { value, failed, retry } = useKnown<DepositBody>(cache, `deposit:${id}`, () => ask('deposit', { id }));
  return (
    <div className="detail">
      <button type="button" className="link back" onClick={() => go({ page: 'history' })}>
        <Icon name="back" size="s" />
        {t('history')}
      </button>
      {value ? (
        <Receipt deposit={value} />
      ) : failed ? (
        <Failed problem={failed} onRetry={retry} />
      ) : (
        <ListSkeleton rows={3} />
      )}
    </div>
  );
}
