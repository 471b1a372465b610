import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TurnedClock, turnedClock } from '../ground/test-clock.ts';
import { type Bench, complaint, openBench } from './test-bot.ts';

let clock: TurnedClock;
let bench: Bench;
beforeEach(async () => {
  clock = turnedClock();
  bench = await openBench({ clock });
});
afterEach(() => bench.close());

const attempts = (count: number) => bench.telegram.until(() => bench.telegram.deliveries().length >= count);

test('every update bears the secret, and the bot’s thanks end it', async () => {
  bench.telegram.player('Ada').says('/start');
  const [first] = await bench.ear.hears(1);
  expect(first?.headers).toMatchObject({
    'x-telegram-bot-api-secret-token': 'a-secret',
    'content-type': 'application/json',
  });
  await bench.telegram.idle();
  expect(await bench.api.getWebhookInfo()).toMatchObject({
    url: bench.ear.url,
    pending_update_count: 0,
    max_connections: 40,
  });
});

test('numbers go up by one', async () => {
  const ada = bench.telegram.player('Ada');
  for (const text of ['a', 'b', 'c']) ada.says(text);
  await bench.ear.hears(3);
  const [first = 0, ...rest] = bench.ear.numbers();
  expect(rest).toEqual([first + 1, first + 2]);
});

test('an update that was not taken comes again: at once, then after growing pauses, until it is', async () => {
  bench.ear.answers(() => 503);
  bench.telegram.player('Ada').says('/start');
  await attempts(2);
  const info = await bench.api.getWebhookInfo();
  expect(info).toMatchObject({
    pending_update_count: 1,
    last_error_message: 'Wrong response from the webhook: 503 Service Unavailable',
  });
  for (const [pauseMs, count] of [
    [2_000, 3],
    [4_000, 4],
    [8_000, 5],
  ] as const) {
    clock.turn(pauseMs - 1);
    expect(bench.ear.heard).toHaveLength(count - 1);
    clock.turn(1);
    await attempts(count);
  }
  bench.ear.answers(() => 200);
  clock.turn(16_000);
  await bench.telegram.idle();
  expect(new Set(bench.ear.numbers()).size).toBe(1);
  expect(await bench.api.getWebhookInfo()).not.toHaveProperty('last_error_message');
});

test('the longest pause is between one and two minutes', async () => {
  bench.ear.answers(() => 500);
  bench.telegram.player('Ada').says('/start');
  for (let count = 2; count <= 12; count += 1) {
    await attempts(count);
    clock.turn(120_000);
  }
  await attempts(13);
});

test('Retry-After is obeyed', async () => {
  bench.ear.answers(() => ({ status: 503, headers: { 'retry-after': '30' } }));
  bench.telegram.player('Ada').says('/start');
  await attempts(1);
  clock.turn(29_999);
  expect(bench.ear.heard).toHaveLength(1);
  clock.turn(1);
  await attempts(2);
});

test('an answer that takes too long is none', async () => {
  bench.ear.answers(() => 'silence');
  bench.telegram.player('Ada').says('/start');
  await bench.ear.hears(1);
  clock.turn(60_000);
  await attempts(1);
  expect(bench.telegram.deliveries()[0]).toMatchObject({ outcome: 'Read timeout expired' });
});

test('a webhook that is not there is a failure like any other', async () => {
  await bench.ear.close();
  bench.telegram.player('Ada').says('/start');
  await attempts(1);
  expect(bench.telegram.deliveries()[0]).toMatchObject({ outcome: 'Connection refused' });
  expect(bench.telegram.pendingUpdates()).toHaveLength(1);
});

test('a stuck chat holds up only itself, and keeps its order', async () => {
  const [ada, bob] = ['Ada', 'Bob'].map((name) => bench.telegram.player(name));
  bench.ear.answers((update) => ('message' in update && update.message.chat.id === ada?.id ? 500 : 200));
  for (const text of ['a1', 'a2']) ada?.says(text);
  for (const text of ['b1', 'b2', 'b3']) bob?.says(text);
  await attempts(5);
  const texts = (): unknown[] =>
    bench.ear.heard.map(({ update }) => 'message' in update && 'text' in update.message && update.message.text);
  expect(texts().filter((text) => text !== 'a1')).toEqual(['b1', 'b2', 'b3']);
  bench.ear.answers(() => 200);
  clock.turn(2_000);
  await bench.telegram.idle();
  expect(texts().slice(-2)).toEqual(['a1', 'a2']);
});

