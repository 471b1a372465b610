import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { pass, type Rate, spacingOf } from '../domain/rate.ts';
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
 * The same algorithm as domain/rate.ts, which a test holds it against; here, because session and counters are one round trip
 * for each request. Redis's own clock counts, so that processes with different clocks count alike.
 */
const SCRIPT = `
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
local wait = 0
local free = {}
for i = 2, #KEYS do
  local every = tonumber(ARGV[2 * i - 3])
  local ahead = tonumber(ARGV[2 * i - 2])
  local at = tonumber(redis.call('GET', KEYS[i]) or '0')
  if at < now then at = now end
  local over = math.ceil(at + every - now - ahead - 0.001)
  if over > wait then wait = over end
  free[i] = at + every
end
if wait <= 0 then
  wait = 0
  for i = 2, #KEYS do
    redis.call('SET', KEYS[i], string.format('%.3f', free[i]), 'PX', math.ceil(free[i] - now) + 1)
  end
end
local kept = false
if KEYS[1] ~= '' then kept = redis.call('GET', KEYS[1]) end
return { kept, wait }
`;

/** How many counters a process holds while Redis is away; the oldest are forgotten first. */
const MOST_LOCAL = 50_000;

type Commands = { pass(keys: number, ...args: (string | number)[]): Promise<[string | null, number]> };

/**
 * What every request passes: the kept view of its session and its rate, in one call. Redis holds caches and counters, no
 * truth: when it is away each process counts for itself, and what is kept of sessions is looked up where it is true.
 */
export function createGate(redis: Redis, prefix: string, log: Pick<Logger, 'warn'>) {
  redis.defineCommand('pass', { lua: SCRIPT });
  const commands = redis as unknown as Commands;
  const local = new Map<string, number>();
  const sessionKey = (id: string) => `${prefix}:session:${id}`;

  const passLocally = (wish: GateWish): GateAnswer => {
    const now = performance.now();
    let waitMs = 0;
    for (const { name, rate } of wish.counters) {
      const passed = pass(local.get(name), spacingOf(rate), now);
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

  return {
    async pass(wish: GateWish): Promise<GateAnswer> {
      const keys = wish.counters.map(({ name }) => `${prefix}:rate:${name}`);
      const rates = wish.counters.flatMap(({ rate }) => {
        const { everyMs, aheadMs } = spacingOf(rate);
        return [everyMs, aheadMs];
      });
      const session = wish.session === undefined ? '' : sessionKey(wish.session);
      try {
        const [kept, waitMs] = await commands.pass(keys.length + 1, session, ...keys, ...rates);
        return { kept: kept ?? undefined, waitMs, isAway: false };
      } catch {
        return passLocally(wish);
      }
    },

    /** Keeps a session's view for so long. What cannot be kept is looked up: nobody waits for it. */
    async keep(session: string, view: string, forMs: number): Promise<void> {
      await redis.set(sessionKey(session), view, 'PX', Math.max(1, Math.floor(forMs))).catch(() => undefined);
    },

    /** Forgets what is kept of these sessions. False when Redis is away: somebody must say it again. */
    async forget(sessions: readonly string[]): Promise<boolean> {
      if (sessions.length === 0) return true;
      try {
        await redis.del(sessions.map(sessionKey));
        return true;
      } catch (err) {
        log.warn({ err }, 'Redis is away: sessions that ended are forgotten there when it is back');
        return false;
      }
    },
  };
}

/** A counter's name for what must not lie about in Redis as it is, as an address must not. */
export const veiled = (what: string): string => createHash('sha256').update(what).digest('base64url').slice(0, 22);
