import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LimitWindow, limitWindows, windowStart } from '../../domain/limits.ts';
import { money } from '../../domain/money.ts';
import { sql } from '../../prisma/tx.ts';
import { type Guest, type House, openHouse } from '../test-house.ts';
import { accountsOf, joinPeople, mayPromote, pauseOf, takePause } from './exclusions.ts';
import { confirmLimit, depositedSince, judgeDeposit, keepLimit, readLimits, readPlaying, setLimit } from './limits.ts';
import { admitsStake, notesRound } from './test-stakes.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const waitMs = DAY_MS;
const deposits = (window: LimitWindow) => ({ kind: 'deposit', window }) as const;
const at = (ms: number) => ({ at: new Date(ms), waitMs });
const limitOf = async ({ id }: Pick<Guest, 'id'>, kind = 'deposit', window = 'day', nowMs = Date.now()) =>
  (await house.transaction((tx) => readLimits(tx, id, new Date(nowMs)))).find(
    (own) => own.kind === kind && own.window === window,
  );
const limits = (player: Guest, window: LimitWindow, value: bigint | undefined, nowMs = Date.now()) =>
  house.transaction((tx) => setLimit(tx, player.id, deposits(window), value, at(nowMs)));
const judged = (player: Guest, minor: bigint, asset: 'EUR' | 'PLAY-EUR' | 'XTR' = 'EUR', reserved = 0n) =>
  house.transaction((tx) => judgeDeposit(tx, player.id, money(asset, minor), money(asset, reserved), new Date()));
const credited = async (player: Guest, minor: bigint) =>
  house.process(0).settle(await house.takes(await house.places({ player, minor })));
const plays = (player: Guest, staked: bigint, paid: bigint, when = new Date()) =>
  house.transaction(async (tx) => {
    const why = await admitsStake(tx, player.id, staked, { at: when });
    if (why) return why;
    await notesRound(tx, player.id, staked, paid, when);
    return 'played';
  });

test('a window begins in the database where it does in the domain [ukgc/limits-by-window]', async () => {
  const moments = fc.sample(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2040, 0, 1) }), 50);
  await house.asSuperuser('grant execute on function compliance.span_start to cage_app');
  for (const window of limitWindows) {
    const rows = await house.read<{ start: string }>(sql`
      select compliance.span_start(${window}, g)::text as start
      from unnest(${moments.map((ms) => new Date(ms))}::timestamptz[]) with ordinality as x(g, n) order by n`);
    expect(rows.map(({ start }) => start)).toEqual(
      moments.map((ms) => new Date(windowStart(window, ms)).toISOString().slice(0, 10)),
    );
  }
});

test('a tighter limit works at once [gli/loosening-waits]', async () => {
  const player = await house.admits();
  expect(await limits(player, 'day', 10_000n)).toBe('tightened');
  expect(await limits(player, 'day', 5_000n)).toBe('tightened');
  expect(await limitOf(player)).toMatchObject({ value: 5_000n, wish: undefined });
});

test('a looser limit waits for 24 hours and another yes, and no limit is the loosest [gli/loosening-waits]', async () => {
  const player = await house.admits();
  const now = Date.now();
  await limits(player, 'day', 5_000n, now);
  for (const wished of [8_000n, undefined]) {
    expect(await limits(player, 'day', wished, now)).toBe('wished');
    const confirm = (ms: number) =>
      house.transaction((tx) => confirmLimit(tx, player.id, deposits('day'), new Date(ms)));
    expect(await confirm(now + DAY_MS - 1)).toBe('too-early');
    expect((await limitOf(player))?.value).not.toBe(wished);
    expect(await confirm(now + DAY_MS)).toBe('loosened');
    expect(await limitOf(player)).toMatchObject({ value: wished, wish: undefined });
    expect(await confirm(now + DAY_MS)).toBe('no-wish');
  }
});

