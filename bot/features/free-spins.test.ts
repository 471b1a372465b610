import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../../contracts/ids.ts';
import type { WrittenTerms } from '../../domain/bonuses.ts';
import { sql } from '../../prisma/tx.ts';
import { readRounds } from '../../records/play/round-reads.ts';
import type { Round } from '../../records/play/round-types.ts';
import { testGrants } from '../../records/play/test-grants.ts';
import { type Guest, type House, openHouse } from '../../records/test-house.ts';
import { openBot, type Said } from '../test-chat.ts';

let house: House;
let bot: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house, { appUrl: 'https://cage.example/app/' });
});
afterAll(() => house.close());

const spinsOf = (game: 'brass-orchard' | 'mini-spin' | 'guess' | 'dice', many = 3): Partial<WrittenTerms> => ({
  kind: 'free-spins',
  spins: { many, game, stake: '20' },
  contributionBps: { 'brass-orchard': 10_000, 'mini-spin': 10_000, guess: 10_000, dice: 10_000 },
});

/** Somebody with cash, Stars and a bonus of so many free spins, as far as they are given them. */
async function somebody({ cash = 0n, stars = 0n, terms = undefined as Partial<WrittenTerms> | undefined } = {}) {
  const person = await bot.player();
  const [row] = await house.read<{ id: PlayerId }>(
    sql`select player_id as id from identity.linked_account where subject = ${String(person.id)}`,
  );
  const player = { id: row?.id } as Guest;
  if (cash > 0n) await house.gives(player.id, cash);
  if (stars > 0n) await house.givesStars(player.id, stars);
  const grant = terms && (await testGrants(house).claims({ player, terms: { ...terms, amount: '0' } }));
  const rounds = (): Promise<Round[]> => readRounds({ query: house.read }, player.id, { atMost: 100 });
  const left = async () =>
    (await house.read<{ left: number }>(sql`select spins_left as left from play."grant" where id = ${grant?.id}`))[0]
      ?.left;
  return { person, player, grant, rounds, left };
}

const dataOf = (said: Said | undefined, label: string): string => {
  const key = said?.keys.flat().find((each) => each.startsWith(`${label}=`));
  if (!key) throw new Error(`no key ${label} in ${JSON.stringify(said?.keys)}`);
  return key.slice(key.indexOf('=') + 1);
};

test('free spins that wait are what /spin offers first, with how many, at what, and what their wins are', async () => {
  const { person, rounds } = await somebody({ cash: 1_000n, terms: spinsOf('brass-orchard') });
  const { said } = await person.writes('/spin');
  expect(said[0]?.text).toContain('Brass Orchard');
  expect(said[0]?.text).toContain('3 free spins left</b>: Brass Orchard, €0.20 each, paid for by us.');
  expect(said[0]?.text).toContain('What they win is bonus, to be wagered 3× before it is cash.');
  expect(said[0]?.keys[0]?.[0]).toMatch(/^Free spin \(3 left\)=bet:spin:go:f[\da-f]{8}:/);
  expect(said[0]?.keys[1]?.[0]).toMatch(/^Play with cash: €10\.00=spin:100:/);
  expect(await rounds()).toEqual([]);
});

test('a free spin costs nothing, wins bonus, says so, and the next is a tap away until the last', async () => {
  const { person, rounds, left } = await somebody({ cash: 1_000n, terms: spinsOf('brass-orchard') });
  let shown = (await person.writes('/spin')).said[0];
  for (const now of [2, 1, 0]) {
    shown = (await person.taps(dataOf(shown, `Free spin (${now + 1} left)`), 700)).said[0];
    expect(shown).toMatchObject({ method: 'editMessageText', edits: 700 });
    const [round] = await rounds();
    expect(round).toMatchObject({ game: 'brass-orchard', stake: 20n, isFree: true, stakeCash: 0n, stakeBonus: 0n });
    expect(round?.winCash).toBe(0n);
    expect(shown?.text).toContain(
      round?.win === 0n
        ? 'No win. The spin was free: it cost you nothing.'
        : `<b>+€${(Number(round?.win) / 100).toFixed(2)} of bonus</b>, won with a free spin at €0.20.`,
    );
    expect(shown?.text).toContain('Cash €10.00');
    expect(shown?.text).toMatch(/(Seven|Bar|Bell|Clover|Plum|Lemon|Cherry)( · \w+){2}\n/);
    expect(await left()).toBe(now);
  }
  expect(shown?.text).toContain('That was the last free spin.');
  expect(dataOf(shown, 'Spin for €1.00')).toMatch(/^bet:spin:go:100:/);
});

test('two taps of one key are one free spin, though it was the last, and both are answered with its round', async () => {
  const { person, rounds, left } = await somebody({ terms: spinsOf('mini-spin', 1) });
  const key = dataOf((await person.writes('/spin')).said[0], 'Free spin (1 left)');
  await person.taps(key, 701);
  const again = await person.taps(key, 701);
  expect(await rounds()).toHaveLength(1);
  expect(await left()).toBe(0);
  expect(again.said[0]?.text).toContain('Mini-spin');
  expect(again.said[0]?.text).not.toContain('There is no such free spin');
});

test('of a game with something to choose, the free spin is played with the choice', async () => {
  const { person, rounds } = await somebody({ terms: spinsOf('guess') });
  const { said } = await person.writes('/guess');
  expect(said[0]?.text).toContain('3 free spins left');
  const played = await person.taps(dataOf(said[0], '7'), 702);
  expect(await rounds()).toMatchObject([{ game: 'guess', isFree: true, choices: { number: 7 } }]);
  expect(played.said[0]?.text).toContain('2 free spins left');
  expect((await person.writes('/spin')).said[0]?.text).not.toContain('free spin');
});

