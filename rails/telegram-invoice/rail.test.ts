import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OrderId } from '../../contracts/ids.ts';
import { type Asset, assets } from '../../domain/assets.ts';
import { money } from '../../domain/money.ts';
import { assetsOf } from '../../domain/terms.ts';
import { type Call, done, refused, tinyBotApi } from '../../runtime/telegram/test-bot-api.ts';
import { createDepositRails, readRailEvent } from '../registry.ts';
import { noDepositRails } from '../test-rails.ts';
import { currencyOf } from './rail.ts';

let telegram: Awaited<ReturnType<typeof tinyBotApi>>;
beforeAll(async () => {
  telegram = await tinyBotApi();
});
beforeEach(() => {
  telegram.calls.length = 0;
  telegram.answers(done('https://t.me/$invoice'));
});
afterAll(() => telegram.close());

const ORDER = '01960000-0000-7000-8000-000000000001' as OrderId;

/** The rail as a process builds it, for bots `1`, `2`, … each with its provider token, or without. */
function railOf(providerTokens: string[], { play = false, bots = 1 } = {}) {
  const clients = Array.from({ length: bots }, (_, n) => ({ ...telegram.client(), botId: String(n + 1) }));
  return createDepositRails(clients, { providerTokens, playMoneyRails: play ? ['telegram-invoice'] : [] })[
    'telegram-invoice'
  ];
}
const theRail = (play = false) => {
  const rail = railOf(['provider-token'], { play });
  if (!rail) throw new Error('the rail is off');
  return rail;
};
const orderToPay = (pay = money<Asset>('EUR', 2_500n), bot: string | undefined = '1') => ({
  id: ORDER,
  pay,
  title: 'Deposit',
  description: '€25.00 into your cash.',
  expiresAt: new Date(),
  bot,
});
const paid = (changed: Record<string, unknown> = {}) => ({
  update_id: 1,
  message: {
    chat: { id: 7 },
    from: { id: 7 },
    successful_payment: {
      currency: 'EUR',
      total_amount: 2_500,
      invoice_payload: ORDER,
      telegram_payment_charge_id: 'charge-1',
      provider_payment_charge_id: 'provider-1',
      ...changed,
    },
  },
});

test('an invoice asks for the order’s amount, once, and carries the order’s id and nothing else of it', async () => {
  expect(await theRail().open(orderToPay())).toEqual({ link: 'https://t.me/$invoice' });
  expect(telegram.calls).toEqual([
    {
      method: 'createInvoiceLink',
      body: {
        title: 'Deposit',
        description: '€25.00 into your cash.',
        payload: ORDER,
        provider_token: 'provider-token',
        currency: 'EUR',
        prices: [{ label: 'Deposit', amount: 2_500 }],
      },
    },
  ]);
});

test('the bot in whose chat the player is makes the invoice, on its own provider', async () => {
  const rail = railOf(['first-provider', 'second-provider'], { bots: 2 });
  const tokens = () => telegram.calls.map(({ body }: Call) => body.provider_token);
  for (const bot of ['2', '1', 'a bot that left', undefined]) await rail?.open({ ...orderToPay(), bot });
  expect(tokens()).toEqual(['second-provider', 'first-provider', 'first-provider', 'first-provider']);
});

test('without a provider there is no rail', () => {
  expect(railOf([])).toBeUndefined();
});

test('a provider that refuses or does not answer is an outage to be waited for, not an invoice', async () => {
  telegram.answers(refused(400, 'Bad Request: PAYMENT_PROVIDER_INVALID'));
  await expect(theRail().open(orderToPay())).rejects.toThrow(/PAYMENT_PROVIDER_INVALID/);
  telegram.answers('hang-up');
  await expect(theRail().open(orderToPay())).rejects.toThrow();
});

test('a payment says who paid how much for which order, under the provider’s own number', () => {
  expect(theRail().readEvent(paid())).toEqual({
    kind: 'paid',
    provider: 'telegram',
    chargeId: 'charge-1',
    orderId: ORDER,
    payer: '7',
    asset: 'EUR',
    minor: 2_500n,
    providerRef: 'provider-1',
  });
  expect(theRail().readEvent(paid({ provider_payment_charge_id: undefined }))).toMatchObject({ providerRef: null });
});

