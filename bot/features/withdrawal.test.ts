import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../prisma/tx.ts';
import type { PayoutRail } from '../../rails/payout-rail.ts';
import { noPayoutRails } from '../../rails/test-rails.ts';
import { testGrants } from '../../records/play/test-grants.ts';
import { type Guest, type House, openHouse } from '../../records/test-house.ts';
import { withdrawalSeams } from '../../use-cases/withdrawal-seams.ts';
import { openBot } from '../test-chat.ts';

const rail: PayoutRail = {
  id: 'stripe',
  terms: { EUR: { least: 1_000n, most: 500_000n, fee: { fixed: 50n, bps: 100n } } },
  plan: ({ amount }) => ({ parts: [{ amount, target: 'charge-1' }], destination: 'Visa •••• 4242' }),
  send: () => Promise.reject(new Error('nothing is sent here')),
  lookUp: () => Promise.reject(new Error('nothing is looked up here')),
};

/** The same as TON: one per cent is the house's. */
const asTon: PayoutRail = {
  ...rail,
  id: 'ton',
  terms: {
    EUR: {
      least: 1_000n,
      most: 500_000n,
      fee: { fixed: 10n, bps: 0n },
      sends: 'TON',
      spreadBps: 100n,
      toleranceBps: 200n,
    },
  },
};

let house: House;
let bot: ReturnType<typeof openBot>;
let closed: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house, { payoutRails: { ...noPayoutRails, stripe: rail } });
  closed = openBot(house);
});
afterAll(() => house.close());

let people = 81_000;
async function rich(minor = 20_000n) {
  const person = bot.person(++people);
  await person.writes('/start');
  const [player] = await house.read<{ player_id: never }>(
    sql`select player_id from identity.linked_account where subject = ${String(person.id)}`,
  );
  const account = await house.accountOf({ id: player?.player_id as never });
  if (minor > 0n) await house.moves(await house.houseAccount('clearing', 'EUR', 'stripe'), account, minor);
  return {
    ...person,
    player: { id: player?.player_id } as unknown as Guest,
    withdrawals: () =>
      house.read<{ id: string; status: string; minor: bigint; shown_message: bigint | null; shown_key: string | null }>(
        sql`select id, status, minor, shown_message, shown_key from payments.withdrawal where player_id = ${player?.player_id} order by requested_at`,
      ),
    code: async () =>
      (
        await house.read<{ id: string }>(
          sql`select id from identity.one_time_code where player_id = ${player?.player_id} and ended_at is null`,
        )
      )[0]?.id,
  };
}

test('who cannot withdraw is led to what they can do, where Telegram opens the app', async () => {
  const inApp = openBot(house, {
    payoutRails: { ...noPayoutRails, stripe: rail },
    appUrl: 'https://cage.example/app/',
  });
  const { said } = await inApp.person(++people).writes('/withdraw');
  expect(said[0]?.keys).toEqual([['What can I do?=https://cage.example/app/withdraw/why'], ['Back=home']]);
});

test('a withdrawal offers round amounts and all of it, with the limits and the fee', async () => {
  const { said } = await (await rich()).writes('/withdraw');
  expect(said[0]?.text).toMatch(/up to €197\.\d\d, at least €10\.00[\s\S]*The fee is €0\.50 \+ 1\s?%, on top/);
  expect(said[0]?.keys.flat()).toEqual([
    '€20.00=withdraw:stripe:EUR:2000',
    '€50.00=withdraw:stripe:EUR:5000',
    '€100.00=withdraw:stripe:EUR:10000',
    expect.stringMatching(/^€197\.\d\d=withdraw:stripe:EUR:197\d\d$/),
    'Back=home',
  ]);
});

test('an amount that is tapped is set aside, and the message is the withdrawal’s from then on', async () => {
  const person = await rich();
  const { said } = await person.taps('withdraw:stripe:EUR:5000', 31);
  expect(said).toMatchObject([{ method: 'editMessageText', edits: 31 }]);
  expect(said[0]?.text).toMatch(/Withdraw €50\.00[\s\S]*Fee: €1\.00\. €51\.00 is set aside/);
  expect(await person.withdrawals()).toMatchObject([{ status: 'awaiting-code', minor: 5_000n, shown_message: 31n }]);
  expect(await person.taps('withdraw:stripe:EUR:5000', 31)).toEqual({ said: [], tapAnswered: true });
  expect(await person.withdrawals()).toHaveLength(1);
});

test('"yes" below the code confirms it, and has its message drawn anew', async () => {
  const person = await rich();
  await person.taps('withdraw:stripe:EUR:5000', 32);
  await person.taps(`code:yes:${await person.code()}`);
  const [w] = await person.withdrawals();
  expect(w).toMatchObject({ status: 'confirmed' });
  expect(
    await house.count(
      sql`select count(*) from delivery.outbox where key = ${`withdrawal:${w?.id}:confirmed`} and kind = 'telegram'`,
    ),
  ).toBe(1);
});

test('an amount behind the command is taken as it is typed', async () => {
  const person = await rich();
  await person.writes('/withdraw 25,50');
  expect(await person.withdrawals()).toMatchObject([{ status: 'awaiting-code', minor: 2_550n, shown_message: null }]);
});

test('everything that stands in the way is said at once, each in a line', async () => {
  const person = await rich();
  await person.taps('withdraw:stripe:EUR:5000', 33);
  const { said } = await person.taps('withdraw:stripe:EUR:600000', 34);
  expect(said[0]?.text).toMatch(/This stands in the way:\n• Another withdrawal waits for its code\./);
  const poor = await rich(0n);
  expect((await poor.writes('/withdraw')).said[0]?.text).toMatch(
    /This stands in the way:\n• You have €0\.00 to withdraw/,
  );
});

