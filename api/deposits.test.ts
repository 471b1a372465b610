import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

type App = Awaited<ReturnType<typeof openApp>>;
const ordersOf = (app: App) =>
  gateway.house.count(sql`select count(*) from payments."order" where player_id = ${app.me.id}`);
const startsOf = (app: App) =>
  gateway.house.count(
    sql`select count(*) from delivery.outbox t join payments."order" o on t.lane = 'deposit-' || o.id
        where t.kind = 'workflow-start' and o.player_id = ${app.me.id}`,
  );

/** What happens when Telegram tells of a payment, without Telegram. */
async function pays(app: App, deposit: Record<string, unknown>, changed = {}): Promise<void> {
  const player = { ...(await gateway.house.admits(app.telegramId)), telegramId: app.telegramId };
  const order = { id: deposit.id as OrderId, player, asset: 'EUR' as const, minor: 2_500n };
  await gateway.house.process(0).settle(await gateway.house.takes(order, changed));
}

test('the ways to pay in are told with their terms', async () => {
  const app = await openApp(gateway);
  expect((await app.ask('depositWays')).body.ways).toEqual([
    {
      rail: 'telegram-invoice',
      asset: 'EUR',
      credits: 'EUR',
      market: '1',
      spreadBps: 0,
      least: { asset: 'EUR', minor: '500' },
      most: { asset: 'EUR', minor: '500000' },
      feeFixed: { asset: 'EUR', minor: '0' },
      feeBps: 0,
      feeLeast: null,
      feeMost: null,
      presets: ['1000', '2500', '5000', '10000'].map((minor) => ({ asset: 'EUR', minor })),
      validForMs: 900_000,
      paused: false,
    },
    expect.objectContaining({ rail: 'telegram-invoice', asset: 'RUB', credits: 'EUR', market: null, spreadBps: 200 }),
  ]);
});

test('roubles are refused while nobody knows their rate, and opened at the rate that is fixed for them', async () => {
  const app = await openApp(gateway);
  const opens = () => app.opens('100000', { asset: 'RUB' });
  expect(await opens()).toMatchObject({ status: 503, body: { reason: 'no-rate' } });
  await gateway.house.rates('RUB', '0.01');
  const [, roubles] = (await app.ask('depositWays')).body.ways as Record<string, unknown>[];
  expect(roubles).toMatchObject({ market: '0.01', feeBps: 150, feeLeast: { asset: 'RUB', minor: '1000' } });
  // A thousand less 1.5 % are 985; at the market's 0.01 less 2 % that is 9.653.
  expect(await opens()).toMatchObject({
    status: 201,
    body: {
      pay: { asset: 'RUB', minor: '100000' },
      fee: { asset: 'RUB', minor: '1500' },
      credit: { asset: 'EUR', minor: '965' },
      rate: '0.0098',
      credited: null,
    },
  });
});

test('a deposit is opened with its workflow written down, and its receipt is its chat’s', async () => {
  const app = await openApp(gateway);
  const { status, body } = await app.opens('2500');
  expect(status).toBe(201);
  expect(body).toMatchObject({
    status: 'opening',
    pay: { asset: 'EUR', minor: '2500' },
    credit: { asset: 'EUR', minor: '2500' },
    invoiceLink: null,
    receipt: expect.stringMatching(/^D-\w{6}$/),
    owed: [],
  });
  expect(await startsOf(app)).toBe(1);
  await pays(app, body);
  const [letter] = await gateway.house.read<{ lane: string; body: { show: string } }>(
    sql`select lane, body from delivery.outbox where kind = 'telegram' and body->>'orderId' = ${String(body.id)}`,
  );
  expect(letter).toMatchObject({ lane: `123456789:${app.telegramId}`, body: { show: 'deposit' } });
});

test('an invoice is followed where links to Telegram lead', async () => {
  const app = await openApp(gateway);
  const { body } = await app.opens('2500');
  await gateway.house.asOwner(
    `update payments."order" set status = 'awaiting-payment', invoice_link = 'https://t.me/$slug' where id = '${body.id}'`,
  );
  const open = (await app.ask('deposit', { path: `/deposits/${body.id}` })).body;
  expect(open.invoiceLink).toBe('https://telegram.example/$slug');
});

test('a deposit that is paid is credited, in the balance and in the history', async () => {
  const app = await openApp(gateway);
  const { body } = await app.opens('2500');
  await pays(app, body);
  const paid = (await app.ask('deposit', { path: `/deposits/${body.id}` })).body;
  expect(paid).toMatchObject({
    cashAfter: { asset: 'EUR', minor: '2500' },
    status: 'credited',
    late: false,
    settledAt: expect.any(String),
    invoiceLink: null,
  });
  expect((await app.ask('balances')).body.cash).toEqual([{ asset: 'EUR', minor: '2500' }]);
  expect((await app.ask('history')).body.items).toEqual([{ kind: 'deposit', deposit: paid }]);
});

test('what was paid but not credited is told with its reason', async () => {
  const app = await openApp(gateway);
  const { body } = await app.opens('2500');
  await pays(app, body);
  await pays(app, body);
  expect((await app.ask('deposit', { path: `/deposits/${body.id}` })).body).toMatchObject({
    status: 'credited',
    owed: [{ reason: 'paid-twice', amount: { asset: 'EUR', minor: '2500' } }],
  });
  expect((await app.ask('balances')).body.cash).toEqual([{ asset: 'EUR', minor: '2500' }]);
});

test('the same wish under the same key is one deposit, though both arrive at once', async () => {
  const app = await openApp(gateway);
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 8 }, () => app.opens('2500', { key })));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(answers.every(({ status }) => status === 201)).toBe(true);
  expect([await ordersOf(app), await startsOf(app)]).toEqual([1, 1]);
});

