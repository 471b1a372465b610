import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GrantId, PlayerId, RoundId } from '../../contracts/ids.ts';
import type { WrittenTerms } from '../../domain/bonuses.ts';
import type { Fields, Outcome } from '../../domain/games/game.ts';
import { settled } from '../../domain/games/game.ts';
import { type GameId, gameOf } from '../../domain/games/index.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { playRound } from '../../use-cases/play-round.ts';
import { type House, openHouse } from '../test-house.ts';
import { endGrant } from './grants.ts';
import { readRound, readRounds } from './round-reads.ts';
import type { Played } from './round-types.ts';
import { testGrants } from './test-grants.ts';
import { betOf, openTable } from './test-table.ts';

let house: House;
let table: ReturnType<typeof openTable>;
let grants: ReturnType<typeof testGrants>;
beforeAll(async () => {
  house = await openHouse();
  table = openTable(house.process(0).pool);
  grants = testGrants(house);
});
afterAll(() => house.close());

/** Somebody with so much cash and an active bonus of €10.00. */
async function playing(cash: bigint, terms: Partial<WrittenTerms> = {}) {
  const { player } = await house.holds(cash);
  const { id: grant } = await grants.claims({
    player,
    terms: { contributionBps: { dice: 10_000, mines: 5_000, guess: 10_000 }, ...terms },
  });
  return { player: player.id, grant };
}

const facts: Readonly<Record<'won' | 'lost', Fields>> = { won: { drawn: 1 }, lost: { drawn: 2 } };

/** A round of guess, 9.5 for one, that ends as it is told to. */
async function guesses(player: PlayerId, minor: bigint, end: 'won' | 'lost', freeSpin?: GrantId): Promise<Played> {
  const outcome: Outcome = settled(gameOf('guess'), minor, { number: 1 }, facts[end]);
  const played = await table.rounds.bet({
    id: newId(Date.now()) as RoundId,
    player,
    game: 'guess',
    asset: 'EUR',
    stake: minor,
    choices: { number: 1 },
    freeSpin,
    playersPart: 'mine',
    decide: () => outcome,
  });
  if ('reason' in played) throw new Error(played.reason);
  return played;
}

/** A round of mines that is open, and how to end it with so much. */
async function opens(player: PlayerId, minor: bigint) {
  const begun = await playRound(table)(player, betOf({ game: 'mines', minor, choices: { mines: 3 } }));
  if ('reason' in begun) throw new Error(begun.reason);
  return {
    round: begun.round,
    ends: (win: bigint, how: 'taken' | 'left' = 'taken') =>
      table.rounds.step(begun.round, how === 'left' ? undefined : { do: 'take' }, {
        facts: { places: [0, 1, 2], opened: [3], ended: how },
        multiplier: { numerator: win, denominator: minor },
        win,
      }),
  };
}

const standsAt = async (player: PlayerId, grant: GrantId) => {
  const [row] = await house.read<{
    cash: bigint;
    bonus: bigint;
    done: bigint;
    needed: bigint;
    spins: number;
    state: string;
  }>(sql`
    select (select balance from ledger.account where player_id = ${player} and kind = 'player-cash' and asset = 'EUR') as cash,
      a.balance as bonus, g.wager_done as done, g.wager_needed as needed, g.spins_left as spins, g.state
    from play."grant" g join ledger.account a on a.id = g.account_id where g.id = ${grant}`);
  return row;
};
const wakings = (grant: GrantId) =>
  house.count(sql`select count(*) from delivery.outbox where kind = 'workflow-signal' and lane = ${`wager-${grant}`}`);

