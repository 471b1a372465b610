import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId, RoundId } from '../../contracts/ids.ts';
import { drawsOf } from '../../domain/fairness.ts';
import { type Fields, play } from '../../domain/games/game.ts';
import { gameOf } from '../../domain/games/index.ts';
import { money } from '../../domain/money.ts';
import { sql } from '../../prisma/tx.ts';
import { hmac, playRound } from '../../use-cases/play-round.ts';
import { takePause } from '../compliance/exclusions.ts';
import { setLimit } from '../compliance/limits.ts';
import { type House, openHouse, repeated } from '../test-house.ts';
import { readRounds } from './round-reads.ts';
import { betOf, openTable, tallyOf } from './test-table.ts';

let house: House;
let table: ReturnType<typeof openTable>;
let bets: ReturnType<typeof playRound>;
beforeAll(async () => {
  house = await openHouse({ processes: 2 });
  table = openTable(house.process(0).pool);
  bets = playRound(table);
});
afterAll(() => house.close());

const cashOf = async (player: PlayerId) => (await tallyOf(house, player)).balance;

test('a bet is decided by the seeds and the next nonce, and is paid what the rules say', async () => {
  const { player } = await house.holds(10_000n);
  const pair = await table.seeds.inUse(player.id, randomUUID() as RoundId);
  let cash = 10_000n;
  for (let nonce = 0; nonce < 20; nonce++) {
    const played = await bets(player.id, betOf({ game: 'dice', minor: 333n }));
    if ('reason' in played) throw new Error(played.reason);
    const rules = gameOf('dice');
    if (rules.kind !== 'instant') throw new Error('dice is decided at once');
    const expected = play(rules, 333n, played.round.choices, drawsOf({ ...pair, nonce }, hmac));
    cash += expected.win - 333n;
    expect(played).toMatchObject({
      round: { facts: expected.facts, win: expected.win, winCash: expected.win, seed: { id: pair.id, nonce } },
      cash: money('EUR', cash),
    });
  }
  expect(await cashOf(player.id)).toBe(cash);
  expect(await house.faults()).toEqual([]);
});

test('a first bet begins the pair that was promised, with the part that was made after it', async () => {
  const { player } = await house.holds(1_000n);
  const looks = () => house.transaction((tx) => table.seeds.firstPair(player.id, tx));
  const promised = await looks();
  expect(promised).toMatchObject({ isNew: true });
  expect(await looks()).toEqual({ ...promised, isNew: false });
  const part = `tap-${randomUUID()}`;
  const played = await bets(player.id, { ...betOf(), playersPart: part });
  expect(played).toMatchObject({
    round: { seed: { commitment: promised?.commitment, clientSeed: part, nonce: 0 } },
  });
  expect(await looks()).toBeUndefined();
  // Of a pair in use the player's part is what it was.
  expect(await bets(player.id, { ...betOf(), playersPart: 'another' })).toMatchObject({
    round: { seed: { clientSeed: part, nonce: 1 } },
  });
});

test('without a part of their own a first bet’s is its id, which its device drew', async () => {
  const { player } = await house.holds(1_000n);
  const { next } = await table.seeds.shown(player.id);
  const bet = betOf();
  expect(await bets(player.id, bet)).toMatchObject({
    round: { seed: { commitment: next.commitment, clientSeed: bet.id, nonce: 0 } },
  });
});

test('of two first bets at once one gives its part, and both are played with it', async () => {
  const { player } = await house.holds(1_000n);
  const promised = await house.transaction((tx) => table.seeds.firstPair(player.id, tx));
  const other = playRound(openTable(house.process(1).pool));
  const played = await Promise.all([
    bets(player.id, { ...betOf(), playersPart: 'one' }),
    other(player.id, { ...betOf(), playersPart: 'two' }),
  ]);
  const parts = played.map((each) => ('round' in each ? each.round.seed : undefined));
  expect(new Set(parts.map((seed) => seed?.commitment))).toEqual(new Set([promised?.commitment]));
  expect(new Set(parts.map((seed) => seed?.clientSeed)).size).toBe(1);
  expect(parts.map((seed) => seed?.nonce).sort()).toEqual([0, 1]);
});

test('a part that no round could be counted with begins no pair', async () => {
  const { player } = await house.holds(1_000n);
  await expect(bets(player.id, { ...betOf(), playersPart: 'a:b' })).rejects.toThrow('begins no pair');
  expect(await bets(player.id, betOf())).toMatchObject({ round: { seed: { nonce: 0 } } });
});

test('of 200 bets at once on funds for 20, exactly 20 are taken', async () => {
  const { player } = await house.holds(2_000n);
  // Of seeds that are known, and among whose first numbers none wins so much: funds for 20 stay funds for 20.
  let drawn = 0;
  const random = (bytes: number) => new Uint8Array(bytes).fill(drawn++);
  const seeded = playRound(openTable(house.process(0).pool, { random }));
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      seeded(
        player.id,
        betOf({
          game: 'limbo',
          choices: { target: 1_000_000 },
          id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as RoundId,
        }),
      ),
    ),
  );
  const taken = outcomes.filter((outcome) => 'round' in outcome);
  expect(taken).toHaveLength(20);
  expect(outcomes.filter((outcome) => 'reason' in outcome && outcome.reason === 'insufficient-funds')).toHaveLength(
    180,
  );
  expect(await tallyOf(house, player.id)).toMatchObject({ rounds: 20n, nonces: 20n, balance: 0n });
});

