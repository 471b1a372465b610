import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { shuffled } from '../records/test-house.ts';
import { signatureOf } from '../sandbox/stripe/webhooks.ts';
import { type Gateway, openGateway, STRIPE_SECRET } from './test-gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterEach(() => {
  gateway.state.postgres = 'up';
});
afterAll(() => gateway.close());

let events = 0;
const eventOf = (type = 'payment_intent.succeeded', object = 'pi_1') =>
  JSON.stringify({
    id: `evt_${++events}`,
    type,
    data: { object: { id: object, object: 'payment_intent', receipt_email: 'ada@example.com' } },
  });
const nowS = () => Math.floor(Date.now() / 1_000);
const sends = async (
  body: string,
  signature: string | null = signatureOf(body, STRIPE_SECRET, nowS()),
  to = 'stripe',
) => {
  const response = await fetch(`${gateway.root}/webhooks/${to}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signature === null ? {} : { 'stripe-signature': signature }) },
    body,
  });
  return { status: response.status, body: (await response.json()) as { outcome?: string; reason?: string } };
};
const kept = () =>
  gateway.house.read<{ external_id: string; lane: string; body: unknown }>(
    sql`select external_id, lane, body from delivery.inbox where source = 'stripe' order by id`,
  );

test('an event is stored once, with the name of its object and nothing else of it, and those who work on it are woken', async () => {
  const event = eventOf('payment_intent.succeeded', 'pi_kept');
  const pokes = gateway.state.pokes;
  expect(await sends(event)).toEqual({ status: 200, body: { outcome: 'stored' } });
  expect(await sends(event)).toEqual({ status: 200, body: { outcome: 'known' } });
  expect((await kept()).filter(({ lane }) => lane === 'pi_kept')).toEqual([
    {
      external_id: JSON.parse(event).id,
      lane: 'pi_kept',
      body: { type: 'payment_intent.succeeded', object: 'pi_kept' },
    },
  ]);
  expect(gateway.state.pokes - pokes).toBe(1);
});

test('a hundred events sent ten times each, shuffled and at once, are a hundred', async () => {
  const before = (await kept()).length;
  const all = Array.from({ length: 100 }, () => eventOf());
  const answers = await Promise.all(
    shuffled(Array.from({ length: 10 }, () => all).flat()).map((event) => sends(event)),
  );
  expect(answers.filter(({ body }) => body.outcome === 'stored')).toHaveLength(100);
  expect((await kept()).length - before).toBe(100);
});

test.each([
  ['no signature', () => null],
  ['somebody else’s signature', (body: string) => signatureOf(body, 'whsec_other', nowS())],
  ['a signature of six minutes ago', (body: string) => signatureOf(body, STRIPE_SECRET, nowS() - 360)],
  ['the signature of another event', () => signatureOf(eventOf(), STRIPE_SECRET, nowS())],
])('an event with %s is turned away, and nothing is stored', async (_what, sign) => {
  const [event, before] = [eventOf(), (await kept()).length];
  expect(await sends(event, sign(event))).toMatchObject({ status: 401, body: { reason: 'wrong-signature' } });
  expect((await kept()).length).toBe(before);
});

test('an event that means nothing to us is acknowledged and not kept', async () => {
  const before = (await kept()).length;
  expect(await sends(eventOf('customer.created', 'cus_1'))).toEqual({ status: 200, body: { outcome: 'passed-over' } });
  expect((await kept()).length).toBe(before);
});

test('while the database is away an event is answered so that it is sent again', async () => {
  const event = eventOf();
  gateway.state.postgres = 'down';
  expect(await sends(event)).toMatchObject({ status: 503 });
  gateway.state.postgres = 'up';
  expect(await sends(event)).toEqual({ status: 200, body: { outcome: 'stored' } });
});

test('a provider that is not ours, or is off, is not there', async () => {
  expect(await sends(eventOf(), null, 'adyen')).toMatchObject({ status: 404, body: { reason: 'not-found' } });
});

test('an event larger than any is not read', async () => {
  expect(await sends('x'.repeat(1_100_000))).toMatchObject({ status: 413 });
});