test('a stuck message holds up no tap of the same player', async () => {
  const ada = bench.telegram.player('Ada');
  ada.says('/start');
  await bench.telegram.idle();
  await bench.api.sendMessage(ada.id, 'x', {
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
  });
  bench.ear.answers((update) => ('message' in update ? 500 : 200));
  ada.says('stuck');
  await ada.taps('A');
  await bench.telegram.until(() =>
    bench.telegram.deliveries().some(({ kind, outcome }) => kind === 'callback_query' && outcome === 200),
  );
});

test('no more are under way at once than the bot allows', async () => {
  await bench.api.deleteWebhook();
  let underWay = 0;
  let most = 0;
  const held: (() => void)[] = [];
  bench.ear.answers(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise<void>((resolve) => held.push(resolve));
    underWay -= 1;
    return 200;
  });
  for (let n = 0; n < 6; n += 1) bench.telegram.player(`Player ${n}`).says('/start');
  await bench.api.setWebhook(bench.ear.url, { max_connections: 3 });
  await bench.ear.hears(3);
  const idle = bench.telegram.idle();
  const letGo = setInterval(() => held.shift()?.(), 1);
  await idle;
  clearInterval(letGo);
  expect(most).toBe(3);
});

test('updates wait for a bot a day, questions two and a half minutes', async () => {
  const ada = bench.telegram.player('Ada');
  ada.says('/start');
  await bench.telegram.idle();
  await bench.api.sendMessage(ada.id, 'x', {
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
  });
  await bench.api.deleteWebhook();
  ada.says('later');
  await ada.taps('A');
  expect(bench.telegram.pendingUpdates()).toHaveLength(2);
  clock.turn(150_000);
  expect(bench.telegram.pendingUpdates()).toMatchObject([{ message: { text: 'later' } }]);
  clock.turn(86_400_000);
  expect(bench.telegram.pendingUpdates()).toEqual([]);
});

test('what was not taken survives a restart, and numbers go on from there', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'telegram-'));
  const dataFile = path.join(folder, 'telegram.jsonl');
  const first = await openBench({ dataFile, bots: ['111:AA'] });
  first.ear.answers(() => 500);
  first.telegram.player('Ada').says('before');
  await first.ear.hears(1);
  await first.telegram.close();

  first.ear.answers(() => 200);
  const second = await openBench({ dataFile, bots: ['111:AA'], webhook: false });
  const ada = second.telegram.player('Ada');
  ada.says('after');
  await second.telegram.idle();
  expect(ada.chat().map(({ text }) => text)).toEqual(['before', 'after']);
  const numbers = first.ear.numbers();
  expect(numbers.at(-1)).toBe((numbers[0] ?? 0) + 1);
  await second.close();
  await first.ear.close();
  rmSync(folder, { recursive: true });
});

test('a bot may answer an update with a call', async () => {
  const ada = bench.telegram.player('Ada');
  const body = JSON.stringify({ method: 'sendMessage', chat_id: ada.id, text: 'By return' });
  bench.ear.answers(() => ({ status: 200, headers: { 'content-type': 'application/json' }, body }));
  ada.says('/start');
  await ada.sees('By return');
});

test('what the bot wants to hear is kept when it is left out, and chosen anew when it is given', async () => {
  const info = async () => (await bench.api.getWebhookInfo()).allowed_updates;
  expect(await info()).toBeUndefined();
  await bench.api.setWebhook(bench.ear.url, { allowed_updates: ['callback_query', 'message'] });
  expect(await info()).toEqual(['message', 'callback_query']);
  await bench.api.setWebhook(bench.ear.url, { max_connections: 5 });
  expect(await info()).toEqual(['message', 'callback_query']);
  bench.telegram.player('Ada').blocks();
  expect(bench.telegram.pendingUpdates()).toEqual([]);
  await bench.api.setWebhook(bench.ear.url, { allowed_updates: [] });
  expect(await info()).toBeUndefined();
});

test('pending updates are dropped on request', async () => {
  await bench.api.deleteWebhook();
  bench.telegram.player('Ada').says('/start');
  await bench.api.setWebhook(bench.ear.url, { drop_pending_updates: true });
  expect(bench.telegram.pendingUpdates()).toEqual([]);
  expect(bench.ear.heard).toEqual([]);
});

test.each([
  ['bad webhook: An HTTPS URL must be provided for webhook', 'http://example.com/hook', {}],
  ['invalid webhook URL specified', 'nonsense', {}],
  ['secret token contains unallowed characters', 'https://example.com/hook', { secret_token: 'a secret' }],
  ['secret token is too long', 'https://example.com/hook', { secret_token: 'x'.repeat(257) }],
])('%s', async (why, url, more) => {
  expect(await complaint(bench.api.setWebhook(url, more))).toBe(`400: Bad Request: ${why}`);
});
