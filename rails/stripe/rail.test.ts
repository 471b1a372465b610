import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OrderId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { money } from '../../domain/money.ts';
import { assetsOf } from '../../domain/terms.ts';
import { testAccount } from '../../sandbox/stripe/test-account.ts';
import { signatureOf } from '../../sandbox/stripe/webhooks.ts';
import { createDepositRails, createPayoutRails, createToldRails } from '../registry.ts';
import { createStripeClient } from './client.ts';
import { heard, passedOver } from './events.ts';
import { stripeRail } from './rail.ts';

const ORDER = '01960000-0000-7000-8000-000000000001' as OrderId;

let account: Awaited<ReturnType<typeof testAccount>>;
beforeEach(async () => {
  account = await testAccount();
});
afterEach(() => account.close());

const settings = (play = false) => ({
  providerTokens: [],
  playMoneyRails: play ? (['stripe'] as const) : [],
  stripe: {
    secretKey: account.stripe.secretKey,
    webhookSecret: account.stripe.webhookSecret,
    apiBase: account.stripe.url,
    publicUrl: 'https://cage.example',
  },
});
const rails = (play = false) => {
  const [rail, told] = [createDepositRails([], settings(play)).stripe, createToldRails(settings(play)).stripe];
  if (!rail?.lookUp || !told) throw new Error('the rail is off');
  return { rail, lookUp: rail.lookUp, told };
};
const orderToPay = (pay = money<Asset>('EUR', 2_500n), changed: { expiresAt?: Date; title?: string } = {}) => ({
  id: ORDER,
  pay,
  title: 'Deposit',
  description: '€25.00 into your cash.',
  expiresAt: new Date(Date.now() + 40 * 60_000),
  bot: undefined,
  ...changed,
});
const opens = async (play = false) => {
  const { link, providerRef = '' } = await rails(play).rail.open(
    orderToPay(play ? money('PLAY-EUR', 2_500n) : undefined),
  );
  return { link, session: providerRef, buyer: account.stripe.buyer(link) };
};
const intentOf = () => account.stripe.charges().at(-1)?.payment_intent ?? '';
const chargeOf = () => account.stripe.charges().at(-1)?.id ?? '';

test('an order becomes a page for its amount, with the order in the payment’s metadata and the way back', async () => {
  const { session } = await opens();
  const { data } = await account.client.checkout.sessions.list();
  expect(data).toMatchObject([
    {
      id: session,
      amount_total: 2_500,
      currency: 'eur',
      client_reference_id: ORDER,
      metadata: { order: ORDER },
      success_url: `https://cage.example/app/deposit/${ORDER}?card=paid`,
      cancel_url: `https://cage.example/app/deposit/${ORDER}?card=left`,
    },
  ]);
});

test('an order that is opened again has the same page, also when the first answer was lost', async () => {
  const { rail } = rails();
  const order = orderToPay();
  account.stripe.faults.failCalls({ answer: 'silence', executed: true, next: 1 });
  const impatient = stripeRail({
    stripe: createStripeClient(settings().stripe, 200),
    returnTo: (id, as) => `https://cage.example/app/deposit/${id}?card=${as}`,
    play: false,
    now: Date.now,
  });
  await expect(impatient.open(order)).rejects.toThrow();
  const links = [await rail.open(order), await rail.open(order)].map(({ link }) => link);
  expect(new Set(links).size).toBe(1);
  expect((await account.client.checkout.sessions.list()).data).toHaveLength(1);
});

test('an order in other words is another page, and not refused for ever', async () => {
  const { rail } = rails();
  const [first, second] = [
    await rail.open(orderToPay()),
    await rail.open(orderToPay(undefined, { title: 'Einzahlung' })),
  ];
  expect(second.link).not.toBe(first.link);
});

test('an order that is opened near its end has a page that Stripe accepts', async () => {
  const { rail } = rails();
  await rail.open(orderToPay(undefined, { expiresAt: new Date(Date.now() + 60_000) }));
  const [session] = (await account.client.checkout.sessions.list()).data;
  expect((session?.expires_at ?? 0) - Date.now() / 1_000).toBeGreaterThan(1_800);
});