test('a stake is split over cash and bonus in the order of the terms, and a win in the same proportion to the unit', async () => {
  const { player, grant } = await playing(77n);
  const { round, cash, bonus } = await guesses(player, 100n, 'won');
  // 950 × 77 ÷ 100 is 731.5: the half is the bonus's.
  expect(round).toMatchObject({ stakeCash: 77n, stakeBonus: 23n, win: 950n, winCash: 731n, winBonus: 219n, grant });
  expect([cash.minor, bonus?.minor]).toEqual([731n, 1_000n - 23n + 219n]);
  expect(await standsAt(player, grant)).toMatchObject({ cash: 731n, bonus: 1_196n });

  const other = await playing(500n, { order: 'bonus-first' });
  const first = await guesses(other.player, 300n, 'lost');
  expect(first.round).toMatchObject({ stakeCash: 0n, stakeBonus: 300n });
  expect(await standsAt(other.player, other.grant)).toMatchObject({ cash: 500n, bonus: 700n });
});

test('a round keeps what there was of cash and bonus after it, whatever comes later', async () => {
  const { player, grant } = await playing(150n);
  const first = await guesses(player, 100n, 'lost');
  const { round, ends } = await opens(player, 100n);
  const between = await guesses(player, 200n, 'lost');
  const ended = await ends(100n);
  const late = await guesses(player, 100n, 'won');
  const kept = new Map(
    (await readRounds({ query: house.read }, player, { atMost: 50 })).map(({ id, after }) => [id, after]),
  );
  expect(kept.get(first.round.id)).toEqual({ cash: 50n, bonus: 1_000n });
  expect(round.after).toBeUndefined();
  // Half of the open round's stake was cash, and half of what came back is.
  expect(kept.get(between.round.id)).toEqual({ cash: 0n, bonus: 750n });
  expect(kept.get(round.id)).toEqual({ cash: 50n, bonus: 800n });
  expect(ended).toMatchObject({ round: { after: { cash: 50n, bonus: 800n } } });
  expect(kept.get(late.round.id)).toEqual({ cash: late.cash.minor, bonus: late.bonus?.minor });

  await house.transaction((tx) => endGrant(tx, grant, 'cancelled', new Date()));
  const without = await guesses(player, 50n, 'lost');
  expect(without.round.after).toEqual({ cash: without.cash.minor, bonus: undefined });
  expect(await readRound({ query: house.read }, player, late.round.id)).toEqual(late.round);
});

test('a win of a bonus stake never lands in cash', async () => {
  const { player, grant } = await playing(0n);
  const { round } = await guesses(player, 100n, 'won');
  expect(round).toMatchObject({ stakeCash: 0n, stakeBonus: 100n, winCash: 0n, winBonus: 950n });
  expect(await standsAt(player, grant)).toMatchObject({ cash: 0n, bonus: 1_850n });
});

test('what counts is what the terms count, by the contribution of the game, rounded down', async () => {
  for (const [counts, counted] of [
    ['all', 99n],
    ['cash', 66n],
    ['bonus', 33n],
  ] as const) {
    const { player, grant } = await playing(66n, { counts, contributionBps: { guess: 10_000, mines: 3_333 } });
    await guesses(player, 99n, 'lost');
    expect(await standsAt(player, grant)).toMatchObject({ done: counted });
  }
  const { player, grant } = await playing(1_000n, { contributionBps: { mines: 3_333 } });
  await guesses(player, 100n, 'lost');
  expect(await standsAt(player, grant)).toMatchObject({ done: 0n });
  const { ends } = await opens(player, 100n);
  expect(await standsAt(player, grant)).toMatchObject({ done: 0n }); // a round counts when it is over
  await ends(0n);
  expect(await standsAt(player, grant)).toMatchObject({ done: 33n });
});

test('a stake that was left and comes back whole counts nothing', async () => {
  const { player, grant } = await playing(1_000n);
  const { ends } = await opens(player, 100n);
  await ends(100n, 'left');
  expect(await standsAt(player, grant)).toMatchObject({ cash: 1_000n, done: 0n });
});

test('a stake above what the bonus allows is refused before it is taken', async () => {
  const { player } = await playing(10_000n);
  expect(await playRound(table)(player, betOf({ minor: 501n }))).toEqual({ reason: 'over-bonus-stake' });
  expect(await playRound(table)(player, betOf({ minor: 500n }))).toHaveProperty('round');
});

