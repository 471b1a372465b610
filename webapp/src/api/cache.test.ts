import { expect, test } from 'vitest';
import { createCache } from './cache.ts';
import { Refused } from './client.ts';

/** A reader whose answers a test gives, in its own time. */
function answers() {
  const waiting: { resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = [];
  return {
    waiting,
    read: () => new Promise((resolve, reject) => void waiting.push({ resolve, reject })),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what was read stays while it is read again, and listeners are told', async () => {
  const cache = createCache();
  const { waiting, read } = answers();
  let told = 0;
  cache.subscribe(() => told++);
  cache.reads('cash', read);
  const first = cache.refresh('cash');
  expect(cache.get('cash')).toMatchObject({ value: undefined, loading: true });
  waiting[0]?.resolve(1);
  await first;
  void cache.refresh('cash');
  expect(cache.get('cash')).toMatchObject({ value: 1, loading: true });
  expect(told).toBeGreaterThan(2);
});

test('a wish while an answer is under way is asked once more: that answer may be older than the wish', async () => {
  const cache = createCache();
  const { waiting, read } = answers();
  cache.reads('cash', read);
  const first = cache.refresh('cash');
  void cache.refresh('cash');
  void cache.refresh('cash');
  expect(waiting).toHaveLength(1);
  waiting[0]?.resolve('before the payment');
  await settled();
  expect(waiting).toHaveLength(2);
  waiting[1]?.resolve('after it');
  await first;
  await settled();
  expect(cache.get('cash').value).toBe('after it');
  expect(waiting).toHaveLength(2);
});

test('what fails keeps what was known, and says why', async () => {
  const cache = createCache();
  cache.put('cash', 5);
  cache.reads('cash', async () => {
    throw new Refused({ reason: 'offline' });
  });
  await cache.refresh('cash');
  expect(cache.get('cash')).toMatchObject({ value: 5, loading: false, failed: { problem: { reason: 'offline' } } });
  cache.reads('cash', async () => 6);
  await cache.refresh('cash');
  expect(cache.get('cash')).toEqual({ value: 6, loading: false, failed: undefined });
});

test('an error of ours is told as such, and not swallowed', async () => {
  const cache = createCache();
  cache.reads('cash', async () => Promise.reject(new Error('a bug')));
  await cache.refresh('cash');
  expect(cache.get('cash').failed?.problem.reason).toBe('unavailable');
});
