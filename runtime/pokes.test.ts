import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { testRedis } from '../sandbox/testing/fixtures.ts';
import { createLogger } from './logger.ts';
import { createPokes, type Pokes } from './pokes.ts';
import { createRedis } from './redis.ts';
import { deadAddress } from './telegram/test-bot-api.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The pokes of one process; its own connections, as each process has. */
function processOn(url: string, prefix: string): Pokes {
  const redis = createRedis(url, createLogger('test', 'error'));
  const pokes = createPokes(redis, prefix);
  closing.push(
    () => pokes.close(),
    () => redis.disconnect(),
  );
  return pokes;
}

/** Pokes until it is felt: a poke is a hint, and one sent before everybody listens is lost. */
async function pokeUntil(felt: () => boolean, poke: () => void): Promise<void> {
  while (!felt()) {
    poke();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('a poke in one process wakes the loops of another, and only those of its topic', async () => {
  const { url } = await testRedis();
  const prefix = randomUUID();
  const [api, bot] = [processOn(url, prefix), processOn(url, prefix)];
  const woken = { inbox: 0, first: 0, second: 0 };
  await bot.on('inbox', () => void woken.inbox++);
  await bot.on('outbox-telegram', () => void woken.first++);
  await bot.on('outbox-telegram', () => void woken.second++);
  await pokeUntil(
    () => woken.first > 0,
    () => api.poke('outbox-telegram'),
  );
  expect(woken.second).toBe(woken.first);
  expect(woken.inbox).toBe(0);
});

test('two products on one Redis do not wake each other', async () => {
  const { url } = await testRedis();
  const [ours, theirs] = [processOn(url, randomUUID()), processOn(url, randomUUID())];
  const woken = { ours: 0, theirs: 0 };
  await ours.on('inbox', () => void woken.ours++);
  await theirs.on('inbox', () => void woken.theirs++);
  await pokeUntil(
    () => woken.ours > 0,
    () => ours.poke('inbox'),
  );
  expect(woken.theirs).toBe(0);
});

test('while Redis is away pokes are lost without a sound', async () => {
  const pokes = processOn((await deadAddress()).replace('http:', 'redis:'), randomUUID());
  await pokes.on('inbox', () => undefined);
  for (let n = 0; n < 100; n++) pokes.poke('inbox');
  await new Promise(setImmediate); // an unhandled rejection would fail the run here
});

test('an outage of Redis is told once, however often it is tried again', async () => {
  const lines: string[] = [];
  const log = createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line).msg) });
  const redis = createRedis((await deadAddress()).replace('http:', 'redis:'), log);
  closing.push(() => redis.disconnect());
  for (let attempts = 0; attempts < 3; attempts++) await new Promise((resolve) => redis.once('close', resolve));
  expect(lines).toEqual(['Redis is away']);
});

test('a command fails at once while Redis is away: nobody waits for a cache', async () => {
  const redis = createRedis((await deadAddress()).replace('http:', 'redis:'), createLogger('test', 'error'));
  closing.push(() => redis.disconnect());
  await expect(redis.ping()).rejects.toThrow();
});
