import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { money } from '../domain/money.ts';
import { sql } from '../prisma/tx.ts';
import type { PayoutRail } from '../rails/payout-rail.ts';
import { noPayoutRails } from '../rails/test-rails.ts';
import { drawCode } from '../use-cases/show-code.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';

/** A rail that plans, and is never asked to send here. */
const rail: PayoutRail = {
  id: 'stripe',
  terms: { EUR: { least: 1_000n, most: 500_000n, fee: { fixed: 50n, bps: 0n } } },
  plan: ({ amount }) =>
    amount.minor > 40_000n
      ? { reason: 'not-coverable', most: money('EUR', 40_000n) }
      : { parts: [{ amount, target: 'charge-1' }], destination: 'Visa •••• 4242' },
  send: () => Promise.reject(new Error('nothing is sent here')),
  lookUp: () => Promise.reject(new Error('nothing is looked up here')),
};

const asTon: PayoutRail = {
  ...rail,
  id: 'ton',
  terms: {
    EUR: {
      least: 1_000n,
      most: 500_000n,
      fee: { fixed: 10n, bps: 0n },
      sends: 'TON',
      spreadBps: 100n,
      toleranceBps: 200n,
    },
  },
  plan: ({ amount }) => ({ parts: [{ amount, target: `destination:${randomUUID()}` }], destination: 'UQBv…Ab4d' }),
};

let gateway: Gateway;
let closed: Gateway;
beforeAll(async () => {
  gateway = await openGateway({ payoutRails: { ...noPayoutRails, stripe: rail } });
  closed = await openGateway();
});
afterAll(async () => {
  const faults = await gateway.house.faults();
  await Promise.all([gateway.close(), closed.close()]);
  expect(faults).toEqual([]);
});

type App = Awaited<ReturnType<typeof openApp>>;
const rich = async (minor = 10_000n) => {
  const app = await openApp(gateway);
  const account = await gateway.house.accountOf({ id: app.me.id as never });
  await gateway.house.moves(await gateway.house.houseAccount('clearing', 'EUR', 'stripe'), account, minor);
  return app;
};
const asks = (app: App, minor: string, key: string = randomUUID(), asset = 'EUR') =>
  app.ask('requestWithdrawal', {
    body: { rail: 'stripe', amount: { asset, minor } },
    headers: { 'idempotency-key': key },
  });
const digitsOf = async (codeId: unknown) =>
  (await drawCode({ query: gateway.house.read, pepper: Buffer.alloc(32, 9) })(codeId as never))?.digits ?? '';
const confirms = (app: App, id: unknown, digits: string) =>
  app.ask('confirmWithdrawal', { path: `/withdrawals/${id}/confirm`, body: { digits } });
const rowsOf = (app: App) =>
  gateway.house.count(sql`select count(*) from payments.withdrawal where player_id = ${app.me.id}`);
const eur = (minor: string) => ({ asset: 'EUR', minor });

test('where nothing pays out that is said plainly, and nothing can be asked for', async () => {
  const app = await openApp(closed);
  expect((await app.ask('withdrawalWays')).body).toEqual({
    ways: [],
    blockers: [{ reason: 'no-way-out' }],
    mayCancel: false,
  });
  const { status, body } = await asks(app, '1000');
  expect([status, body]).toEqual([
    409,
    expect.objectContaining({ reason: 'blocked', blockers: [{ reason: 'no-way-out' }] }),
  ]);
});

test('the ways out are told with limits, fee, amounts to press and what stands in the way', async () => {
  const app = await rich();
  expect((await app.ask('withdrawalWays')).body).toEqual({
    ways: [
      {
        rail: 'stripe',
        asset: 'EUR',
        sends: null,
        market: null,
        spreadBps: 0,
        toleranceBps: 0,
        available: eur('10000'),
        least: eur('1000'),
        most: eur('500000'),
        feeFixed: eur('50'),
        feeBps: 0,
        feeLeast: null,
        feeMost: null,
        presets: [eur('1000'), eur('2000'), eur('5000'), eur('9950')],
        blockers: [],
        takesDestination: false,
        withoutDestination: null,
      },
    ],
    blockers: [],
    mayCancel: false,
  });
  const poor = await openApp(gateway);
  expect((await poor.ask('withdrawalWays')).body.ways).toMatchObject([
    { presets: [], blockers: [{ reason: 'insufficient-funds', available: eur('0'), fee: eur('50') }] },
  ]);
});

