import type { WaitingBody } from '../../../contracts/http/staff-queues.ts';
import type { QueueName } from '../../../contracts/operations.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useDesk } from '../desk-context.ts';
import { utcText } from '../moments.ts';
import { Empty, Failed, Money, PageHead, Skeletons, TemporalLink } from '../parts/pieces.tsx';
import { PlaceLink } from '../parts/place-link.tsx';
import { queueWords, railText, queuePage as w, whyText, words } from '../texts.ts';
import { workflowName } from '../trail-names.ts';
import { type Queues, useQueueItems } from '../use-queues.ts';
import { listAddress } from '../workflow-lists.ts';

/** Queues in which somebody waits for us, and not we for a player. */
const URGENT: readonly QueueName[] = ['stuck', 'approval'];
const LATE_MS = 30 * 60_000;

/** What waits in one queue, the oldest first. */
export function Queue({ name, queues }: { name: QueueName; queues: Queues }) {
  const { me } = useDesk();
  const { items, next, failed, more } = useQueueItems(name, queues.looks);
  const { title, icon, empty, hint } = queueWords[name];
  const list = me.workflows === null ? undefined : listAddress(me.workflows, name, items);
  return (
    <main className="centre wide">
      <PageHead title={title}>
        <p className="small muted only-desk">{w.oldest}</p>
        {list !== undefined && (
          <TemporalLink className="link small" href={list}>
            {w.open}
          </TemporalLink>
        )}
      </PageHead>
      <div className="stack">
        {failed && !items && <Failed problem={failed} onRetry={queues.look} />}
        {!items && !failed && <Skeletons heights={['high']} />}
        {items?.length === 0 && <Empty icon={icon} title={empty} text={hint} />}
        {items && items.length > 0 && <QueueTable name={name} items={items} />}
        {next !== null && (
          <button type="button" className="button quiet" onClick={more}>
            {w.more}
          </button>
        )}
        {items && items.length > 0 && <p className="small muted end-line">{hint}</p>}
        <p className="small muted end-line">{queues.isResting ? w.resting : w.live}</p>
      </div>
    </main>
  );
}

function QueueTable({ name, items }: { name: QueueName; items: readonly WaitingBody[] }) {
  const nowMs = Date.now();
  return (
    <section className="card waiting-list" aria-label={queueWords[name].title}>
      <table className="table">
        <thead>
          <tr>
            <th>{w.case}</th>
            <th>{w.why}</th>
            <th className="sum">{w.amount}</th>
            <th className="at">{w.age}</th>
            <th className="acts">
              <span className="sr">{w.decide}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={`${item.workflowId} ${item.why} ${item.since}`} name={name} item={item} nowMs={nowMs} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ name, item, nowMs }: { name: QueueName; item: WaitingBody; nowMs: number }) {
  const { me, may } = useDesk();
  const { workflowId, why, since, rail, amount, sends, player, approvals } = item;
  const arrival = workflowId.startsWith(ARRIVAL) ? workflowId.slice(ARRIVAL.length) : item.arrival;
  const called = workflowName(workflowId);
  const waitedMs = Math.max(0, nowMs - Date.parse(since));
  const isLate = URGENT.includes(name) && waitedMs > LATE_MS;
  return (
    <tr>
      <td className="ref">
        <span className="code">{called}</span>
        {player && (
          <PlaceLink className="link small" to={{ page: 'player', id: player.id }}>
            {player.code}
          </PlaceLink>
        )}
      </td>
      <td className="state">
        {whyText(why)}
        {approvals !== null && <span className="small muted"> · {w.approved(approvals)}</span>}
        {rail !== null && <span className="small muted sub">{railText(rail)}</span>}
      </td>
      <td className="sum">
        {amount && <Money amount={amount} />}
        {sends && (
          <span className="small muted sub">
            <Money amount={sends} />
          </span>
        )}
      </td>
      <td className={`at${isLate ? ' late' : ''}`}>
        <time dateTime={since} title={utcText(since)}>
          {isLate && <Icon name="alert" size="xs" />}
          {spanText(waitedMs)}
        </time>
      </td>
      <td className="acts">
        {may('issuePass') && isWorkflow(workflowId) && isForUs(name, item) && (
          <PlaceLink className="link small" to={{ page: 'decide', workflow: workflowId }}>
            {w.decide}
            <span className="sr"> {called}</span>
          </PlaceLink>
        )}
        {arrival !== null && (
          <PlaceLink className="link small" to={{ page: 'arrival', id: arrival }}>
            {w.look}
            <span className="sr"> {called}</span>
          </PlaceLink>
        )}
        {me.workflows !== null && isWorkflow(workflowId) && (
          <TemporalLink className="icon-button" href={`${me.workflows}/${encodeURIComponent(workflowId)}`}>
            <span className="sr">{`${words.openInTemporal}: ${called}`}</span>
          </TemporalLink>
        )}
      </td>
    </tr>
  );
}

/** The hot wallet, and money without a name, are looked after by nobody but staff. */
const isWorkflow = (id: string): boolean => !id.startsWith('hot-wallet-') && !id.startsWith(ARRIVAL);
const ARRIVAL = 'arrival-';

/** Where there is something to decide: an unpaid order may be closed, what is being repeated needs its cause mended. */
const isForUs = (name: QueueName, { why, workflowId }: WaitingBody): boolean =>
  name === 'approval' ||
  (name === 'stuck' && why !== 'retrying') ||
  (workflowId.startsWith('deposit-') && (why === 'retrying' || why === 'awaiting-payment'));

/** How long it has waited, in one number. */
export function spanText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return w.fresh;
  if (minutes < 60) return w.minutes(minutes);
  return minutes < 2_880 ? w.hours(Math.floor(minutes / 60)) : w.days(Math.floor(minutes / 1_440));
}
