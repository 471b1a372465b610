import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { type Rate, spacingOf, takePlace } from '../domain/rate.ts';
import { createBatcher } from './batcher.ts';
import type { Logger } from './logger.ts';

/** Who asks, and how often they may: each counter has a name and a rate. */
export type GateWish = {
  /** The session whose kept view is wanted. */
  readonly session?: string;
  readonly counters: readonly { readonly name: string; readonly rate: Rate }[];
};

export type GateAnswer = {
  /** What was kept of the session; undefined when nothing is, or Redis is away. */
  readonly kept: string | undefined;
  /** 0 when they may pass; else milliseconds until the next place. */
  readonly waitMs: number;
  /** Redis did not answer: counted in this process alone, and nothing is known of the session. */
  readonly isAway: boolean;
};

export type Gate = ReturnType<typeof createGate>;

/**
 * The same algorithm as domain/rate.ts, which a test holds it against; here, because session and counters are one round trip,
 * and those of all requests of a moment together. Redis's own clock counts, so that processes with different clocks count
 * alike. Of each wish: its session's key, or nothing, and its counters' keys; how many counters, and the spacing of each.
 */
const SCRIPT = `
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
local answers = {}
local k, a = 1, 1
while k <= #KEYS do
  local session, counters = KEYS[k], tonumber(ARGV[a])
  local wait = 0
  local free = {}
  for n = 1, counters do
    local every, ahead = tonumber(ARGV[a + 2 * n - 1]), tonumber(ARGV[a + 2 * n])
    local held = redis.pcall('GET', KEYS[k + n])
    local at = type(held) == 'string' and tonumber(held) or 0
    -- What we did not write, or could not have written, counts as nothing.
    if at < now or at > now + every + ahead then at = now end
    local over = math.ceil(at + every - now - ahead - 0.001)
    if over > wait then wait = over end
    free[n] = at + every
  end
  if wait == 0 then
    for n = 1, counters do
      redis.pcall('SET', KEYS[k + n], string.format('%.3f', free[n]), 'PX', math.ceil(free[n] - now) + 1)
    end
  end
  local view = session ~= '' and redis.pcall('GET', session) or false
  answers[#answers + 1] = type(view) == 'string' and view or false
  answers[#answers + 1] = wait
  k = k + 1 + counters
  a = a + 1 + 2 * counters
end
return answers
`;

/** A view is kept unless its session is known to have ended: whoever opened or refreshed it may come late with it. */
const KEEP = `
if redis.call('GET', KEYS[1]) == ARGV[3] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
`;

/** What stands for a session that ended, for longer than any token of it lives. No view reads like it. */
const ENDED = 'ended';
const ENDED_MS = 10 * 60_000;

/** After Redis did not answer it is left alone for so long: a queue before something that hangs helps nobody. */
const REST_MS = 2_000;
const DOUBT_MS = 60_000;

/** How many counters a process holds while Redis is away; the oldest are forgotten first. */
const MOST_LOCAL = 50_000;

type Commands = {
  keepUnlessEnded(key: string, view: string, ms: number, ended: string): Promise<number>;
  takePlaces(keys: number, ...args: (string | number)[]): Promise<(string | number | null)[]>;
};

/**
 * What every request passes: the kept view of its session and its rate, in one call. Redis holds caches and counters, no
 * truth: when it is away each process counts for itself, and what is kept of sessions is looked up where it is true.
 */
export function createGate(redis: Redis, prefix: string, log: Pick<Logger, 'warn'>) {
  redis.defineCommand('takePlaces', { lua: SCRIPT });
  redis.defineCommand('keepUnlessEnded', { lua: KEEP, numberOfKeys: 1 });
  let failedAt = Number.NEGATIVE_INFINITY;
  const failed = (): void => {
    failedAt = performance.now();
  };
  const isResting = () => performance.now() < failedAt + REST_MS;
  const commands = redis as unknown as Commands;
  const local = new Map<string, number>();
  const sessionKey = (id: string) => `${prefix}:session:${id}`;

  const takeLocally = (wish: GateWish): GateAnswer => {
    const now = performance.now();
    let waitMs = 0;
    for (const { name, rate } of wish.counters) {
      const passed = takePlace(local.get(name), spacingOf(rate), now);
      waitMs = Math.max(waitMs, passed.waitMs);
      local.delete(name);
      local.set(name, passed.freeAtMs);
    }
    for (const name of local.keys()) {
      if (local.size <= MOST_LOCAL) break;
      local.delete(name);
    }
    return { kept: undefined, waitMs, isAway: true };
  };

  const takeTogether = createBatcher<GateWish, GateAnswer>(
    async (wishes) => {
      const keys = wishes.flatMap(({ session, counters }) => [
        session === undefined ? '' : sessionKey(session),
        ...counters.map(({ name }) => `${prefix}:rate:${name}`),
      ]);
      const rates = wishes.flatMap(({ counters }) => [
        counters.length,
        ...counters.flatMap(({ rate }) => {
          const { everyMs, aheadMs } = spacingOf(rate);
          return [everyMs, aheadMs];
        }),
      ]);
      const answers = await commands.takePlaces(keys.length, ...keys, ...rates);
      return wishes.map((_, n) => ({
        kept: viewIn(answers[2 * n]),
        waitMs: answers[2 * n + 1] as number,
        isAway: false,
      }));
    },
    { most: 25, writers: 2 },
  );

  return {
    /** A place in each counter, and what is kept of the session. */
    async take(wish: GateWish): Promise<GateAnswer> {
      if (isResting()) return takeLocally(wish);
      try {
        return await takeTogether(wish);
      } catch {
        failed();
        return takeLocally(wish);
      }
    },

    /** Redis failed of late: what it has may be missing, or no longer true. */
    isDoubtful: (): boolean => performance.now() < failedAt + DOUBT_MS,

    /** What is kept of these sessions is no longer true; they go on. */
    async drop(sessions: readonly string[]): Promise<void> {
      if (sessions.length > 0) await redis.del(sessions.map(sessionKey)).catch(failed);
    },

    /** Keeps a session's view for so long, unless it has ended. What cannot be kept is looked up: nobody waits for it. */
    async keep(session: string, view: string, forMs: number): Promise<void> {
      if (isResting()) return;
      const ms = Math.max(1, Math.floor(forMs));
      await commands.keepUnlessEnded(sessionKey(session), view, ms, ENDED).catch(failed);
    },

    /**
     * Forgets what is kept of these sessions, and keeps nothing of them for longer than their tokens live. False when Redis is
     * away: somebody must say it again.
     */
    async forget(sessions: readonly string[]): Promise<boolean> {
      if (sessions.length === 0) return true;
      try {
        await Promise.all(sessions.map((id) => redis.set(sessionKey(id), ENDED, 'PX', ENDED_MS)));
        return true;
      } catch (err) {
        failed();
        log.warn({ err }, 'Redis is away: sessions that ended are forgotten there when it is back');
        return false;
      }
    },
  };
}

const viewIn = (answer: string | number | null | undefined): string | undefined =>
  typeof answer === 'string' && answer !== ENDED ? answer : undefined;

const veils = new Map<string, string>();
const MOST_VEILS = 10_000;

/** A counter's name for what must not lie about in Redis as it is, as an address must not. Remembered: the same few come often. */
export function veiled(what: string): string {
  const known = veils.get(what);
  if (known !== undefined) return known;
  const veil = createHash('sha256').update(what).digest('base64url').slice(0, 22);
  if (veils.size >= MOST_VEILS) veils.clear();
  veils.set(what, veil);
  return veil;
}
