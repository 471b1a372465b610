import type { Database } from '../../prisma/client.ts';

export type Waiting = { readonly queue: string; readonly status: string; readonly rows: number };

/** How much waits and how much was laid aside, by queue: what ops look at first. */
export async function readWaiting(db: Database): Promise<Waiting[]> {
  const open = { status: { in: ['pending', 'sending', 'dead'] } }; // named one by one, so that partial indexes serve
  const [inbox, outbox] = await Promise.all([
    db.inbox.groupBy({ by: ['status'], where: open, _count: { _all: true } }),
    db.outbox.groupBy({ by: ['kind', 'status'], where: open, _count: { _all: true } }),
  ]);
  return [
    ...inbox.map(({ status, _count }) => ({ queue: 'inbox', status, rows: _count._all })),
    ...outbox.map(({ kind, status, _count }) => ({ queue: `outbox ${kind}`, status, rows: _count._all })),
  ];
}