test('a wish that got no second yes within a week is over, and is not shown any more', async () => {
  const player = await house.admits();
  const now = Date.now();
  await limits(player, 'day', 5_000n, now);
  await limits(player, 'day', 8_000n, now);
  const over = now + DAY_MS + 7 * DAY_MS;
  expect((await limitOf(player, 'deposit', 'day', over - 1))?.wish).toMatchObject({ value: 8_000n });
  expect((await limitOf(player, 'deposit', 'day', over))?.wish).toBeUndefined();
  expect(await house.transaction((tx) => confirmLimit(tx, player.id, deposits('day'), new Date(over)))).toBe('no-wish');
  expect((await limitOf(player))?.value).toBe(5_000n);
});

test('a wish is forgotten by keeping the limit, by asking for it anew and by a tighter one; another wish waits its own 24 hours', async () => {
  const player = await house.admits();
  const now = Date.now();
  await limits(player, 'day', 5_000n, now);
  const keep = () => house.transaction((tx) => keepLimit(tx, player.id, deposits('day')));
  await limits(player, 'day', 9_000n, now);
  expect([await keep(), await keep()]).toEqual([true, false]);
  await limits(player, 'day', 9_000n, now);
  expect(await limits(player, 'day', 5_000n, now)).toBe('same');
  expect((await limitOf(player))?.wish).toBeUndefined();
  await limits(player, 'day', 9_000n, now);
  await limits(player, 'day', 7_000n, now + HOUR_MS);
  expect((await limitOf(player))?.wish).toEqual({ value: 7_000n, from: new Date(now + HOUR_MS + DAY_MS) });
  expect(await limits(player, 'day', 4_000n, now)).toBe('tightened');
  expect(await limitOf(player)).toMatchObject({ value: 4_000n, wish: undefined });
});

test('what was credited counts in each window, and the limit with the least left speaks', async () => {
  const player = await house.admits();
  await credited(player, 3_000n);
  await limits(player, 'month', 10_000n);
  await limits(player, 'day', 5_000n);
  expect(await judged(player, 2_000n)).toBeUndefined();
  expect(await judged(player, 2_001n)).toEqual({ reason: 'over-limit', window: 'day', left: money('EUR', 2_000n) });
  expect(await judged(player, 1_000n, 'EUR', 1_001n)).toMatchObject({ left: money('EUR', 999n) });
  expect(await judged(player, 10_000n, 'PLAY-EUR')).toMatchObject({ window: 'day', left: money('PLAY-EUR', 5_000n) });
  expect(await judged(player, 1_000_000n, 'XTR')).toBeUndefined();
});

test('what was paid in on other days leaves the limit of this one as it is', async () => {
  const player = await house.admits();
  await limits(player, 'day', 5_000n);
  await house.asSuperuser(
    `insert into compliance.day_total (person_id, asset, day, deposited) values ('${player.id}', 'EUR', (now() at time zone 'UTC')::date - 40, 4000)`,
  );
  expect(await judged(player, 5_000n)).toBeUndefined();
  const since = (ms: number) => house.transaction((tx) => depositedSince(tx, player.id, 'EUR', new Date(ms)));
  expect([await since(Date.now()), await since(Date.now() - 41 * DAY_MS)]).toEqual([0n, 4_000n]);
});

test('a hundred payments at once credit no more than the limit, and the rest is owed', async () => {
  const player = await house.admits();
  await limits(player, 'day', 10_500n);
  const orders = await Promise.all(Array.from({ length: 100 }, () => house.places({ player, minor: 1_000n })));
  const charges = await Promise.all(orders.map((order) => house.takes(order)));
  const settled = await Promise.all(charges.map((charge) => house.process(0).settle(charge)));
  expect(settled.filter(({ outcome }) => outcome === 'credited')).toHaveLength(10);
  expect(settled.filter((s) => s.outcome === 'owed' && s.reason === 'over-limit')).toHaveLength(90);
  expect(await house.cashOf(player)).toBe(10_000n);
  expect(await house.faults()).toEqual([]);
});

test('in a pause nothing is credited: what arrives is owed, and told again it is owed still [gli/exclusion-at-once]', async () => {
  const player = await house.admits();
  const order = await house.places({ player });
  await house.transaction((tx) => takePause(tx, randomUUID(), player.id, { kind: 'break', length: '24h' }, new Date()));
  const charge = await house.takes(order);
  for (const _ of [1, 2])
    expect(await house.process(0).settle(charge)).toEqual({ outcome: 'owed', reason: 'excluded' });
  expect(await house.cashOf(player)).toBe(0n);
  expect(await house.faults()).toEqual([]);
});

