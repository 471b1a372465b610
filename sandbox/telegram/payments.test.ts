import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Update } from 'telegraf/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type TurnedClock, turnedClock } from '../ground/test-clock.ts';
import type { Player } from './player.ts';
import { type Bench, complaint, openBench } from './test-bot.ts';

let clock: TurnedClock;
let bench: Bench;
let ada: Player;
beforeEach(async () => {
  clock = turnedClock();
  bench = await openBench({ clock });
  ada = bench.telegram.player('Ada');
  ada.says('/start');
  await bench.telegram.idle();
  answerEach(() => true);
});
afterEach(() => bench.close());

/** `true` lets a payment through, words refuse it, undefined says nothing. */
function answerEach(answer: (update: Update.PreCheckoutQueryUpdate) => true | string | undefined): void {
  bench.ear.answers((update) => {
    const given = 'pre_checkout_query' in update ? answer(update) : undefined;
    if (given !== undefined && 'pre_checkout_query' in update) {
      const { id } = update.pre_checkout_query;
      void bench.api.answerPreCheckoutQuery(id, given === true, given === true ? undefined : given);
    }
    return 200;
  });
}

const invoice = (more: object = {}) => ({
  title: 'Deposit',
  description: 'Into your cash.',
  payload: 'order-1',
  provider_token: bench.telegram.providerToken,
  currency: 'EUR',
  prices: [
    { label: 'Deposit', amount: 4_900 },
    { label: 'Fee', amount: 100 },
  ],
  ...more,
});
const stars = (more: object = {}) =>
  invoice({ provider_token: '', currency: 'XTR', prices: [{ label: 'x', amount: 50 }], ...more });
const link = (more: object = {}) => bench.api.createInvoiceLink(invoice(more));

const payments = () =>
  bench.ear.heard.flatMap(({ update }) =>
    'message' in update && 'successful_payment' in update.message ? [{ id: update.update_id, ...update.message }] : [],
  );

test('a payment: the bot is asked, the card is charged, the bot is told', async () => {
  const url = await link();
  expect(url).toMatch(/^https:\/\/t\.me\/\$[\w-]+$/);
  const paid = await ada.pays(url);
  await bench.telegram.idle();

  const asked = bench.ear.heard.find(({ update }) => 'pre_checkout_query' in update)?.update;
  expect(asked).toMatchObject({
    pre_checkout_query: { from: { id: ada.id }, currency: 'EUR', total_amount: 5_000, invoice_payload: 'order-1' },
  });
  const [charge] = bench.telegram.charges();
  expect(paid).toMatchObject({ outcome: 'paid', charge: { id: charge?.id } });
  expect(charge).toMatchObject({ player: ada.id, payload: 'order-1', currency: 'EUR', amount: 5_000, reported: true });
  expect(payments()).toMatchObject([
    {
      chat: { id: ada.id },
      from: { id: ada.id },
      successful_payment: {
        currency: 'EUR',
        total_amount: 5_000,
        invoice_payload: 'order-1',
        telegram_payment_charge_id: charge?.id,
        provider_payment_charge_id: charge?.providerId,
      },
    },
  ]);
  expect(ada.chat().at(-1)).toMatchObject({ isService: true, text: 'You paid Cage €50.00' });
});

test('an invoice message has a Pay key, and no text to edit', async () => {
  const sent = await bench.api.sendInvoice(ada.id, invoice());
  expect(sent).toMatchObject({
    invoice: {
      title: 'Deposit',
      description: 'Into your cash.',
      currency: 'EUR',
      total_amount: 5_000,
      start_parameter: '',
    },
    reply_markup: { inline_keyboard: [[{ text: 'Pay €50.00', pay: true }]] },
  });
  expect(await complaint(bench.api.editMessageText(ada.id, sent.message_id, undefined, 'x'))).toBe(
    '400: Bad Request: there is no text in the message to edit',
  );
  expect((await ada.taps('Pay €50.00')).invoice).toMatchObject({ totalText: '€50.00' });
  expect(await ada.pays()).toMatchObject({ outcome: 'paid' });
});

