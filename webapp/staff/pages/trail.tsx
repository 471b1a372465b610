import { useOneAct } from '../../src/parts/one-act.ts';
import { useDesk } from '../desk-context.ts';
import { Export } from '../parts/export.tsx';
import { Empty, Failed, PageHead, Refusal, Skeletons } from '../parts/pieces.tsx';
import { TrailEntry } from '../parts/trail-entry.tsx';
import { TrailFilters } from '../parts/trail-filters.tsx';
import { TrailTable } from '../parts/trail-table.tsx';
import type { TrailFilter } from '../places.ts';
import { trailWords as w } from '../texts.ts';
import { useAsked } from '../use-asked.ts';

/** Who did what, the newest first. */
export function Trail({ filter, entry }: { filter: TrailFilter; entry: string | undefined }) {
  const { may, go } = useDesk();
  const key = JSON.stringify(filter);
  const { entries, next, busy, failed, more, again } = useTrail(key, filter);
  const open = entries?.find(({ id }) => id === entry);
  const isWhole = entries !== undefined && next === null;
  return (
    <>
      <main className="centre">
        <PageHead title={w.title}>
          <p className="small muted only-desk">{w.newest}</p>
        </PageHead>
        <div className="stack">
          <TrailFilters key={key} filter={filter} />
          {failed && !entries && <Failed problem={failed} onRetry={again} />}
          {!entries && !failed && <Skeletons heights={['high']} />}
          {entries && entries.length > 0 && <TrailTable entries={entries} filter={filter} open={open?.id} />}
          {entries?.length === 0 && isWhole && <Empty icon="history" title={w.empty} text={w.emptyText} />}
          {entries?.length === 0 && !isWhole && <Empty icon="history" title={w.emptySoFar} text={w.emptySoFarText} />}
          {entries && <Refusal problem={failed} />}
          {entries && next !== null && (
            <button type="button" className="button quiet" aria-busy={busy} onClick={more}>
              {w.more}
            </button>
          )}
          {isWhole && entries.length > 0 && <p className="small muted end-line">{w.end}</p>}
          {may('exportTrail') && <Export />}
        </div>
      </main>
      <TrailEntry entry={open} onClose={() => go({ page: 'trail', filter })} />
    </>
  );
}

/** The pages of a filter: the first is asked for by itself, each other when somebody wants it. */
function useTrail(key: string, filter: TrailFilter) {
  const { ask } = useDesk();
  const first = useAsked(key, () => ask('trail', { query: filter }));
  const { busy, failed, act } = useOneAct();
  const { entries, next = null } = first.value ?? {};
  const more = () => {
    if (next === null) return;
    void act(async () => {
      const page = await ask('trail', { query: { ...filter, before: next } });
      first.change((known) => ({ entries: [...known.entries, ...page.entries], next: page.next }));
    });
  };
  return { entries, next, busy, failed: entries ? failed : first.failed, more, again: first.again };
}
