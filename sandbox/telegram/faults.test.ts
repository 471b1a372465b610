import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Player } from './player.ts';
import { type Bench, complaint, openBench } from './test-bot.ts';

let bench: Bench;
let ada: Player;
beforeEach(async () => {
  bench = await openBench({ seed: 7, pauses: { redeliverMs: 5 } });
  ada = bench.telegram.player('Ada');
  ada.says('/start');
  await bench.telegram.idle();
});
afterEach(() => bench.close());

const said = () => ada.chat().filter(({ from }) => from === 'bot');

test('duplicates: every update comes as often as was asked, under one number', async () => {
  bench.telegram.faults.duplicateUpdates(99);
  ada.says('again');
  await bench.telegram.idle();
  const [, ...copies] = bench.ear.numbers();
  expect(copies).toHaveLength(100);
  expect(new Set(copies).size).toBe(1);
});

test('lost thanks: the bot took it, and it comes again', async () => {
  bench.telegram.faults.loseAcknowledgements({ next: 2 });
  ada.says('again');
  await bench.telegram.idle();
  expect(bench.ear.heard).toHaveLength(1 + 3);
  expect(bench.telegram.deliveries().map(({ outcome }) => outcome)).toEqual([200, 'answer lost', 'answer lost', 200]);
});

test('reorder: chats overtake each other, and each keeps its own order', async () => {
  bench.telegram.faults.reorderUpdates(30);
  const players = Array.from({ length: 12 }, (_, n) => bench.telegram.player(`Player ${n}`));
  for (const text of ['one', 'two']) for (const player of players) player.says(text);
  await bench.telegram.idle();
  const heard = bench.ear.heard.slice(1).map(({ update }) => update);
  const numbers = heard.map(({ update_id }) => update_id);
  expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b));
  for (const player of players) {
    const texts = heard.flatMap((update) =>
      'message' in update && 'text' in update.message && update.message.chat.id === player.id
        ? [update.message.text]
        : [],
    );
    expect(texts).toEqual(['one', 'two']);
  }
});

test('a server error before the call was carried out: nothing happened', async () => {
  bench.telegram.faults.failCalls({ answer: 500, next: 1 });
  expect(await complaint(bench.api.sendMessage(ada.id, 'x'))).toBe('500: Internal Server Error');
  expect(said()).toEqual([]);
  await bench.api.sendMessage(ada.id, 'x');
  expect(said()).toHaveLength(1);
});

test('a server error after the call was carried out: it happened all the same', async () => {
  bench.telegram.faults.failCalls({ answer: 502, next: 1, executed: true, methods: ['sendMessage'] });
  await bench.api.getMe();
  expect(await complaint(bench.api.sendMessage(ada.id, 'x'))).toBe('502: Bad Gateway');
  expect(said()).toHaveLength(1);
  expect(bench.telegram.calls('sendMessage')).toMatchObject([
    { status: 502, executed: true, fault: '502, done all the same' },
  ]);
});

test('silence: the call was carried out, and no answer ever comes', async () => {
  bench.telegram.faults.failCalls({ answer: 'silence', next: 1, executed: true });
  const call = bench.api.sendMessage(ada.id, 'x').then(
    () => 'answered',
    () => 'given up',
  );
  await bench.telegram.until(() => bench.telegram.calls('sendMessage').length === 1);
  expect(said()).toHaveLength(1);
  expect(bench.telegram.calls('sendMessage')).toMatchObject([{ status: 0, executed: true }]);
  await bench.telegram.close();
  expect(await call).toBe('given up');
});

test('too many requests, as often as was asked', async () => {
  bench.telegram.faults.tooManyRequests({ next: 2, retryAfter: 7 });
  expect(await complaint(bench.api.sendMessage(ada.id, 'x'))).toBe('429: Too Many Requests: retry after 7');
  expect(await complaint(bench.api.sendMessage(ada.id, 'x'))).toBe('429: Too Many Requests: retry after 7');
  await bench.api.sendMessage(ada.id, 'x');
});

test('a chance strikes by the seed: the same calls on the same seed', async () => {
  const strikes = async (seed: number): Promise<boolean[]> => {
    const seeded = await openBench({ seed, webhook: false });
    seeded.telegram.faults.failCalls({ answer: 503, chance: 0.5 });
    const outcomes: boolean[] = [];
    for (let n = 0; n < 20; n += 1)
      outcomes.push(
        await seeded.api.getMe().then(
          () => true,
          () => false,
        ),
      );
    await seeded.close();
    return outcomes;
  };
  const first = await strikes(1);
  expect(first).toContain(true);
  expect(first).toContain(false);
  expect(await strikes(1)).toEqual(first);
});

test('cleared, all is as it was', async () => {
  bench.telegram.faults.failCalls({ answer: 500 });
  bench.telegram.faults.duplicateUpdates(3);
  bench.telegram.faults.clear();
  await bench.api.sendMessage(ada.id, 'x');
  ada.says('once');
  await bench.telegram.idle();
  expect(bench.ear.heard).toHaveLength(2);
});

test('drop: what is lost on the way never reaches the bot, and comes again', async () => {
  bench.telegram.faults.change({ lostUpdates: { next: 2 } });
  ada.says('again');
  await bench.telegram.idle();
  expect(bench.ear.heard).toHaveLength(1 + 1);
  expect(bench.telegram.deliveries().map(({ outcome }) => outcome)).toEqual([
    200,
    'lost on the way',
    'lost on the way',
    200,
  ]);
});

test('delay: news is held back for as long as was asked, and comes', async () => {
  bench.telegram.faults.change({ delayMs: 40 });
  const saidAt = performance.now();
  ada.says('again');
  await bench.telegram.idle();
  expect(performance.now() - saidAt).toBeGreaterThanOrEqual(35);
  expect(bench.ear.heard).toHaveLength(1 + 1);
});
