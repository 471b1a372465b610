import { Telegraf, Telegram as TelegrafClient } from 'telegraf';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { turnedClock } from '../ground/test-clock.ts';
import { type Bench, complaint, openBench } from './test-bot.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench({ webhook: false });
});
afterEach(() => bench.close());

const call = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${bench.telegram.url}${path}`, init);
  return {
    status: answer.status,
    body: (await answer.json()) as { ok: boolean; description?: string; result?: unknown },
  };
};
const say = (method: string, init?: RequestInit) => call(`/bot${bench.telegram.token}/${method}`, init);

test('a bot without the right token is told so, and an unknown method is not found', async () => {
  const stranger = new TelegrafClient('123456:AAwrong', { apiRoot: bench.telegram.url });
  expect(await complaint(stranger.getMe())).toBe('401: Unauthorized');
  const notFound = { status: 404, body: { ok: false, error_code: 404, description: 'Not Found' } };
  expect(await call('/botnonsense/getMe')).toEqual(notFound);
  expect(await say('doNothing')).toEqual(notFound);
  expect(await call('/bot')).toEqual(notFound);
});

test('the method is found in any spelling, by GET and by POST', async () => {
  const me = { ok: true, result: { id: bench.telegram.botId, is_bot: true, first_name: 'Cage', username: 'cage_bot' } };
  expect((await say('getMe')).body).toMatchObject(me);
  expect((await say('GETME', { method: 'POST' })).body).toMatchObject(me);
});

test('arguments may come in the address, as a form, as multipart or as JSON, and nested ones as JSON text', async () => {
  bench.telegram.player('Ada').says('/start');
  const chat_id = String(bench.telegram.player('Ada').id);
  const keys = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] };
  const fields = { chat_id, text: 'x', reply_markup: JSON.stringify(keys) };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const json = { 'content-type': 'application/json' };

  const sent = await Promise.all([
    say(`sendMessage?${new URLSearchParams(fields)}`),
    say('sendMessage', { method: 'POST', body: new URLSearchParams(fields) }),
    say('sendMessage', { method: 'POST', body: form }),
    say('sendMessage', { method: 'POST', headers: json, body: JSON.stringify(fields) }),
    say('sendMessage', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ ...fields, chat_id: Number(chat_id), reply_markup: keys }),
    }),
  ]);
  for (const { body } of sent) expect(body).toMatchObject({ ok: true, result: { text: 'x', reply_markup: keys } });
});

test('a photo can be sent as a file, as telegraf sends it', async () => {
  bench.telegram.player('Ada').says('/start');
  const photo = { source: Buffer.from('not really a picture'), filename: 'win.png' };
  const sent = await bench.api.sendPhoto(bench.telegram.player('Ada').id, photo, {
    caption: '<b>Won</b>',
    parse_mode: 'HTML',
  });
  expect(sent).toMatchObject({ caption: 'Won', caption_entities: [{ type: 'bold' }], photo: [{ width: 320 }] });
});

test('a picture that is sent along is what the player sees', async () => {
  const ada = bench.telegram.player('Ada');
  ada.says('/start');
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
    'base64',
  );
  await bench.api.sendPhoto(ada.id, { source: png, filename: 'qr.png' }, { caption: 'Scan me' });
  const { photo } = await ada.sees('Scan me');
  expect(photo).toEqual({ name: 'qr.png', url: `data:image/png;base64,${png.toString('base64')}` });
});

test('broken JSON is refused', async () => {
  const headers = { 'content-type': 'application/json' };
  expect((await say('getMe', { method: 'POST', headers, body: '{' })).status).toBe(400);
  expect((await say('getMe', { method: 'POST', headers, body: '[]' })).body.description).toBe(
    'Bad Request: JSON object expected',
  );
});

test('too many messages are answered with the seconds to wait, in the body and in the header', async () => {
  const clock = turnedClock();
  const strict = await openBench({ webhook: false, limits: {}, clock });
  const ada = strict.telegram.player('Ada');
  ada.says('/start');
  for (let n = 0; n < 5; n += 1) await strict.api.sendMessage(ada.id, 'x');
  const body = new URLSearchParams({ chat_id: String(ada.id), text: 'x' });
  const answer = await fetch(`${strict.telegram.url}/bot${strict.telegram.token}/sendMessage`, {
    method: 'POST',
    body,
  });
  expect(answer.status).toBe(429);
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(await answer.json()).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  });
  clock.turn(1_000);
  await strict.api.sendMessage(ada.id, 'x');
  await strict.close();
});

test('several bots live side by side, each with updates and messages of its own', async () => {
  const two = await openBench({ webhook: false, bots: ['111:AA', '222:BB'] });
  const second = new TelegrafClient('222:BB', { apiRoot: two.telegram.url });
  two.telegram.player('Ada', { bot: 222 }).says('/start');
  expect(await two.api.getUpdates(0, 100, 0, undefined)).toEqual([]);
  expect(await second.getUpdates(0, 100, 0, undefined)).toHaveLength(1);
  expect(await complaint(two.api.sendMessage(two.telegram.player('Ada').id, 'x'))).toBe(
    '400: Bad Request: chat not found',
  );
  await two.close();
});

test('a whole telegraf bot runs here, by long polling', async () => {
  const bot = new Telegraf(bench.telegram.token, { telegram: { apiRoot: bench.telegram.url } });
  bot.start((ctx) =>
    ctx.reply(`Hello ${ctx.from.first_name}`, {
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
    }),
  );
  bot.action('go', async (ctx) => {
    await ctx.answerCbQuery('Going');
    await ctx.editMessageText('Gone');
  });
  const running = bot.launch();
  const ada = bench.telegram.player('Ada');
  ada.says('/start');
  await ada.sees('Hello Ada');
  const tap = await ada.taps('Go');
  expect(await tap.answered).toMatchObject({ text: 'Going' });
  expect(await ada.sees('Gone')).toMatchObject({ edited: true, buttons: [] });
  bot.stop();
  await running;
});