test.each([
  ['break', '24h', DAY_MS],
  ['break', '7d', 7 * DAY_MS],
  ['break', '30d', 30 * DAY_MS],
] as const)('a %s of %s ends when it says', async (kind, length, lastsMs) => {
  const player = await house.admits();
  const now = Date.now();
  const pause = await house.transaction((tx) =>
    takePause(tx, randomUUID(), player.id, { kind, length }, new Date(now)),
  );
  expect(pause.until).toEqual(new Date(now + lastsMs));
  const held = (ms: number) => house.transaction((tx) => pauseOf(tx, player.id, new Date(ms)));
  expect(await held(now + lastsMs - 1)).toEqual(pause);
  expect(await held(now + lastsMs)).toBeUndefined();
});

test('a pause is cut short by nothing: a shorter one beside it changes nothing, and nobody may change or delete it [gli/exclusion-at-once]', async () => {
  const player = await house.admits();
  const now = Date.now();
  const take = (wish: Parameters<typeof takePause>[3]) =>
    house.transaction((tx) => takePause(tx, randomUUID(), player.id, wish, new Date(now)));
  const long = await take({ kind: 'exclusion', length: '1y' });
  await take({ kind: 'break', length: '24h' });
  expect(await house.transaction((tx) => pauseOf(tx, player.id, new Date(now + 2 * DAY_MS)))).toEqual(long);
  await take({ kind: 'exclusion', length: 'forever' });
  expect(await house.transaction((tx) => pauseOf(tx, player.id, new Date(now)))).toMatchObject({ until: undefined });
  for (const tried of [sql`update compliance.pause set until = now()`, sql`delete from compliance.pause`])
    await expect(house.read(tried)).rejects.toMatchObject({ code: '42501' });
});

test('who takes a pause is sent no offers, and plays nothing [ukgc/no-promotions] [gli/excluded-before-play]', async () => {
  const player = await house.admits();
  const may = () => house.transaction((tx) => mayPromote(tx, player.id));
  expect([await may(), await plays(player, 100n, 0n)]).toEqual([true, 'played']);
  await house.transaction((tx) =>
    takePause(tx, randomUUID(), player.id, { kind: 'exclusion', length: '6m' }, new Date()),
  );
  expect([await may(), await plays(player, 100n, 0n)]).toEqual([false, 'excluded']);
});

test('two accounts that become one keep the stricter limits, both pauses, and what both have used [ukgc/one-person]', async () => {
  const [one, other] = [await house.admits(), await house.admits()];
  await credited(one, 2_000n);
  await credited(other, 3_000n);
  await limits(one, 'day', 10_000n);
  await limits(other, 'day', 6_000n);
  await limits(one, 'week', 20_000n);
  await limits(other, 'day', 50_000n);
  await house.transaction((tx) => takePause(tx, randomUUID(), other.id, { kind: 'break', length: '7d' }, new Date()));
  for (const _ of [1, 2]) await house.transaction((tx) => joinPeople(tx, one.id, other.id));
  for (const player of [one, other]) {
    expect(await limitOf(player)).toMatchObject({ value: 6_000n, wish: undefined });
    expect(await limitOf(player, 'deposit', 'week')).toMatchObject({ value: 20_000n });
    expect(await judged(player, 1n)).toMatchObject({ reason: 'excluded' });
    const used = await house.transaction((tx) => depositedSince(tx, player.id, 'EUR', new Date()));
    expect(used).toBe(5_000n);
    expect((await house.transaction((tx) => accountsOf(tx, player.id))).sort()).toEqual([one.id, other.id].sort());
  }
});