test('a repeat answers with the deposit as it is by then', async () => {
  const app = await openApp(gateway);
  const key = randomUUID();
  const { body } = await app.opens('2500', { key });
  await pays(app, body);
  expect((await app.opens('2500', { key })).body).toMatchObject({ id: body.id, status: 'credited' });
});

test('another wish under a used key is refused, and under the key of another player it is theirs', async () => {
  const [ada, bob] = [await openApp(gateway), await openApp(gateway)];
  const key = randomUUID();
  await ada.opens('2500', { key });
  const reused = await ada.opens('5000', { key });
  expect([reused.status, reused.body.reason]).toEqual([409, 'key-reused']);
  expect((await bob.opens('5000', { key })).status).toBe(201);
});

test('a wish that was refused may succeed under its key later', async () => {
  const app = await openApp(gateway);
  for (let n = 0; n < 5; n++) await app.opens('2500');
  const key = randomUUID();
  expect((await app.opens('2500', { key })).body).toMatchObject({ reason: 'too-many-open', count: 5, status: 409 });
  await gateway.house.asOwner(`update payments."order" set status = 'expired' where player_id = '${app.me.id}'`);
  expect((await app.opens('2500', { key })).status).toBe(201);
});

test.each([
  ['499', 'below-minimum', { least: { asset: 'EUR', minor: '500' } }],
  ['0', 'below-minimum', { least: { asset: 'EUR', minor: '500' } }],
  ['500001', 'above-maximum', { most: { asset: 'EUR', minor: '500000' } }],
  ['9223372036854775807', 'above-maximum', { most: { asset: 'EUR', minor: '500000' } }],
])('%s minor units are refused as %s, with what would do', async (minor, reason, limit) => {
  const app = await openApp(gateway);
  const { status, body } = await app.opens(minor);
  expect([status, body]).toEqual([409, expect.objectContaining({ reason, ...limit })]);
  expect(await ordersOf(app)).toBe(0);
});

test('another asset than the way takes is refused, and says which it takes', async () => {
  const app = await openApp(gateway);
  const { status, body } = await app.opens('2500', { asset: 'USD' });
  expect([status, body]).toEqual([
    409,
    expect.objectContaining({ reason: 'wrong-asset', least: { asset: 'EUR', minor: '500' } }),
  ]);
});

test.each([
  [{ rail: 'telegram-invoice', amount: { asset: 'EUR', minor: 2500 } }],
  [{ rail: 'telegram-invoice', amount: { asset: 'EUR', minor: '-2500' } }],
  [{ rail: 'telegram-invoice', amount: { asset: 'EUR', minor: '25.00' } }],
  [{ rail: 'telegram-invoice', amount: { asset: 'EUR', minor: '9223372036854775808' } }],
  [{ rail: 'telegram-invoice', amount: { asset: 'EUR', minor: '007' } }],
  [{ rail: 'telegram-invoice', amount: { asset: 'DOGE', minor: '2500' } }],
  [{ rail: 'cash-in-an-envelope', amount: { asset: 'EUR', minor: '2500' } }],
  [{}],
])('%j is malformed and opens nothing', async (body) => {
  const app = await openApp(gateway);
  const answer = await app.ask('openDeposit', { body, headers: { 'idempotency-key': randomUUID() } });
  expect([answer.status, answer.body.reason]).toEqual([400, 'malformed']);
  expect(await ordersOf(app)).toBe(0);
});

test.each(['', 'again', '12345'])('the key %j is none', async (key) => {
  const app = await openApp(gateway);
  const { status, body } = await app.opens('2500', { key });
  expect([status, body.reason]).toEqual([400, 'key-missing']);
});

test('the history is read by pages that stay put while deposits arrive', async () => {
  const app = await openApp(gateway);
  const ids: unknown[] = [];
  for (let n = 0; n < 5; n++) ids.unshift((await app.opens('2500')).body.id);
  const page = async (query: string) => (await app.ask('history', { path: `/history?${query}` })).body;
  const idsOf = (items: unknown) => (items as { deposit: { id: string } }[]).map(({ deposit }) => deposit.id);

  const first = await page('limit=2');
  expect(idsOf(first.items)).toEqual(ids.slice(0, 2));
  await gateway.house.asOwner(`update payments."order" set status = 'expired' where player_id = '${app.me.id}'`);
  await app.opens('5000');
  const second = await page(`limit=2&cursor=${first.next}`);
  expect(idsOf(second.items)).toEqual(ids.slice(2, 4));
  const last = await page(`limit=2&cursor=${second.next}`);
  expect([idsOf(last.items), last.next]).toEqual([ids.slice(4), null]);
});

test.each(['limit=0', 'limit=101', 'limit=x', 'cursor=1', 'cursor='])(
  'a page asked for by %s is malformed',
  async (query) => {
    const app = await openApp(gateway);
    expect((await app.ask('history', { path: `/history?${query}` })).body.reason).toBe('malformed');
  },
);

test.each(['x', '00000000-0000-7000-8000-000000000000'])('no deposit has the id %s', async (id) => {
  const app = await openApp(gateway);
  const { status } = await app.ask('deposit', { path: `/deposits/${id}` });
  expect([400, 404]).toContain(status);
});

test('many wishes in the same moment open five deposits, and no sixth', async () => {
  const app = await openApp(gateway);
  const answers = await Promise.all(Array.from({ length: 12 }, () => app.opens('2500')));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
  expect(answers.filter(({ body }) => body.reason === 'too-many-open')).toHaveLength(7);
  expect(await ordersOf(app)).toBe(5);
});
