import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse } from '../../records/test-house.ts';
import { openBot } from '../test-chat.ts';

let house: House;
let bot: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house);
});
afterAll(() => house.close());

test('a player is spoken to as their Telegram speaks, and in English where we do not speak that', async () => {
  const russian = bot.somebody({ language: 'ru-RU' });
  expect((await russian.writes('/start')).said[0]?.text).toContain('Добро пожаловать в Cage');
  const finn = bot.somebody({ language: 'fi' });
  expect((await finn.writes('/start')).said[0]?.text).toContain('Welcome to Cage');
});

test('amounts are written as the language writes them', async () => {
  const russian = bot.somebody({ language: 'ru' });
  const { said } = await russian.writes('/deposit');
  expect(said[0]?.keys[0]?.[0]?.replaceAll('\u00a0', ' ')).toBe('10,00 €=deposit:1000');
});

test('a language that is chosen is spoken at once, and from then on', async () => {
  const person = await bot.guest();
  expect((await person.writes('/language')).said[0]).toMatchObject({
    text: expect.stringContaining('Language'),
    keys: [
      ['✓ English=language:en', 'Русский=language:ru', 'العربية=language:ar'],
      ['As in Telegram=language:follow'],
      ['Back=home'],
    ],
  });
  const { said } = await person.taps('language:ru', 70);
  expect(said).toMatchObject([{ method: 'editMessageText', edits: 70, text: expect.stringContaining('Язык') }]);
  expect(said[0]?.keys[0]?.[1]).toBe('✓ Русский=language:ru');
  expect((await person.writes('/balance')).said[0]?.text).toContain('Ваш баланс');
});

test('who follows Telegram again is spoken to as their Telegram speaks', async () => {
  const person = bot.somebody({ language: 'ar' });
  await person.taps('language:en', 71);
  expect((await person.writes('/balance')).said[0]?.text).toContain('Your balance');
  await person.taps('language:follow', 71);
  expect((await person.writes('/balance')).said[0]?.text).toContain('رصيدك');
});

test.each(['language:xx', 'language:__proto__', 'language:EN'])('a key %s chooses nothing', async (data) => {
  const person = await bot.guest();
  await person.taps(data, 72);
  expect((await person.writes('/balance')).said[0]?.text).toContain('Your balance');
});

test('the app is one tap away where Telegram opens it', async () => {
  const appUrl = 'https://cage.example/app/';
  const person = openBot(house, { appUrl }).person(39_100);
  expect((await person.writes('/start')).said[0]?.keys[0]).toEqual([`Open the app=${appUrl}`]);
  expect((await (await bot.guest()).writes('/start')).said[0]?.keys.flat()).not.toContainEqual(
    expect.stringContaining('app'),
  );
});
