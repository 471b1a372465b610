import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TransferId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { openWithdrawals } from '../records/payments/test-withdrawals.ts';
import { testGrants } from '../records/play/test-grants.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { childId, newId } from '../runtime/ids.ts';
import { createLogger } from '../runtime/logger.ts';
import { askForCode } from '../use-cases/ask-for-code.ts';
import { usualWithdrawalPatience } from '../use-cases/patience.ts';
import { tellEndedAgain, tidySessions } from '../use-cases/tidy-sessions.ts';
import { errandsOf, sweeper, sweeping } from './sweeper.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const forgotten: string[] = [];
const ended: string[] = [];
const ending = {
  pool: undefined as never,
  gate: { forget: async (ids: readonly string[]) => forgotten.push(...ids) > 0 },
  onEnded: (ids: readonly string[]) => void ended.push(...ids),
};
const depsWith = (changed: Partial<Parameters<typeof sweeper>[0]> = {}): Parameters<typeof sweeper>[0] => ({
  pool: house.app,
  transaction: house.transaction,
  ledger: house.process(0).ledger,
  tidySessions: tidySessions({ ...ending, pool: house.app }),
  tellEndedAgain: tellEndedAgain({ ...ending, pool: house.app, now: Date.now }),
  enqueue: createEnqueue(() => undefined),
  hint: () => undefined,
  bot: '1',
  patience: { lateWindowMs: 1_000, patienceMs: 1_000 },
  sendingWaits: usualWithdrawalPatience,
  held: async () => true,
  log: createLogger('test', 'fatal'),
  now: Date.now,
  unsettledMs: 60_000,
  overdueMs: 60_000,
  keepMs: 3_600_000,
  ...changed,
});
const sweep = () => sweeper(depsWith())();

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

test('a bonus that is active after its time has its workflow woken once an hour, and one in time is left alone', async () => {
  const grants = testGrants(house);
  const [late, early] = [await grants.claims(), await grants.claims()];
  await house.asSuperuser(`update play."grant" set play_until = now() - interval '2 minutes' where id = '${late.id}'`);
  await sweep();
  await sweep();
  const signals = await house.read<{ lane: string }>(
    sql`select lane from delivery.outbox where kind = 'workflow-signal' and lane in (${`wager-${late.id}`}, ${`wager-${early.id}`})`,
  );
  expect(signals).toEqual([{ lane: `wager-${late.id}` }]);
});

