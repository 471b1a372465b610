import { sql, type Tx } from '../../prisma/tx.ts';
import type { House } from '../test-house.ts';
import { createInboxWorker, createReceive, type Incoming } from './inbox.ts';

/** What a test has the handler do with an item, by its external id; by default it notes it down. */
export type Handler = (tx: Tx, item: Incoming) => Promise<void>;

/** Times are kept to the millisecond, rounded up as well as down: this is due at once for certain. */
export const AT_ONCE_MS = -1;

let sources = 0;

/** An inbox of its own in the house, with a worker in each process and a handler that notes each item in the audit trail. */
export function openInbox(
  house: House,
  { mostAttempts = 3, backoffMs = (_attempts: number): number => AT_ONCE_MS } = {},
) {
  const source = `source-${++sources}`;
  const receivers = [0, 1, 2, 3].map((n) => createReceive(house.process(n).pool));
  const failures: { externalId: string; attempts: number; dead: boolean; why: string }[] = [];
  const tasks = new Map<string, Handler>();

  const handle: Handler = async (tx, item) => {
    await tx.query(sql`select audit.append('system', null, 'item.handled', ${`${source}:${item.externalId}`}, null)`);
    await tasks.get(item.externalId)?.(tx, item);
  };
  const workers = [0, 1, 2, 3].map((n) => {
    const { pool, transaction } = house.process(n);
    const onFailure = (error: unknown, item: Incoming, dead: boolean) =>
      void failures.push({ externalId: item.externalId, attempts: item.attempts, dead, why: String(error) });
    return createInboxWorker(pool, transaction, { source, mostAttempts, backoffMs, onFailure }, handle);
  });

  const inbox = {
    source,
    failures,
    receives: (
      externalId: string,
      { lane = 'lane', body = { externalId } as unknown, process = 0 } = {},
    ): Promise<boolean> => {
      const receive = receivers[process % receivers.length] as (typeof receivers)[0];
      return receive({ source, externalId, lane, body });
    },
    /** What happens when this item is handled, from now on. */
    on: (externalId: string, task: Handler) => void tasks.set(externalId, task),
    heal: (externalId: string) => void tasks.delete(externalId),
    /** One worker, one look. */
    workOne: (process = 0): Promise<boolean> => (workers[process] as (typeof workers)[0])(),
    /** One worker until there is nothing to do. */
    async workOff(process = 0): Promise<void> {
      while (await inbox.workOne(process));
    },
    /** What was handled and stayed so, in the order it was. */
    async handled(): Promise<string[]> {
      const rows = await house.read<{ subject: string }>(
        sql`select subject from audit.entry where action = 'item.handled' and subject like ${`${source}:%`} order by id`,
      );
      return rows.map(({ subject }) => subject.slice(source.length + 1));
    },
    async item(externalId: string) {
      const [row] = await house.read<{
        status: string;
        attempts: number;
        body: unknown;
        last_error: string | null;
        waits: boolean;
      }>(
        sql`select status, attempts, body, last_error, next_at > clock_timestamp() as waits from delivery.inbox where source = ${source} and external_id = ${externalId}`,
      );
      return row;
    },
    /** As if the time an item waits for had come. */
    timePasses: () => house.asSuperuser(`update delivery.inbox set next_at = now() where source = '${source}'`),
  };
  return inbox;
}
