import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testRedis } from '../sandbox/testing/fixtures.ts';
import { createGate } from './gate.ts';
import { createLogger } from './logger.ts';
import { createRedis } from './redis.ts';

const log = createLogger('test', 'fatal');
let redis: Redis;
let away: Redis;
beforeAll(async () => {
  redis = createRedis((await testRedis()).url, log);
  await new Promise<void>((resolve) => redis.once('ready', () => resolve()));
  away = createRedis('redis://127.0.0.1:1', log);
});
afterAll(() => {
  redis.disconnect();
  away.disconnect();
});

let prefixes = 0;
const gateOn = (on: Redis) => createGate(on, `gate-${++prefixes}`, log);
const once = (name: string, burst: number, perSecond = 0.001) => ({ counters: [{ name, rate: { perSecond, burst } }] });

test.each([
  ['Redis counts', () => gateOn(redis), false],
  ['the process counts while Redis is away', () => gateOn(away), true],
])('%s: so many pass, and the next is told how long to wait', async (_how, make, isAway) => {
  const gate = make();
  for (let n = 0; n < 5; n++) expect(await gate.take(once('ada', 5))).toEqual({ kept: undefined, waitMs: 0, isAway });
  const { waitMs } = await gate.take(once('ada', 5));
  expect(waitMs).toBeGreaterThan(900_000);
  expect(waitMs).toBeLessThanOrEqual(1_000_000);
  expect((await gate.take(once('eve', 5))).waitMs).toBe(0);
});

test('a hundred at once are counted one by one', async () => {
  const gate = gateOn(redis);
  const answers = await Promise.all(Array.from({ length: 100 }, () => gate.take(once('crowd', 10))));
  expect(answers.filter(({ waitMs }) => waitMs === 0)).toHaveLength(10);
});

test('who is over one counter takes no place in the others', async () => {
  const gate = gateOn(redis);
  const both = { counters: [...once('tight', 1).counters, ...once('wide', 3).counters] };
  expect((await gate.take(both)).waitMs).toBe(0);
  for (let n = 0; n < 5; n++) expect((await gate.take(both)).waitMs).toBeGreaterThan(0);
  expect((await gate.take(once('wide', 3))).waitMs).toBe(0);
  expect((await gate.take(once('wide', 3))).waitMs).toBe(0);
  expect((await gate.take(once('wide', 3))).waitMs).toBeGreaterThan(0);
});

test('Redis and the process refuse the same of a crowd, whatever the rate', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 30 }), async (burst, requests) => {
      const [near, far] = [gateOn(redis), gateOn(away)];
      for (let n = 0; n < requests; n++) {
        const [a, b] = [await near.take(once('x', burst)), await far.take(once('x', burst))];
        expect(a.waitMs > 0).toBe(b.waitMs > 0);
      }
    }),
    { numRuns: 25 },
  );
});

test('what is kept of a session comes along in the same call, until it is forgotten', async () => {
  const gate = gateOn(redis);
  await gate.keep('s1', 'view', 60_000);
  expect((await gate.take({ session: 's1', counters: [] })).kept).toBe('view');
  expect((await gate.take({ session: 's2', counters: [] })).kept).toBeUndefined();
  await gate.drop(['s1']);
  expect((await gate.take({ session: 's1', counters: [] })).kept).toBeUndefined();
  await gate.keep('s1', 'view again', 60_000);
  expect((await gate.take({ session: 's1', counters: [] })).kept).toBe('view again');
  expect(await gate.forget(['s1', 's2'])).toBe(true);
  expect((await gate.take({ session: 's1', counters: [] })).kept).toBeUndefined();
});

test('while Redis is away nothing is kept, nothing throws, and who forgets is told', async () => {
  const gate = gateOn(away);
  await gate.keep('s1', 'view', 60_000);
  expect(await gate.take({ session: 's1', counters: [] })).toEqual({ kept: undefined, waitMs: 0, isAway: true });
  expect(await gate.forget(['s1'])).toBe(false);
  expect(await gate.forget([])).toBe(true);
});

test('a view that comes late, after its session ended, is not kept', async () => {
  const gate = gateOn(redis);
  await gate.forget(['s3']);
  await gate.keep('s3', 'too late', 60_000);
  expect((await gate.take({ session: 's3', counters: [] })).kept).toBeUndefined();
});

test('what somebody else wrote into Redis locks nobody out, and breaks nobody else’s request', async () => {
  const prefix = `gate-${++prefixes}`;
  const gate = createGate(redis, prefix, log);
  await redis.lpush(`${prefix}:rate:list`, 'x');
  await redis.set(`${prefix}:rate:far`, String(Date.now() + 1e12));
  await redis.set(`${prefix}:rate:noise`, 'noise');
  await redis.lpush(`${prefix}:session:s4`, 'x');
  const answers = await Promise.all(
    ['list', 'far', 'noise', 'mine'].map((name) => gate.take({ ...once(name, 2), session: 's4' })),
  );
  for (const answer of answers) expect(answer).toEqual({ kept: undefined, waitMs: 0, isAway: false });
});