test('a withdrawal that nobody confirmed and whose workflow is gone is freed, and one in time is left to its workflow', async () => {
  const withdrawals = openWithdrawals(house);
  await withdrawals.funds(10_000n);
  const [late, early] = [await house.holds(5_000n), await house.holds(5_000n)];
  const over = await withdrawals.held(late.player.id, { minor: 2_000n, confirmInMs: -120_000 });
  const open = await withdrawals.held(early.player.id, { minor: 2_000n });
  await sweep();
  await sweep();
  expect((await withdrawals.read(over)).status).toBe('expired');
  expect((await withdrawals.read(open)).status).toBe('awaiting-code');
  expect([await withdrawals.heldOf(late.account), await withdrawals.heldOf(early.account)]).toEqual([0, 2_000]);
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

test('letters that were laid aside for thirty days are forgotten; payments and workflows wait for people however long', async () => {
  const laidAside = async (days: number): Promise<void> => {
    await house.asOwner(`
      insert into delivery.inbox (source, external_id, lane, body, status, received_at)
        select source, 'old-${days}', '701', '{"text":"words"}', 'dead', now() - interval '${days} days'
        from unnest(array['telegram:1', 'stripe']) source;
      insert into delivery.outbox (kind, key, lane, body, status, created_at, done_at)
        select kind, kind || '-${days}', '701', '{}', 'dead', now() - interval '${days} days', now() - interval '${days} days'
        from unnest(array['telegram', 'workflow-start']) kind`);
  };
  await laidAside(29);
  await laidAside(31);
  await sweep();
  const left = await house.read<{ name: string }>(sql`
    select source || ' ' || external_id as name from delivery.inbox where external_id like 'old-%'
    union all select key from delivery.outbox where key ~ '^(telegram|workflow-start)-(29|31)$' order by name`);
  expect(left.map(({ name }) => name)).toEqual([
    'stripe old-29',
    'stripe old-31',
    'telegram-29',
    'telegram:1 old-29',
    'workflow-start-29',
    'workflow-start-31',
  ]);
});

const errands = () => Object.keys(errandsOf(depsWith()));
test('each errand that fails is told of by its name, and keeps no other waiting', async () => {
  expect(errands().length).toBeGreaterThan(5);
  for (const failing of errands()) {
    const done: string[] = [];
    const told: string[] = [];
    const errand = (name: string) => async () => {
      if (name === failing) throw new Error('no');
      return done.push(name) && 0;
    };
    const log = { ...createLogger('test', 'fatal'), error: ({ errand }: { errand: string }) => void told.push(errand) };
    const sweeps = sweeping(Object.fromEntries(errands().map((name) => [name, errand(name)])), {
      held: async () => true,
      log: log as never,
    });
    expect(await sweeps()).toBe('rest');
    expect(done).toEqual(errands().filter((name) => name !== failing));
    expect(told).toEqual([failing]);
  }
});

test('one order that cannot be closed keeps neither the others nor the sessions waiting', async () => {
  const [first, second] = [
    await house.places({ expiresInMs: -120_000 }),
    await house.places({ expiresInMs: -120_000 }),
  ];
  const staff = await house.employs();
  await house.asOwner(`update identity.session set idle_ms = 0 where staff_id = '${staff}'`);
  const transaction = ((fn) =>
    house.transaction(async (tx) => {
      const answer = await fn(tx);
      const [row] = await tx.query(sql`select 1 from payments."order" where id = ${first.id} and status = 'expired'`);
      if (row) throw new Error('this one cannot be closed');
      return answer;
    })) as typeof house.transaction;
  await sweeper(depsWith({ transaction }))();
  expect([await statusOf(first.id), await statusOf(second.id)]).toEqual(['opening', 'expired']);
  expect(
    await house.count(sql`select count(*) from identity.session where staff_id = ${staff} and ended_at is null`),
  ).toBe(0);
});

test('sessions that ended of late are told again once in 15 seconds, a thousand at a time, and that is no reason to look again', async () => {
  await house.asOwner(`update identity.session set ended_at = ended_at - interval '1 hour' where ended_at is not null`);
  const staff = await house.employs();
  await house.asOwner(`
    insert into identity.session (id, staff_id, door, opened_at, expires_at, ended_at)
    select gen_random_uuid(), '${staff}', 'staff', now() - interval '1 hour', now() + interval '1 hour', now() - n * interval '1 millisecond'
    from generate_series(1, 1200) n`);
  let at = 0;
  const told: string[][] = [];
  let isAway = false;
  const tell = tellEndedAgain({
    pool: house.app,
    gate: { forget: async (ids) => told.push([...ids]) > 0 && !isAway },
    onEnded: () => undefined,
    now: () => at,
  });
  const sweeps = sweeper(depsWith({ tellEndedAgain: tell }));
  expect(await sweeps()).toBe('rest');
  expect(await sweeps()).toBe('rest');
  expect(told.map((ids) => ids.length)).toEqual([1_000]);
  at += 15_000;
  isAway = true;
  await tell();
  isAway = false;
  at += 15_000;
  await tell(); // what Redis did not hear is told once more
  expect(told.map((ids) => ids.length)).toEqual([1_000, 200, 200]);
  expect(new Set(told.flat()).size).toBe(1_200);
  at += 15_000;
  await tell();
  expect(told.at(-1)).toEqual(told[0]); // and anew from the beginning
});

test.each(['session_open_until', 'session_idle_until', 'session_ended'])(
  'sessions whose time is over, and those that ended of late, are found by index: %s',
  async (index) => {
    // As with so many rows that going through all of them costs more.
    await house.asOwner(`
      set enable_seqscan = off;
      select identity.end_overdue_sessions(10);
      select id from identity.session where ended_at > statement_timestamp() - interval '10 minutes' order by ended_at, id limit 10;
      select pg_stat_force_next_flush();`);
    const scans = sql`select idx_scan from pg_stat_user_indexes where indexrelname = ${index}`;
    expect(await house.count(scans)).toBeGreaterThan(0);
  },
);

test('an owed charge that nobody began to give back is begun by the sweeper, once', async () => {
  const order = await house.places();
  for (const charge of [await house.takes(order), await house.takes(order)]) await house.process(0).settle(charge);
  const refunds = sql`select count(*) from payments.refund where order_id = ${order.id}`;
  await sweep();
  expect(await house.count(refunds)).toBe(0); // its workflow is about to
  await errandsOf(depsWith({ unsettledMs: 0 }))['give back what is owed']();
  await errandsOf(depsWith({ unsettledMs: 0 }))['give back what is owed']();
  expect(await house.count(refunds)).toBe(1);
  const starts = sql`select count(*) from delivery.outbox where kind = 'workflow-start'
    and lane = (select 'refund-' || reference from payments.refund where order_id = ${order.id})`;
  expect(await house.count(starts)).toBe(1);
});

test('an offer whose time is over ends, and its messages are to say so', async () => {
  const { id, player } = await testGrants(house).offers();
  const nextWeek = () => Date.now() + 7 * 86_400_000;
  await sweeper(depsWith({ now: nextWeek }))();
  expect((await testGrants(house).stands(id)).state).toBe('expired');
  const letters = () =>
    house.read(sql`select lane, body->>'about' as about from delivery.outbox where key = ${`grant:${id}:expired`}`);
  expect(await letters()).toEqual([{ lane: `1:${player.telegramId}`, about: 'ended' }]);
  await sweeper(depsWith({ now: nextWeek }))();
  expect(await letters()).toHaveLength(1);
});
