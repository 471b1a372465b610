import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderId, TransferId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import { createDepositRails } from '../rails/registry.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { noRails } from '../use-cases/test-cashier.ts';
import { openBot, type Person } from './test-chat.ts';

let house: House;
let bot: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house);
});
afterAll(() => house.close());

let people = 0;
const somebody = (options?: Parameters<typeof bot.person>[1]): Person => bot.person(40_000 + ++people, options);
/** Somebody who has been here before. */
async function guest(): Promise<Person> {
  const person = somebody();
  await person.writes('/start');
  return person;
}
const MENU = [['Deposit=deposit', 'Balance=balance'], ['Help=help']];
const startsWritten = () => house.count(sql`select count(*) from delivery.outbox where kind = 'workflow-start'`);
const chargesOf = (order: string) =>
  house.count(sql`select count(*) from payments.charge where order_id = ${order}::uuid`);

test('who starts the bot is welcomed, is a player with a wallet, and sees what works', async () => {
  const person = somebody();
  const { said } = await person.writes('/start');
  expect(said).toEqual([
    {
      method: 'sendMessage',
      text: expect.stringMatching(/^<b>Welcome to Cage<\/b>\nYour cash starts at €0\.00\./),
      keys: MENU,
    },
  ]);
  expect(await person.isPlayer()).toBe(true);
});

test('who comes back is not welcomed again, but shown the menu', async () => {
  const person = await guest();
  for (const text of ['/start', '/start from-a-friend', '/start@cage_bot']) {
    const { said } = await person.writes(text);
    expect(said).toMatchObject([{ text: '<b>Cage</b>\nCash €0.00', keys: MENU }]);
  }
});

test('who speaks a language we do not have is spoken to in English', async () => {
  expect((await somebody({ language: 'xx-YY' }).writes('/start')).said[0]?.text).toContain('Welcome');
});

test('the balance is what is in the cash account', async () => {
  const person = await guest();
  await person.writes('25');
  const [order] = await person.orders();
  await bot.handle(person.updates.payment(order?.id ?? '', 'paid-for-the-balance'));
  await house.process(0).settle({
    provider: 'telegram',
    chargeId: 'paid-for-the-balance',
    orderId: order?.id as OrderId,
    transferId: newId(Date.now()) as TransferId,
  });
  expect((await person.writes('/balance')).said).toMatchObject([
    { method: 'sendMessage', text: '<b>Your balance</b>\nCash €25.00', keys: [['Deposit=deposit', 'Back=home']] },
  ]);
});

test.each([
  ['balance', 'Your balance'],
  ['help', 'Help'],
  ['home', 'Cage'],
  ['deposit', 'Deposit'],
])('a tap on %s changes the message that was tapped', async (data, title) => {
  const person = await guest();
  const heard = await person.taps(data, 77);
  expect(heard.said).toMatchObject([
    { method: 'editMessageText', edits: 77, text: expect.stringContaining(`<b>${title}</b>`) },
  ]);
  expect(heard.tapAnswered).toBe(true);
});

test.each(['home:new', 'deposit:new'])(
  'a tap on %s leaves the receipt that was tapped as it is, and says something new',
  async (data) => {
    const person = await guest();
    expect((await person.taps(data)).said).toMatchObject([{ method: 'sendMessage' }]);
  },
);

test('a deposit offers amounts, and names the least, the most and the fee', async () => {
  const { said } = await (await guest()).writes('/deposit');
  expect(said[0]?.text).toMatch(/from €5\.00 to €5,000\.00\.\n.*No fee\./);
  expect(said[0]?.keys).toEqual([
    ['€10.00=deposit:1000', '€25.00=deposit:2500'],
    ['€50.00=deposit:5000', '€100.00=deposit:10000'],
    ['Back=home'],
  ]);
});

test('an amount that is tapped becomes an order, its workflow is written down, and the message is the order’s from then on', async () => {
  const person = await guest();
  const before = await startsWritten();
  const { said } = await person.taps('deposit:2500', 78);
  expect(said).toEqual([
    { method: 'editMessageText', edits: 78, text: expect.stringContaining('Preparing your invoice'), keys: [] },
  ]);
  expect(await person.orders()).toMatchObject([{ status: 'opening', pay_minor: 2_500n, shown_message: 78n }]);
  expect((await startsWritten()) - before).toBe(1);
});

test('a second tap makes no second order, and does not draw over what the first became', async () => {
  const person = await guest();
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
  const person = await guest();
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
  const person = await guest();
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
  const person = await guest();
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
  const person = await guest();
  const update = person.updates.text(text);
  const { said } = await bot.handle(update);
  expect(said[1]).toMatchObject({
    method: 'editMessageText',
    edits: `update:1:${update.update_id}:0`,
    text: expect.stringContaining(refusal),
  });
  expect(await person.orders()).toEqual([]);
});

