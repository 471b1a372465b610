import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse, shuffled } from '../test-house.ts';
import { openInbox } from './test-inbox.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(() => house.close());

const fails = async () => {
  throw new RangeError('the handler could not');
};

test('the same update sent a hundred times at once, to several processes, is stored once and news to one', async () => {
  const inbox = openInbox(house);
  const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => inbox.receives('u1', { process: n })));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await house.count(sql`select count(*) from delivery.inbox where source = ${inbox.source}`)).toBe(1);
});

test('an update that was worked on is still known when it comes again', async () => {
  const inbox = openInbox(house);
  await inbox.receives('u1');
  await inbox.workOff();
  expect(await inbox.receives('u1')).toBe(false);
  await inbox.workOff();
  expect(await inbox.handled()).toEqual(['u1']);
});

test('the same number from two bots is two updates', async () => {
  const [one, other] = [openInbox(house), openInbox(house)];
  expect([await one.receives('u1'), await other.receives('u1')]).toEqual([true, true]);
});

test('an update is handled as it came, and forgotten when it is done', async () => {
  const inbox = openInbox(house);
  const seen: unknown[] = [];
  inbox.on('u1', async (_tx, item) => void seen.push(item.body));
  const body = { text: 'naïve 😀 "quoted" \\ back', list: [1, null, { deep: true }] };
  await inbox.receives('u1', { body });
  await inbox.workOff();
  expect(seen).toEqual([body]);
  expect(await inbox.item('u1')).toMatchObject({ status: 'done', body: null, last_error: null });
});

test('signs that a database cannot keep harm neither their update nor those that came with it', async () => {
  const inbox = openInbox(house);
  const seen: unknown[] = [];
  const see = async (_tx: unknown, item: { body: unknown }) => void seen.push(item.body);
  for (const id of ['nul', 'half', 'innocent']) inbox.on(id, see);
  await Promise.all([
    inbox.receives('nul', { body: { text: 'a\0b', path: 'C:\\u0000' } }),
    inbox.receives('half', { body: { text: 'a\ud83db' } }),
    inbox.receives('innocent', { body: { text: '😀' } }),
  ]);
  await inbox.workOff();
  expect(seen).toEqual([{ text: 'a\ufffdb', path: 'C:\\u0000' }, { text: 'a\ufffdb' }, { text: '😀' }]);
});

test('with nothing to do, a worker says so', async () => {
  expect(await openInbox(house).workOne()).toBe(false);
});

