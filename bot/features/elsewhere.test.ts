import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../../records/test-house.ts';
import { openBot } from '../test-chat.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test.each(['/settings', '/devices'])('%s answers with the key that opens the app there', async (command) => {
  const bot = openBot(house, { appUrl: 'https://cage.example/app/' });
  const { said } = await (await bot.guest()).writes(command);
  expect(said).toMatchObject([{ text: expect.stringContaining('in the app') }]);
  expect(said[0]?.keys).toEqual([['Settings=https://cage.example/app/settings'], ['Menu=home']]);
});

test('where Telegram does not open the app, no key pretends that it does', async () => {
  const bot = openBot(house);
  const { said } = await (await bot.guest()).writes('/settings');
  expect(said).toMatchObject([{ text: expect.stringContaining('in a browser'), keys: [['Menu=home']] }]);
});

test.each(['/support', '/paysupport'])('%s names how staff are reached, as text and nothing else', async (command) => {
  const bot = openBot(house, { support: '@cage_support <or> us' });
  const { said } = await (await bot.guest()).writes(command);
  expect(said[0]?.text).toContain('@cage_support &lt;or&gt; us');
});

test('where no way to staff was named, that is said plainly', async () => {
  const bot = openBot(house);
  const { said } = await (await bot.guest()).writes('/support');
  expect(said[0]?.text).toContain('no way to reach our staff');
});

test('the menu names the invoice that still waits, and of several the newest, with the key that pays it', async () => {
  const bot = openBot(house);
  const person = await bot.guest();
  const menu = async () => (await person.writes('/start')).said[0];
  for (const [minor, message] of [
    ['2500', 61],
    ['5000', 62],
  ] as const) {
    await person.taps(`deposit:${minor}`, message);
    await house.asOwner(`update payments."order" set status = 'awaiting-payment', invoice_link = 'https://t.me/$' || id
      where status = 'opening' and shown_chat = '${person.id}'`);
    const shown = await menu();
    expect(shown?.text).toMatch(
      minor === '2500'
        ? /1 invoice is open: €25\.00, until \d\d:\d\d UTC\./
        : /2 invoices are open\. The newest: €50\.00, until \d\d:\d\d UTC\./,
    );
    expect(shown?.keys[0]?.[0]).toMatch(minor === '2500' ? /^Pay €25\.00=https/ : /^Pay €50\.00=https/);
  }
  await house.asOwner(`update payments."order" set status = 'expired' where shown_chat = '${person.id}'`);
  expect((await menu())?.text).not.toContain('open');
});
