import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GrantId } from '../../contracts/ids.ts';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';
import { readGrantFaults } from './grant-faults.ts';
import { openBonuses } from './test-bonuses.ts';

let house: House;
let bonuses: ReturnType<typeof openBonuses>;
beforeAll(async () => {
  house = await openHouse();
  bonuses = openBonuses(house);
});
afterAll(() => house.close());

async function faults(): Promise<string[]> {
  const found: string[] = [];
  for await (const page of readGrantFaults(house.app, 2)) found.push(...page.faults.map(({ what }) => what));
  return found;
}

/** A repair by hand at the database, undone after it was looked for. */
async function broken(grant: GrantId, set: string, undo: string): Promise<string[]> {
  const update = (what: string) => house.asSuperuser(`update play."grant" set ${what} where id = '${grant}'`);
  await update(set);
  const found = await faults();
  await update(undo);
  expect(await faults()).toEqual([]);
  return found.map((what) => what.replace(`bonus ${grant}: `, ''));
}

test('bonuses as they were played have no fault, in any of their ends, with late wins, free spins and stakes that came back', async () => {
  const spins = { many: 1, game: 'dice' as const, stake: '20' };
  const active = await bonuses.playing(100n, { spins });
  await bonuses.plays(active.player.id, 300n, 1_000n);
  await bonuses.bets(active.player.id, { minor: 20n, win: 170n, freeSpin: active.grant });
  await bonuses.opens(active.player.id, 100n);

  const completed = await bonuses.playing(0n, { wagerTimes: 0.4, mostConverted: '700' });
  const open = await bonuses.opens(completed.player.id, 400n);
  await bonuses.plays(completed.player.id, 400n, 400n);
  expect(await bonuses.judged(completed.grant)).toBe('completed');
  await bonuses.settles(completed.player.id, open.id, 800n);

  const cancelled = await bonuses.playing(0n);
  const late = await bonuses.opens(cancelled.player.id, 200n);
  await bonuses.ends(cancelled.grant, 'cancelled');
  await bonuses.settles(cancelled.player.id, late.id, 500n);

  const lost = await bonuses.playing(0n, { mostStake: '1000' });
  await bonuses.plays(lost.player.id, 1_000n, 0n);
  expect(await bonuses.judged(lost.grant)).toBe('lost');
  await bonuses.offers();
  expect(await faults()).toEqual([]);
});

test('a round of several steps that ended when the time of its bonus was over counts nothing, though nobody has judged the bonus yet', async () => {
  const { player, grant } = await bonuses.playing(0n, { contributionBps: { mines: 10_000 } });
  const open = await bonuses.opens(player.id, 200n);
  await house.asSuperuser(`update play."grant" set play_until = claimed_at where id = '${grant}'`);
  await bonuses.settles(player.id, open.id, 500n);
  expect([(await bonuses.stands(grant)).state, await faults()]).toEqual(['active', []]);
  expect(await bonuses.judged(grant)).toBe('expired');
  expect(await faults()).toEqual([]);
});

test('each thing that is changed by hand is named: worth, wagering, free spins, and what became cash', async () => {
  const { player, grant } = await bonuses.playing(0n, { wagerTimes: 0.4 });
  await bonuses.plays(player.id, 100n, 0n);
  expect(
    await broken(grant, 'worth = worth + 500, wager_needed = wager_needed + 200', 'worth = 1000, wager_needed = 400'),
  ).toEqual(['it is worth 1500, and 1000 was booked', 'it holds 900, and its rounds left 1400']);
  expect(await broken(grant, 'wager_needed = 1', 'wager_needed = 400')).toEqual([
    '1 is to be staked for it, and its terms ask for 400',
  ]);
  expect(await broken(grant, 'wager_done = 400', 'wager_done = 100')).toEqual([
    '400 was staked for it, and its rounds count 100',
  ]);
  expect(await broken(grant, 'spins_won = 10, wager_needed = 404', 'spins_won = 0, wager_needed = 400')).toEqual([
    'its free spins won 0, and it says 10',
  ]);
  const [row] = await house.read<{ other: bigint; own: bigint }>(sql`
    select g.account_id as own, (select id from ledger.account where grant_id is not null and grant_id <> g.id limit 1) as other
    from play."grant" g where g.id = ${grant}`);
  expect(await broken(grant, `account_id = ${row?.other}`, `account_id = ${row?.own}`)).toContain(
    'its account is not its own',
  );

  await bonuses.plays(player.id, 300n, 0n);
  expect(await bonuses.judged(grant)).toBe('completed');
  expect(await broken(grant, 'converted = 700', 'converted = 600')).toEqual(['600 of it became cash, and it says 700']);
  expect(await broken(grant, 'forfeited = 5', 'forfeited = 0')).toEqual(['0 of it went back, and it says 5']);
  const capped = `terms = jsonb_set(terms, '{mostConverted}', '"500"')`;
  expect(await broken(grant, capped, `terms = jsonb_set(terms, '{mostConverted}', 'null')`)).toEqual([
    '600 of it became cash, and its terms let 500',
  ]);
});

test('a bonus that was made cash before it was played through is named', async () => {
  const { grant } = await bonuses.playing(0n);
  await bonuses.stakes(grant, 3_000n);
  expect(await bonuses.judged(grant)).toBe('completed');
  await house.asSuperuser(`update play."grant" set wager_done = 0 where id = '${grant}'`);
  expect(await faults()).toEqual([`bonus ${grant}: it was completed with 0 of 3000 staked`]);
});