test('money is set aside, confirmed with the code from the chat, and told in the history', async () => {
  const app = await rich();
  const { status, body } = await asks(app, '5000');
  expect(status).toBe(201);
  expect(body).toMatchObject({
    status: 'awaiting-code',
    amount: eur('5000'),
    fee: eur('50'),
    destination: 'Visa •••• 4242',
    paid: null,
    codeId: expect.any(String),
    receipt: expect.stringMatching(/^W-\w{6}$/),
  });
  expect((await app.ask('balances')).body.cash).toEqual([eur('4950')]);
  const digits = await digitsOf(body.codeId);
  const wrong = await confirms(app, body.id, String((Number(digits) + 1) % 1_000_000).padStart(6, '0'));
  expect([wrong.status, wrong.body.reason, wrong.body.triesLeft]).toEqual([409, 'code-wrong', 4]);
  const confirmed = await confirms(app, body.id, digits);
  expect([confirmed.status, confirmed.body]).toEqual([
    200,
    expect.objectContaining({ status: 'confirmed', codeId: null }),
  ]);
  expect((await confirms(app, body.id, digits)).body.reason).toBe('code-over');
  expect((await app.ask('history')).body.items).toEqual([{ kind: 'withdrawal', withdrawal: confirmed.body }]);
  expect(
    await gateway.house.count(
      sql`select count(*) from delivery.outbox where lane = ${`withdrawal-${body.id}`} and kind in ('workflow-start', 'workflow-signal')`,
    ),
  ).toBe(2);
});

test('what arrives in another asset is told with its rate: about how much, at least how much, and where to', async () => {
  const chain = await openGateway({ payoutRails: { ...noPayoutRails, ton: asTon } });
  try {
    const app = await openApp(chain);
    await chain.house.gives(app.me.id, 10_000n);
    const wish = { body: { rail: 'ton', amount: eur('5000') } };
    const asksTon = () => app.ask('requestWithdrawal', { ...wish, headers: { 'idempotency-key': randomUUID() } });
    expect((await app.ask('withdrawalWays')).body.ways).toMatchObject([
      { sends: 'TON', market: null, blockers: [{ reason: 'no-rate' }] },
    ]);
    expect((await asksTon()).body).toMatchObject({ reason: 'blocked', blockers: [{ reason: 'no-rate' }] });
    await chain.house.rates('TON', '4.95');
    expect((await app.ask('withdrawalWays')).body.ways).toMatchObject([
      { asset: 'EUR', sends: 'TON', market: '4.95', spreadBps: 100, toleranceBps: 200, blockers: [] },
    ]);
    expect((await asksTon()).body).toMatchObject({
      amount: eur('5000'),
      arrives: {
        amount: { asset: 'TON', minor: '10000000000' },
        isFixed: false,
        least: { asset: 'TON', minor: '9800000000' },
        rate: '5',
        paid: null,
      },
      destinationId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
  } finally {
    await chain.close();
  }
});

test('the same wish under the same key is one withdrawal, though both arrive at once', async () => {
  const app = await rich();
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 8 }, () => asks(app, '2000', key)));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await rowsOf(app)).toBe(1);
  expect((await asks(app, '3000', key)).body.reason).toBe('key-reused');
});

test('everything that stands in the way of an amount is answered at once, and nothing is set aside', async () => {
  const app = await rich();
  await asks(app, '2000');
  const { status, body } = await asks(app, '600000');
  expect(status).toBe(409);
  expect(body.blockers).toEqual([
    { reason: 'unconfirmed-withdrawal' },
    { reason: 'above-maximum', most: eur('500000') },
    { reason: 'not-coverable', most: eur('40000') },
    { reason: 'insufficient-funds', available: eur('7950'), fee: eur('0') },
  ]);
  expect(await rowsOf(app)).toBe(1);
  expect((await app.ask('balances')).body.cash).toEqual([eur('7950')]);
});

