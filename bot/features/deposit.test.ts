import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OrderId } from '../../contracts/ids.ts';
import { money } from '../../domain/money.ts';
import { sql } from '../../prisma/tx.ts';
import { createDepositRails } from '../../rails/registry.ts';
import { noDepositRails } from '../../rails/test-rails.ts';
import { pauseRail, resumeRail } from '../../records/payments/pauses.ts';
import { type OrderView, readOrder } from '../../records/payments/reads.ts';
import { type House, openHouse } from '../../records/test-house.ts';
import { createTelegramClient } from '../../runtime/telegram/client.ts';
import { loadTexts } from '../../runtime/texts.ts';
import { noRails, plainRail, termsInRoubles } from '../../use-cases/test-cashier.ts';
import { orderScreen } from '../screens/deposit.ts';
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
  ['Games=games', 'Rewards=bonus'],
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
    ['Games=games', 'Rewards=bonus'],
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

test('a way that is paused is not offered, a key of before is refused in words, and with every way paused the chat says so', async () => {
  const both = openBot(house, {
    rails: {
      ...noDepositRails,
      'telegram-invoice': plainRail(),
      stripe: { ...plainRail(), id: 'stripe' },
    },
  });
  const person = await both.guest();
  const turns = (rail: string, on: boolean) =>
    house.transaction((tx) =>
      on ? resumeRail(tx, rail, 'in') : pauseRail(tx, rail, 'in', { by: undefined, reason: 'maintenance' }),
    );
  await turns('telegram-invoice', false);
  const card = (await person.writes('/deposit')).said[0];
  expect(card?.text).not.toContain('by invoice');
  expect(card?.keys.flat()).toContain('€25.00=deposit:stripe:2500');
  expect(card?.keys.flat().some((each) => each.includes('deposit:by:'))).toBe(false);
  const refused = (await person.taps('deposit:2500', 91)).said[0];
  expect(refused?.text).toMatch(/^This way to pay is paused/);
  expect(await person.orders()).toEqual([]);
  await turns('stripe', false);
  expect((await person.writes('/deposit')).said[0]).toMatchObject({
    text: expect.stringMatching(/^This way to pay is paused/),
    keys: [['Back=home']],
  });
  for (const rail of ['telegram-invoice', 'stripe']) await turns(rail, true);
});

test('where cards are on, too, the chat leads to them and back, and a card’s amount opens a deposit by card', async () => {
  const both = openBot(house, {
    rails: {
      ...noDepositRails,
      'telegram-invoice': plainRail(),
      stripe: { ...plainRail(), id: 'stripe' },
    },
  });
  const person = await both.guest();
  const invoice = (await person.writes('/deposit')).said[0];
  expect(invoice?.text).toContain('Deposit by invoice');
  expect(invoice?.keys).toContainEqual(['By card instead=deposit:by:stripe']);
  const card = (await person.taps('deposit:by:stripe', 90)).said[0];
  expect(invoice?.text).toContain('or type one');
  expect(card?.text).toContain('Deposit by card');
  expect(card?.text).not.toContain('type one'); // what is typed is the first way's
  expect(card?.keys).toContainEqual(['By Telegram invoice instead=deposit:by:telegram-invoice']);
  expect(card?.keys.flat()).toContain('€25.00=deposit:stripe:2500');
  const { said } = await person.taps('deposit:stripe:2500', 90);
  expect(said[0]?.text).toContain('Preparing the payment page');
  const rail = sql`select count(*) from payments."order" where rail = 'stripe' and shown_message = 90`;
  expect(await house.count(rail)).toBe(1);
});