test('an invoice is found behind a key, in words, and in a message of its own', async () => {
  const url = await link({ payload: 'in words' });
  await bench.api.sendMessage(ada.id, `Pay here: ${url}`);
  expect(await ada.opensInvoice()).toMatchObject({ payload: 'in words' });
  await bench.api.sendMessage(ada.id, 'Pay', {
    reply_markup: { inline_keyboard: [[{ text: 'Pay', url: await link({ payload: 'behind a key' }) }]] },
  });
  expect(await ada.opensInvoice()).toMatchObject({ payload: 'behind a key' });
});

test('the bot may refuse, and the player reads why; nothing is charged', async () => {
  answerEach(() => 'This invoice has run out.');
  expect(await ada.pays(await link())).toEqual({ outcome: 'refused', message: 'This invoice has run out.' });
  expect(bench.telegram.charges()).toEqual([]);
});

test('a bot that says nothing for ten seconds has refused, and its late answer finds nothing', async () => {
  answerEach(() => undefined);
  const paying = ada.pays(await link());
  const [heard] = (await bench.ear.hears(2)).slice(1);
  clock.turn(10_000);
  expect(await paying).toEqual({
    outcome: 'unanswered',
    message: 'The payment could not be completed: the bot did not answer in time',
  });
  const query = heard && 'pre_checkout_query' in heard.update ? heard.update.pre_checkout_query.id : '';
  expect(await complaint(bench.api.answerPreCheckoutQuery(query, true))).toMatch(/query is too old/);
  expect(bench.telegram.charges()).toEqual([]);
});

test('a declined card charges nothing and tells the bot nothing', async () => {
  expect(await ada.pays(await link(), 'is declined')).toEqual({
    outcome: 'declined',
    message: 'The card was declined. Nothing was charged.',
  });
  await bench.telegram.idle();
  expect(bench.telegram.charges()).toEqual([]);
  expect(payments()).toEqual([]);
});

test('a payment confirmed late is charged now and told then', async () => {
  const paid = await ada.pays(await link(), 'is confirmed late', { lateMs: 120_000 });
  expect(paid).toMatchObject({ outcome: 'paid', charge: { reported: false } });
  clock.turn(119_999);
  expect(bench.telegram.pendingUpdates()).toEqual([]);
  clock.turn(1);
  await bench.telegram.idle();
  expect(payments()).toHaveLength(1);
});

test('a payment reported twice comes twice under one number and once under another, with one charge', async () => {
  await ada.pays(await link(), 'is reported twice');
  await bench.telegram.idle();
  const told = payments();
  expect(told).toHaveLength(3);
  expect(new Set(told.map(({ id }) => id)).size).toBe(2);
  expect(new Set(told.map(({ message_id }) => message_id)).size).toBe(1);
  expect(bench.telegram.charges()).toHaveLength(1);
});

test('anybody who has the link may pay, again and again, and begins a chat by it', async () => {
  const eve = bench.telegram.player('Eve');
  const url = await link();
  await eve.pays(url);
  await eve.pays(url);
  await ada.pays(url);
  await bench.telegram.idle();
  expect(bench.telegram.charges().map(({ player }) => player)).toEqual([eve.id, eve.id, ada.id]);
  await bench.api.sendMessage(eve.id, 'Thank you');
});

test('someone who only opened the form is known, and cannot be written to', async () => {
  const eve = bench.telegram.player('Eve');
  await eve.pays(await link(), 'is declined');
  expect(await complaint(bench.api.sendMessage(eve.id, 'x'))).toBe(
    "403: Forbidden: bot can't initiate conversation with a user",
  );
});