test.each([
  ['a message', { message: { text: 'hello' } }],
  ['a message that is none', { message: null }],
  ['a tap', { callback_query: {} }],
  ['an empty object', {}],
  ['a text', 'successful_payment'],
  ['null', null],
  ['nothing', undefined],
])('%s is not about money', (_what, update) => {
  expect(theRail().readEvent(update)).toBeUndefined();
});

test.each([
  ['an amount of nothing', { total_amount: 0 }],
  ['an amount below nothing', { total_amount: -1 }],
  ['half a cent', { total_amount: 0.5 }],
  ['an amount that is a text', { total_amount: '2500' }],
  ['more than a number can hold exactly', { total_amount: 2 ** 53 }],
  ['no charge id', { telegram_payment_charge_id: '' }],
  ['a payload that is no order', { invoice_payload: 'shop-7' }],
  ['no payload', { invoice_payload: undefined }],
])('a payment with %s is money we cannot read: a person must look', (_what, changed) => {
  expect(() => theRail().readEvent(paid(changed))).toThrow();
});

test('a payment without a payer is money we cannot read', () => {
  const { message, ...update } = paid();
  const { from: _nobody, ...anonymous } = message;
  expect(() => theRail().readEvent({ ...update, message: anonymous })).toThrow();
});

test.each(['XTR', 'GOLD', 'PLAY-EUR', 'eur', ''])('a payment in %j is not this rail’s', (currency) => {
  expect(theRail().readEvent(paid({ currency }))).toBeUndefined();
});

test('each currency is asked for with the token of its provider, in the player’s chat where that bot takes it', async () => {
  const rail = railOf(['EUR+USD=first-provider;RUB=rouble-provider', 'EUR=second-provider'], { bots: 2 });
  expect(assetsOf(rail?.terms.assets ?? {})).toEqual(['EUR', 'USD', 'RUB']);
  for (const [asset, bot] of [
    ['USD', '1'],
    ['RUB', '2'],
    ['EUR', '2'],
  ] as const)
    await rail?.open(orderToPay(money<Asset>(asset, 100_000n), bot));
  expect(telegram.calls.map(({ body }) => [body.currency, body.provider_token])).toEqual([
    ['USD', 'first-provider'],
    ['RUB', 'rouble-provider'],
    ['EUR', 'second-provider'],
  ]);
});

test('where payments are not real, offers and payments are in play money, and Telegram hears of real currency', async () => {
  const rail = theRail(true);
  expect(assetsOf(rail.terms.assets)).toEqual(['PLAY-EUR']);
  await rail.open(orderToPay(money('PLAY-EUR', 2_500n)));
  expect(telegram.calls[0]?.body.currency).toBe('EUR');
  expect(rail.readEvent(paid())).toMatchObject({ asset: 'PLAY-EUR', minor: 2_500n });
});

test('no payment becomes real money on a rail that plays, whatever its currency', () => {
  for (const currency of Object.keys(assets)) {
    const event = theRail(true).readEvent(paid({ currency }));
    if (event) expect(assets[event.asset].nature).toBe('play');
  }
});

test('Telegram knows each asset by the name of what it is or plays at', () => {
  expect([currencyOf('EUR'), currencyOf('PLAY-EUR'), currencyOf('XTR')]).toEqual(['EUR', 'EUR', 'XTR']);
});

test('a payment is read by whichever rail it belongs to, and by none when all are off', () => {
  expect(readRailEvent({ ...noDepositRails, 'telegram-invoice': theRail() }, paid())).toMatchObject({
    chargeId: 'charge-1',
  });
  expect(readRailEvent(noDepositRails, paid())).toBeUndefined();
  expect(
    readRailEvent({ ...noDepositRails, 'telegram-invoice': theRail() }, { message: { text: 'hello' } }),
  ).toBeUndefined();
});
