import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId, SeedId } from '../../contracts/ids.ts';
import { drawsOf } from '../../domain/fairness.ts';
import { gameOf } from '../../domain/games/index.ts';
import type { MinesAction, MinesFacts } from '../../domain/games/mines/rules.ts';
import { mostExposed } from '../../domain/games/tables.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { actInRound } from '../../use-cases/act-in-round.ts';
import { changeSeeds } from '../../use-cases/change-seeds.ts';
import { endLeftRounds } from '../../use-cases/end-left-rounds.ts';
import { hmac, playRound } from '../../use-cases/play-round.ts';
import { takePause } from '../compliance/exclusions.ts';
import { type House, openHouse } from '../test-house.ts';
import type { Played, Round } from './round-types.ts';
import { betOf, dataKeys, openTable, tallyOf } from './test-table.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 2 });
});
afterAll(() => house.close());

const DAY_MS = 86_400_000;
const playedIn = (outcome: object): Played => {
  if ('reason' in outcome) throw new Error(String(outcome.reason));
  return outcome as Played;
};

/** Someone with funds and a device: a process of its own for all it asks. */
async function openDevices(minor = 1_000n) {
  const { player } = await house.holds(minor);
  const tables = [0, 1].map((n) => openTable(house.process(n).pool));
  const [first, second] = tables.map((table) => ({ table, bets: playRound(table), acts: actInRound(table) }));
  if (!first || !second) throw new Error('there are two');
  return { player: player.id, first, second };
}
type Device = Awaited<ReturnType<typeof openDevices>>['first'];

const begins = async (device: Device, player: PlayerId, mines = 3, minor = 100n): Promise<Round> =>
  playedIn(await device.bets(player, betOf({ game: 'mines', minor, choices: { mines } }))).round;

/** Where the mines of a round lie, as only the house knows. */
async function minesOf(device: Device, round: Round): Promise<readonly number[]> {
  const found = await device.table.rounds.open(round.player, round.id);
  const rules = gameOf('mines');
  if (!found?.seeds || rules.kind !== 'stepped' || !found.round.shown) throw new Error('it is open');
  return (rules.abandon(found.round.shown, drawsOf(found.seeds, hmac)) as MinesFacts).places;
}
const safeIn = async (device: Device, round: Round) => {
  const places = await minesOf(device, round);
  return Array.from({ length: 25 }, (_, tile) => tile).filter((tile) => !places.includes(tile));
};

test('a round of several steps takes its stake as it begins and pays as it ends', async () => {
  const { player, first } = await openDevices();
  let round = await begins(first, player);
  expect((await tallyOf(house, player)).balance).toBe(900n);
  const safe = await safeIn(first, round);
  for (const tile of safe.slice(0, 3))
    round = playedIn(
      await first.acts(player, round.id, { version: round.version, action: { do: 'open', tile } }),
    ).round;
  expect(round).toMatchObject({ state: 'open', version: 3, shown: { mines: 3, opened: safe.slice(0, 3) } });
  const ended = playedIn(await first.acts(player, round.id, { version: 3, action: { do: 'take' } }));
  // 0.99 × C(25, 3) ÷ C(22, 3), rounded down
  expect(ended.round).toMatchObject({ state: 'settled', win: 147n, winCash: 147n, shown: undefined });
  expect(ended.cash.minor).toBe(1_047n);
  expect(await house.faults()).toEqual([]);
});

test('a mine ends it, and nothing comes back', async () => {
  const { player, first } = await openDevices();
  const round = await begins(first, player);
  const [tile = 0] = await minesOf(first, round);
  const ended = playedIn(await first.acts(player, round.id, { version: 0, action: { do: 'open', tile } }));
  expect(ended.round).toMatchObject({ state: 'settled', win: 0n, facts: { ended: 'mine' } });
  expect(ended.cash.minor).toBe(900n);
});

test('of two devices at once one plays, and there is one outcome', async () => {
  const { player, first, second } = await openDevices();
  const round = await begins(first, player);
  const [a = 0, b = 1] = await safeIn(first, round);
  for (const [n, tile] of [a, b].entries()) {
    const step = { version: n, action: { do: 'open', tile } satisfies MinesAction };
    const outcomes = await Promise.all([first.acts(player, round.id, step), second.acts(player, round.id, step)]);
    expect(outcomes.map((outcome) => ('reason' in outcome ? outcome.reason : 'played')).sort()).toEqual([
      'played',
      'round-moved',
    ]);
  }
  const take = { version: 2, action: { do: 'take' } };
  const ends = await Promise.all([first, second, first, second].map((device) => device.acts(player, round.id, take)));
  const paid = ends.filter((outcome) => 'round' in outcome);
  expect(paid).toHaveLength(1);
  expect((await tallyOf(house, player)).balance).toBe(900n + playedIn(paid[0] as object).round.win);
  const wins = await house.count(
    sql`select count(*) from ledger.transfer where subject = ${round.id} and kind = 'win'`,
  );
  expect(wins).toBe(1);
});

