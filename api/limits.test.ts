import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LimitsBody } from '../contracts/http/limits.ts';
import type { PlayerId } from '../contracts/ids.ts';
import { malta } from '../domain/jurisdictions/malta.ts';
import { notesRound } from '../records/compliance/test-stakes.ts';
import { protectionOf } from '../use-cases/test-protection.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway({ protection: protectionOf(malta) });
});
afterAll(() => gateway.close());

const DAY_MS = 86_400_000;
const limitIn = (body: unknown, kind = 'deposit', window = 'day') =>
  (body as LimitsBody).limits.find((each) => each.kind === kind && each.window === window);
const daily = { kind: 'deposit', window: 'day' } as const;
const euros = (minor: string) => ({ asset: 'EUR', minor });

test('a player who set nothing has every limit there is, each without a value', async () => {
  const app = await openApp(gateway);
  const { status, body } = await app.ask('limits');
  expect(status).toBe(200);
  expect((body as LimitsBody).limits.map(({ value, left }) => [value, left])).toEqual(Array(7).fill([null, null]));
  expect(body).toMatchObject({
    house: [{ kind: 'deposit', days: 180, used: euros('0'), most: euros('200000') }],
    session: { isRunning: false, net: euros('0'), isLoss: false, weekNet: euros('0'), isWeekLoss: false },
    reminderMinutes: null,
    pause: null,
  });
});

test('a limit is set, holds for a deposit, and is loosened by a second yes a day later', async () => {
  const app = await openApp(gateway);
  const set = await app.ask('setLimit', { body: { ...daily, value: euros('2000') } });
  expect(limitIn(set.body)).toMatchObject({ value: euros('2000'), used: euros('0'), left: euros('2000'), wish: null });
  const refused = await app.opens('5000');
  expect([refused.status, refused.body]).toEqual([
    409,
    expect.objectContaining({ reason: 'over-limit', window: 'day', left: euros('2000') }),
  ]);
  const wished = await app.ask('setLimit', { body: { ...daily, value: null } });
  expect(limitIn(wished.body)?.wish).toMatchObject({ value: null, isRipe: false });
  expect((await app.ask('confirmLimit', { body: daily })).body.reason).toBe('too-early');
  await gateway.house.asSuperuser(
    `update compliance.own_limit set wish_from = wish_from - interval '24 hours' where person_id = '${app.me.id}'`,
  );
  expect(limitIn((await app.ask('limits')).body)?.wish?.isRipe).toBe(true);
  expect(limitIn((await app.ask('confirmLimit', { body: daily })).body)).toMatchObject({ value: null, wish: null });
  expect((await app.ask('confirmLimit', { body: daily })).body.reason).toBe('no-wish');
  expect((await app.opens('5000')).status).toBe(201);
});

test('a wish is forgotten by who keeps their limit', async () => {
  const app = await openApp(gateway);
  await app.ask('setLimit', { body: { ...daily, value: euros('2000') } });
  await app.ask('setLimit', { body: { ...daily, value: euros('3000') } });
  expect(limitIn((await app.ask('dropLimitWish', { body: daily })).body)).toMatchObject({
    value: euros('2000'),
    wish: null,
  });
});

test.each([
  [{ ...daily, value: { minutes: 30 } }, 'limit-value-kind'],
  [{ ...daily, value: euros('1') }, 'limit-out-of-range'],
  [{ kind: 'session', window: 'month', value: { minutes: 30 } }, 'limit-out-of-range'],
])('%j is refused: %s', async (body, reason) => {
  const app = await openApp(gateway);
  const answer = await app.ask('setLimit', { body });
  expect([answer.status, answer.body.reason]).toEqual([409, reason]);
});

test('time is limited in minutes, and reminders come as often as they are wished', async () => {
  const app = await openApp(gateway);
  const { body } = await app.ask('setLimit', { body: { kind: 'session', window: 'day', value: { minutes: 90 } } });
  expect(limitIn(body, 'session')).toMatchObject({
    value: { minutes: 90 },
    used: { minutes: 0 },
    left: { minutes: 90 },
  });
  expect((await app.ask('remindMe', { body: { minutes: 30 } })).body.reminderMinutes).toBe(30);
  expect((await app.ask('remindMe', { body: { minutes: null } })).body.reminderMinutes).toBeNull();
});

test('a break begins at once; an exclusion for good outlasts it, and both refuse deposits', async () => {
  const app = await openApp(gateway);
  const { body } = await app.ask('takeBreak', { body: { length: '24h' } });
  const until = String((body as LimitsBody).pause?.until);
  expect(new Date(until).getTime()).toBeGreaterThan(Date.now() + DAY_MS - 60_000);
  const refused = await app.opens('2500');
  expect([refused.status, refused.body]).toEqual([409, expect.objectContaining({ reason: 'excluded', until })]);
  const { body: after } = await app.ask('excludeMyself', { body: { length: 'forever' } });
  expect((after as LimitsBody).pause).toMatchObject({ kind: 'exclusion', until: null });
  expect((await app.opens('2500')).body).not.toHaveProperty('until');
});

test('a deposit that needs documents says to which level', async () => {
  const app = await openApp(gateway);
  const { status, body } = await app.opens('250000');
  expect([status, body]).toEqual([409, expect.objectContaining({ reason: 'verification-needed', level: 'basic' })]);
});

test('what was lost at play is shown as lost', async () => {
  const app = await openApp(gateway);
  await gateway.house.transaction((tx) => notesRound(tx, app.me.id as PlayerId, 500n, 200n));
  expect((await app.ask('limits')).body).toMatchObject({
    session: { isRunning: true, net: euros('300'), isLoss: true, weekNet: euros('300'), isWeekLoss: true },
  });
});