test('a payment is read by its session, its intent, and by asking for the order’s', async () => {
  const { session, buyer } = await opens();
  const { told, lookUp } = rails();
  expect(await lookUp(session)).toBeUndefined();
  buyer.pays();
  const paid = {
    kind: 'paid',
    provider: 'stripe',
    chargeId: intentOf(),
    orderId: ORDER,
    payer: expect.stringMatching(/^[\w-]{16}$/),
    asset: 'EUR',
    minor: 2_500n,
    providerRef: chargeOf(),
  };
  expect(await lookUp(session)).toEqual(paid);
  expect(await told.ask({ object: session })).toEqual([paid]);
  expect(await told.ask({ object: intentOf() })).toEqual([paid]);
});

test('a slow payment is nothing until it settles, whatever the session says', async () => {
  const { session, buyer } = await opens();
  buyer.pays('4000000000000077');
  expect(await rails().lookUp(session)).toBeUndefined();
  expect(await rails().told.ask({ object: intentOf() })).toEqual([]);
  account.stripe.settle(intentOf(), true);
  expect(await rails().lookUp(session)).toMatchObject({ kind: 'paid', minor: 2_500n });
});

test('what was taken is what counts: another amount, another currency', async () => {
  const { session, buyer } = await opens();
  buyer.pays(undefined, { amount: 2_400, currency: 'usd' });
  expect(await rails().lookUp(session)).toMatchObject({ asset: 'USD', minor: 2_400n });
});

test('a currency nobody books is money we cannot read: a person must look', async () => {
  const { session, buyer } = await opens();
  buyer.pays(undefined, { currency: 'jpy' });
  await expect(rails().lookUp(session)).rejects.toThrow(/jpy/);
});

test('a payment without an order of ours is nothing to us, and what goes back of it comes with its numbers there', async () => {
  const session = await account.client.checkout.sessions.create({
    mode: 'payment',
    success_url: 'https://shop.example/',
    line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 900, product_data: { name: 'Mug' } } }],
  });
  account.stripe.buyer(String(session.url)).pays();
  account.stripe.dashboard.refund(intentOf(), 300);
  const refund = account.stripe.refunds().at(-1)?.id ?? '';
  for (const object of [session.id, intentOf()]) expect(await rails().told.ask({ object })).toEqual([]);
  const dispute = account.stripe.dashboard.dispute(chargeOf());
  account.stripe.dashboard.warn(chargeOf());
  const warning = account.stripe.events().at(-1)?.data.object.id ?? '';
  for (const object of [refund, dispute.id, warning])
    expect(await rails().told.ask({ object })).toMatchObject([{ id: object, unnamed: [intentOf(), chargeOf()] }]);
});

test('a refund and a dispute come behind their payment, which may not have been told yet', async () => {
  const { buyer } = await opens();
  buyer.pays();
  account.stripe.dashboard.refund(intentOf(), 1_000);
  const refund = account.stripe.refunds().at(-1)?.id ?? '';
  const paid = { kind: 'paid', chargeId: intentOf() };
  expect(await rails().told.ask({ object: refund })).toMatchObject([
    paid,
    {
      kind: 'taken-back',
      by: 'refund',
      id: refund,
      chargeId: intentOf(),
      asset: 'EUR',
      minor: 1_000n,
      state: 'refunded',
    },
  ]);
  account.stripe.dashboard.endRefund(refund, false);
  expect(await rails().told.ask({ object: refund })).toMatchObject([paid, { state: 'failed' }]);

  const dispute = account.stripe.dashboard.dispute(chargeOf());
  const states: unknown[] = [];
  const look = async () => states.push((await rails().told.ask({ object: dispute.id })).at(-1));
  await look();
  account.stripe.dashboard.endDispute(dispute.id, false);
  await look();
  expect(states).toMatchObject([
    { kind: 'taken-back', by: 'dispute', minor: 2_500n, state: 'open', reason: 'fraudulent' },
    { state: 'lost' },
  ]);
});

test('a refund that carries a payout of ours moves that payout, and is no take-back', async () => {
  const { buyer } = await opens();
  buyer.pays();
  const metadata = { payout: 'p-1', withdrawal: 'w-1' };
  const refund = await account.client.refunds.create({ payment_intent: intentOf(), amount: 500, metadata });
  expect(await rails().told.ask({ object: refund.id })).toEqual([{ kind: 'payout-moved', reference: 'p-1' }]);
});