test('a process that is gone in the middle forgets nothing: another goes on with the same mines', async () => {
  const { player, first, second } = await openDevices();
  const round = await begins(first, player);
  const before = await minesOf(first, round);
  const [tile = 0] = await safeIn(first, round);
  await first.acts(player, round.id, { version: 0, action: { do: 'open', tile } });
  const found = await second.table.rounds.open(player, round.id);
  expect(found?.round).toMatchObject({ state: 'open', version: 1, shown: { opened: [tile] } });
  expect(await minesOf(second, round)).toEqual(before);
});

test('a second round of the game waits for the first; another game does not', async () => {
  const { player, first } = await openDevices();
  await begins(first, player);
  expect(await first.bets(player, betOf({ game: 'mines' }))).toEqual({ reason: 'round-open' });
  expect(await first.bets(player, betOf())).toHaveProperty('round');
});

test('seeds are not changed while a round is open, and are after it', async () => {
  const { player, first } = await openDevices();
  const round = await begins(first, player);
  const change = changeSeeds({ seeds: first.table.seeds });
  const next = (await first.table.seeds.shown(player)).next.id as SeedId;
  expect(await change(player, { next, clientSeed: 'mine' })).toEqual({ reason: 'round-open' });
  const [tile = 0] = await minesOf(first, round);
  await first.acts(player, round.id, { version: 0, action: { do: 'open', tile } });
  expect(await change(player, { next, clientSeed: 'mine' })).toMatchObject({ now: { id: next, clientSeed: 'mine' } });
  // Whoever held the old pair at hand is told that it moved, and plays on with the new one.
  expect(playedIn(await first.bets(player, betOf())).round.seed).toMatchObject({ id: next, nonce: 0 });
});

test('a round that was left is paid what it showed; a stake that bought nothing comes back, and neither twice', async () => {
  const { player, first, second } = await openDevices();
  const shown = await begins(first, player);
  const [tile = 0] = await safeIn(first, shown);
  await first.acts(player, shown.id, { version: 0, action: { do: 'open', tile } });
  const { player: other } = await house.holds(1_000n);
  const untouched = await begins(first, other.id);

  const tomorrow = () => Date.now() + DAY_MS + 60_000;
  const ends = [first, second].map(({ table }) =>
    endLeftRounds({ rounds: table.rounds, reader: { query: house.read }, hint: () => undefined, now: tomorrow }),
  );
  expect(
    await endLeftRounds({
      rounds: first.table.rounds,
      reader: { query: house.read },
      hint: () => undefined,
      now: Date.now,
    })(DAY_MS, 100),
  ).toBe(0);
  await Promise.all(ends.map((end) => end(DAY_MS, 100)));
  expect(await first.table.rounds.open(player, shown.id)).toMatchObject({
    round: { state: 'settled', wasLeft: true, win: 112n, facts: { ended: 'left' }, actions: [{ do: 'open', tile }] },
  });
  expect(await first.table.rounds.open(other.id, untouched.id)).toMatchObject({ round: { wasLeft: true, win: 100n } });
  expect([(await tallyOf(house, player)).balance, (await tallyOf(house, other.id)).balance]).toEqual([1_012n, 1_000n]);
});

test('a stake makes points when its round is over, and none when it was left and comes back whole', async () => {
  const { player, first } = await openDevices(20_000n);
  const points = async () =>
    (await house.read<{ points: bigint }>(sql`select points from play.vip where player_id = ${player}`))[0]?.points;
  const round = await begins(first, player, 1, 5_000n);
  expect(await points()).toBeUndefined();
  await endLeftRounds({
    rounds: first.table.rounds,
    reader: { query: house.read },
    hint: () => undefined,
    now: () => Date.now() + DAY_MS + 60_000,
  })(DAY_MS, 100);
  expect(await first.table.rounds.open(player, round.id)).toMatchObject({ round: { wasLeft: true, win: 5_000n } });
  expect(await points()).toBeUndefined();
  const lost = await begins(first, player, 1, 5_000n);
  const [tile = 0] = await minesOf(first, lost);
  await first.acts(player, lost.id, { version: 0, action: { do: 'open', tile } });
  expect(await points()).toBe(5n);
});