test('who has free spins may still play with cash, and an amount behind the command is cash', async () => {
  const { person, rounds, left } = await somebody({ cash: 1_000n, terms: spinsOf('mini-spin') });
  const offered = await person.writes('/spin');
  const cash = await person.taps(dataOf(offered.said[0], 'Play with cash: €10.00'), 703);
  expect(cash.said[0]?.text).toContain('Stake €1.00. You have €10.00 in cash.');
  expect(dataOf(cash.said[0], 'Free spins: 3')).toMatch(/^spin:f/);
  await person.writes('/spin 0.50');
  expect(await rounds()).toMatchObject([{ stake: 50n, stakeCash: 50n, isFree: false }]);
  expect(await left()).toBe(3);
});

test('free spins of a game that is not played here lead to the app, and /play says that they wait', async () => {
  const { person } = await somebody({ terms: spinsOf('dice') });
  expect((await person.writes('/spin')).said[0]?.text).not.toContain('free spin');
  const { said } = await person.writes('/play');
  expect(said[0]?.text).toContain('3 free spins left</b>: Dice');
  expect(dataOf(said[0], 'Free spins: 3')).toBe('https://cage.example/app/game/dice');
});

test("another player's free spins are nobody else's, nor are those of a key made by hand", async () => {
  const { grant, left } = await somebody({ terms: spinsOf('mini-spin') });
  const thief = await somebody({ cash: 1_000n });
  for (const data of [`bet:spin:go:f${grant?.id.slice(-8)}:x`, 'bet:spin:go:f00000000:x', 'bet:drop:odd:f00000000:x']) {
    const { said } = await thief.person.taps(data, 704);
    expect(said[0]?.text).toContain('There is no such free spin. Nothing was staked.');
  }
  expect(await thief.rounds()).toEqual([]);
  expect(await left()).toBe(3);
});

test('who has Stars plays with them: by a key, or by an amount written in Stars', async () => {
  const { person, player, rounds } = await somebody({ cash: 1_000n, stars: 250n });
  const { said } = await person.writes('/spin');
  const stars = await person.taps(dataOf(said[0], 'Play with Stars: 250\u00a0⭐'), 705);
  expect(stars.said[0]?.text).toContain('Stake 10\u00a0⭐. You have 250\u00a0⭐ to play with.');
  expect(dataOf(stars.said[0], 'Half: 5\u00a0⭐')).toMatch(/^spin:5s:/);
  const played = await person.taps(dataOf(stars.said[0], 'Spin for 10\u00a0⭐'), 705);
  expect(await rounds()).toMatchObject([{ asset: 'XTR', stake: 10n }]);
  expect(played.said[0]?.text).toMatch(/Stars \d+\u00a0⭐/);
  expect(played.said[0]?.text).not.toContain('Cash');
  await person.writes('/spin 3 stars');
  expect((await rounds())[0]).toMatchObject({ asset: 'XTR', stake: 3n });
  expect(await house.cashOf(player)).toBe(1_000n);
});

test('who holds Stars alone is offered to play with them at once', async () => {
  const { person } = await somebody({ stars: 250n });
  expect((await person.writes('/guess')).said[0]?.text).toContain(
    'Stake 10\u00a0⭐. You have 250\u00a0⭐ to play with.',
  );
});

test('too few Stars are refused as Stars, and never taken from cash', async () => {
  const { person, rounds } = await somebody({ cash: 1_000n, stars: 5n });
  const { said } = await person.writes('/spin 6 ⭐');
  expect(said[0]?.text).toContain('There is not enough for 6\u00a0⭐: you have 5\u00a0⭐.');
  const broke = await somebody({ cash: 1_000n });
  expect((await broke.person.taps('bet:spin:go:10s:x', 706)).said[0]?.text).toContain(
    'You do not play in this currency.',
  );
  expect([...(await rounds()), ...(await broke.rounds())]).toEqual([]);
});

test.each(['/spin 0.5 stars', '/spin 5 6 stars', '/spin stars'])('%s is no stake', async (text) => {
  const { person, rounds } = await somebody({ cash: 1_000n, stars: 250n });
  expect((await person.writes(text)).said[0]?.text).toMatch(/^That is not one amount\./);
  expect(await rounds()).toEqual([]);
});

test('with a bonus active the stake is said to come from cash and bonus, within its terms, and Stars only when asked', async () => {
  const { person, player, rounds } = await somebody({ stars: 250n });
  await testGrants(house).claims({ player, terms: { mostStake: '50', contributionBps: { 'mini-spin': 10_000 } } });
  const { said } = await person.writes('/spin');
  expect(said[0]?.text).toContain('Stake €0.10. You have €0.00 in cash and €10.00 of bonus.');
  expect(said[0]?.keys.flat().join()).toContain('Play with Stars');
  await person.taps(dataOf(said[0], 'Spin for €0.10'), 707);
  expect(await rounds()).toMatchObject([{ asset: 'EUR', stakeCash: 0n, stakeBonus: 10n }]);
  const most = await person.taps('spin:5000:x', 708);
  expect(most.said[0]?.text).toContain('Stake €0.50.');
  expect(most.said[0]?.keys.flat().filter((key) => key.startsWith('Double'))).toEqual([]);
});

test('a bonus whose time is over is played from no more, though nobody has ended it yet', async () => {
  const { person, grant } = await somebody({ cash: 1_000n, terms: spinsOf('mini-spin') });
  await house.asSuperuser(`update play."grant" set play_until = now() - interval '1 second' where id = '${grant?.id}'`);
  const { said } = await person.writes('/spin');
  expect(said[0]?.text).toContain('Stake €1.00. You have €10.00 in cash.');
});