test.each<[string, object]>([
  ['PAYMENT_PROVIDER_INVALID', { provider_token: 'wrong' }],
  ['CURRENCY_INVALID', { currency: 'ABC' }],
  ['CURRENCY_TOTAL_AMOUNT_INVALID', { prices: [{ label: 'x', amount: 50 }] }],
  ['CURRENCY_TOTAL_AMOUNT_INVALID', { prices: [{ label: 'x', amount: 10_000_000 }] }],
  ['INVOICE_PAYLOAD_INVALID', { payload: 'é'.repeat(65) }],
  ['INVOICE_TITLE_INVALID', { title: 'x'.repeat(33) }],
  ['INVOICE_DESCRIPTION_INVALID', { description: 'x'.repeat(256) }],
  ['STARS_INVOICE_INVALID', { currency: 'XTR' }],
  ['parameter "title" is required', { title: '' }],
  ['parameter "payload" is required', { payload: '' }],
  ['there must be at least one price', { prices: [] }],
  ["can't parse labeled price: labeledPrice label must be non-empty", { prices: [{ label: '', amount: 500 }] }],
])('%s', async (why, more) => {
  expect(await complaint(link(more))).toBe(`400: Bad Request: ${why}`);
});

test('Stars are counted, listed and given back once', async () => {
  const paid = await ada.pays(await bench.api.createInvoiceLink(stars()));
  await bench.telegram.idle();
  const call = (method: string, args: object = {}) =>
    bench.api.callApi(method as never, args as never) as Promise<unknown>;
  expect(await call('getMyStarBalance')).toEqual({ amount: 50 });
  const id = 'charge' in paid ? paid.charge.id : '';
  const refund = () => call('refundStarPayment', { user_id: ada.id, telegram_payment_charge_id: id });
  clock.turn(1_000);
  expect(await refund()).toBe(true);
  expect(await complaint(refund())).toBe('400: Bad Request: CHARGE_ALREADY_REFUNDED');
  expect(await call('getMyStarBalance')).toEqual({ amount: 0 });
  const partner = { type: 'user', user: { id: ada.id }, invoice_payload: 'order-1' };
  expect(await call('getStarTransactions')).toMatchObject({
    transactions: [
      { id, amount: 50, source: partner },
      { id, amount: 50, receiver: partner },
    ],
  });
  expect(await ada.sees('Cage returned 50 Stars')).toMatchObject({ isService: true });
  await bench.telegram.idle();
  expect(bench.ear.heard.at(-1)?.update).toMatchObject({
    message: { refunded_payment: { telegram_payment_charge_id: id } },
  });
});

test('a charge that is not a payment of Stars of this player cannot be given back', async () => {
  const paid = await ada.pays(await link());
  const id = 'charge' in paid ? paid.charge.id : '';
  const refund = bench.api.callApi(
    'refundStarPayment' as never,
    { user_id: ada.id, telegram_payment_charge_id: id } as never,
  );
  expect(await complaint(refund)).toBe('400: Bad Request: CHARGE_NOT_FOUND');
});

test('a late report survives a restart', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'telegram-'));
  const options = { dataFile: path.join(folder, 'telegram.jsonl'), bots: ['111:AA'], providerTokens: ['p'], clock };
  const first = await openBench({ ...options, webhook: false });
  const eve = first.telegram.player('Eve');
  eve.says('/start');
  const paying = eve.pays(await first.api.createInvoiceLink(invoice({ provider_token: 'p' })), 'is confirmed late', {
    lateMs: 60_000,
  });
  const asked = await first.api.getUpdates(0, 100, 0, undefined);
  const query = asked.flatMap((update) => ('pre_checkout_query' in update ? [update.pre_checkout_query.id] : []))[0];
  await first.api.answerPreCheckoutQuery(String(query), true);
  await paying;
  await first.close();
  clock.turn(90_000);

  const second = await openBench({ ...options, webhook: false });
  expect(second.telegram.charges()).toMatchObject([{ amount: 5_000, reported: true }]);
  expect(second.telegram.pendingUpdates().at(-1)).toMatchObject({
    message: { successful_payment: { total_amount: 5_000 } },
  });
  await second.close();
  rmSync(folder, { recursive: true });
});
