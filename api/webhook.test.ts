import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { shuffled } from '../records/test-house.ts';
import { checkoutOf, messageFrom } from '../use-cases/test-cashier.ts';
import { type Gateway, openGateway, SECRET } from './test-gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterEach(() => {
  gateway.state.postgres = 'up';
});
afterAll(() => gateway.close());

test('an update is stored, acknowledged, and those who work on it are woken once', async () => {
  const update = messageFrom(801);
  const pokes = gateway.state.pokes;
  expect(await gateway.telegramSends(update)).toMatchObject({ status: 200, body: { outcome: 'stored' } });
  expect(await gateway.telegramSends(update)).toMatchObject({ status: 200, body: { outcome: 'known' } });
  expect(gateway.state.pokes - pokes).toBe(1);
});

test.each([
  ['without a secret', null],
  ['with an empty secret', ''],
  ['with a wrong secret', 'x'.repeat(SECRET.length)],
  ['with the beginning of the secret', SECRET.slice(0, -1)],
  ['with the secret and a bit', `${SECRET}!`],
  ['with the secret in capitals', SECRET.toUpperCase()],
])('an update %s is turned away, and nothing is stored', async (_how, secret) => {
  const before = await gateway.stored();
  const answer = await gateway.telegramSends(messageFrom(802), { secret });
  expect(answer).toMatchObject({ status: 401, body: { reason: 'wrong-secret' } });
  expect(await gateway.stored()).toBe(before);
});

test('who does not know the secret learns neither which bots are ours nor whether their JSON can be read', async () => {
  const { body } = await gateway.telegramSends(messageFrom(803), { secret: 'wrong' });
  expect((await gateway.telegramSends(messageFrom(803), { secret: 'wrong', bot: '1' })).body).toEqual(body);
  expect((await gateway.telegramSends('{', { secret: 'wrong' })).body).toEqual(body);
  expect((await gateway.telegramSends('x'.repeat(2_000_000), { secret: 'wrong' })).body).toEqual(body);
});

test('an update for a bot that is not ours is told so', async () => {
  expect(await gateway.telegramSends(messageFrom(804), { bot: '1' })).toMatchObject({
    status: 404,
    body: { reason: 'unknown-bot' },
  });
});

test.each(['{', '{"update_id":', 'hello', '"a text"', 'null', '7', '\u0000'])(
  '%j is answered as broken and counted, and the next update is served',
  async (body) => {
    const [before, stored] = [await gateway.counted('other', 'malformed'), await gateway.stored()];
    expect(await gateway.telegramSends(body)).toMatchObject({ status: 400, body: { reason: 'malformed' } });
    expect((await gateway.counted('other', 'malformed')) - before).toBe(1);
    expect(await gateway.stored()).toBe(stored);
    expect((await gateway.telegramSends(messageFrom(805))).status).toBe(200);
  },
);

test.each([
  ['a kind we never asked for', { update_id: 9_001, poll_answer: {} }],
  ['a kind that does not exist yet', { update_id: 9_002, telepathy: {} }],
  ['an empty object', {}],
  ['an empty list', []],
  ['a message that is none', { update_id: 9_003, message: 7 }],
])('%s is acknowledged, so that Telegram does not send it for ever, counted and not kept', async (_what, update) => {
  const stored = await gateway.stored();
  const ignored = async () =>
    (await gateway.counted('other', 'ignored')) + (await gateway.counted('message', 'ignored'));
  const before = await ignored();
  expect(await gateway.telegramSends(update)).toMatchObject({ status: 200, body: { outcome: 'ignored' } });
  expect((await ignored()) - before).toBe(1);
  expect(await gateway.stored()).toBe(stored);
});

test('a body that says it is something else than JSON is not read', async () => {
  const answer = await gateway.telegramSends('<update/>', { headers: { 'content-type': 'text/xml' } });
  expect(answer).toMatchObject({ status: 200, body: { outcome: 'ignored' } });
});

test('a body of two megabytes is refused, packed or not', async () => {
  const large = JSON.stringify({ ...messageFrom(806), padding: 'x'.repeat(2_000_000) });
  expect(await gateway.telegramSends(large)).toMatchObject({ status: 413, body: { reason: 'too-large' } });
  const packed = await gateway.telegramSends(gzipSync(large), { headers: { 'content-encoding': 'gzip' } });
  expect(packed).toMatchObject({ status: 413, body: { reason: 'too-large' } });
});

test('while PostgreSQL is away updates are refused with 503, so that Telegram sends them again, and none is lost', async () => {
  const updates = [messageFrom(807), messageFrom(807)];
  gateway.state.postgres = 'down';
  for (const update of updates) {
    const answer = await gateway.telegramSends(update);
    expect(answer).toMatchObject({ status: 503, body: { reason: 'unavailable' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  gateway.state.postgres = 'up';
  for (const update of updates) expect((await gateway.telegramSends(update)).body).toEqual({ outcome: 'stored' });
});

test('while PostgreSQL is away no payment is allowed, and Telegram is told nothing', async () => {
  const order = await gateway.house.places();
  const before = gateway.telegram.calls.length;
  gateway.state.postgres = 'down';
  expect((await gateway.telegramSends(checkoutOf(order))).status).toBe(503);
  expect(gateway.telegram.calls).toHaveLength(before);
});

test('the question before a payment is answered over the webhook while Temporal and Redis are away', async () => {
  Object.assign(gateway.state, { temporal: 'down', redis: 'down' });
  const asked = checkoutOf(await gateway.house.places());
  expect((await gateway.telegramSends(asked)).body).toEqual({ outcome: 'answered' });
  expect(gateway.telegram.calls.at(-1)).toEqual({
    method: 'answerPreCheckoutQuery',
    body: { pre_checkout_query_id: asked.pre_checkout_query.id, ok: true },
  });
  Object.assign(gateway.state, { temporal: 'up', redis: 'up' });
});

test('twenty updates, each sent a hundred times, shuffled and in parallel, are stored once each', async () => {
  const updates = Array.from({ length: 20 }, (_, n) => messageFrom(810 + n));
  const before = await gateway.stored();
  const copies = shuffled(updates.flatMap((update) => Array.from({ length: 100 }, () => update)));
  const outcomes: Record<string, number> = {};
  // As many at once as Telegram opens connections.
  const sendAll = async () => {
    for (let update = copies.pop(); update; update = copies.pop()) {
      const { status, body } = await gateway.telegramSends(update);
      const outcome = `${status} ${body.outcome}`;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: 40 }, sendAll));
  expect(outcomes).toEqual({ '200 stored': 20, '200 known': 1_980 });
  expect((await gateway.stored()) - before).toBe(20);
});

test('what was stored is what came', async () => {
  const update = messageFrom(899, 'naïve 😀 <b>"quoted"</b> \\');
  await gateway.telegramSends(update);
  const [row] = await gateway.house.read(
    sql`select body from delivery.inbox where external_id = ${String(update.update_id)}`,
  );
  expect(row?.body).toEqual(update);
});