test.each([
  { kind: 'break', length: '24h' },
  { kind: 'exclusion', length: '6m' },
] as const)('in a $kind nobody plays on: an open round ends with what it showed', async (wish) => {
  const { player, first } = await openDevices();
  const round = await begins(first, player);
  const [tile = 0] = await safeIn(first, round);
  const [mine = 0] = await minesOf(first, round);
  await first.acts(player, round.id, { version: 0, action: { do: 'open', tile } });
  await house.transaction((tx) => takePause(tx, newId(Date.now()), player, wish, new Date()));
  const ended = playedIn(await first.acts(player, round.id, { version: 1, action: { do: 'open', tile: mine } }));
  expect(ended.round).toMatchObject({
    state: 'settled',
    wasLeft: true,
    win: 112n,
    facts: { ended: 'left' },
    actions: [{ do: 'open', tile }],
  });
  expect(ended.cash.minor).toBe(1_012n);
  expect(await first.bets(player, betOf())).toEqual({ reason: 'excluded' });
});

test('a pause that begins while a step is on its way is not played past', async () => {
  const { player, first } = await openDevices();
  const round = await begins(first, player);
  const [tile = 0] = await safeIn(first, round);
  await house.transaction((tx) =>
    takePause(tx, newId(Date.now()), player, { kind: 'break', length: '24h' }, new Date()),
  );
  // As when its caller looked for a pause a moment before.
  const step = first.table.rounds.step(round, { do: 'open', tile }, { state: { mines: 3, opened: [tile] } });
  expect(await step).toEqual({ reason: 'round-moved' });
});

test('a round that was left is in the sums of the day it ended on, and in no session of a player who is not there', async () => {
  const { player, first } = await openDevices();
  await begins(first, player);
  const session = () => house.read(sql`select * from compliance.play_session where person_id = ${player}`);
  const before = await session();
  const ends = endLeftRounds({
    rounds: openTable(house.process(0).pool, { now: () => Date.now() + DAY_MS + 60_000 }).rounds,
    reader: { query: house.read },
    hint: () => undefined,
    now: () => Date.now() + DAY_MS + 60_000,
  });
  await ends(DAY_MS, 100);
  expect(await session()).toEqual(before);
  const days = await house.read(
    sql`select staked, paid from compliance.day_total where person_id = ${player} order by day`,
  );
  expect(days).toEqual([
    { staked: 100n, paid: 0n },
    { staked: 0n, paid: 100n },
  ]);
});

test('a round that cannot be ended keeps nobody else waiting for theirs', async () => {
  const { player, first } = await openDevices();
  const { player: other } = await house.holds(1_000n);
  const stuck = await begins(first, player);
  const waiting = await begins(first, other.id);
  // As when the key that its seeds were sealed under is not at hand.
  const keyIs = (id: string) =>
    house.asSuperuser(`update play.seed set key_id = '${id}' where id = '${stuck.seed.id}'`);
  await keyIs('gone');
  const ends = endLeftRounds({
    rounds: first.table.rounds,
    reader: { query: house.read },
    hint: () => undefined,
    now: () => Date.now() + DAY_MS + 60_000,
  });
  // Not even where as many as are read at a time cannot be ended.
  await expect(ends(DAY_MS, 1)).rejects.toThrow();
  expect(await first.table.rounds.open(other.id, waiting.id)).toMatchObject({ round: { wasLeft: true, win: 100n } });
  await keyIs(dataKeys[0]?.id ?? '');
  await ends(DAY_MS, 100);
  expect(await first.table.rounds.open(player, stuck.id)).toMatchObject({ round: { wasLeft: true, win: 100n } });
});

test('what all open rounds could win together is bounded, whoever plays them', async () => {
  const { player, first } = await openDevices(100_000n);
  // As if others had rounds open that could win nearly all the house bears.
  const { player: others } = await house.holds(1_000n);
  const big = await begins(first, others.id, 1);
  await house.asSuperuser(`update play.round set most_win = ${mostExposed('EUR') - 1_000n} - (
    select coalesce(sum(most_win), 0) from play.round where settled_at is null and asset = 'EUR' and id <> '${big.id}') where id = '${big.id}'`);
  expect(await first.bets(player, betOf({ game: 'mines', minor: 100n, choices: { mines: 1 } }))).toEqual({
    reason: 'over-exposure',
  });
  expect(await first.bets(player, betOf({ game: 'mines', minor: 10n, choices: { mines: 1 } }))).toHaveProperty('round');
  await house.asSuperuser(`update play.round set most_win = 0 where id = '${big.id}'`);
});
