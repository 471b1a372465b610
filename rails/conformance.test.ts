import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DestinationId } from '../contracts/ids.ts';
import type { payoutRailIds, railIds } from '../contracts/rails.ts';
import { money } from '../domain/money.ts';
import { newId } from '../runtime/ids.ts';
import { createTelegramClient } from '../runtime/telegram/client.ts';
import { testAdyen } from '../sandbox/adyen/test-account.ts';
import { turnedClock } from '../sandbox/ground/test-clock.ts';
import { testAccount } from '../sandbox/stripe/test-account.ts';
import { startTelegram } from '../sandbox/telegram/server.ts';
import { createAdyenClient } from './adyen/client.ts';
import { adyenPayout } from './adyen/payout.ts';
import { adyenRefund } from './adyen/refund.ts';
import type { RailEvent } from './deposit-rail.ts';
import { createDepositRails, createToldRails } from './registry.ts';
import { starsRefund } from './stars/refund.ts';
import { createStripeClient } from './stripe/client.ts';
import { stripePayout } from './stripe/payout.ts';
import { stripeRefund, telegramInvoiceRefund } from './stripe/refund.ts';
import {
  type DepositWorld,
  givesBack,
  type PayoutWorld,
  paysOut,
  type RefundWorld,
  takesMoney,
} from './test-conformance.ts';
import type { ProviderHint, ToldRail } from './told-rail.ts';

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
      const news = await Promise.all(hints.flatMap(hintsIn).map((hint) => told.ask(hint)));
      return news.flat().filter(isPaid);
    },
    outage: (is) => (is ? account.stripe.faults.failCalls({ answer: 503 }) : account.stripe.faults.clear()),
    close: () => account.close(),
  };
}

type AdyenAccount = Awaited<ReturnType<typeof testAdyen>>;

async function adyenAccount() {
  const account = await testAdyen();
  const settings = {
    providerTokens: [],
    playMoneyRails: [],
    takesStars: false,
    adyen: { ...account.account, publicUrl: 'https://cage.example' },
  };
  return { account, settings };
}

async function adyenTakes(): Promise<DepositWorld> {
  const { account, settings } = await adyenAccount();
  const { adyen, clock, received } = account;
  const [rail, told] = [createDepositRails([], settings).adyen, createToldRails(settings).adyen];
  if (!rail || !told) throw new Error('the rail is off');
  return {
    rail,
    async pays(link) {
      const before = received.length;
      adyen.faults.change({ duplicates: 1 });
      adyen.buyer(link).pays();
      await adyen.idle();
      clock.turn(1_000);
      const hints = received
        .slice(before)
        .map(({ body, signature }) => told.readHint(Buffer.from(body), () => signature));
      const news = await Promise.all(hints.flatMap(hintsIn).map((hint) => told.ask(hint)));
      return news.flat().filter(isPaid);
    },
    outage: (is) => (is ? adyen.faults.failCalls({ answer: 503 }) : adyen.faults.clear()),
    close: () => account.close(),
  };
}

async function telegramTakes(id: 'telegram-invoice' | 'stars' = 'telegram-invoice'): Promise<DepositWorld> {
  const telegram = await startTelegram({ limits: 'off' });
  const client = createTelegramClient({
    token: telegram.token,
    botId: String(telegram.botId),
    apiRoot: telegram.url,
    timeoutMs: 2_000,
  });
  const settings = { providerTokens: [`EUR+USD+RUB=${telegram.providerToken}`], playMoneyRails: [], takesStars: true };
  const rail = createDepositRails([client], settings)[id];
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

type Account = Awaited<ReturnType<typeof stripeAccount>>['account'];

/** Card payments of so much each, the oldest first. */
async function paidIn(account: Account, minors: readonly bigint[]) {
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
    account.stripe.buyer(String(session.url)).pays();
    const charge = account.stripe.charges().at(-1);
    paid.push({
      provider: 'stripe',
      chargeId: charge?.payment_intent ?? '',
      providerRef: charge?.id,
      left: money('EUR', minor),
      paidAt: new Date(account.clock.now()),
    });
  }
  return paid;
}

function failsRefund(stripe: Account['stripe'], how: 'before' | 'after' | 'silently'): void {
  const calls = ['POST /v1/refunds'];
  if (how === 'before') stripe.faults.failCalls({ calls, answer: 500, next: 1 });
  if (how === 'after') stripe.faults.failCalls({ calls, answer: 500, executed: true, next: 1 });
  if (how === 'silently') stripe.faults.failCalls({ calls, answer: 'silence', executed: true, next: 1 });
}

