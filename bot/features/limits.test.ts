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

test('limits are shown at a glance, and the app is a tap away where Telegram opens it', async () => {
  const person = await bot.guest();
  const { said } = await person.writes('/limits');
  expect(said[0]?.text).toContain('You have set none.');
  expect(said[0]?.keys).toEqual([
    ['Deposits=limits:set:deposit', 'Losses=limits:set:loss', 'Time=limits:set:session'],
    ['Take a break=limits:break', 'Exclude myself=limits:exclusion'],
    ['Back=home'],
  ]);
  const inApp = openBot(house, { appUrl: 'https://cage.example/app/' }).person(39_200);
  expect((await inApp.writes('/limits')).said[0]?.keys).toContainEqual([
    'All of it in the app=https://cage.example/app/limits',
  ]);
});

test('a limit is two taps away, works at once, and says what it leaves', async () => {
  const person = await bot.guest();
  const chosen = await person.taps('limits:set:deposit:week', 80);
  expect(chosen.said[0]?.keys[0]).toEqual([
    'Day=limits:set:deposit:day',
    '✓ Week=limits:set:deposit:week',
    'Month=limits:set:deposit:month',
  ]);
  expect(chosen.said[0]?.keys.flat()).toContain('€50.00=limits:to:deposit:week:5000');
  const { said } = await person.taps('limits:to:deposit:week:5000', 80);
  expect(said[0]?.text).toContain('The limit works from now on.');
  expect(said[0]?.text).toContain('Deposits a week: €50.00, €50.00 left');
});

test('a looser limit is noted and can be dropped; it cannot be confirmed before its time', async () => {
  const person = await bot.guest();
  await person.taps('limits:to:session:day:30', 80);
  const { said } = await person.taps('limits:to:session:day:none', 80);
  expect(said[0]?.text).toContain('you asked for no limit');
  expect(said[0]?.keys[0]).toEqual(['Keep my limit=limits:keep:session:day']);
  expect((await person.taps('limits:confirm:session:day', 80)).said[0]?.text).toContain('the 24 hours are not over');
  expect((await person.taps('limits:keep:session:day', 80)).said[0]?.text).not.toContain('you asked for');
});

test.each(['limits:to:deposit:day:1', 'limits:to:session:week:30', 'limits:to:session:day:99999999999'])(
  'a forged key %s sets nothing',
  async (data) => {
    const person = await bot.guest();
    const { said } = await person.taps(data, 80);
    expect(said[0]?.text).toContain('There can be no such limit.');
    expect(said[0]?.text).toContain('You have set none.');
  },
);

test('a pause is asked about once more, and then holds: no deposit is opened', async () => {
  const person = await bot.guest();
  expect((await person.taps('limits:break', 80)).said[0]?.keys[0]).toContain('24 hours=limits:break:24h');
  const asked = await person.taps('limits:break:24h', 80);
  expect(asked.said[0]?.keys).toEqual([['Yes, begin now=limits:break:24h:yes'], ['No=limits']]);
  expect((await person.taps('deposit:2500', 81)).said[0]?.text).not.toContain('pause');
  const begun = await person.taps('limits:break:24h:yes', 80);
  expect(begun.said[0]?.text).toContain('It has begun, and lasts until');
  for (const said of [
    await person.taps('deposit:2500', 82),
    await person.writes('/deposit'),
    await person.writes('25'),
  ])
    expect(said.said.at(-1)).toMatchObject({
      text: expect.stringMatching(/^You take a pause from play until [^\n]*$/),
      keys: [['Back=home']], // no amount is offered
    });
  expect((await person.orders()).map(({ status }) => status)).toEqual(['expired']);
});

test('an exclusion for good says so, in every language', async () => {
  for (const [language, words] of [
    ['en', 'You excluded yourself for good.'],
    ['ru', 'Вы исключили себя навсегда.'],
    ['ar', 'استبعدت نفسك نهائيًا.'],
  ] as const) {
    const person = bot.somebody({ language });
    const { said } = await person.taps('limits:exclusion:forever:yes', 80);
    expect(said[0]?.text).toContain(words);
    expect((await person.taps('deposit:2500', 82)).said[0]?.text).not.toContain('{');
  }
});

test('a deposit beyond a limit says how much is left of it', async () => {
  const person = await bot.guest();
  await person.taps('limits:to:deposit:day:2000', 80);
  expect((await person.taps('deposit:5000', 81)).said[0]?.text).toContain('Your own limit leaves €20.00 for today.');
});