test('of many wishes in the same moment one is held', async () => {
  const app = await rich();
  const answers = await Promise.all(Array.from({ length: 10 }, () => asks(app, '1000')));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await rowsOf(app)).toBe(1);
});

test('a withdrawal that is not confirmed is taken back, and what is confirmed only where the house allows it', async () => {
  const app = await rich();
  const cancel = (id: unknown) => app.ask('cancelWithdrawal', { path: `/withdrawals/${id}/cancel` });
  const first = (await asks(app, '2000')).body;
  expect((await cancel(first.id)).body).toMatchObject({ status: 'cancelled', paid: eur('0') });
  expect((await cancel(first.id)).status).toBe(200);
  expect((await confirms(app, first.id, '000000')).body.reason).toBe('code-over');
  const second = (await asks(app, '2000')).body;
  await confirms(app, second.id, await digitsOf(second.codeId));
  expect((await cancel(second.id)).body.reason).toBe('not-to-cancel');
  expect((await app.ask('balances')).body.cash).toEqual([eur('7950')]);
});

test('a lost code is sent again: the earlier one is void, and neither the money nor its time is touched', async () => {
  const app = await rich();
  const { body: first } = await asks(app, '2000');
  const earlier = await digitsOf(first.codeId);
  const resend = () => app.ask('resendWithdrawalCode', { path: `/withdrawals/${first.id}/code` });
  const { status, body } = await resend();
  expect([status, body]).toEqual([200, { ...first, codeId: expect.any(String) }]);
  expect(body.codeId).not.toBe(first.codeId);
  expect(
    await gateway.house.count(
      sql`select count(*) from identity.one_time_code c join payments.withdrawal w on w.id::text = c.act_id
          where w.id = ${first.id} and c.expires_at <= w.confirm_by`,
    ),
  ).toBe(2);
  const digits = await digitsOf(body.codeId);
  if (earlier !== digits) expect((await confirms(app, first.id, earlier)).body.reason).toBe('code-wrong');
  expect((await confirms(app, first.id, digits)).body.status).toBe('confirmed');
  expect((await resend()).body.reason).toBe('too-late');
});

test('the history shows one direction of money where only that is asked for', async () => {
  const app = await rich();
  await asks(app, '2000');
  const items = async (kind: string) => (await app.ask('history', { path: `/history?kind=${kind}` })).body.items;
  expect(await items('withdrawal')).toMatchObject([{ kind: 'withdrawal', withdrawal: { approvals: null } }]);
  expect(await items('deposit')).toEqual([]);
});

test('somebody else’s withdrawal is not there, to look at, to confirm or to take back', async () => {
  const [ada, bob] = [await rich(), await rich()];
  const { body } = await asks(ada, '2000');
  const digits = await digitsOf(body.codeId);
  const path = `/withdrawals/${body.id}`;
  for (const answer of [
    await bob.ask('withdrawal', { path }),
    await confirms(bob, body.id, digits),
    await bob.ask('cancelWithdrawal', { path: `${path}/cancel` }),
    await bob.ask('resendWithdrawalCode', { path: `${path}/code` }),
  ])
    expect([answer.status, answer.body.reason]).toEqual([404, 'unknown-withdrawal']);
  expect((await ada.ask('withdrawal', { path })).body).toMatchObject({ status: 'awaiting-code' });
});

test.each([
  [{ rail: 'stripe', amount: { asset: 'EUR', minor: 1000 } }],
  [{ rail: 'stripe', amount: { asset: 'EUR', minor: '-1000' } }],
  [{ rail: 'cash-in-an-envelope', amount: { asset: 'EUR', minor: '1000' } }],
  [{}],
])('%j is malformed and asks for nothing', async (body) => {
  const app = await rich();
  const answer = await app.ask('requestWithdrawal', { body, headers: { 'idempotency-key': randomUUID() } });
  expect([answer.status, answer.body.reason]).toEqual([400, 'malformed']);
  expect(await rowsOf(app)).toBe(0);
});

test('an asset that is not paid out here has no way out', async () => {
  const app = await rich();
  expect((await asks(app, '1000', randomUUID(), 'USD')).body.blockers).toEqual([{ reason: 'no-way-out' }]);
});
