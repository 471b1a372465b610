import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WrittenTerms } from '../../domain/bonuses.ts';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../../records/test-house.ts';
import { openBot } from '../test-chat.ts';

let house: House;
let bot: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house);
});
afterAll(() => house.close());

const playerOf = async (telegramId: number) => {
  const [row] = await house.read<{ id: string; code: string }>(sql`
    select p.id, upper(right(p.invite_code, 4)) as code from identity.player p join identity.linked_account l on l.player_id = p.id
    where l.subject = ${String(telegramId)}`);
  return row as { id: string; code: string };
};
const stakes = async (telegramId: number, cash: bigint) => {
  const { id } = await playerOf(telegramId);
  await house.transaction((tx) =>
    tx.query(sql`select play.note_points(array[${id}]::uuid[], array['EUR'], array[${cash}]::bigint[])`),
  );
};
const publishes = (terms: WrittenTerms) =>
  house.asSuperuser(
    `insert into play.bonus (id, version, kind, asset, code, terms) values ('${terms.id}', 1, '${terms.kind}', '${terms.asset}',
      ${terms.code ? `'${terms.code}'` : 'null'}, '${JSON.stringify(terms)}')`,
  );
const terms: WrittenTerms = {
  id: 'first',
  version: 1,
  kind: 'first-deposit',
  asset: 'EUR',
  match: { bps: 10_000, most: '10000', leastDeposit: '1000' },
  spins: { many: 20, game: 'brass-orchard', stake: '20' },
  wagerTimes: 10,
  counts: 'all',
  sticky: 'non-sticky',
  order: 'cash-first',
  contributionBps: { 'brass-orchard': 10_000 },
  mostStake: '500',
  mostConverted: '50000',
  offerHours: 168,
  playHours: 168,
};

test('a level is shown with its points, the next one and what makes a point', async () => {
  const person = await bot.guest();
  await stakes(person.id, 51_000n);
  const { said } = await person.writes('/vip');
  expect(said[0]?.text).toBe(
    '<b>Copper</b>\n51 points so far.\n449 points more to Brass.\n' +
      'Each €10.00 of cash you stake is a point. Bonus, Stars and play money make none. What you reached is never taken away.',
  );
  await stakes(person.id, 50_000_000n);
  expect((await person.taps('vip', 80)).said[0]?.text).toContain('There is no level above.');
});

test('the first ten of the week are listed by codes, your own line among them, and the app has the rest', async () => {
  await house.asSuperuser('delete from play.week_points');
  const fresh = openBot(house, { appUrl: 'https://cage.example/app/' });
  const [first, second] = [await fresh.guest(), await fresh.guest()];
  expect((await second.writes('/top')).said[0]?.text).toContain('Nobody has points yet.');
  await stakes(first.id, 9_000n);
  await stakes(second.id, 1_000n);
  const { said } = await openBot(house, { appUrl: 'https://cage.example/app/' })
    .person(second.id)
    .writes('/leaderboard');
  const [one, other] = [await playerOf(first.id), await playerOf(second.id)];
  expect(said[0]?.text).toContain(`1. Player ·${one.code} 9 points\n<b>2. Player ·${other.code} 1 point</b>`);
  expect(said[0]?.text).toContain('You are number 2, with 1 point.');
  expect(said[0]?.keys[0]).toEqual(['All of it in the app=https://cage.example/app/leaderboard']);
});

test('bonuses are shown with what they ask, and nothing is to who may be offered nothing', async () => {
  const inApp = openBot(house, { appUrl: 'https://cage.example/app/' });
  const person = await inApp.guest();
  expect((await person.writes('/promotions')).said[0]?.text).toContain('Nothing new at the moment.');
  await publishes(terms);
  await publishes({ ...terms, id: 'secret', kind: 'code', code: 'SPRING', match: undefined, amount: '500' } as never);
  await publishes({ ...terms, id: 'elsewhere', asset: 'USD' });
  const { said } = await person.writes('/promotions');
  expect(said[0]?.text).toBe(
    '<b>More bonuses</b>\n\n' +
      '<b>100% of your first deposit</b>\nUp to €100.00, for a deposit of €10.00 or more.\n' +
      '<b>20 free spins of Brass Orchard</b> at €0.20 each\nPlay it 10×, 7 days, stakes up to €5.00.\n' +
      'We pay for the free spins. What they win is bonus, and is to be played 10×.\nEvery stake counts, of cash and of bonus.\n' +
      'Games that count: Brass Orchard.\nYour cash is staked first, then the bonus.\n' +
      'Once the bonus is played, what is left of it becomes cash, €500.00 at most.\nYou can take cash out at any time. That gives the bonus up.',
  );
  expect(said[0]?.keys).toEqual([
    ['Open it in the app=https://cage.example/app/rewards'],
    ['Tell me of new ones=notices:promotions:on'],
    ['Back=bonus'],
  ]);
  await person.taps('limits:break:24h:yes', 80);
  expect((await person.taps('promotions', 80)).said[0]?.text).toContain('Nothing new at the moment.');
});

test('promotions are asked for once, and told to nobody who did not say yes', async () => {
  const person = await bot.guest();
  expect((await person.writes('/notices')).said[0]?.keys[0]).toEqual(['✗ New bonuses=notices:promotions:on']);
  const { said } = await person.taps('notices:promotions:on', 80);
  expect(said[0]?.keys[0]).toEqual(['✓ New bonuses=notices:promotions:off']);
  const labels = (await person.writes('/promotions')).said[0]?.keys.flat() ?? [];
  expect(labels.filter((label) => label.includes('notices'))).toEqual([]);
  expect((await person.taps('notices:promotions:off', 80)).said[0]?.keys[0]).toEqual([
    '✗ New bonuses=notices:promotions:on',
  ]);
});

test('an old key does what it says, also when it was done already', async () => {
  const person = await bot.guest();
  for (let n = 0; n < 2; n++)
    expect((await person.taps('notices:vip:off', 80)).said[0]?.keys[2]).toEqual(['✗ A level reached=notices:vip:on']);
  const { id } = await playerOf(person.id);
  expect(
    await house.count(sql`select count(*) from audit.entry where subject = ${id} and action = 'notices.chosen'`),
  ).toBe(1);
});

test('quiet hours are a tap away, by clocks that are written by their name', async () => {
  const person = await bot.guest();
  expect((await person.writes('/notices')).said[0]?.text).toContain('No quiet hours. Clocks of UTC.');
  await person.writes('/notices Europe/Malta');
  const { said } = await person.taps('notices:quiet:1320-480', 80);
  expect(said[0]?.text).toContain('Quiet from 22:00 to 08:00, by the clocks of Europe/Malta.');
  expect(said[0]?.keys[4]).toContain('✓ 22:00–08:00=notices:quiet:1320-480');
  const wrong = await person.writes('/notices <b>Atlantis</b>');
  expect(wrong.said[0]?.text).toContain('There are no such clocks.');
  expect(wrong.said[0]?.text).toContain('Europe/Malta');
  expect((await person.taps('notices:quiet:none', 80)).said[0]?.text).toContain('No quiet hours.');
});

test.each(['notices:quiet:9999-480', 'notices:money:off', 'notices:quiet:-1-5'])(
  'a forged key %s changes nothing',
  async (data) => {
    const person = await bot.guest();
    await person.taps(data, 80);
    const { id } = await playerOf(person.id);
    expect(await house.count(sql`select count(*) from play.notice_choice where player_id = ${id}`)).toBe(0);
  },
);