test('the workflow is woken once when the line is crossed, however many rounds come after it', async () => {
  const { player, grant } = await playing(100_000n, { wagerTimes: 1 });
  await guesses(player, 400n, 'lost');
  await guesses(player, 400n, 'lost');
  expect(await wakings(grant)).toBe(0);
  for (let n = 0; n < 5; n++) await guesses(player, 400n, 'lost');
  expect(await wakings(grant)).toBe(1);
  expect(table.poked.times).toBeGreaterThan(0);
});

test('an empty bonus wakes its workflow only when no round that may win for it is open', async () => {
  const { player, grant } = await playing(0n);
  const { ends } = await opens(player, 100n);
  await guesses(player, 450n, 'lost');
  await guesses(player, 450n, 'lost');
  expect([await standsAt(player, grant), await wakings(grant)]).toMatchObject([{ bonus: 0n }, 0]);
  await ends(0n);
  expect(await wakings(grant)).toBe(1);
});

test('an open round with nothing of the bonus in its stake keeps no empty bonus alive', async () => {
  const { player, grant } = await playing(100n);
  await opens(player, 100n);
  await guesses(player, 500n, 'lost');
  expect(await wakings(grant)).toBe(0);
  await guesses(player, 500n, 'lost');
  expect(await wakings(grant)).toBe(1);
  expect(await house.read(sql`select play.judge_grant(${grant}, now()) as state`)).toEqual([{ state: 'lost' }]);
});

test('a round that ends after the time of its bonus counts nothing towards it, however late the judge comes', async () => {
  const { player, grant } = await playing(0n, { wagerTimes: 0.1 });
  const { round } = await opens(player, 200n);
  const [ended] = await house.read<{ at: Date }>(sql`select play_until as at from play."grant" where id = ${grant}`);
  const later = (ended?.at.getTime() ?? 0) + 1;
  const { rounds } = openTable(house.process(0).pool, { now: () => later });
  const end = {
    facts: { places: [0, 1, 2], opened: [3], ended: 'taken' },
    multiplier: { numerator: 2n, denominator: 1n },
  };
  await rounds.step(round, { do: 'take' }, { ...end, win: 400n });
  // €1.00 was asked for, and half of €2.00 would have counted.
  expect(await standsAt(player, grant)).toMatchObject({ done: 0n, needed: 100n });
  const judged = await house.read(sql`select play.judge_grant(${grant}, ${new Date(later + 3_600_000)}) as state`);
  expect(judged).toEqual([{ state: 'expired' }]);
  expect(await standsAt(player, grant)).toMatchObject({ cash: 0n, bonus: 0n });
});

test('what a bonus won makes no room in a limit of loss, even where it becomes cash late', async () => {
  const { player, grant } = await playing(0n, { wagerTimes: 1 });
  const { ends } = await opens(player, 100n);
  await grants.stakes(grant, 1_000n);
  await house.read(sql`select play.judge_grant(${grant}, now())`);
  await ends(450n);
  expect(await standsAt(player, grant)).toMatchObject({ cash: 1_350n });
  const [day] = await house.read(sql`select staked, paid from compliance.day_total where person_id = ${player}`);
  expect(day).toEqual({ staked: 0n, paid: 0n });
});

test('a free spin costs nothing, wins bonus alone, and what it wins is to be wagered too', async () => {
  const spins = { many: 2, game: 'guess' as GameId, stake: '20' };
  const { player, grant } = await playing(0n, { spins, wagerTimes: 3 });
  expect(await standsAt(player, grant)).toMatchObject({ spins: 2, needed: 3_000n });
  const { round } = await guesses(player, 20n, 'won', grant);
  expect(round).toMatchObject({ isFree: true, stakeCash: 0n, stakeBonus: 0n, winCash: 0n, winBonus: 190n });
  expect(await standsAt(player, grant)).toMatchObject({ cash: 0n, bonus: 1_190n, spins: 1, needed: 3_570n, done: 0n });
  await guesses(player, 20n, 'lost', grant);
  const refused = await playRound(table)(player, betOf({ game: 'guess', minor: 20n, freeSpin: grant }));
  expect(refused).toEqual({ reason: 'no-free-spin' });
  const played = await house.count(
    sql`select staked + paid from compliance.day_total where person_id = ${player} and asset = 'EUR'`,
  );
  expect(played).toBe(0); // the house's money is nobody's loss, and no win of theirs yet
});

