import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { stripeTold } from '../rails/stripe/told.ts';
import type { RailNews, ToldRail } from '../rails/told-rail.ts';
import { createReceive } from '../records/delivery/inbox.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { NotSettledYet } from '../use-cases/record-news.ts';
import { providerInbox } from './provider-inbox.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const told = stripeTold(new Stripe('sk_test_of_nobody_0000000'), 'whsec_of_nobody_0000000', false);
const state = { ask: async (): Promise<readonly RailNews[]> => [], record: async () => {}, recorded: 0 };
let event = 0;
beforeEach(async () => {
  Object.assign(state, { ask: async () => [], record: async () => {}, recorded: 0 });
  await createReceive(house.app)({
    source: 'stripe',
    externalId: `evt_${++event}`,
    lane: 'dp_1',
    body: { object: 'dp_1' },
  });
});

async function rounds(times: number): Promise<void> {
  const rail: ToldRail = { ...told, ask: () => state.ask() };
  const work = providerInbox({
    pool: house.app,
    transaction: house.transaction,
    rail,
    recordNews: () => async () => {
      await state.record();
      state.recorded += 1;
    },
    log: createLogger('test', 'fatal'),
    backoffMs: () => -1,
  });
  for (let n = 0; n < times; n++) await work();
}
const standing = async () =>
  (await house.read(sql`select status, attempts from delivery.inbox where external_id = ${`evt_${event}`}`))[0];

test.each([
  ['gives no answer', new Stripe.errors.StripeConnectionError({ type: 'api_error' as never, message: 'gone' })],
  ['has an error of its own', new Stripe.errors.StripeAPIError({ type: 'api_error', message: 'oops' })],
  ['is asked too often', new Stripe.errors.StripeRateLimitError({ type: 'invalid_request_error', message: 'slowly' })],
])('while the provider %s, however long, an event waits, and is worked on when it is back', async (_how, error) => {
  state.ask = async () => {
    throw error;
  };
  await rounds(30);
  expect(await standing()).toEqual({ status: 'pending', attempts: 30 });
  state.ask = async () => [];
  await rounds(2);
  expect([(await standing())?.status, state.recorded]).toEqual(['done', 1]);
});

test('news of a charge that is not settled yet waits for it, however long', async () => {
  state.record = async () => {
    throw new NotSettledYet('not yet');
  };
  await rounds(30);
  expect(await standing()).toEqual({ status: 'pending', attempts: 30 });
  state.record = async () => {};
  await rounds(1);
  expect((await standing())?.status).toBe('done');
});

test('what cannot be read is laid aside after a while: a person must look', async () => {
  state.ask = async () => {
    throw new Error('it is in a currency that nobody books');
  };
  await rounds(30);
  expect(await standing()).toEqual({ status: 'dead', attempts: 12 });
});
