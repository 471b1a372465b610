import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTelegramClient, explain, TelegramCallError } from './client.ts';
import { deadAddress, done, refused, TOKEN, tinyBotApi } from './test-bot-api.ts';

let api: Awaited<ReturnType<typeof tinyBotApi>>;
beforeAll(async () => {
  api = await tinyBotApi();
});
afterAll(() => api.close());

const message = { chat_id: 7, text: 'hello' };

test('a call that Telegram takes is done, with its result', async () => {
  api.answers(done({ message_id: 12 }));
  expect(await api.client().try('sendMessage', message)).toEqual({ kind: 'done', result: { message_id: 12 } });
  expect(api.calls.at(-1)).toEqual({ method: 'sendMessage', body: message });
});

test.each([
  [400, 'Bad Request: chat not found'],
  [401, 'Unauthorized'],
  [403, 'Forbidden: bot was blocked by the user'],
  [404, 'Not Found'],
  [409, 'Conflict: terminated by other getUpdates request'],
  [413, 'Request Entity Too Large'],
])('a %s is a refusal in Telegram’s words: nothing happened', async (code, description) => {
  api.answers(refused(code, description));
  expect(await api.client().try('sendMessage', message)).toEqual({ kind: 'refused', code, description });
});

test('too many calls means to wait as long as Telegram says', async () => {
  api.answers(refused(429, 'Too Many Requests: retry after 17', { retry_after: 17 }));
  expect(await api.client().try('sendMessage', message)).toEqual({ kind: 'wait', retryAfterMs: 17_000 });
});

test('too many calls without a time means to wait a little', async () => {
  api.answers(refused(429, 'Too Many Requests'));
  expect(await api.client().try('sendMessage', message)).toEqual({ kind: 'wait', retryAfterMs: 1_000 });
});

test.each([500, 502, 503, 504])('a %s proves nothing: it may have happened', async (code) => {
  api.answers(refused(code, 'Internal Server Error'));
  expect(await api.client().try('sendMessage', message)).toMatchObject({ kind: 'unknown' });
  api.answers({ status: code, html: '<h1>Bad Gateway</h1>' });
  expect(await api.client().try('sendMessage', message)).toMatchObject({ kind: 'unknown' });
});

test('an answer that is not Telegram’s proves nothing', async () => {
  api.answers({ status: 200, html: '<h1>Welcome to the hotel’s network</h1>' });
  expect(await api.client().try('sendMessage', message)).toMatchObject({ kind: 'unknown' });
});

test('a connection that breaks before the answer proves nothing', async () => {
  api.answers('hang-up');
  expect(await api.client().try('sendMessage', message)).toMatchObject({ kind: 'unknown' });
});

test('no answer within the time-out proves nothing', async () => {
  api.answers('hang');
  expect(await api.client(30).try('sendMessage', message)).toMatchObject({ kind: 'unknown' });
  expect(await api.client().try('sendMessage', message, { timeoutMs: 30 })).toMatchObject({ kind: 'unknown' });
});

test('a call can be given up by its caller', async () => {
  api.answers('hang');
  const giveUp = new AbortController();
  const outcome = api.client().try('getUpdates', {}, { signal: giveUp.signal });
  giveUp.abort();
  expect(await outcome).toMatchObject({ kind: 'unknown' });
});

test('where nobody listens, and where there is no such host, the call never left', async () => {
  const nobody = createTelegramClient({ token: TOKEN, botId: '1', apiRoot: await deadAddress(), timeoutMs: 5_000 });
  expect(await nobody.try('sendMessage', message)).toEqual({ kind: 'unreached', why: 'ECONNREFUSED' });
  const nowhere = createTelegramClient({
    token: TOKEN,
    botId: '1',
    apiRoot: 'http://nowhere.invalid',
    timeoutMs: 5_000,
  });
  expect(await nowhere.try('sendMessage', message)).toMatchObject({ kind: 'unreached' });
});

test('who calls without looking at outcomes gets the result, or an error that says why and shows no token', async () => {
  api.answers(done([{ update_id: 1 }]));
  expect(await api.client().call('getUpdates', {})).toEqual([{ update_id: 1 }]);
  api.answers(refused(401, 'Unauthorized'));
  const failure = await api
    .client()
    .call('getMe', undefined)
    .catch((error) => error);
  expect(failure).toBeInstanceOf(TelegramCallError);
  expect(failure.message).toBe('getMe: refused with 401, Unauthorized');
  api.answers('hang-up');
  const broken = await api
    .client()
    .call('getMe', undefined)
    .catch((error) => error);
  expect(`${broken.message}\n${broken.stack}`).not.toContain('canary');
});

test('every outcome but done can be told in a few words', () => {
  expect(explain({ kind: 'wait', retryAfterMs: 3_000 })).toBe('asked to wait 3000 ms');
  expect(explain({ kind: 'unknown', why: 'Telegram answered 502' })).toBe('unknown: Telegram answered 502');
  expect(explain({ kind: 'unreached', why: 'ECONNREFUSED' })).toBe('unreached: ECONNREFUSED');
});
