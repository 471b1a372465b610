import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TransferId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { childId, newId } from '../runtime/ids.ts';
import { createLogger } from '../runtime/logger.ts';
import { askForCode } from '../use-cases/ask-for-code.ts';
import { tidySessions } from '../use-cases/tidy-sessions.ts';
import { sweeper } from './sweeper.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const forgotten: string[] = [];
const ended: string[] = [];
const sweep = (overdueMs = 60_000) =>
  sweeper({
    pool: house.app,
    transaction: house.transaction,
    ledger: house.process(0).ledger,
    tidySessions: tidySessions({
      pool: house.app,
      gate: { forget: async (ids) => forgotten.push(...ids) > 0 },
      onEnded: (ids) => void ended.push(...ids),
    }),
    enqueue: createEnqueue(() => undefined),
    hint: () => undefined,
    patience: { lateWindowMs: 1_000, patienceMs: 1_000 },
    held: async () => true,
    log: createLogger('test', 'fatal'),
    now: Date.now,
    unsettledMs: 60_000,
    overdueMs,
    keepMs: 3_600_000,
  })();

const statusOf = async (id: string): Promise<unknown> => {
  const [row] = await house.read<{ status: string }>(sql`select status from payments."order" where id = ${id}`);
  return row?.status;
};

test('an unpaid order whose workflow is gone is closed, and its message says so once', async () => {
  const order = await house.places({ expiresInMs: -120_000, shownIn: { bot: '1', chat: '5', message: 9n } });
  await sweep();
  await sweep();
  expect(await statusOf(order.id)).toBe('expired');
  const letters = await house.read(sql`select key from delivery.outbox where key = ${`order:${order.id}:expired`}`);
  expect(letters).toHaveLength(1);
});

test('an order that may still be paid, or ran out a moment ago, is left to its workflow', async () => {
  const open = await house.places({ expiresInMs: 60_000 });
  const justOver = await house.places({ expiresInMs: -1_000 });
  await sweep();
  expect(await statusOf(open.id)).not.toBe('expired');
  expect(await statusOf(justOver.id)).not.toBe('expired');
});

test('a code whose time is over is ended, and one that is open is not', async () => {
  const ask = askForCode({ enqueue: createEnqueue(() => undefined), now: Date.now });
  const codeOf = async () => {
    const { id } = await house.admits();
    const asked = await house.transaction((tx) => ask(tx, id, { kind: 'unlink-telegram', id }, '1'));
    return 'codeId' in asked ? asked.codeId : asked.reason;
  };
  const [over, open] = [await codeOf(), await codeOf()];
  await house.asSuperuser(
    `update identity.one_time_code set created_at = created_at - interval '1 hour', expires_at = clock_timestamp() where id = '${over}'`,
  );
  await sweep();
  const ended = await house.read(
    sql`select id, ended_as from identity.one_time_code where id in (${over}, ${open}) order by ended_as`,
  );
  expect(ended).toEqual([
    { id: over, ended_as: 'expired' },
    { id: open, ended_as: null },
  ]);
});

test('a hold whose time is over is ended, and its money is free again', async () => {
  const { account } = await house.holds(100n);
  const to = await house.houseAccount('clearing');
  const id = newId(Date.now()) as TransferId;
  const base = { kind: 'test', subject: null, from: account, to, amount: 60n } as const;
  await house.process(0).ledger.do({ action: 'hold', id, ...base, expiresAt: new Date(Date.now() - 1) });
  expect(await house.moves(account, to, 50n)).toBe('insufficient-funds');
  await sweep();
  expect(await house.moves(account, to, 50n)).toBe('done');
  expect(await house.faults()).toEqual([]);
});

test('a hold that cannot be ended is told of, and keeps nothing else waiting', async () => {
  const { account } = await house.holds(100n);
  const to = await house.houseAccount('clearing');
  const [bad, good] = [newId(Date.now()) as TransferId, newId(Date.now()) as TransferId];
  const base = { kind: 'test', subject: null, from: account, to, amount: 10n } as const;
  for (const id of [bad, good])
    await house.process(0).ledger.do({ action: 'hold', id, ...base, expiresAt: new Date(Date.now() - 1) });
  await house.moves(account, to, 1n, { id: childId(bad, 'expired') }); // its ending's id is taken
  const order = await house.places({ expiresInMs: -120_000 });
  expect(await sweep()).toBe('rest');
  expect(await statusOf(order.id)).toBe('expired');
  const void_ = { action: 'void-hold', kind: 'test', subject: null } as const;
  expect(await house.process(0).ledger.do({ ...void_, id: newId(Date.now()) as TransferId, hold: good })).toEqual({
    reason: 'hold-ended',
    by: 'expire-hold',
  });
});