test('a refund of ours of what was owed is ours, and no take-back; somebody else’s reference means nothing', async () => {
  const { buyer } = await opens();
  buyer.pays();
  const refund = '01960000-0000-7000-8000-00000000000f';
  const refundWith = (metadata: Record<string, string>) =>
    account.client.refunds.create({ payment_intent: intentOf(), amount: 500, metadata });
  expect(await rails().told.ask({ object: (await refundWith({ refund })).id })).toEqual([
    { kind: 'refund-moved', reference: refund },
  ]);
  expect(await rails().told.ask({ object: (await refundWith({ refund: 'the customer asked' })).id })).toMatchObject([
    { kind: 'paid' },
    { kind: 'taken-back', by: 'refund', minor: 500n },
  ]);
});

test('a fraud warning names the payment it is about', async () => {
  const { buyer } = await opens();
  buyer.pays();
  account.stripe.dashboard.warn(chargeOf());
  const warning = account.stripe.events().at(-1)?.data.object.id ?? '';
  expect((await rails().told.ask({ object: warning })).at(-1)).toMatchObject({
    kind: 'warned',
    chargeId: intentOf(),
    reason: 'unauthorized_use_of_card',
  });
});

test('where payments are not real they are booked in play money, and Stripe hears of real currency', async () => {
  const { session, buyer } = await opens(true);
  buyer.pays();
  expect(await rails(true).lookUp(session)).toMatchObject({ asset: 'PLAY-EUR', minor: 2_500n });
  expect(assetsOf(rails(true).rail.terms.assets)).toEqual(['PLAY-EUR']);
});

test('an event of Stripe’s names its object; a forged, old or changed one is turned away', async () => {
  const { buyer, session } = await opens();
  buyer.pays();
  await account.stripe.until(() => account.types().includes('checkout.session.completed'));
  const sent = account.received.find(({ body }) => body.includes('checkout.session.completed'));
  const { body = '', signature = '' } = sent ?? {};
  const { told } = rails();
  const hint = (text: string, header: string | undefined) => told.readHint(Buffer.from(text), () => header);
  expect(hint(body, signature)).toEqual({
    event: JSON.parse(body).id,
    type: 'checkout.session.completed',
    object: session,
  });
  const { webhookSecret } = account.stripe;
  const nowS = Math.floor(Date.now() / 1_000);
  for (const header of [
    undefined,
    '',
    'v1=00',
    signatureOf(body, 'whsec_other', nowS),
    signatureOf(body, webhookSecret, nowS - 301),
  ])
    expect(hint(body, header)).toBe('forged');
  expect(hint(body.replace('2500', '9900'), signature)).toBe('forged');
  expect(hint('{"id":"evt_1"}', signatureOf('{"id":"evt_1"}', webhookSecret, nowS))).toBe('passed-over');
});

test('every event we know of is either heard or passed over for a reason', async () => {
  const { told } = rails();
  const nowS = Math.floor(Date.now() / 1_000);
  const hint = (type: string) => {
    const body = JSON.stringify({ id: 'evt_1', type, data: { object: { id: 'pi_1' } } });
    return told.readHint(Buffer.from(body), () => signatureOf(body, account.stripe.webhookSecret, nowS));
  };
  for (const type of heard) expect(hint(type)).toMatchObject({ type, object: 'pi_1' });
  for (const [type, why] of Object.entries(passedOver))
    expect([hint(type), why]).toEqual(['passed-over', expect.stringMatching(/\w+ \w+/)]);
  expect(Object.keys(passedOver).filter((type) => (heard as readonly string[]).includes(type))).toEqual([]);
});

test('without a key or a signing secret there are no cards', () => {
  expect(createDepositRails([], { providerTokens: [], playMoneyRails: [] }).stripe).toBeUndefined();
  expect(createToldRails({ providerTokens: [], playMoneyRails: [] }).stripe).toBeUndefined();
  expect(createPayoutRails({ providerTokens: [], playMoneyRails: [] }).stripe).toBeUndefined();
  expect(createPayoutRails(settings(true)).stripe?.terms).toHaveProperty('PLAY-EUR');
});
