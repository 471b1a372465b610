import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import { weekOf } from '../domain/weeks.ts';
import { sql } from '../prisma/tx.ts';
import { topOfWeek } from '../records/play/standing.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { createRedis } from '../runtime/redis.ts';
import { createWeekBoard, type WeekBoard } from '../runtime/week-board.ts';
import { testRedis } from '../sandbox/testing/fixtures.ts';
import { leaderboard } from './leaderboard.ts';

const log = createLogger('test', 'fatal' as never, { write: () => undefined });
let house: House;
let redis: ReturnType<typeof createRedis>;
beforeAll(async () => {
  house = await openHouse();
  redis = createRedis((await testRedis()).url, log);
  await new Promise<void>((resolve) => void redis.once('ready', () => resolve()));
});
afterAll(async () => {
  redis.disconnect();
  await house.close();
});

const reader = { query: (statement: Parameters<House['read']>[0]) => house.read(statement) } as never;
const week = weekOf(Date.now());
const boardOf = (name: string) => createWeekBoard(redis, name);
const round = (board: WeekBoard, held = true) => leaderboard({ reader, board, held: async () => held, log })();
const plays = (player: PlayerId, euros: bigint) =>
  house.transaction((tx) =>
    tx.query(sql`select play.note_points(array[${player}]::uuid[], array['EUR'], array[${euros * 100n}]::bigint[])`),
  );
const admits = async () => (await house.admits()).id;
const inPostgres = () => topOfWeek(reader, week, 1_000);
const sorted = (entries: readonly { player: string; points: bigint }[]) =>
  [...entries].sort((a, b) => Number(b.points - a.points) || a.player.localeCompare(b.player));
/** What Redis has of each key of a board, but for its first words. */
const keysOf = async (name: string) => (await redis.keys(`board:${name}:*`)).sort();

test('points are in order in Redis after a round, and grow with the next one', async () => {
  const board = boardOf(randomUUID());
  const [first, second] = [await admits(), await admits()];
  await plays(first, 30n);
  await plays(second, 50n);
  expect(await board.completeUntil(week)).toBeUndefined();
  expect(await round(board)).toBe('rest');
  expect(sorted(await board.first(week, 1_000))).toEqual(sorted(await inPostgres()));
  await plays(first, 40n);
  await round(board);
  expect(await board.placeOf(week, first)).toEqual({ points: 7n, above: 0 });
  expect(await board.placeOf(week, second)).toEqual({ points: 5n, above: 1 });
  expect(await board.placeOf(week, await admits())).toBeUndefined();
});

test('whatever Redis loses is read again: all of it, or what a round was in the middle of', async () => {
  const name = randomUUID();
  const board = boardOf(name);
  const player = await admits();
  await plays(player, 90n);
  await round(board);
  const whole = await board.first(week, 1_000);
  await redis.flushdb();
  expect(await board.first(week, 1_000)).toEqual([]);
  await round(board);
  expect(sorted(await board.first(week, 1_000))).toEqual(sorted(whole));

  // Lost between the look and the writing: a few points alone would look like all.
  const losing: WeekBoard = {
    ...board,
    completeUntil: async (of) => {
      const until = await board.completeUntil(of);
      await redis.flushdb();
      return until;
    },
  };
  await round(losing);
  expect(sorted(await board.first(week, 1_000))).toEqual(sorted(whole));

  const forgetting: WeekBoard = {
    ...board,
    completeUntil: async () => undefined,
    rebuild: (of) => {
      const anew = board.rebuild(of);
      return {
        add: (entries) => anew.add(entries),
        finish: async (until) => {
          await redis.flushdb();
          return anew.finish(until);
        },
      };
    },
  };
  await round(forgetting);
  expect(await board.completeUntil(week)).toBeUndefined();
  await round(board);
  expect(sorted(await board.first(week, 1_000))).toEqual(sorted(whole));
  expect(await keysOf(name)).toEqual([`board:${name}:{${week}}`, `board:${name}:{${week}}:until`]);
});

test('several at once, and one that comes late with older points, change nothing', async () => {
  const board = boardOf(randomUUID());
  const player = await admits();
  await plays(player, 20n);
  await Promise.all([round(board), round(board), round(board)]);
  await plays(player, 20n);
  await round(board);
  expect(await board.note(week, [{ player, points: 2n }], new Date(0))).toBe(true);
  expect((await board.placeOf(week, player))?.points).toBe(4n);
  await Promise.all([round(board), round(board)]);
  expect(sorted(await board.first(week, 1_000))).toEqual(sorted(await inPostgres()));
});

test('what was booked a moment after its points were dated is found all the same', async () => {
  const board = boardOf(randomUUID());
  const player = await admits();
  await house.transaction(async (tx) => {
    await tx.query(sql`select play.note_points(array[${player}]::uuid[], array['EUR'], array[3000]::bigint[])`);
    await round(board); // a round that cannot see it yet
  });
  expect(await board.placeOf(week, player)).toBeUndefined();
  await round(board);
  expect((await board.placeOf(week, player))?.points).toBe(3n);
});

test('without the lease nothing is written, and while Redis is away it says so', async () => {
  const name = randomUUID();
  expect(await round(boardOf(name), false)).toBe('rest');
  expect(await keysOf(name)).toEqual([]);
  const away = createRedis('redis://127.0.0.1:1', log);
  await expect(round(createWeekBoard(away, name))).rejects.toThrow();
  away.disconnect();
});

test('Redis holds ids and numbers, and nothing that names anybody', async () => {
  const name = randomUUID();
  await plays(await admits(), 10n);
  await round(boardOf(name));
  const [key = ''] = await keysOf(name);
  for (const member of await redis.zrange(key, 0, '-1')) expect(member).toMatch(/^[0-9a-f-]{36}$/);
});
