import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { messageFrom } from '../use-cases/test-cashier.ts';
import { type Gateway, openGateway, SECRET, WEB_UI } from './test-gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterEach(() => {
  Object.assign(gateway.state, { postgres: 'up', redis: 'up', temporal: 'up', stopping: false });
});
afterAll(() => gateway.close());

test('a process that answers is alive, whatever it leans on', async () => {
  Object.assign(gateway.state, { postgres: 'down', stopping: true });
  expect(await gateway.ask('/healthz')).toMatchObject({ status: 200, body: { status: 'alive' } });
});

test('with everything up it is ready', async () => {
  expect(await gateway.ask('/readyz')).toMatchObject({
    status: 200,
    body: { ready: true, stopping: false, parts: { postgres: 'up', redis: 'up', temporal: 'up' } },
  });
});

test.each(['redis', 'temporal'] as const)(
  'without %s it is ready, for the inbox holds, and says what is missing',
  async (part) => {
    gateway.state[part] = 'down';
    expect(await gateway.ask('/readyz')).toMatchObject({
      status: 200,
      body: { ready: true, parts: { [part]: 'down' } },
    });
  },
);

test('without PostgreSQL it is not ready', async () => {
  gateway.state.postgres = 'down';
  expect(await gateway.ask('/readyz')).toMatchObject({
    status: 503,
    body: { ready: false, parts: { postgres: 'down', redis: 'up', temporal: 'up' } },
  });
});

test('a part that hangs is down, and keeps nobody waiting for the truth', async () => {
  gateway.state.temporal = 'hangs';
  expect(await gateway.ask('/readyz')).toMatchObject({
    status: 200,
    body: { parts: { temporal: 'down', postgres: 'up' } },
  });
});

test('a process that is stopping is not ready, though everything is up', async () => {
  gateway.state.stopping = true;
  expect(await gateway.ask('/readyz')).toMatchObject({ status: 503, body: { ready: false, stopping: true } });
});

test('metrics count updates and what waits, and go on while PostgreSQL is away', async () => {
  await gateway.telegramSends(messageFrom(901));
  const { status, body } = await gateway.ask('/metrics');
  expect(status).toBe(200);
  expect(body.text).toMatch(/cage_updates_total\{kind="message",outcome="stored"\} 1/);
  expect(body.text).toMatch(/cage_waiting_rows\{queue="inbox",status="pending"\} 1/);
  expect(body.text).toMatch(/cage_audit_unsealed_seconds [\d.]+\n/);
  expect(body.text).toMatch(/cage_request_seconds_count\{route="\/webhooks\/telegram\/:botId",status="200"\} 1/);
  gateway.state.postgres = 'down';
  const without = await gateway.ask('/metrics');
  expect(without.status).toBe(200);
  expect(without.body.text).toMatch(/cage_updates_total/);
  expect(without.body.text).toMatch(/cage_audit_unsealed_seconds Nan\n/i);
});

test('neither addresses nor numbers of people become labels of metrics', async () => {
  await gateway.ask('/no/such/canary-path?token=canary');
  await gateway.telegramSends(messageFrom(902), { bot: 'canary' });
  expect((await gateway.ask('/metrics')).body.text).not.toContain('canary');
});

/** Every way to be refused. */
const refusals: [string, () => Promise<Awaited<ReturnType<Gateway['ask']>>>][] = [
  ['an address where nothing is', () => gateway.ask('/nothing')],
  ['a method nobody serves', () => gateway.ask('/webhooks/telegram/1')],
  [
    'an address that cannot be decoded',
    () =>
      gateway.ask('/webhooks/telegram/%E0%A4%A', {
        method: 'POST',
        headers: { 'x-telegram-bot-api-secret-token': SECRET },
      }),
  ],
  ['a wrong secret', () => gateway.telegramSends({}, { secret: 'wrong' })],
  ['an unknown bot', () => gateway.telegramSends({}, { bot: '1' })],
  ['broken JSON', () => gateway.telegramSends('{')],
  [
    'a character set that does not exist',
    () => gateway.telegramSends('{}', { headers: { 'content-type': 'application/json; charset=klingon' } }),
  ],
  ['a packing that does not exist', () => gateway.telegramSends('{}', { headers: { 'content-encoding': 'klingon' } })],
  ['a body that is not what it says', () => gateway.telegramSends('{}', { headers: { 'content-encoding': 'gzip' } })],
  ['too much', () => gateway.telegramSends('x'.repeat(2_000_000))],
  [
    'an outage',
    () => {
      gateway.state.postgres = 'down';
      return gateway.telegramSends(messageFrom(903));
    },
  ],
  ['a codec asked by a stranger', () => gateway.ask('/codec/decode', { method: 'POST' })],
  ['a codec asked for nonsense', () => gateway.ask('/codec/decode', { method: 'POST', headers: { origin: WEB_UI } })],
];

test.each(refusals)('%s is answered as a problem, with its reason and without our insides', async (_what, provoke) => {
  const { status, headers, body } = await provoke();
  expect(status).toBeGreaterThanOrEqual(400);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(body).toMatchObject({
    type: 'about:blank',
    status,
    reason: expect.stringMatching(/^[a-z-]+$/),
    title: expect.any(String),
  });
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts\b|Error|127\.0\.0\.1/);
});

test('every answer names its request, and no answer names our software', async () => {
  const answers = [await gateway.ask('/healthz'), await gateway.ask('/nothing'), await gateway.telegramSends('{')];
  const ids = answers.map(({ headers }) => headers.get('x-request-id'));
  expect(new Set(ids).size).toBe(3);
  for (const { headers } of answers) expect(headers.get('x-powered-by')).toBeNull();
});

test('a failed request is logged under the id that its answer names', async () => {
  gateway.state.postgres = 'down';
  const { headers } = await gateway.telegramSends(messageFrom(904));
  const line = gateway.logged.find(({ requestId }) => requestId === headers.get('x-request-id'));
  expect(line?.msg).toBe('a request failed');
});

test('the house’s position, how long rates are good and what was doubted are told to whoever watches', async () => {
  await gateway.house.rates('RUB', '0.01');
  const order = await gateway.house.places({ asset: 'RUB', minor: 100_000n, market: '0.01' });
  await gateway.house.process(0).settle(await gateway.house.takes(order));
  const text = String((await gateway.ask('/metrics')).body.text);
  expect(text).toMatch(/^cage_position\{asset="RUB"\} 1000$/m);
  expect(text).toMatch(/^cage_position\{asset="EUR"\} -10$/m);
  expect(text).toMatch(/^cage_rate_good_seconds\{pair="RUB\/EUR"\} 3\d{3}/m);
  expect(text).toMatch(/^cage_rate_doubts_total\{about="RUB\/EUR",why="jumped"\} 2$/m);
});