test.each([
  'hello',
  '1,000',
  '10 20',
  '-5',
  '25 USD',
  '/unknown',
  '/balance@another_bot',
  '🎲',
  '<b>25</b>',
  `'; drop table x`,
  '9'.repeat(4_096),
])('%j is not understood, and is answered with the menu', async (text) => {
  const person = await guest();
  expect((await person.writes(text)).said).toMatchObject([
    { method: 'sendMessage', text: expect.stringMatching(/^I did not understand that/), keys: MENU },
  ]);
  expect(await person.orders()).toEqual([]);
});

test('what is not even text is not understood either', async () => {
  const person = await guest();
  for (const content of [{ sticker: {} }, { photo: [] }, { location: {} }])
    expect((await person.sends(content)).said).toMatchObject([
      { text: expect.stringMatching(/^I did not understand/) },
    ]);
});

test('five invoices may be open, the sixth is refused in words', async () => {
  const person = await guest();
  for (let n = 0; n < 5; n++) await person.taps('deposit:2500', 90 + n);
  const { said } = await person.taps('deposit:2500', 96);
  expect(said[0]?.text).toMatch(/^You have 5 open invoices\./);
  expect(await person.orders()).toHaveLength(5);
});

test('nothing is said about money in a group, and nobody becomes a player there', async () => {
  const person = somebody();
  for (const text of ['/start', '/balance', '25', 'hello']) expect((await person.writesInGroup(text)).said).toEqual([]);
  expect(await person.isPlayer()).toBe(false);
});

test('other bots are not spoken to', async () => {
  const machine = somebody({ isBot: true });
  expect((await machine.writes('/start')).said).toEqual([]);
  expect(await machine.isPlayer()).toBe(false);
});

test('a tap on a message that is gone is answered, and nothing more', async () => {
  expect(await (await guest()).tapsInNowhere('home')).toEqual({ said: [], tapAnswered: true });
});

test('an update that is handled again says nothing twice', async () => {
  const person = await guest();
  const update = person.updates.text('25');
  const [first, again] = [await bot.handle(update), await bot.handle(update)];
  expect(again.said).toEqual(first.said);
});

test('a payment is written down, whoever sees it, and is not talked about: the receipt comes when it is credited', async () => {
  const person = await guest();
  await person.writes('25');
  const [order] = await person.orders();
  const payment = person.updates.payment(order?.id ?? '', 'charge-1');
  expect((await bot.handle(payment)).said).toEqual([]);
  await bot.handle(payment);
  expect(await chargesOf(order?.id ?? '')).toBe(1);
});

test('a payment is written down even when it comes from a group, or from somebody we never met', async () => {
  const person = await guest();
  await person.writes('25');
  const [order] = await person.orders();
  await bot.handle(
    person.updates.payment(order?.id ?? '', 'charge-2', {}, { id: -5, type: 'group', title: 'Friends' }),
  );
  await bot.handle(somebody().updates.payment(order?.id ?? '', 'charge-3'));
  expect(await chargesOf(order?.id ?? '')).toBe(2);
});

test.each([
  ['for an order that was never placed', {}, '01960000-0000-7000-8000-000000000000'],
  ['whose payload is not ours', {}, 'somebody else’s shop'],
  ['in a currency that nobody books', { currency: 'GOLD' }, undefined],
  ['in Stars, which no rail of ours takes', { currency: 'XTR' }, undefined],
] as const)(
  'a payment %s is not passed over: the update stays until a person has looked',
  async (_what, paid, payload) => {
    const person = await guest();
    await person.writes('25');
    const [order] = await person.orders();
    await expect(bot.handle(person.updates.payment(payload ?? order?.id ?? '', 'charge-4', paid))).rejects.toThrow();
  },
);

test('a payment that comes after its rail was switched off is not passed over either', async () => {
  const person = await guest();
  await person.writes('25');
  const [order] = await person.orders();
  const closed = openBot(house, { rails: noRails });
  await expect(closed.handle(person.updates.payment(order?.id ?? '', 'charge-5'))).rejects.toThrow(
    /a person must look/,
  );
});

test('where no deposit is possible none is offered, and who asks is told that their cash is safe', async () => {
  const closed = openBot(house, { rails: noRails });
  const person = closed.person(39_000);
  expect((await person.writes('/start')).said[0]?.keys).toEqual([['Balance=balance'], ['Help=help']]);
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

test('who blocks the bot is noted, and who comes back is reachable', async () => {
  const person = await guest();
  expect(await person.isReachable()).toBe(true);
  expect((await person.changes('kicked')).said).toEqual([]);
  expect(await person.isReachable()).toBe(false);
  await person.changes('member');
  expect(await person.isReachable()).toBe(true);
});

test('who removes the bot from a group has not blocked it', async () => {
  const person = await guest();
  await person.changes('kicked', { id: -5, type: 'group', title: 'Friends' });
  expect(await person.isReachable()).toBe(true);
});

test('an update whose handling fails says nothing and orders nothing', async () => {
  const person = await guest();
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
