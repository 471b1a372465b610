import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../prisma/tx.ts';
import { createDepositRails } from '../../rails/registry.ts';
import { type House, openHouse } from '../../records/test-house.ts';
import { noRails, plainRail } from '../../use-cases/test-cashier.ts';
import { openBot } from '../test-chat.ts';

let house: House;
let bot: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house);
});
afterAll(() => house.close());

const MENU = [
  ['Deposit=deposit', 'Balance=balance'],
  ['Language=language', 'Help=help'],
];
const startsWritten = () => house.count(sql`select count(*) from delivery.outbox where kind = 'workflow-start'`);

test('a deposit offers amounts, and names the least, the most and the fee', async () => {
  const { said } = await (await bot.guest()).writes('/deposit');
  expect(said[0]?.text).toMatch(/from €5\.00 to €5,000\.00\.\n.*No fee\./);
  expect(said[0]?.keys).toEqual([
    ['€10.00=deposit:1000', '€25.00=deposit:2500'],
    ['€50.00=deposit:5000', '€100.00=deposit:10000'],
    ['Back=home'],
  ]);
});

test('an amount that is tapped becomes an order, its workflow is written down, and the message is the order’s from then on', async () => {
  const person = await bot.guest();
  const before = await startsWritten();
  const { said } = await person.taps('deposit:2500', 78);
  expect(said).toEqual([
    { method: 'editMessageText', edits: 78, text: expect.stringContaining('Preparing your invoice'), keys: [] },
  ]);
  expect(await person.orders()).toMatchObject([{ status: 'opening', pay_minor: 2_500n, shown_message: 78n }]);
  expect((await startsWritten()) - before).toBe(1);
});

test('a second tap makes no second order, and does not draw over what the first became', async () => {
  const person = await bot.guest();
  await person.taps('deposit:2500', 79);
  for (const data of ['deposit:2500', 'deposit:5000']) {
    const heard = await person.taps(data, 79);
    expect(heard).toEqual({ said: [], tapAnswered: true });
  }
  expect(await person.orders()).toHaveLength(1);
});

test.each([
  ['deposit:1', 'The least you can deposit is €5.00.'],
  ['deposit:0', 'The least you can deposit is €5.00.'],
  ['deposit:500001', 'The most you can deposit at once is €5,000.00.'],
])('a key %s, of other times or made by hand, is refused with the way on', async (data, text) => {
  const person = await bot.guest();
  const { said } = await person.taps(data, 80);
  expect(said).toMatchObject([{ method: 'editMessageText', edits: 80, text: expect.stringContaining(text) }]);
  expect(said[0]?.keys).toContainEqual(['Back=home']);
  expect(await person.orders()).toEqual([]);
});

test.each([
  'deposit:9223372036854775808',
  'deposit:99999999999999999999',
  'deposit:-5',
  'deposit:1e3',
  'deposit: 5',
  'withdraw',
  '',
  '🎲',
])('a key %j that no screen of today has leads somewhere, and orders nothing', async (data) => {
  const person = await bot.guest();
  const { said } = await person.taps(data, 81);
  expect(said).toMatchObject([{ method: 'editMessageText', edits: 81 }]);
  expect(await person.orders()).toEqual([]);
});

test.each([
  ['25', 2_500n],
  ['25,50', 2_550n],
  ['€ 1 000', 100_000n],
  ['25 eur', 2_500n],
])('an amount typed as %s becomes an order, known by the message that is about to be sent', async (text, minor) => {
  const person = await bot.guest();
  const update = person.updates.text(text);
  const { said } = await bot.handle(update);
  expect(said).toEqual([{ method: 'sendMessage', text: expect.stringContaining('Preparing your invoice'), keys: [] }]);
  expect(await person.orders()).toMatchObject([
    { status: 'opening', pay_minor: minor, shown_message: null, shown_key: `update:1:${update.update_id}:0` },
  ]);
});

test.each([
  ['4.99', 'The least you can deposit is €5.00.'],
  ['5000.01', 'The most you can deposit at once is €5,000.00.'],
  ['0', 'The least you can deposit is €5.00.'],
])('an amount typed as %s is refused in place of what was being prepared', async (text, refusal) => {
  const person = await bot.guest();
  const update = person.updates.text(text);
  const { said } = await bot.handle(update);
  expect(said[1]).toMatchObject({
    method: 'editMessageText',
    edits: `update:1:${update.update_id}:0`,
    text: expect.stringContaining(refusal),
  });
  expect(await person.orders()).toEqual([]);
});

test.each(['hello', '25 USD', '/unknown', '/balance@another_bot', '🎲', '<b>25</b>', `'; drop table x`])(
  '%j is not understood, and is answered with the menu',
  async (text) => {
    const person = await bot.guest();
    expect((await person.writes(text)).said).toMatchObject([
      { method: 'sendMessage', text: expect.stringMatching(/^I did not understand that/), keys: MENU },
    ]);
    expect(await person.orders()).toEqual([]);
  },
);

