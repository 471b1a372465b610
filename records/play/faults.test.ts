import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SeedId } from '../../contracts/ids.ts';
import { playRound } from '../../use-cases/play-round.ts';
import { type House, openHouse } from '../test-house.ts';
import { readPlay } from './faults.ts';
import { openBonuses } from './test-bonuses.ts';
import { betOf, openTable } from './test-table.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

async function faults(): Promise<string[]> {
  const found: string[] = [];
  for await (const page of readPlay(house.app, 7)) found.push(...page.faults.map(({ what }) => what));
  return found;
}

test('rounds as they were played have no fault; each that is made is named', async () => {
  const { player } = await house.holds(100_000n);
  const table = openTable(house.process(0).pool);
  const bets = playRound(table);
  for (let n = 0; n < 40; n++) await bets(player.id, betOf({ game: n % 2 ? 'dice' : 'coin-flip' }));
  await bets(player.id, betOf({ game: 'limbo', choices: { target: 101 } }));
  await bets(player.id, betOf({ game: 'guess' }));
  const { player: half, grant } = await openBonuses(house).playing(100n);
  expect(await bets(half.id, betOf({ game: 'limbo', choices: { target: 101 }, minor: 300n }))).toMatchObject({
    round: { stakeCash: 100n, stakeBonus: 200n, grant },
  });
  const { next } = await table.seeds.shown(player.id);
  expect(await table.seeds.change(player.id, next.id as SeedId, 'mine')).toBe('changed');
  await bets(player.id, betOf({ game: 'mines' }));
  expect(await faults()).toEqual([]);

  // A repair by hand at the database, undone after it was looked for.
  const broken = async (set: string, where: string, undo: string) => {
    await house.asSuperuser(`update play.round set ${set} where ${where}`);
    const found = await faults();
    await house.asSuperuser(`update play.round set ${undo} where ${where}`);
    return found;
  };
  const first = "game = 'guess'";
  expect(
    await broken('win = win + 1, win_cash = win_cash + 1', first, 'win = win - 1, win_cash = win_cash - 1'),
  ).toEqual([
    expect.stringMatching(/and its facts pay/),
    expect.stringMatching(/the bankroll got/),
    expect.stringMatching(/its player got/),
  ]);
  const flips = "game = 'coin-flip'";
  const swap = `facts = jsonb_build_object('fell', case facts ->> 'fell' when 'heads' then 'tails' else 'heads' end)`;
  const swapped = await broken(swap, flips, swap);
  expect(swapped.length).toBeGreaterThan(0);
  // What was staked of a bonus is said to have been cash, so that its win would have been too.
  const split = (more: number) => `stake_cash = stake_cash + ${more}, stake_bonus = stake_bonus - ${more}`;
  expect(await broken(split(30), 'stake_bonus > 0', split(-30))).toContainEqual(
    expect.stringMatching(/^round .* its player's cash got -?\d+, and not -?\d+$/),
  );
  const gap = await broken('nonce = nonce + 1000', first, 'nonce = nonce - 1000');
  expect(gap).toContainEqual(expect.stringMatching(/^seeds .*nonces were used/));
  const { player: thief } = await house.holds(0n);
  const stolen = await broken(`player_id = '${thief.id}'`, flips, `player_id = '${player.id}'`);
  expect(stolen.filter((what) => /its player got 0/.test(what)).length).toBeGreaterThan(0);
  expect(await faults()).toEqual([]);
});