test('a free spin of another game, of another stake, or of somebody else is refused', async () => {
  const spins = { many: 2, game: 'guess' as GameId, stake: '20' };
  const { player, grant } = await playing(1_000n, { spins });
  const other = await playing(1_000n, { spins });
  for (const wish of [
    { minor: 21n },
    { game: 'coin-flip' as GameId, minor: 20n },
    { minor: 20n, freeSpin: other.grant },
  ])
    expect(await playRound(table)(player, betOf({ game: 'guess', freeSpin: grant, ...wish }))).toEqual({
      reason: 'no-free-spin',
    });
});

test('a round of several steps is never a free spin, whatever terms say', async () => {
  const { player, grant } = await playing(0n, { spins: { many: 2, game: 'mines', stake: '20' } });
  const wish = betOf({ game: 'mines', minor: 20n, choices: { mines: 3 }, freeSpin: grant });
  expect(await playRound(table)(player, wish)).toEqual({ reason: 'no-free-spin' });
});

test.each([
  ['while its grant is active', 'active', { cash: 0n, bonus: 1_350n }],
  ['when its grant was given up, to the house', 'cancelled', { cash: 0n, bonus: 0n }],
  ['when its grant was completed, to cash', 'completed', { cash: 1_350n, bonus: 0n }],
] as const)('the bonus part of a win that comes late is paid %s', async (_, state, expected) => {
  const { player, grant } = await playing(0n, { wagerTimes: 1 });
  const { ends } = await opens(player, 100n);
  if (state === 'cancelled') await house.read(sql`select play.end_grant(${grant}, 'cancelled', now())`);
  if (state === 'completed') {
    await grants.stakes(grant, 1_000n);
    await house.read(sql`select play.judge_grant(${grant}, now())`);
  }
  expect(await standsAt(player, grant)).toMatchObject({ state });
  await ends(450n);
  expect(await standsAt(player, grant)).toMatchObject(expected);
  expect(await house.faults()).toEqual([]);
});

test('a win that comes after its grant was completed becomes cash only as far as the terms let it', async () => {
  const { player, grant } = await playing(0n, { wagerTimes: 1, mostConverted: '1000' });
  const { ends } = await opens(player, 100n);
  await grants.stakes(grant, 1_000n);
  await house.read(sql`select play.judge_grant(${grant}, now())`);
  expect(await standsAt(player, grant)).toMatchObject({ cash: 900n, bonus: 0n });
  await ends(450n);
  expect(await standsAt(player, grant)).toMatchObject({ cash: 1_000n, bonus: 0n });
});

test("a late win is of the grant its round was begun with, never of the player's next one", async () => {
  const { player, grant } = await playing(0n);
  const { round, ends } = await opens(player, 100n);
  await house.read(sql`select play.end_grant(${grant}, 'cancelled', now())`);
  const { id: next } = await grants.claims({ player: { id: player } as never });
  await ends(450n);
  expect(round.grant).toBe(grant);
  expect(await standsAt(player, next)).toMatchObject({ bonus: 1_000n, done: 0n });
});

test('a bonus whose time is over is played with no more, though nobody has ended it yet', async () => {
  const { player, grant } = await playing(100n);
  await house.asSuperuser(`update play."grant" set play_until = now() - interval '1 second' where id = '${grant}'`);
  expect(await playRound(table)(player, betOf({ minor: 200n }))).toEqual({ reason: 'insufficient-funds' });
  const played = await playRound(table)(player, betOf({ minor: 100n }));
  expect(played).toMatchObject({ round: { stakeCash: 100n, stakeBonus: 0n } });
});