test('two processes that play for one player use each nonce once and leave none out', async () => {
  const { player } = await house.holds(100_000n);
  const other = playRound(openTable(house.process(1).pool));
  const outcomes = await Promise.all(repeated(0, 100).map((_, n) => (n % 2 ? bets : other)(player.id, betOf())));
  // However often they move each other's nonce, each bet has its turn.
  expect(outcomes.every((outcome) => 'round' in outcome)).toBe(true);
  const nonces = await house.read<{ nonce: bigint }>(
    sql`select nonce from play.round where player_id = ${player.id} order by nonce`,
  );
  expect(nonces.map(({ nonce }) => Number(nonce))).toEqual(Array.from({ length: 100 }, (_, n) => n));
  const { staked, won, balance, seeds } = await tallyOf(house, player.id);
  expect([seeds, balance]).toEqual([1n, 100_000n - staked + won]);
});

test('a bet whose nonce moves before each try is made behind the lock of its player, and once', async () => {
  const { player } = await house.holds(1_000n);
  const pair = await table.seeds.inUse(player.id, randomUUID() as RoundId);
  // As if another process were always the quicker one.
  const meanwhile = () => house.asSuperuser(`update play.seed set next_nonce = next_nonce + 1 where id = '${pair.id}'`);
  const outrun = playRound(openTable(house.process(0).pool, { meanwhile }));
  const played = await outrun(player.id, betOf());
  if ('reason' in played) throw new Error(played.reason);
  const seeds = await table.seeds.inUse(player.id, played.round.id);
  expect(played.round.seed).toMatchObject({ id: pair.id, nonce: seeds.nonce - 1 });
  expect((await tallyOf(house, player.id)).rounds).toBe(1n);
});

test('a player whom something else keeps locked holds up nobody who comes after them, and gets their round when it is free', async () => {
  const { player: kept } = await house.holds(1_000n);
  const { player: other } = await house.holds(1_000n);
  const apart = playRound(openTable(house.process(0).pool));
  const outcomes: string[] = [];
  const keeper = await house.process(1).pool.connect();
  try {
    await keeper.query('begin');
    await keeper.query('select compliance.lock_people(array[$1::uuid])', [kept.id]);
    const waiting = apart(kept.id, betOf()).then(
      (played) => void outcomes.push('round' in played ? 'kept' : played.reason),
    );
    await house.waits();
    expect(await apart(other.id, betOf())).toHaveProperty('round');
    outcomes.push('other');
    await keeper.query('rollback');
    await waiting;
    expect(outcomes).toEqual(['other', 'kept']);
  } finally {
    keeper.release(true);
  }
});

test('one whose lock is not given costs those of the same call their round no more than the wait', async () => {
  const players = await Promise.all(repeated(0, 3).map(() => house.holds(1_000n)));
  const [kept, ...others] = players.map(({ player }) => player.id) as [PlayerId, PlayerId, PlayerId];
  const apart = playRound(openTable(house.process(0).pool));
  const keeper = await house.process(1).pool.connect();
  try {
    await keeper.query('begin');
    await keeper.query('select compliance.lock_people(array[$1::uuid])', [kept]);
    const waiting = apart(kept, betOf());
    const served = await Promise.all(others.map((player) => apart(player, betOf())));
    for (const outcome of served) expect(outcome).toHaveProperty('round');
    await keeper.query('rollback');
    expect(await waiting).toHaveProperty('round');
  } finally {
    keeper.release(true);
  }
});

test('a round is asked for again under its key: it is answered as it is, and played once', async () => {
  const { player } = await house.holds(1_000n);
  const bet = betOf();
  const [first, ...others] = await Promise.all(repeated(0, 5).map(() => bets(player.id, bet)));
  for (const other of others) expect(other).toEqual(first);
  const elsewhere = await playRound(openTable(house.process(1).pool))(player.id, bet);
  expect(elsewhere).toEqual(first);
  expect((await tallyOf(house, player.id)).rounds).toBe(1n);
});

test('the key of a round with another wish is refused, whatever is other', async () => {
  const { player } = await house.holds(1_000n);
  const bet = betOf();
  await bets(player.id, bet);
  for (const other of [
    { stake: money('EUR', 200n) },
    { choices: { side: 'tails' } },
    { game: 'guess', choices: { number: 3 } },
  ] as const)
    expect(await bets(player.id, { ...bet, ...other })).toEqual({ reason: 'key-reused' });
});

