import { describe, expect, test } from 'vitest';
import { payoutRailIds, railIds } from '../contracts/rails.ts';
import { money } from '../domain/money.ts';
import { createTelegramClient } from '../runtime/telegram/client.ts';
import { testAccount } from '../sandbox/stripe/test-account.ts';
import { startTelegram } from '../sandbox/telegram/server.ts';
import type { RailEvent } from './deposit-rail.ts';
import { createDepositRails, createToldRails } from './registry.ts';
import { createStripeClient } from './stripe/client.ts';
import { stripePayout } from './stripe/payout.ts';
import { type DepositWorld, type PayoutWorld, paysOut, takesMoney } from './test-conformance.ts';

const isPaid = (event: { kind: string } | undefined): event is RailEvent => event?.kind === 'paid';

async function stripeAccount() {
  const account = await testAccount();
  const { secretKey, webhookSecret, url } = account.stripe;
  const keys = { secretKey, webhookSecret, apiBase: url, publicUrl: 'https://cage.example' };
  return { account, keys, settings: { providerTokens: [], playMoneyRails: [], stripe: keys } };
}

async function stripeTakes(): Promise<DepositWorld> {
  const { account, settings } = await stripeAccount();
  const [rail, told] = [createDepositRails([], settings).stripe, createToldRails(settings).stripe];
  if (!rail || !told) throw new Error('the rail is off');
  return {
    rail,
    async pays(link) {
      const before = account.received.length;
      account.stripe.faults.change({ duplicates: 1 });
      account.stripe.buyer(link).pays();
      await account.stripe.idle();
      const hints = account.received
        .slice(before)
        .map(({ body, signature }) => told.readHint(Buffer.from(body), () => signature));
      const news = await Promise.all(hints.map((hint) => (typeof hint === 'string' ? [] : told.ask(hint))));
      return news.flat().filter(isPaid);
    },
    outage: (is) => (is ? account.stripe.faults.failCalls({ answer: 503 }) : account.stripe.faults.clear()),
    close: () => account.close(),
  };
}

async function telegramTakes(): Promise<DepositWorld> {
  const telegram = await startTelegram({ limits: 'off' });
  const client = createTelegramClient({
    token: telegram.token,
    botId: String(telegram.botId),
    apiRoot: telegram.url,
    timeoutMs: 2_000,
  });
  const settings = { providerTokens: [`EUR+USD+RUB=${telegram.providerToken}`], playMoneyRails: [] };
  const rail = createDepositRails([client], settings)['telegram-invoice'];
  if (!rail) throw new Error('the rail is off');
  let offset = 0;
  /** Takes updates as they come, and says yes to whoever is about to pay. */
  const take = async (): Promise<RailEvent[]> => {
    const updates = await client.call('getUpdates', { offset, timeout: 0 });
    offset = Math.max(offset, ...updates.map(({ update_id }) => update_id + 1));
    for (const update of updates)
      if ('pre_checkout_query' in update)
        await client.call('answerPreCheckoutQuery', { pre_checkout_query_id: update.pre_checkout_query.id, ok: true });
    return [...updates, ...updates].map((update) => rail.readEvent(update)).filter(isPaid);
  };
  return {
    rail,
    async pays(link) {
      const player = telegram.player('Ada');
      const paying = player.pays(link);
      await telegram.until(() => telegram.pendingUpdates().some((update) => 'pre_checkout_query' in update));
      const first = await take();
      await paying;
      return [...first, ...(await take())];
    },
    outage: (is) => (is ? telegram.faults.failCalls({ answer: 500 }) : telegram.faults.clear()),
    close: () => telegram.close(),
  };
}

async function stripePays(): Promise<PayoutWorld> {
  const { account, keys } = await stripeAccount();
  const { stripe, clock } = account;
  const refunds = ['POST /v1/refunds'];
  return {
    rail: stripePayout({ stripe: createStripeClient(keys, 300), play: false, now: clock.now }),
    now: clock.now,
    turn: clock.turn,
    async hasPaidIn(minors) {
      const paid = [];
      for (const minor of minors) {
        const session = await account.client.checkout.sessions.create({
          mode: 'payment',
          success_url: 'https://cage.example/',
          line_items: [
            {
              quantity: 1,
              price_data: { currency: 'eur', unit_amount: Number(minor), product_data: { name: 'Deposit' } },
            },
          ],
        });
        stripe.buyer(String(session.url)).pays();
        const charge = stripe.charges().at(-1);
        paid.push({
          provider: 'stripe',
          chargeId: charge?.payment_intent ?? '',
          providerRef: charge?.id,
          left: money('EUR', minor),
          paidAt: new Date(clock.now()),
        });
      }
      return paid;
    },
    sent: () =>
      stripe
        .refunds()
        .filter(({ status }) => status !== 'failed')
        .map(({ metadata, amount }) => ({ reference: metadata.payout ?? '', minor: BigInt(amount) })),
    fails(how) {
      if (how === 'before') stripe.faults.failCalls({ calls: refunds, answer: 500, next: 1 });
      if (how === 'after') stripe.faults.failCalls({ calls: refunds, answer: 500, executed: true, next: 1 });
      if (how === 'silently') stripe.faults.failCalls({ calls: refunds, answer: 'silence', executed: true, next: 1 });
    },
    spoil({ target }) {
      const charge = stripe.charges().find(({ payment_intent }) => payment_intent === target);
      stripe.dashboard.dispute(charge?.id ?? '');
    },
    close: () => account.close(),
  };
}

const taking = { 'telegram-invoice': telegramTakes, stripe: stripeTakes } satisfies Record<
  (typeof railIds)[number],
  () => Promise<DepositWorld>
>;
const paying = { stripe: stripePays } satisfies Record<(typeof payoutRailIds)[number], () => Promise<PayoutWorld>>;

describe.each(railIds)('%s takes money', (id) => takesMoney(taking[id]));
describe.each(payoutRailIds)('%s pays out', (id) => paysOut(paying[id]));

test('a payout by card goes to the oldest payments first, and says how much could go', async () => {
  const world = await stripePays();
  try {
    const refundable = await world.hasPaidIn([1_000n, 500n, 2_500n]);
    const plan = world.rail.plan({ amount: money('EUR', 1_700n), refundable });
    expect(plan).toMatchObject({
      parts: refundable.map(({ chargeId }, n) => ({
        target: chargeId,
        amount: money('EUR', [1_000n, 500n, 200n][n] ?? 0n),
      })),
    });
    expect(world.rail.plan({ amount: money('EUR', 4_001n), refundable })).toEqual({
      reason: 'not-coverable',
      most: money('EUR', 4_000n),
    });
  } finally {
    await world.close();
  }
});