test.each([
  'withdraw:stripe:EUR:9223372036854775808',
  'withdraw:envelope:EUR:5',
  'withdraw:stripe:DOGE:5000',
  'withdraw:stripe:EUR:1',
])('a key %s, of other times or made by hand, asks for nothing', async (data) => {
  const person = await rich();
  const { said } = await person.taps(data, 35);
  expect(said).toMatchObject([{ method: 'editMessageText', edits: 35 }]);
  expect(await person.withdrawals()).toEqual([]);
});

test('with a bonus active the first word on taking money out is what it costs, to the cent, before an amount is chosen', async () => {
  const person = await rich();
  const grants = testGrants(house);
  const { id } = await grants.claims({ player: person.player });
  const { said } = await person.writes('/withdraw');
  expect(said[0]?.text).toContain('Taking cash out gives it up, whatever the amount. Lost: €10.00 of bonus.');
  expect(said[0]?.keys.slice(-2)).toEqual([['See the bonus=bonus'], ['Back=home']]);
  const asked = await person.taps('withdraw:stripe:EUR:5000', 36);
  expect(asked.said[0]?.text).toContain('The bonus ends at once, also if you do not confirm the withdrawal.');
  expect(asked.said[0]?.keys[0]).toEqual(['Keep the bonus=home']);
  expect(await grants.stands(id)).toMatchObject({ state: 'active' });
  const [give] = asked.said[0]?.keys[1] ?? [];
  await person.taps(String(give).split('=')[1] ?? '', 36);
  expect(await grants.stands(id)).toMatchObject({ state: 'withdrawn', forfeited: 1_000n });
  expect((await person.writes('/withdraw')).said[0]?.text).not.toContain('bonus');
});

test('an offer that came with a deposit is said to end before any cash goes out, and one by a code is not', async () => {
  const grants = testGrants(house);
  const [deposit, code] = [await rich(), await rich()];
  await grants.offers({ player: deposit.player, deposit: 1_000n });
  await grants.offers({ player: code.player });
  const ends = 'An offer that came with your deposit ends as soon as you ask for a withdrawal.';
  expect((await deposit.writes('/withdraw')).said[0]?.text).toContain(ends);
  expect((await code.writes('/withdraw')).said[0]?.text).not.toContain('offer');
  await deposit.taps('withdraw:stripe:EUR:5000', 37);
  expect((await deposit.writes('/withdraw')).said[0]?.text).not.toContain(ends); // it is over
});

test('where several ways are open the cost is said before one is chosen, and after', async () => {
  const both = openBot(house, {
    payoutRails: { ...noPayoutRails, stripe: rail, adyen: { ...rail, id: 'adyen' } },
  });
  const person = await rich();
  await testGrants(house).claims({ player: person.player });
  const here = both.person(person.id);
  for (const heard of [await here.writes('/withdraw'), await here.taps('withdraw:by:adyen')])
    expect(heard.said[0]?.text).toContain('Lost: €10.00 of bonus.');
});

test('a sticky bonus keeps cash in, and the way to it is a tap', async () => {
  const strict = openBot(house, {
    payoutRails: { ...noPayoutRails, stripe: rail },
    seams: withdrawalSeams,
  });
  const person = await rich();
  await testGrants(house).claims({ player: person.player, terms: { sticky: 'sticky' } });
  const { said } = await strict.person(person.id).writes('/withdraw');
  expect(said[0]?.text).toContain('€30.00 must still be wagered, or give the bonus up first');
  expect(said[0]?.keys[0]).toEqual(['See the bonus=bonus']);
});

test('where nothing pays out no key offers it, and who asks is told plainly', async () => {
  const person = closed.person(++people);
  expect((await person.writes('/start')).said[0]?.keys.flat().join()).not.toContain('withdraw');
  for (const heard of [
    await person.writes('/withdraw'),
    await person.taps('withdraw'),
    await person.taps('withdraw:stripe:EUR:5000'),
  ])
    expect(heard.said[0]?.text).toContain('There is no way to pay out here yet. Your cash is safe.');
});

test('what arrives in another asset is asked for at a known rate, confirmed as it is read, and asked for again with one tap', async () => {
  bot = openBot(house, { payoutRails: { ...noPayoutRails, ton: asTon } });
  const person = await rich();
  expect((await person.writes('/withdraw')).said[0]?.text).toContain('Nobody can tell us a sure rate');
  await house.rates('TON', '4.95');
  expect((await person.writes('/withdraw')).said[0]?.text).toContain(
    'It arrives as TON, at 1\u00a0TON = 5\u00a0EUR now. How much is fixed when it is sent: more than 2% less than shown',
  );
  const { said } = await person.taps('withdraw:ton:EUR:5000', 41);
  expect(said[0]?.text).toContain('Arrives: about 10\u00a0TON, at least 9.8\u00a0TON.');
  expect(await person.code()).toBeDefined();
  const [code] = await house.read<{ act: { arrives: unknown } }>(
    sql`select act from identity.one_time_code where id = ${await person.code()}`,
  );
  expect(code?.act.arrives).toEqual({
    about: { asset: 'TON', minor: '10000000000' },
    least: { asset: 'TON', minor: '9800000000' },
  });
  const { said: no } = await person.taps('withdraw:again:ton:EUR:5000', 41);
  expect(no.map(({ method }) => method)).toEqual(['sendMessage', 'editMessageText']);
  expect(no[1]?.text).toContain('Another withdrawal waits for its code.');
  expect(await person.withdrawals()).toHaveLength(1);
});
