import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Stripe from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sessionWish, testAccount } from './test-account.ts';

let account: Awaited<ReturnType<typeof testAccount>>;
beforeEach(async () => {
  account = await testAccount();
});
afterEach(() => account.close());

const pay = async (card?: string) => {
  const session = await account.session();
  const attempt = account.stripe.buyer(String(session.url)).pays(card);
  return { session, attempt };
};
const paidIntent = async (card?: string) => {
  const { session } = await pay(card);
  const { payment_intent } = await account.client.checkout.sessions.retrieve(session.id);
  return String(payment_intent);
};
const refusalOf = (call: Promise<unknown>): Promise<Stripe.errors.StripeError> =>
  call.then(
    () => Promise.reject(new Error('it was not refused')),
    (error) => error,
  );

test('a session is open, has a page to click and no payment, until its buyer pays', async () => {
  const session = await account.session();
  expect(session).toMatchObject({
    object: 'checkout.session',
    status: 'open',
    payment_status: 'unpaid',
    payment_intent: null,
    amount_total: 2_500,
    currency: 'eur',
    metadata: { order: 'order-1' },
  });
  expect(session.url).toBe(`${account.stripe.url}/c/pay/${session.id}`);
});

test('a payment leaves one intent and one charge, found by what expands and by metadata', async () => {
  const { session, attempt } = await pay();
  expect(attempt).toEqual({ outcome: 'paid', returnTo: `https://cage.example/app/?paid=${session.id}` });
  const whole = await account.client.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent', 'payment_intent.latest_charge'],
  });
  expect(whole).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    url: null,
    payment_intent: {
      status: 'succeeded',
      amount_received: 2_500,
      metadata: { order: 'order-1' },
      latest_charge: { paid: true, amount: 2_500, payment_method_details: { card: { last4: '4242' } } },
    },
  });
  const query = "metadata['order']:'order-1' AND status:'succeeded'";
  expect((await account.client.paymentIntents.search({ query })).data).toEqual([]); // not at once, as at Stripe
  account.clock.turn(2_000);
  expect((await account.client.paymentIntents.search({ query })).data).toHaveLength(1);
});

test('events are signed as the client library wants them, and tell of a payment in Stripe’s words', async () => {
  await pay();
  await account.stripe.until(() => account.received.length === 4);
  const events = account.received.map(({ body, signature }) =>
    account.client.webhooks.constructEvent(body, signature, account.stripe.webhookSecret),
  );
  expect(events.map(({ type }) => type).sort()).toEqual([
    'charge.succeeded',
    'checkout.session.completed',
    'payment_intent.created',
    'payment_intent.succeeded',
  ]);
  const [first] = account.received;
  expect(() =>
    account.client.webhooks.constructEvent(first?.body ?? '', first?.signature ?? '', 'whsec_other'),
  ).toThrow(Stripe.errors.StripeSignatureVerificationError);
});

test.each([
  ['4000000000000002', 'Your card was declined.'],
  ['4000000000009995', 'Your card has insufficient funds.'],
  ['1', 'Your card number is invalid.'],
])('card %s is declined; nothing is charged, and the session stays open for another', async (card, message) => {
  const session = await account.session();
  const buyer = account.stripe.buyer(String(session.url));
  expect(buyer.pays(card)).toEqual({ outcome: 'declined', message });
  expect(account.stripe.charges().filter(({ paid }) => paid)).toEqual([]);
  expect(buyer.pays()).toMatchObject({ outcome: 'paid' });
  expect(account.stripe.charges().filter(({ paid }) => paid)).toHaveLength(1);
});

test('a card that asks its bank is charged on a yes, and not on a no', async () => {
  const card = '4000000000003220';
  const session = await account.session();
  const buyer = account.stripe.buyer(String(session.url));
  expect(buyer.pays(card)).toEqual({ outcome: 'asks-bank' });
  expect(buyer.answersBank(card, false)).toMatchObject({ outcome: 'declined' });
  expect(buyer.pays(card)).toEqual({ outcome: 'asks-bank' });
  expect(buyer.answersBank(card, true)).toMatchObject({ outcome: 'paid' });
});