test.each([
  ['what the game does not know', { choices: { side: 'edge' } }, 'wrong-choice'],
  ['less than the least', { minor: 9n }, 'below-least'],
  ['more than the most', { minor: 50_001n }, 'over-most'],
  ['what could win too much', { game: 'limbo', choices: { target: 1_000_000 }, minor: 501n }, 'over-most-win'],
  ['more than there is', { minor: 1_001n }, 'insufficient-funds'],
  ['a currency that is not theirs', { asset: 'USD' }, 'not-your-wallet'],
  ['the twin of their currency, of which they have none', { asset: 'PLAY-EUR' }, 'insufficient-funds'],
  ['a free spin that nobody gave them', { freeSpin: randomUUID() as never }, 'no-free-spin'],
] as const)('a bet of %s is refused before anything is taken', async (_, changed, reason) => {
  const { player } = await house.holds(1_000n);
  expect(await bets(player.id, betOf(changed as Parameters<typeof betOf>[0]))).toEqual({ reason });
  expect(await tallyOf(house, player.id)).toMatchObject({ rounds: 0n, balance: 1_000n });
});

test('who takes a pause, is over a limit of their own or not verified places no bet', async () => {
  const { player: paused } = await house.holds(1_000n);
  await house.transaction((tx) => takePause(tx, randomUUID(), paused.id, { kind: 'break', length: '24h' }, new Date()));
  expect(await bets(paused.id, betOf())).toEqual({ reason: 'excluded' });

  const { player: careful } = await house.holds(1_000n);
  await house.transaction((tx) =>
    setLimit(tx, careful.id, { kind: 'loss', window: 'day' }, 100n, { at: new Date(), waitMs: 86_400_000 }),
  );
  expect(await bets(careful.id, betOf({ minor: 101n }))).toEqual({ reason: 'over-loss-limit' });
  expect(await bets(careful.id, betOf({ minor: 100n }))).toHaveProperty('round');

  const { player: unknown } = await house.holds(1_000n);
  const strict = playRound(openTable(house.process(0).pool, { playsFrom: 1 }));
  expect(await strict(unknown.id, betOf())).toEqual({ reason: 'verification-needed' });
});

test('a pause that was taken holds for a bet that was asked for a moment before, and for a process whose clock is behind [gli/exclusion-at-once]', async () => {
  const { player } = await house.holds(1_000n);
  const behind = openTable(house.process(1).pool, { now: () => Date.now() - 5_000 });
  const late = playRound(behind);
  expect(await late(player.id, betOf())).toHaveProperty('round');
  const round = await late(player.id, betOf({ game: 'mines' }));
  await house.transaction((tx) => takePause(tx, randomUUID(), player.id, { kind: 'break', length: '24h' }, new Date()));
  expect(await late(player.id, betOf())).toEqual({ reason: 'excluded' });
  if ('reason' in round) throw new Error(round.reason);
  expect(await behind.rounds.isPaused(player.id)).toBe(true);
  const step = behind.rounds.step(round.round, { do: 'open', tile: 1 }, { state: { mines: 3, opened: [1] } });
  expect(await step).toEqual({ reason: 'round-moved' });
});

test('what one bet breaks is told to its player alone', async () => {
  const players = await Promise.all(repeated(0, 3).map(() => house.holds(1_000n)));
  const [broken, ...others] = players.map(({ player }) => player);
  const rounds = openTable(house.process(0).pool).rounds;
  const asked = (player: PlayerId, choices: Fields) =>
    rounds.bet({
      id: randomUUID() as RoundId,
      player,
      game: 'coin-flip',
      asset: 'EUR',
      stake: 100n,
      choices,
      freeSpin: undefined,
      playersPart: 'mine',
      // A win below nothing is our own bug, and a check of the table refuses it.
      decide: () => ({
        facts: { side: 'heads' },
        multiplier: { numerator: 0n, denominator: 1n },
        win: player === broken?.id ? -5n : 0n,
      }),
    });
  const outcomes = await Promise.allSettled(
    [broken, ...others].map((player) => asked(player?.id as PlayerId, { side: 'heads' })),
  );
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

test('Stars are staked and won as Stars', async () => {
  const player = await house.admits();
  await house.givesStars(player.id, 100n);
  for (let n = 0; n < 10; n++) await bets(player.id, betOf({ asset: 'XTR', minor: 10n }));
  const { staked, won, balance, rounds } = await tallyOf(house, player.id, 'XTR');
  expect(rounds).toBeGreaterThan(0n);
  expect(balance).toBe(100n - staked + won);
  expect(
    await house.count(sql`select count(*) from compliance.day_total where person_id = ${player.id} and asset = 'EUR'`),
  ).toBe(0);
});

test('rounds are read the newest first, by pages', async () => {
  const { player } = await house.holds(10_000n);
  for (const game of ['coin-flip', 'guess', 'coin-flip', 'drop', 'guess'] as const)
    await bets(player.id, betOf({ game }));
  const page = (before?: RoundId) => house.transaction((tx) => readRounds(tx, player.id, { before, atMost: 2 }));
  const seen: RoundId[] = [];
  for (let rows = await page(); rows.length > 0; rows = await page(seen.at(-1)))
    seen.push(...rows.map((round) => round.id));
  expect(new Set(seen).size).toBe(5);
  const guesses = await house.transaction((tx) => readRounds(tx, player.id, { game: 'guess', atMost: 50 }));
  expect(guesses.map(({ game }) => game)).toEqual(['guess', 'guess']);
});
