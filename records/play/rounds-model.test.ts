import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RoundId } from '../../contracts/ids.ts';
import { drawsOf } from '../../domain/fairness.ts';
import { play } from '../../domain/games/game.ts';
import { gameOf } from '../../domain/games/index.ts';
import { sql } from '../../prisma/tx.ts';
import { hmac, playRound } from '../../use-cases/play-round.ts';
import { type House, openHouse } from '../test-house.ts';
import { readPlay } from './faults.ts';
import { testGrants } from './test-grants.ts';
import { betOf, openTable } from './test-table.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 2 });
});
afterAll(() => house.close());

const bets = fc.array(
  fc.record({
    game: fc.constantFrom('dice' as const, 'coin-flip' as const, 'guess' as const, 'brass-orchard' as const),
    minor: fc.bigInt(10n, 600n),
    process: fc.nat(1),
  }),
  { minLength: 1, maxLength: 12 },
);

test('whatever is bet from cash and bonus: no money is made or lost, splits are exact, and every win is what the seeds say', async () => {
  const grants = testGrants(house);
  const tables = [0, 1].map((n) => openTable(house.process(n).pool));
  await fc.assert(
    fc.asyncProperty(
      bets,
      fc.bigInt(0n, 2_000n),
      fc.constantFrom('cash-first' as const, 'bonus-first' as const),
      async (wishes, cash, order) => {
        const { player } = await house.holds(cash);
        const { id: grant } = await grants.claims({
          player,
          terms: { order, wagerTimes: 1_000, contributionBps: { dice: 10_000, guess: 777 } },
        });
        const pair = await tables[0]?.seeds.inUse(player.id, randomUUID() as RoundId);
        if (!pair) throw new Error('there is a pair');
        const model = { cash, bonus: 1_000n, done: 0n, nonce: 0 };
        for (const { game, minor, process } of wishes) {
          const table = tables[process];
          if (!table) throw new Error('there are two');
          const outcome = await playRound(table)(player.id, betOf({ game, minor }));
          if ('reason' in outcome) {
            const why = minor > 500n ? 'over-bonus-stake' : 'insufficient-funds';
            expect([outcome.reason, minor > 500n || minor > model.cash + model.bonus]).toEqual([why, true]);
            continue;
          }
          const rules = gameOf(game);
          if (rules.kind !== 'instant') throw new Error('these are decided at once');
          const expected = play(rules, minor, outcome.round.choices, drawsOf({ ...pair, nonce: model.nonce++ }, hmac));
          const least = (a: bigint, b: bigint) => (a < b ? a : b);
          const stakeCash = order === 'cash-first' ? least(minor, model.cash) : minor - least(minor, model.bonus);
          const winCash = (expected.win * stakeCash) / minor;
          expect(outcome.round).toMatchObject({ facts: expected.facts, win: expected.win, stakeCash, winCash });
          model.cash += winCash - stakeCash;
          model.bonus += expected.win - winCash - (minor - stakeCash);
          model.done += game === 'dice' ? minor : game === 'guess' ? (minor * 777n) / 10_000n : 0n;
          expect([outcome.cash.minor, outcome.bonus?.minor, outcome.wager?.done.minor]).toEqual([
            model.cash,
            model.bonus,
            model.done,
          ]);
        }
        const [row] = await house.read<{ cash: bigint; bonus: bigint }>(sql`
        select (select balance from ledger.account where player_id = ${player.id} and kind = 'player-cash' and asset = 'EUR') as cash,
          (select balance from ledger.account where grant_id = ${grant}) as bonus`);
        expect(row).toEqual({ cash: model.cash, bonus: model.bonus });
      },
    ),
    { numRuns: 12 },
  );
  expect(await house.faults()).toEqual([]);
  for await (const { faults } of readPlay(house.app)) expect(faults).toEqual([]);
});
