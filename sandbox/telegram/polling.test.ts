import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TurnedClock, turnedClock } from '../ground/test-clock.ts';
import { type Bench, complaint, openBench } from './test-bot.ts';

let clock: TurnedClock;
let bench: Bench;
beforeEach(async () => {
  clock = turnedClock();
  bench = await openBench({ webhook: false, clock });
});
afterEach(() => bench.close());

const poll = (offset = 0, { limit = 100, timeout = 0 } = {}) => bench.api.getUpdates(timeout, limit, offset, undefined);

test('updates come again until an offset beyond them confirms them', async () => {
  for (const text of ['a', 'b']) bench.telegram.player('Ada').says(text);
  const both = await poll();
  expect(await poll()).toEqual(both);
  const [first, second] = both;
  expect(await poll(second?.update_id)).toEqual([second]);
  expect(await poll(first?.update_id)).toEqual([second]);
  expect(await poll((second?.update_id ?? 0) + 1)).toEqual([]);
  expect(bench.telegram.pendingUpdates()).toEqual([]);
});

test('no more come than the limit says, oldest first', async () => {
  for (const text of ['a', 'b', 'c']) bench.telegram.player('Ada').says(text);
  expect(await poll(0, { limit: 2 })).toMatchObject([{ message: { text: 'a' } }, { message: { text: 'b' } }]);
});

test('a negative offset keeps that many from the end', async () => {
  for (const text of ['a', 'b', 'c']) bench.telegram.player('Ada').says(text);
  expect(await poll(-1)).toMatchObject([{ message: { text: 'c' } }]);
  expect(bench.telegram.pendingUpdates()).toHaveLength(1);
});

test('a long poll is answered as soon as something happens, or empty when its time is over', async () => {
  const answered = poll(0, { timeout: 50 });
  await bench.telegram.until(() => true);
  bench.telegram.player('Ada').says('at last');
  expect(await answered).toMatchObject([{ message: { text: 'at last' } }]);
});

test('an unanswered long poll ends empty', async () => {
  const seen = bench.telegram.calls('getMe').length;
  const answered = poll(0, { timeout: 5 });
  await bench.api.getMe(); // the poll came before it on the wire
  await bench.telegram.until(() => bench.telegram.calls('getMe').length > seen);
  clock.turn(5_000);
  expect(await answered).toEqual([]);
});

test('a second poll ends the first', async () => {
  const first = complaint(poll(0, { timeout: 50 }));
  await bench.api.getMe();
  const second = poll(0, { timeout: 50 });
  expect(await first).toBe(
    '409: Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  );
  bench.telegram.player('Ada').says('x');
  expect(await second).toHaveLength(1);
});

test('polling and a webhook exclude each other', async () => {
  const waiting = complaint(poll(0, { timeout: 50 }));
  await bench.api.getMe();
  await bench.api.setWebhook(bench.ear.url);
  expect(await waiting).toBe('409: Conflict: terminated by setWebhook request');
  expect(await complaint(poll())).toBe(
    "409: Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
  await bench.api.deleteWebhook();
  expect(await poll()).toEqual([]);
});
