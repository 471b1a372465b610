import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderId, TransferId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import { testGrants } from '../records/play/test-grants.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { noRails } from '../use-cases/test-cashier.ts';
import { openBot } from './test-chat.ts';

let house: House;
let bot: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house);
});
afterAll(() => house.close());

const MENU = [
  ['Deposit=deposit', 'Balance=balance'],
  ['Games=games', 'Rewards=bonus'],
  ['Language=language', 'Help=help'],
];
const chargesOf = (order: string) =>
  house.count(sql`select count(*) from payments.charge where order_id = ${order}::uuid`);

test('who starts the bot is welcomed, is a player with a wallet, and sees what works', async () => {
  const person = bot.somebody();
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
  const person = await bot.guest();
  for (const text of ['/start', '/start from-a-friend', '/start@cage_bot']) {
    const { said } = await person.writes(text);
    expect(said).toMatchObject([{ text: '<b>Cage</b>\nCash €0.00', keys: MENU }]);
  }
});

test('who speaks a language we do not have is spoken to in English', async () => {
  expect((await bot.somebody({ language: 'xx-YY' }).writes('/start')).said[0]?.text).toContain('Welcome');
});

test('the balance is what is in the cash account', async () => {
  const person = await bot.guest();
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

test('an active bonus and its free spins stand beside the cash, never added to it', async () => {
  const person = await bot.guest();
  const [row] = await house.read<{ id: Guest['id'] }>(
    sql`select player_id as id from identity.linked_account where subject = ${String(person.id)}`,
  );
  const terms = { spins: { many: 3, game: 'mini-spin', stake: '20' } } as const;
  await testGrants(house).claims({ player: { id: row?.id } as Guest, terms });
  for (const text of ['/start', '/balance'])
    expect((await person.writes(text)).said[0]?.text).toMatch(
      /\nCash €0\.00\nBonus €10\.00, wagered €0\.00 of €30\.00\n3 free spins are left\./,
    );
});

test.each([
  ['balance', 'Your balance'],
  ['help', 'Help'],
  ['home', 'Cage'],
  ['deposit', 'Deposit'],
])('a tap on %s changes the message that was tapped', async (data, title) => {
  const person = await bot.guest();
  const heard = await person.taps(data, 77);
  expect(heard.said).toMatchObject([
    { method: 'editMessageText', edits: 77, text: expect.stringContaining(`<b>${title}</b>`) },
  ]);
  expect(heard.tapAnswered).toBe(true);
});

test.each(['home:new', 'deposit:new'])(
  'a tap on %s leaves the receipt that was tapped as it is, and says something new',
  async (data) => {
    const person = await bot.guest();
    expect((await person.taps(data)).said).toMatchObject([{ method: 'sendMessage' }]);
  },
);

test('what is not even text is not understood either', async () => {
  const person = await bot.guest();
  for (const content of [{ sticker: {} }, { photo: [] }, { location: {} }])
    expect((await person.sends(content)).said).toMatchObject([
      { text: expect.stringMatching(/^I did not understand/) },
    ]);
});

test('nothing is said about money in a group, and nobody becomes a player there', async () => {
  const person = bot.somebody();
  for (const text of ['/start', '/balance', '25', 'hello']) expect((await person.writesInGroup(text)).said).toEqual([]);
  expect(await person.isPlayer()).toBe(false);
});

test('other bots are not spoken to', async () => {
  const machine = bot.somebody({ isBot: true });
  expect((await machine.writes('/start')).said).toEqual([]);
  expect(await machine.isPlayer()).toBe(false);
});

test('a tap on a message that is gone is answered, and nothing more', async () => {
  expect(await (await bot.guest()).tapsInNowhere('home')).toEqual({ said: [], tapAnswered: true });
});

test('an update that is handled again says nothing twice', async () => {
  const person = await bot.guest();
  const update = person.updates.text('25');
  const [first, again] = [await bot.handle(update), await bot.handle(update)];
  expect(again.said).toEqual(first.said);
});

test('a payment is written down, whoever sees it, and is not talked about: the receipt comes when it is credited', async () => {
  const person = await bot.guest();
  await person.writes('25');
  const [order] = await person.orders();
  const payment = person.updates.payment(order?.id ?? '', 'charge-1');
  expect((await bot.handle(payment)).said).toEqual([]);
  await bot.handle(payment);
  expect(await chargesOf(order?.id ?? '')).toBe(1);
});

test('a payment is written down even when it comes from a group, or from somebody we never met', async () => {
  const person = await bot.guest();
  await person.writes('25');
  const [order] = await person.orders();
  await bot.handle(
    person.updates.payment(order?.id ?? '', 'charge-2', {}, { id: -5, type: 'group', title: 'Friends' }),
  );
  await bot.handle(bot.somebody().updates.payment(order?.id ?? '', 'charge-3'));
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
    const person = await bot.guest();
    await person.writes('25');
    const [order] = await person.orders();
    await expect(bot.handle(person.updates.payment(payload ?? order?.id ?? '', 'charge-4', paid))).rejects.toThrow();
  },
);

test('a payment that comes after its rail was switched off is not passed over either', async () => {
  const person = await bot.guest();
  await person.writes('25');
  const [order] = await person.orders();
  const closed = openBot(house, { rails: noRails });
  await expect(closed.handle(person.updates.payment(order?.id ?? '', 'charge-5'))).rejects.toThrow(
    /a person must look/,
  );
});

test('who blocks the bot is noted, and who comes back is reachable', async () => {
  const person = await bot.guest();
  expect(await person.isReachable()).toBe(true);
  expect((await person.changes('kicked')).said).toEqual([]);
  expect(await person.isReachable()).toBe(false);
  await person.changes('member');
  expect(await person.isReachable()).toBe(true);
});

test('who removes the bot from a group has not blocked it', async () => {
  const person = await bot.guest();
  await person.changes('kicked', { id: -5, type: 'group', title: 'Friends' });
  expect(await person.isReachable()).toBe(true);
});