test('who unlinks their chat and begins anew is the same person [ukgc/one-person]', async () => {
  const player = await house.admits();
  await limits(player, 'day', 5_000n);
  await house.transaction((tx) =>
    takePause(tx, randomUUID(), player.id, { kind: 'exclusion', length: 'forever' }, new Date()),
  );
  await house.read(sql`select identity.unlink_account('telegram', ${player.id}, 1000, 1000)`);
  const again = await house.admits(player.telegramId);
  expect(again.id).not.toBe(player.id);
  expect(await judged(again, 1n)).toEqual({ reason: 'excluded', until: undefined });
  expect(await limitOf(again)).toMatchObject({ value: 5_000n });
});

test('a hundred bets at once lose no more than the limit leaves', async () => {
  const player = await house.admits();
  await house.transaction((tx) => setLimit(tx, player.id, { kind: 'loss', window: 'day' }, 1_050n, at(Date.now())));
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => plays(player, 100n, 0n)));
  expect(outcomes.filter((outcome) => outcome === 'played')).toHaveLength(10);
  expect(outcomes.filter((outcome) => outcome === 'over-loss-limit')).toHaveLength(90);
});

test('what is won gives room to lose again, and what is lost in a week counts in its days together', async () => {
  const player = await house.admits();
  await house.transaction((tx) => setLimit(tx, player.id, { kind: 'loss', window: 'week' }, 1_000n, at(Date.now())));
  const monday = windowStart('week', Date.now());
  expect(await plays(player, 1_000n, 400n, new Date(monday + HOUR_MS))).toBe('played');
  expect(await plays(player, 401n, 0n, new Date(monday + 2 * DAY_MS))).toBe('over-loss-limit');
  expect(await plays(player, 400n, 0n, new Date(monday + 2 * DAY_MS))).toBe('played');
  expect(await plays(player, 1n, 0n, new Date(monday + 6 * DAY_MS))).toBe('over-loss-limit');
  expect(await plays(player, 1_000n, 0n, new Date(monday + 7 * DAY_MS))).toBe('played');
});

test('time is played from round to round; a gap of more than a quarter of an hour is none of it, and ends the session [ukgc/session-time]', async () => {
  const player = await house.admits();
  const start = windowStart('day', Date.now()) + 10 * HOUR_MS;
  const minute = (n: number) => new Date(start + n * 60_000);
  for (const n of [0, 10, 20]) await plays(player, 100n, 50n, minute(n));
  const playing = (n: number) => house.transaction((tx) => readPlaying(tx, player.id, minute(n)));
  expect(await playing(25)).toEqual({
    session: { beganAt: minute(0), asset: 'EUR', net: -150n },
    todayMs: 25 * 60_000,
  });
  expect(await playing(36)).toEqual({ session: undefined, todayMs: 20 * 60_000 });
  await plays(player, 100n, 0n, minute(60));
  expect(await playing(70)).toEqual({
    session: { beganAt: minute(60), asset: 'EUR', net: -100n },
    todayMs: 30 * 60_000,
  });
});

test('beyond their own time of a day nobody plays on, and the next day they do [ukgc/session-time]', async () => {
  const player = await house.admits();
  await house.transaction((tx) => setLimit(tx, player.id, { kind: 'session', window: 'day' }, 20n, at(Date.now())));
  const start = windowStart('day', Date.now()) + 10 * HOUR_MS;
  const stakes = (n: number) => plays(player, 1n, 0n, new Date(start + n * 60_000));
  expect([await stakes(0), await stakes(10), await stakes(19)]).toEqual(['played', 'played', 'played']);
  expect([await stakes(20), await stakes(300), await stakes(24 * 60)]).toEqual(['session-over', 'played', 'played']);
});

test('over midnight only what is played after it counts for the new day', async () => {
  const player = await house.admits();
  const midnight = windowStart('day', Date.now());
  for (const n of [-10, -1, 5]) await plays(player, 1n, 0n, new Date(midnight + n * 60_000));
  const { todayMs } = await house.transaction((tx) => readPlaying(tx, player.id, new Date(midnight + 5 * 60_000)));
  expect(todayMs).toBe(5 * 60_000);
});

test('where the profile lets nobody play unverified, nobody does', async () => {
  const player = await house.admits();
  const why = await house.transaction((tx) => admitsStake(tx, player.id, 1n, { from: 1 }));
  expect(why).toBe('verification-needed');
});