test.each(['1,000', '10 20', '-5', '1e3', '0.001', '9'.repeat(20), '9'.repeat(4_096), '/deposit ten', '/deposit -5'])(
  '%j is no amount, and is answered with the limits and with amounts to choose from',
  async (text) => {
    const person = await bot.guest();
    const { said } = await person.writes(text);
    expect(said).toMatchObject([
      { method: 'sendMessage', text: expect.stringMatching(/^That is not one amount.*from €5\.00 to €5,000\.00/s) },
    ]);
    expect(said[0]?.keys).toContainEqual(['Back=home']);
    expect(await person.orders()).toEqual([]);
  },
);

test.each([
  ['/deposit 25', 2_500n],
  ['/deposit 25,50 €', 2_550n],
  ['/deposit ٢٥', 2_500n],
  ['٢٥', 2_500n],
])('%s orders what it says', async (text, minor) => {
  const person = await bot.guest();
  expect((await person.writes(text)).said[0]?.text).toContain('Preparing your invoice');
  expect(await person.orders()).toMatchObject([{ status: 'opening', pay_minor: minor }]);
});

test('five invoices may be open, the sixth is refused in words', async () => {
  const person = await bot.guest();
  for (let n = 0; n < 5; n++) await person.taps('deposit:2500', 90 + n);
  const { said } = await person.taps('deposit:2500', 96);
  expect(said[0]?.text).toMatch(/^You have 5 open invoices\./);
  expect(await person.orders()).toHaveLength(5);
});

test('where no deposit is possible none is offered, and who asks is told that their cash is safe', async () => {
  const closed = openBot(house, { rails: noRails });
  const person = closed.person(39_000);
  expect((await person.writes('/start')).said[0]?.keys).toEqual([
    ['Balance=balance'],
    ['Language=language', 'Help=help'],
  ]);
  for (const heard of [
    await person.writes('/deposit'),
    await person.taps('deposit'),
    await person.taps('deposit:2500'),
  ])
    expect(heard.said[0]?.text).toContain('Deposits are closed at the moment. Your cash is safe.');
  expect((await person.writes('25')).said[0]?.text).toMatch(/^I did not understand/);
  expect(await person.orders()).toEqual([]);
});

test('where payments are not real, amounts say so', async () => {
  const shop = {
    botId: '1',
    try: async () => ({ kind: 'unreached', why: '' }),
    call: async () => Promise.reject(new Error()),
  };
  const play = createDepositRails([shop as never], {
    providerTokens: ['provider-token'],
    playMoneyRails: ['telegram-invoice'],
  });
  const person = openBot(house, { rails: play }).person(39_001);
  expect((await person.writes('/deposit')).said[0]?.keys[0]?.[0]).toBe('€10.00 (play money)=deposit:1000');
  await person.writes('€25');
  expect(await person.orders()).toMatchObject([{ pay_minor: 2_500n }]);
});

test('an update whose handling fails says nothing and orders nothing', async () => {
  const person = await bot.guest();
  const update = person.updates.text('25');
  await house.asSuperuser(
    "alter table delivery.outbox add constraint full_disk check (kind <> 'workflow-start') not valid",
  );
  await expect(bot.handle(update)).rejects.toThrow();
  await house.asSuperuser('alter table delivery.outbox drop constraint full_disk');
  expect(await person.orders()).toEqual([]);
  expect(
    await house.count(sql`select count(*) from delivery.outbox where key like ${`update:1:${update.update_id}:%`}`),
  ).toBe(0);
});

test('where cards are on, too, the chat leads to them and back, and a card’s amount opens a deposit by card', async () => {
  const both = openBot(house, {
    rails: { 'telegram-invoice': plainRail(), stripe: { ...plainRail(), id: 'stripe' }, adyen: undefined },
  });
  const person = await both.guest();
  const invoice = (await person.writes('/deposit')).said[0];
  expect(invoice?.text).toContain('Deposit by invoice');
  expect(invoice?.keys).toContainEqual(['By card instead=deposit:by:stripe']);
  const card = (await person.taps('deposit:by:stripe', 90)).said[0];
  expect(card?.text).toContain('Deposit by card');
  expect(card?.keys).toContainEqual(['By Telegram invoice instead=deposit:by:telegram-invoice']);
  expect(card?.keys.flat()).toContain('€25.00=deposit:stripe:2500');
  const { said } = await person.taps('deposit:stripe:2500', 90);
  expect(said[0]?.text).toContain('Preparing the payment page');
  const rail = sql`select count(*) from payments."order" where rail = 'stripe' and shown_message = 90`;
  expect(await house.count(rail)).toBe(1);
});