async function stripePays(): Promise<PayoutWorld> {
  const { account, keys } = await stripeAccount();
  const { stripe, clock } = account;
  return {
    rail: stripePayout({ stripe: createStripeClient(keys, 300), play: false, now: clock.now }),
    now: clock.now,
    turn: clock.turn,
    hasPaidIn: (minors) => paidIn(account, minors),
    sent: () =>
      stripe
        .refunds()
        .filter(({ status }) => status !== 'failed')
        .map(({ metadata, amount }) => ({ reference: metadata.payout ?? '', minor: BigInt(amount) })),
    fails: (how) => failsRefund(stripe, how),
    spoil({ target }) {
      const charge = stripe.charges().find(({ payment_intent }) => payment_intent === target);
      stripe.dashboard.dispute(charge?.id ?? '');
    },
    close: () => account.close(),
  };
}

/** What buyers do at Adyen, and how its next sending goes wrong. */
function adyenHands({ adyen, clock }: AdyenAccount, client: ReturnType<typeof createAdyenClient>) {
  const sends = ['POST /payments/:id/refunds', 'POST /transfers'];
  return {
    async hasPaidIn(minors: readonly bigint[]) {
      const paid = [];
      for (const minor of minors) {
        const { url } = await client.links.paymentLinks({
          merchantAccount: adyen.merchantAccount,
          reference: randomUUID(),
          amount: { currency: 'EUR', value: Number(minor) },
          returnUrl: 'https://cage.example/',
          expiresAt: new Date(clock.now() + 60_000),
        });
        adyen.buyer(url).pays();
        const left = money('EUR', minor);
        const chargeId = adyen.payments().at(-1)?.psp ?? '';
        paid.push({ provider: 'adyen', chargeId, providerRef: undefined, left, paidAt: new Date(clock.now()) });
      }
      return paid;
    },
    fails(how: 'before' | 'after' | 'silently') {
      if (how === 'before') adyen.faults.failCalls({ calls: sends, answer: 500, next: 1 });
      if (how === 'after') adyen.faults.failCalls({ calls: sends, answer: 500, executed: true, next: 1 });
      if (how === 'silently') adyen.faults.failCalls({ calls: sends, answer: 'silence', executed: true, next: 1 });
    },
  };
}

async function adyenPays(): Promise<PayoutWorld & { drain(): void }> {
  const { account } = await adyenAccount();
  const { adyen, clock } = account;
  const client = createAdyenClient(account.account, 300);
  const openDestination = async () => ({
    kind: 'iban' as const,
    iban: 'DE89370400440532013000',
    holder: 'Ada Lovelace',
  });
  return {
    rail: adyenPayout({ adyen: client, play: false, now: clock.now, openDestination }),
    now: clock.now,
    turn: clock.turn,
    sent: () =>
      adyen
        .transfers()
        .filter(({ direction, status }) => direction === 'outgoing' && status !== 'failed' && status !== 'refused')
        .map(({ reference, categoryData, amount }) => ({
          reference: (categoryData?.modificationMerchantReference ?? reference).replace('payout-', ''),
          minor: BigInt(amount.value),
        })),
    ...adyenHands(account, client),
    spoil: ({ target }) => adyen.dashboard.close(target),
    drain: () => adyen.dashboard.drain(),
    close: () => account.close(),
  };
}

/** @param as which rail's payments they are: their charges are named as that rail names them */
async function stripeGivesBack(as: 'stripe' | 'telegram-invoice'): Promise<RefundWorld> {
  const { account, keys } = await stripeAccount();
  const { stripe, clock } = account;
  const deps = { stripe: createStripeClient(keys, 300), now: clock.now };
  return {
    rail: as === 'stripe' ? stripeRefund(deps) : telegramInvoiceRefund(deps),
    now: clock.now,
    turn: clock.turn,
    async owes(minor) {
      const [paid] = await paidIn(account, [minor]);
      if (!paid) throw new Error('it was paid');
      const { chargeId, providerRef } = paid;
      return {
        charge: {
          provider: as,
          chargeId: as === 'stripe' ? chargeId : `telegram-${chargeId}`,
          providerRef,
          payer: 'card',
        },
        amount: money('EUR', minor),
      };
    },
    back: () =>
      stripe
        .refunds()
        .filter(({ status }) => status !== 'failed')
        .map(({ payment_intent, amount }) => ({
          chargeId: as === 'stripe' ? String(payment_intent) : `telegram-${payment_intent}`,
          minor: BigInt(amount),
        })),
    fails: (how) => failsRefund(stripe, how),
    async givesBack({ providerRef }) {
      await account.client.refunds.create({ charge: providerRef ?? '' });
    },
    close: () => account.close(),
  };
}