test('updates of a chat are handled in their order, one at a time, however many workers there are', async () => {
  const inbox = openInbox(house);
  const underWay = new Map<string, number>();
  const overlaps: string[] = [];
  for (let n = 0; n < 60; n++) {
    const lane = `chat-${n % 5}`;
    await inbox.receives(`u${n}`, { lane });
    inbox.on(`u${n}`, async (tx) => {
      underWay.set(lane, (underWay.get(lane) ?? 0) + 1);
      if ((underWay.get(lane) ?? 0) > 1) overlaps.push(lane);
      await tx.query(sql`select pg_sleep(0.002)`);
      underWay.set(lane, (underWay.get(lane) ?? 0) - 1);
    });
  }
  // A worker that finds every chat taken looks again, as the loops do.
  const untilAllIsDone = async (process: number) => {
    while ((await inbox.workOne(process)) || (await inbox.handled()).length < 60);
  };
  await Promise.all([0, 1, 2, 3].map(untilAllIsDone));
  expect(overlaps).toEqual([]);
  const handled = await inbox.handled();
  expect(new Set(handled).size).toBe(60);
  for (let chat = 0; chat < 5; chat++) {
    const numbers = handled.map((id) => Number(id.slice(1))).filter((n) => n % 5 === chat);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
});

test('what a handler wrote before it threw is not written', async () => {
  const inbox = openInbox(house);
  inbox.on('u1', fails);
  await inbox.receives('u1');
  expect(await inbox.workOne()).toBe(true);
  expect(await inbox.handled()).toEqual([]);
  expect(await inbox.item('u1')).toMatchObject({
    status: 'pending',
    attempts: 1,
    body: { externalId: 'u1' },
    last_error: 'RangeError: the handler could not',
  });
});

test('an update that cannot be handled holds up its own chat and no other', async () => {
  const inbox = openInbox(house, { mostAttempts: 10, backoffMs: () => 60_000 });
  inbox.on('a1', fails);
  for (const [id, lane] of [
    ['a1', 'a'],
    ['b1', 'b'],
    ['a2', 'a'],
    ['b2', 'b'],
  ] as const)
    await inbox.receives(id, { lane });
  await inbox.workOff();
  expect(await inbox.handled()).toEqual(['b1', 'b2']);
  inbox.heal('a1');
  await inbox.timePasses();
  await inbox.workOff();
  expect(await inbox.handled()).toEqual(['b1', 'b2', 'a1', 'a2']);
});

test('an update that failed waits as long as it is told to, and longer each time', async () => {
  const asked: number[] = [];
  const backoffMs = (attempts: number) => {
    asked.push(attempts);
    return 60_000;
  };
  const inbox = openInbox(house, { mostAttempts: 10, backoffMs });
  inbox.on('u1', fails);
  await inbox.receives('u1');
  await inbox.workOff();
  expect(await inbox.item('u1')).toMatchObject({ attempts: 1, waits: true });
  await inbox.timePasses();
  await inbox.workOff();
  expect(await inbox.item('u1')).toMatchObject({ attempts: 2, waits: true });
  expect(asked).toEqual([1, 2]);
});

test('an update that fails too often is laid aside where it is seen, with its reason, and its chat goes on', async () => {
  const inbox = openInbox(house, { mostAttempts: 3 });
  inbox.on('u1', fails);
  await inbox.receives('u1');
  await inbox.receives('u2');
  const deadBefore = await dead();
  await inbox.workOff();
  expect(await inbox.handled()).toEqual(['u2']);
  expect(await inbox.item('u1')).toMatchObject({
    status: 'dead',
    attempts: 3,
    body: { externalId: 'u1' },
    last_error: expect.stringContaining('could not'),
  });
  expect(inbox.failures.map(({ attempts, dead: isDead }) => [attempts, isDead])).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ]);
  expect((await dead()) - deadBefore).toBe(1);
});

const dead = async () =>
  (await house.waiting()).find((row) => row.queue === 'inbox' && row.status === 'dead')?.rows ?? 0;

test('a worker whose connection is cut leaves the update where it was, and nothing of what it wrote', async () => {
  const inbox = openInbox(house);
  inbox.on('u1', async (tx) => {
    const [me] = await tx.query<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    inbox.heal('u1');
    await house.asSuperuser(`select pg_terminate_backend(${me?.pid})`);
    await tx.query(sql`select 1`);
  });
  await inbox.receives('u1');
  expect(await inbox.workOne()).toBe(true);
  expect(await inbox.handled()).toEqual([]);
  expect(await inbox.item('u1')).toMatchObject({ status: 'pending', body: { externalId: 'u1' } });
  await inbox.workOff(1);
  expect(await inbox.handled()).toEqual(['u1']);
});

test('a handler that passes a failed statement over in silence has not handled its update', async () => {
  const inbox = openInbox(house, { mostAttempts: 2 });
  inbox.on('u1', async (tx) => void (await tx.query(sql`select 1 / 0`).catch(() => undefined)));
  await inbox.receives('u1');
  await inbox.workOff();
  expect(await inbox.handled()).toEqual([]);
  expect(await inbox.item('u1')).toMatchObject({ status: 'dead', body: { externalId: 'u1' } });
});

test('updates that come shuffled, many times and at once, are each handled once', async () => {
  const inbox = openInbox(house);
  const copies = Array.from({ length: 200 }, (_, n) => `u${n % 20}`);
  await Promise.all(shuffled(copies).map((id, n) => inbox.receives(id, { lane: id, process: n })));
  await Promise.all([0, 1, 2, 3].map((process) => inbox.workOff(process)));
  expect((await inbox.handled()).sort()).toEqual([...new Set(copies)].sort());
});

test('an update that our own database keeps from being handled is never laid aside', async () => {
  const inbox = openInbox(house, { mostAttempts: 3 });
  await inbox.receives('paid');
  inbox.on('paid', async () => {
    throw Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' });
  });
  for (let n = 0; n < 10; n++) await inbox.workOne();
  expect(await inbox.item('paid')).toMatchObject({ status: 'pending', attempts: 10 });
  inbox.heal('paid');
  await inbox.workOff();
  expect(await inbox.handled()).toEqual(['paid']);
});
