import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { unchosen } from '../../domain/notices.ts';
import { levelAt, PARTS_PER_POINT, partsFor, vipLevels } from '../../domain/vip.ts';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';
import { keepNoticeChoice, readNoticeChoice } from './notices.ts';
import { carryStanding } from './standing.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 2 });
});
afterAll(() => house.close());

type Stake = readonly [player: PlayerId, asset: Asset, cash: bigint];

const stakes = (all: readonly Stake[], at = new Date(), process = 0) =>
  house.process(process).transaction((tx) =>
    tx.query(sql`select play.note_points(${all.map(([player]) => player)}::uuid[], ${all.map(([, asset]) => asset)}::text[],
      ${all.map(([, , cash]) => cash)}::bigint[], ${at})`),
  );
const standing = async (player: PlayerId) => {
  const [row] = await house.read<{ points: bigint; staked: bigint; level: number; reached: Date | null }>(
    sql`select points, staked, level, reached_at as reached from play.vip where player_id = ${player}`,
  );
  return row;
};
const weeksOf = (player: PlayerId) =>
  house.read<{ week: string; points: bigint }>(
    sql`select week, points from play.week_points where player_id = ${player} order by week`,
  );
const noticesOf = (player: PlayerId) =>
  house.read<{ key: string; kind: string; body: unknown }>(
    sql`select key, kind, body from play.notice where player_id = ${player} order by key`,
  );
const admits = async () => (await house.admits()).id;

test('cash of every currency makes the points that the domain says, and what makes none leaves no row', async () => {
  const cash = 123_456_789_012n;
  for (const asset of ['EUR', 'USD', 'RUB', 'TON', 'USDT'] as const) {
    const player = await admits();
    await stakes([[player, asset, cash]]);
    const parts = partsFor(asset, cash);
    expect(await standing(player)).toMatchObject({
      points: parts / PARTS_PER_POINT,
      staked: parts % PARTS_PER_POINT,
      level: levelAt(parts / PARTS_PER_POINT).level,
    });
  }
  const player = await admits();
  await stakes([
    [player, 'XTR', cash],
    [player, 'PLAY-EUR', cash],
    [player, 'EUR', 0n],
  ]);
  expect(await standing(player)).toBeUndefined();
  expect(await weeksOf(player)).toEqual([]);
});

test('a level is reached in the database where it is in the domain', async () => {
  await house.asSuperuser('grant execute on function play.level_at to cage_app');
  const points = vipLevels.flatMap(({ from }) => [from - 1n, from, from + 1n]).filter((n) => n >= 0n);
  const rows = await house.read<{ level: number }>(
    sql`select play.level_at(p) as level from unnest(${points}::bigint[]) with ordinality as x(p, n) order by n`,
  );
  expect(rows.map(({ level }) => level)).toEqual(points.map((n) => levelAt(n).level));
});

test('stakes too small for a point add up to it', async () => {
  const player = await admits();
  for (let n = 0; n < 9; n++) await stakes([[player, 'EUR', 111n]]);
  expect(await standing(player)).toMatchObject({ points: 0n, staked: 999_000n });
  expect(await weeksOf(player)).toEqual([]);
  await stakes([[player, 'EUR', 1n]]);
  expect(await standing(player)).toMatchObject({ points: 1n, staked: 0n });
});

test('a hundred bets in parallel, some of them many in one call, count each once, in both processes and in any order', async () => {
  const players = await Promise.all(Array.from({ length: 5 }, admits));
  const orders = [players, [...players].reverse()];
  await Promise.all(
    Array.from({ length: 100 }, (_, n) =>
      stakes(
        (orders[n % 2] ?? []).flatMap((player): Stake[] => [
          [player, 'EUR', 700n],
          [player, 'EUR', 800n],
        ]),
        new Date(),
        n,
      ),
    ),
  );
  for (const player of players) {
    expect(await standing(player)).toMatchObject({ points: 150n, staked: 0n, level: 1 });
    expect((await weeksOf(player)).reduce((sum, { points }) => sum + points, 0n)).toBe(150n);
    expect(await noticesOf(player)).toEqual([{ key: `vip:${player}:1`, kind: 'vip', body: { level: 1 } }]);
  }
});

test('a level is told once, however often it is played on, and of several at once the highest', async () => {
  const player = await admits();
  const reached = new Date('2026-03-04T05:06:07.000Z');
  await stakes([[player, 'EUR', 500_000n]], reached);
  for (let n = 0; n < 3; n++) await stakes([[player, 'EUR', 10_000n]]);
  expect((await noticesOf(player)).map(({ key }) => key)).toEqual([`vip:${player}:2`]);
  expect(await standing(player)).toMatchObject({ level: 2, reached });
});

test('a week ends at midnight between Sunday and Monday in UTC, and bears the number of ISO 8601', async () => {
  const player = await admits();
  const monday = Date.UTC(2026, 11, 28);
  await stakes([[player, 'EUR', 1_000n]], new Date(monday - 1));
  await stakes([[player, 'EUR', 2_000n]], new Date(monday));
  await stakes([[player, 'EUR', 4_000n]], new Date(Date.UTC(2027, 0, 3, 23, 59, 59, 999))); // still of 2026's last week
  await stakes([[player, 'EUR', 8_000n]], new Date(Date.UTC(2027, 0, 4)));
  expect(await weeksOf(player)).toEqual([
    { week: '2026-W52', points: 1n },
    { week: '2026-W53', points: 6n },
    { week: '2027-W01', points: 8n },
  ]);
});

test('of two accounts that are joined one has the points of both, and no wish that either did not have', async () => {
  const [kept, closed] = [await admits(), await admits()];
  await stakes([
    [kept, 'EUR', 49_600n],
    [closed, 'EUR', 600n],
  ]);
  await stakes([[closed, 'EUR', 2_000n]], new Date('2026-01-01'));
  await house.transaction(async (tx) => {
    await keepNoticeChoice(tx, kept, { ...unchosen, promotions: true, vip: false });
    await keepNoticeChoice(tx, closed, { ...unchosen, isListed: false });
  });
  for (let n = 0; n < 2; n++) await house.transaction((tx) => carryStanding(tx, closed, kept));
  expect(await standing(kept)).toMatchObject({ points: 52n, staked: 200_000n, level: 1 });
  expect([await standing(closed), await weeksOf(closed)]).toEqual([undefined, []]);
  expect((await weeksOf(kept)).map(({ points }) => points)).toEqual([2n, 49n]);
  expect(await house.transaction((tx) => readNoticeChoice(tx, kept))).toEqual({
    ...unchosen,
    vip: false,
    isListed: false,
  });
});