test('roubles are offered with what they bring now; the order fixes the rate, and says so before anybody pays', async () => {
  const roubles = openBot(house, {
    rails: { ...noDepositRails, 'telegram-invoice': plainRail(termsInRoubles) },
  });
  const person = roubles.person(39_100);
  const euros = (await person.writes('/deposit')).said[0];
  expect(euros?.keys).toContainEqual(['By Telegram invoice in RUB=deposit:by:telegram-invoice:RUB']);
  const closed = (await person.taps('deposit:by:telegram-invoice:RUB', 91)).said[0];
  expect(closed?.text).toContain('Nobody can tell us a sure rate');
  expect(closed?.keys.flat().filter((label) => label.startsWith('₽'))).toEqual([]);
  const refused = (await person.taps('deposit:telegram-invoice:RUB:100000', 91)).said[0];
  expect(refused?.text).toContain('Nobody can tell us a sure rate');
  expect(await person.orders()).toEqual([]);

  await house.rates('RUB', '0.01');
  const offer = (await person.taps('deposit:by:telegram-invoice:RUB', 91)).said[0];
  expect(offer?.text).toContain('The fee is 1%, at least ₽10.00');
  expect(offer?.text).toContain('1\u00a0RUB = 0.0098\u00a0EUR');
  // A thousand less ten are 990 roubles.
  expect(offer?.keys[0]).toEqual(['₽1,000.00 → €9.70=deposit:telegram-invoice:RUB:100000']);
  await person.taps('deposit:telegram-invoice:RUB:100000', 91);
  const [order] = await person.orders();
  const view = await house.transaction((tx) => readOrder(tx, order?.id as OrderId));
  expect(view).toMatchObject({ pay: money('RUB', 100_000n), credit: money('EUR', 970n), rate: '0.0098' });
  const screen = orderScreen(
    loadTexts().of('en'),
    { ...(view as OrderView), status: 'awaiting-payment' },
    money('EUR', 0n),
  );
  expect(screen.text).toMatch(/Goes into your cash: €9\.70\. Fee: ₽10\.00\..*1\u00a0RUB = 0\.0098\u00a0EUR, fixed/s);
  expect((await person.writes('2500 rub')).said[0]?.text).toContain('Deposit ₽2,500.00');
});

test('a receipt says what came where that is not what was asked for, and by which rate', async () => {
  const order = await house.places({ asset: 'RUB', minor: 100_000n, market: '0.01', expiresInMs: -1_000 });
  await house.rates('RUB', '0.02');
  await house.process(0).settle(await house.takes(order, { minor: 50_000n }));
  const text = orderScreen(loadTexts().of('en'), await house.order(order), money('EUR', 1_000n)).text;
  expect(text).toMatch(/^<b>€10\.00 is in your cash<\/b>.*Paid: ₽500\.00/s);
  expect(text).toContain('0.02\u00a0EUR, of the minute in which your payment came.');
  expect(text).toContain('The invoice was for ₽1,000.00. We credited what came.');
});

test('a receipt for Stars says that they are to play with, and nothing of cash', async () => {
  const order = await house.places({ asset: 'XTR', minor: 100n });
  await house.process(0).settle(await house.takes(order));
  const view = await house.order(order);
  for (const late of [false, true]) {
    const { text } = orderScreen(loadTexts().of('en'), { ...view, late }, money('XTR', 250n));
    expect(text).toMatch(/yours to play with.*Stars now: .*250/s);
    expect(text).not.toMatch(/cash/i);
  }
});

test('where Stars are taken, the chat leads to them, asks for whole Stars, and shows them apart from the cash', async () => {
  const both = openBot(house, {
    rails: createDepositRails(
      [createTelegramClient({ token: '1:unused', botId: '1', apiRoot: 'http://127.0.0.1:1', timeoutMs: 1 })],
      {
        providerTokens: ['provider-token'],
        playMoneyRails: [],
        takesStars: true,
      },
    ),
  });
  const person = await both.guest();
  expect((await person.writes('/deposit')).said[0]?.keys).toContainEqual([
    'With Telegram Stars instead=deposit:by:stars',
  ]);
  const stars = (await person.taps('deposit:by:stars', 91)).said[0];
  expect(stars?.text).toContain('Deposit Stars');
  const [amount] = stars?.keys.flat().filter((each) => each.includes('deposit:stars:')) ?? [];
  expect(amount).toMatch(/^[\d,]+\u00a0⭐=deposit:stars:\d+$/);
  const { said } = await person.taps(amount?.split('=')[1] ?? '', 91);
  expect(said[0]?.text).toContain('Preparing your invoice in Stars');
  const placed = sql`select count(*) from payments."order" o join payments.quote q on q.id = o.quote_id
    where o.rail = 'stars' and o.shown_message = 91 and q.pay_asset = 'XTR' and q.credit_asset = 'XTR'`;
  expect(await house.count(placed)).toBe(1);

  expect((await person.writes('/balance')).said[0]?.text).not.toContain('⭐');
  const [player] = await house.read<{ id: string }>(
    sql`select player_id as id from payments."order" where rail = 'stars' and shown_message = 91`,
  );
  await house.givesStars(player?.id ?? '', 250n);
  expect((await person.writes('/balance')).said[0]?.text).toBe(
    '<b>Your balance</b>\nCash €0.00\nStars 250\u00a0⭐, to play with',
  );
});