test('a slow method completes unpaid, and is paid when it settles', async () => {
  const { session } = await pay('4000000000000077');
  const read = () => account.client.checkout.sessions.retrieve(session.id);
  expect(await read()).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
  account.clock.turn(20 * 60_000);
  expect(await read()).toMatchObject({ payment_status: 'paid' });
  await account.stripe.until(() => account.types().includes('checkout.session.async_payment_succeeded'));
});

test('a session ends after its time or when it is expired, and cannot be paid then', async () => {
  const [first, second] = [await account.session('a'), await account.session('b')];
  expect(await account.client.checkout.sessions.expire(first.id)).toMatchObject({ status: 'expired' });
  account.clock.turn(2_001_000);
  expect(await account.client.checkout.sessions.retrieve(second.id)).toMatchObject({ status: 'expired', url: null });
  for (const { url } of [first, second])
    expect(account.stripe.buyer(String(url)).pays()).toEqual({ outcome: 'closed' });
  expect(await refusalOf(account.client.checkout.sessions.expire(first.id))).toMatchObject({ statusCode: 400 });
});

test('the same key does a thing once and answers as before; with another body it is refused', async () => {
  const [first, again] = [await account.session('order-1', 'key-1'), await account.session('order-1', 'key-1')];
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(await refusalOf(account.session('order-2', 'key-1'))).toMatchObject({
    type: 'StripeIdempotencyError',
    statusCode: 400,
  });
});

test('a key is forgotten after a day: the same call is done again', async () => {
  const intent = await paidIntent();
  const refund = () =>
    account.client.refunds.create({ payment_intent: intent, amount: 100 }, { idempotencyKey: 'once' });
  const first = await refund();
  expect((await refund()).id).toBe(first.id);
  account.clock.turn(86_400_000);
  expect((await refund()).id).not.toBe(first.id);
});

test('a call that is answered 500 after it was done is answered so again under its key', async () => {
  const intent = await paidIntent();
  const refund = () => account.client.refunds.create({ payment_intent: intent }, { idempotencyKey: 'once' });
  account.stripe.faults.failCalls({ calls: ['POST /v1/refunds'], answer: 500, executed: true, next: 1 });
  for (let n = 0; n < 2; n++) expect(await refusalOf(refund())).toMatchObject({ statusCode: 500 });
  expect(account.stripe.refunds()).toHaveLength(1);
});

test('a call that is answered 500 before it was done is done by the next', async () => {
  const intent = await paidIntent();
  account.stripe.faults.failCalls({ calls: ['POST /v1/refunds'], answer: 500, next: 1 });
  const refund = () => account.client.refunds.create({ payment_intent: intent }, { idempotencyKey: 'once' });
  expect(await refusalOf(refund())).toMatchObject({ statusCode: 500 });
  expect(account.stripe.refunds()).toEqual([]);
  expect(await refund()).toMatchObject({ status: 'succeeded' });
});

test('refunds add up to the charge and no more, and are listed by it in pages', async () => {
  const intent = await paidIntent();
  for (let n = 0; n < 5; n++)
    await account.client.refunds.create({ payment_intent: intent, amount: 500, metadata: { payout: `p-${n}` } });
  expect(await refusalOf(account.client.refunds.create({ payment_intent: intent, amount: 1 }))).toMatchObject({
    code: 'charge_already_refunded',
  });
  const all: string[] = [];
  for await (const refund of account.client.refunds.list({ payment_intent: intent, limit: 2 }))
    all.push(refund.metadata?.payout ?? '');
  expect(all).toEqual(['p-4', 'p-3', 'p-2', 'p-1', 'p-0']);
});

test('more than is left of a charge cannot be refunded', async () => {
  const intent = await paidIntent();
  await account.client.refunds.create({ payment_intent: intent, amount: 2_000 });
  const refusal = await refusalOf(account.client.refunds.create({ payment_intent: intent, amount: 501 }));
  expect(refusal).toMatchObject({ code: 'amount_too_large', type: 'StripeInvalidRequestError' });
});

