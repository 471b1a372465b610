import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../records/test-house.ts';
import { createGate } from '../runtime/gate.ts';
import { createLogger } from '../runtime/logger.ts';
import { createRedis } from '../runtime/redis.ts';
import { testRedis } from '../sandbox/testing/fixtures.ts';
import { chatPace } from '../use-cases/chat-pace.ts';
import { openBot } from './test-chat.ts';

let house: House;
let redis: Redis;
beforeAll(async () => {
  house = await openHouse();
  const log = createLogger('test', 'fatal');
  redis = createRedis((await testRedis()).url, log);
  await new Promise<void>((resolve) => redis.once('ready', () => resolve()));
});
afterAll(async () => {
  redis.disconnect();
  await house.close();
});

const slow = () => ({
  paceOf: chatPace(createGate(redis, 'test', createLogger('test', 'fatal')), { perSecond: 0.001, burst: 3 }),
});

test('who writes faster than a hand is told to wait, once, and is not served', async () => {
  const person = openBot(house, slow()).person(45_001);
  for (let n = 0; n < 3; n++) expect((await person.writes('/balance')).said[0]?.text).toContain('Your balance');
  expect((await person.writes('/balance')).said).toMatchObject([
    { text: expect.stringContaining('a lot at once'), keys: [] },
  ]);
  expect((await person.writes('/balance')).said).toEqual([]);
  expect((await person.taps('home', 5)).said).toEqual([]);
});

test('a payment is recorded however fast everything else came', async () => {
  const person = openBot(house, slow()).person(45_002);
  await person.taps('deposit:2500', 9);
  const [order] = await person.orders();
  for (let n = 0; n < 5; n++) await person.writes('/balance');
  await openBot(house, slow()).handle(person.updates.payment(String(order?.id), 'charge-fast'));
  expect(
    (await house.read({ text: `select 1 from payments.charge where id = 'charge-fast'`, values: [] })).length,
  ).toBe(1);
});
