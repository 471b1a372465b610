import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { PlayerId } from '../contracts/ids.ts';

export type BoardEntry = { readonly player: PlayerId; readonly points: bigint };

/**
 * A week's points in the order of their size, as Redis keeps them: ids and numbers, nothing that names anybody. It says up to when it
 * is complete; what says nothing was lost, and is made again from PostgreSQL. Throws while Redis is away.
 */
export type WeekBoard = {
  /** Undefined: it is not there. */
  completeUntil(week: string): Promise<Date | undefined>;
  /** Points only grow, so that older ones, told again or late, change nothing. False: the board was lost meanwhile. */
  note(week: string, entries: readonly BoardEntry[], until: Date): Promise<boolean>;
  /** Begins one anew beside what is there. */
  rebuild(week: string): Rebuilding;
  first(week: string, atMost: number): Promise<BoardEntry[]>;
  placeOf(week: string, player: PlayerId): Promise<{ readonly points: bigint; readonly above: number } | undefined>;
  remove(week: string, players: readonly PlayerId[]): Promise<void>;
};

type Rebuilding = {
  add(entries: readonly BoardEntry[]): Promise<void>;
  /** In place of what is there, at once, if nothing of it was lost on the way: else false. */
  finish(until: Date): Promise<boolean>;
};

/** A board is looked at in its week, and a little after. */
const KEPT_SECONDS = 9 * 86_400;

const NOTE = `
if redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
for n = 3, #ARGV, 2 do redis.call('ZADD', KEYS[1], 'GT', ARGV[n], ARGV[n + 1]) end
redis.call('EXPIRE', KEYS[1], ARGV[2])
if ARGV[1] ~= '' then redis.call('SET', KEYS[2], ARGV[1], 'EX', ARGV[2]) end
return 1
`;

const FINISH = `
if redis.call('ZCARD', KEYS[3]) ~= tonumber(ARGV[3]) then redis.call('DEL', KEYS[3]) return 0 end
if ARGV[3] == '0' then redis.call('DEL', KEYS[1]) else redis.call('RENAME', KEYS[3], KEYS[1]) redis.call('EXPIRE', KEYS[1], ARGV[2]) end
redis.call('SET', KEYS[2], ARGV[1], 'EX', ARGV[2])
return 1
`;

/** How many go into one call: Redis does nothing else meanwhile. */
const AT_ONCE = 500;
const REBUILD_SECONDS = 600;

export function createWeekBoard(redis: Redis, namespace: string): WeekBoard {
  // One slot of a cluster: both are changed together.
  const boardOf = (week: string) => `board:${namespace}:{${week}}`;
  const untilOf = (week: string) => `${boardOf(week)}:until`;
  return {
    async completeUntil(week) {
      const ms = Number((await redis.get(untilOf(week))) ?? Number.NaN);
      return Number.isFinite(ms) ? new Date(ms) : undefined;
    },

    async note(week, entries, until) {
      for (let n = 0; n < Math.max(1, entries.length); n += AT_ONCE) {
        const flat = entries.slice(n, n + AT_ONCE).flatMap(({ player, points }) => [points.toString(), player]);
        // Complete with the last of them, and not before.
        const at = n + AT_ONCE < entries.length ? '' : until.getTime();
        const noted = await redis.eval(NOTE, 2, boardOf(week), untilOf(week), at, KEPT_SECONDS, ...flat);
        if (noted !== 1) return false;
      }
      return true;
    },

    rebuild(week) {
      const anew = `${boardOf(week)}:${randomUUID()}`;
      let added = 0;
      return {
        async add(entries) {
          if (entries.length === 0) return;
          await redis.zadd(anew, ...entries.flatMap(({ player, points }) => [points.toString(), player]));
          await redis.expire(anew, REBUILD_SECONDS);
          added += entries.length;
        },
        finish: async (until) =>
          (await redis.eval(FINISH, 3, boardOf(week), untilOf(week), anew, until.getTime(), KEPT_SECONDS, added)) === 1,
      };
    },

    async first(week, atMost) {
      const flat = await redis.zrevrange(boardOf(week), 0, atMost - 1, 'WITHSCORES');
      return Array.from({ length: flat.length / 2 }, (_, n) => ({
        player: flat[2 * n] as PlayerId,
        points: BigInt(flat[2 * n + 1] ?? 0),
      }));
    },

    async placeOf(week, player) {
      const points = await redis.zscore(boardOf(week), player);
      if (points === null) return undefined;
      return { points: BigInt(points), above: await redis.zcount(boardOf(week), `(${points}`, '+inf') };
    },

    async remove(week, players) {
      if (players.length > 0) await redis.zrem(boardOf(week), ...players);
    },
  };
}