test('a bank may take a refund late, or send it back', async () => {
  const late = await account.client.refunds.create({ payment_intent: await paidIntent('4000000000007726') });
  const back = await account.client.refunds.create({ payment_intent: await paidIntent('4000000000005126') });
  expect([late.status, back.status]).toEqual(['pending', 'succeeded']);
  account.clock.turn(20_000);
  const read = (id: string) => account.client.refunds.retrieve(id);
  expect([(await read(late.id)).status, (await read(back.id)).status]).toEqual(['succeeded', 'failed']);
});

test('a dispute takes the money, keeps refunds away, and gives it back when it is won', async () => {
  const intent = await paidIntent();
  const { latest_charge: charge } = await account.client.paymentIntents.retrieve(intent);
  const dispute = account.stripe.dashboard.dispute(String(charge));
  expect(await refusalOf(account.client.refunds.create({ payment_intent: intent }))).toMatchObject({
    code: 'charge_disputed',
  });
  account.stripe.dashboard.endDispute(dispute.id, true);
  expect(await account.client.disputes.retrieve(dispute.id)).toMatchObject({ status: 'won', amount: 2_500 });
  await account.stripe.until(() => account.types().includes('charge.dispute.funds_reinstated'));
});

test('an event that was not taken comes again, later each time, for three days', async () => {
  account.answerWith(500);
  await pay();
  await account.stripe.until(() => account.stripe.deliveries().length === 4);
  account.answerWith(200);
  account.clock.turn(5_000);
  await account.stripe.idle();
  expect(
    account.stripe
      .deliveries()
      .map(({ outcome }) => outcome)
      .sort(),
  ).toEqual([200, 200, 200, 200, 500, 500, 500, 500]);
});

test('events come twice where duplicates are on, and never where they are dropped', async () => {
  account.stripe.faults.change({ duplicates: 1 });
  await pay();
  await account.stripe.until(() => account.received.length === 8);
  account.stripe.faults.change({ duplicates: 0, droppedEvents: {} });
  await pay();
  expect(account.stripe.events()).toHaveLength(8);
  await account.stripe.idle();
  expect(account.received).toHaveLength(8);
});

test('who has no key is turned away, and what is not there is missing', async () => {
  const other = new Stripe('sk_test_other', {
    host: '127.0.0.1',
    port: new URL(account.stripe.url).port,
    protocol: 'http',
    maxNetworkRetries: 0,
  });
  expect(await refusalOf(other.refunds.list())).toMatchObject({ type: 'StripeAuthenticationError' });
  expect(await refusalOf(account.client.paymentIntents.retrieve('pi_none'))).toMatchObject({
    code: 'resource_missing',
    statusCode: 404,
  });
});

test.each([
  ['a session that ends too soon', { expires_at: 60 }, 'expires_at'],
  [
    'a session of a few cents',
    { line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 10, product_data: { name: 'x' } } }] },
    'line_items',
  ],
])('%s is refused by the parameter that is wrong', async (_what, change, param) => {
  const wish = {
    mode: 'payment' as const,
    success_url: 'https://cage.example/',
    line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 2_500, product_data: { name: 'x' } } }],
    ...change,
  };
  expect(await refusalOf(account.client.checkout.sessions.create(wish))).toMatchObject({
    type: 'StripeInvalidRequestError',
    param,
  });
});

test('a restart loses nothing: payments, keys and events on their way are there again', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'stripe-'));
  const dataFile = path.join(folder, 'stripe.jsonl');
  const before = await testAccount({ dataFile });
  before.answerWith(500);
  const wish = sessionWish('order-1', before.clock.now());
  const session = await before.client.checkout.sessions.create(wish, { idempotencyKey: 'key-1' });
  before.stripe.buyer(String(session.url)).pays('4000000000000077');
  await before.close();
  const after = await testAccount({ dataFile, secretKey: before.stripe.secretKey });
  try {
    const again = await after.client.checkout.sessions.create(wish, { idempotencyKey: 'key-1' });
    expect(again.id).toBe(session.id);
    expect(await after.client.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'unpaid' });
    after.clock.turn(20 * 60_000);
    expect(await after.client.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' });
    await after.stripe.until(() => after.types().includes('payment_intent.succeeded'));
  } finally {
    await after.close();
    rmSync(folder, { recursive: true });
  }
});