async function starsGiveBack(): Promise<RefundWorld> {
  const clock = turnedClock(Date.now());
  const telegram = await startTelegram({ limits: 'off', clock });
  const client = createTelegramClient({
    token: telegram.token,
    botId: String(telegram.botId),
    apiRoot: telegram.url,
    timeoutMs: 300,
  });
  const methods = ['refundStarPayment'];
  return {
    rail: starsRefund({ bots: [{ telegram: client }], now: clock.now, quietMs: 120_000 }),
    now: clock.now,
    turn: clock.turn,
    async owes(minor) {
      const link = await client.call('createInvoiceLink', {
        title: 'Deposit',
        description: 'Stars',
        payload: newId(clock.now()),
        provider_token: '',
        currency: 'XTR',
        prices: [{ label: 'Deposit', amount: Number(minor) }],
      });
      const player = telegram.player('Ada');
      const paying = player.pays(link);
      await telegram.until(() => telegram.pendingUpdates().some((update) => 'pre_checkout_query' in update));
      const updates = await client.call('getUpdates', { timeout: 0 });
      for (const update of updates)
        if ('pre_checkout_query' in update)
          await client.try('answerPreCheckoutQuery', { pre_checkout_query_id: update.pre_checkout_query.id, ok: true });
      const paid = await paying;
      if (paid.outcome !== 'paid') throw new Error(`not paid: ${paid.outcome}`);
      return {
        charge: { provider: 'telegram', chargeId: paid.charge.id, providerRef: undefined, payer: String(player.id) },
        amount: money('XTR', minor),
      };
    },
    back: () =>
      telegram
        .charges()
        .filter(({ refundedAt }) => refundedAt !== undefined)
        .map(({ id, amount }) => ({ chargeId: id, minor: BigInt(amount) })),
    fails(how) {
      if (how === 'before') telegram.faults.failCalls({ methods, answer: 500, next: 1 });
      if (how === 'after') telegram.faults.failCalls({ methods, answer: 500, executed: true, next: 1 });
      if (how === 'silently') telegram.faults.failCalls({ methods, answer: 'silence', executed: true, next: 1 });
    },
    async givesBack({ chargeId, payer }) {
      await client.call('refundStarPayment', { user_id: Number(payer), telegram_payment_charge_id: chargeId });
    },
    close: () => telegram.close(),
  };
}

async function adyenGivesBack(): Promise<RefundWorld> {
  const { account } = await adyenAccount();
  const { adyen, clock } = account;
  const client = createAdyenClient(account.account, 300);
  const { hasPaidIn, fails } = adyenHands(account, client);
  return {
    rail: adyenRefund({ adyen: client, now: clock.now }),
    now: clock.now,
    turn: clock.turn,
    async owes(minor) {
      const [paid] = await hasPaidIn([minor]);
      if (!paid) throw new Error('it was paid');
      return {
        charge: { provider: 'adyen', chargeId: paid.chargeId, providerRef: undefined, payer: 'card' },
        amount: money('EUR', minor),
      };
    },
    back: () =>
      adyen
        .refunds()
        .filter(({ status }) => status !== 'failed')
        .map(({ payment, amount }) => ({ chargeId: payment, minor: BigInt(amount.value) })),
    fails,
    async givesBack({ chargeId }) {
      adyen.dashboard.refund(chargeId);
    },
    close: () => account.close(),
  };
}

/** The same rail, with nothing of the player's to refund: all of it goes to their bank account. */
async function adyenPaysToBanks(): Promise<PayoutWorld> {
  const world = await adyenPays();
  const { rail } = world;
  const destination = { id: randomUUID() as DestinationId, label: 'DE •• 3000' };
  return {
    ...world,
    rail: { ...rail, plan: (wish) => rail.plan({ ...wish, refundable: [], beyond: wish.amount, destination }) },
    hasPaidIn: async () => [],
    spoil: () => world.drain(), // Adyen takes it on, and refuses it in the same answer
  };
}

const hintsIn = (hint: ReturnType<ToldRail['readHint']>): readonly ProviderHint[] =>
  typeof hint === 'string' ? [] : Array.isArray(hint) ? hint : [hint as ProviderHint];

const taking = {
  'telegram-invoice': telegramTakes,
  stripe: stripeTakes,
  adyen: adyenTakes,
  stars: () => telegramTakes('stars'),
} satisfies Partial<Record<(typeof railIds)[number], () => Promise<DepositWorld>>>;
const paying = { stripe: stripePays, adyen: adyenPays } satisfies Partial<
  Record<(typeof payoutRailIds)[number], () => Promise<PayoutWorld>>
>;
const givingBack = {
  stars: starsGiveBack,
  stripe: () => stripeGivesBack('stripe'),
  adyen: adyenGivesBack,
  'telegram-invoice': () => stripeGivesBack('telegram-invoice'),
} satisfies Partial<Record<(typeof railIds)[number], () => Promise<RefundWorld>>>;

describe.each(Object.entries(taking))('%s takes money', (_, world) => takesMoney(world));
describe.each(Object.entries(paying))('%s pays out', (_, world) => paysOut(world));
describe('adyen pays to a bank account', () => paysOut(adyenPaysToBanks));
describe.each(Object.entries(givingBack))('%s gives back', (_, world) => givesBack(world));

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
