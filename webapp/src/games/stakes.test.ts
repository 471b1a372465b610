import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { games } from '../../../domain/games/index.ts';
import { ratio, shareOf } from '../../../domain/ratio.ts';
import {
  type Bounds,
  boundsOf,
  firstStake,
  halfOf,
  presetsOf,
  stepDown,
  stepsOf,
  stepUp,
  twice,
  within,
} from './stakes.ts';

const eur = (minor: bigint) => ({ asset: 'EUR', minor: minor.toString() }) as const;
const table = { least: eur(20n), most: eur(10_000n), mostWin: eur(500_000n) };
const someBounds = fc
  .tuple(fc.bigInt(1n, 10n ** 9n), fc.bigInt(0n, 10n ** 12n))
  .map(([least, more]): Bounds => ({ least, most: least + more, from: 'table' }));

test('steps go by 1, 2, 5 from the least to the most', () => {
  expect(stepsOf({ least: 20n, most: 1_500n })).toEqual([20n, 50n, 100n, 200n, 500n, 1_000n, 1_500n]);
  expect(stepsOf({ least: 30n, most: 30n })).toEqual([30n]);
  expect(stepsOf({ least: 30n, most: 29n })).toEqual([]);
});

test('whatever is offered to press lies within the bounds', () => {
  fc.assert(
    fc.property(someBounds, fc.bigInt(0n, 10n ** 13n), (bounds, wished) => {
      const stake = within(bounds, wished);
      const offered = [firstStake(bounds), ...presetsOf(bounds), stake];
      for (const step of [stepUp, stepDown, halfOf, twice]) {
        const next = step(bounds, stake);
        if (next !== undefined) offered.push(next);
      }
      for (const each of offered) expect(each >= bounds.least && each <= bounds.most).toBe(true);
    }),
  );
});

test('a step up is more and a step down is less, and from any stake both ends are reached', () => {
  fc.assert(
    fc.property(someBounds, (bounds) => {
      let stake = firstStake(bounds);
      for (let next = stepDown(bounds, stake); next !== undefined; next = stepDown(bounds, stake)) {
        expect(next < stake).toBe(true);
        stake = next;
      }
      expect(stake).toBe(bounds.least);
      for (let next = stepUp(bounds, stake); next !== undefined; next = stepUp(bounds, stake)) {
        expect(next > stake).toBe(true);
        stake = next;
      }
      expect(stake).toBe(bounds.most);
    }),
  );
});

test('the most is never among what is offered, nor what is begun with, where there is less', () => {
  const bounds = boundsOf(table, ratio(2n), undefined);
  expect(presetsOf(bounds)).toEqual([50n, 100n, 200n]);
  expect(firstStake(bounds)).toBe(100n);
});

test('half is rounded down, and neither half nor twice is bent into the bounds', () => {
  const bounds = boundsOf(table, ratio(2n), undefined);
  expect([halfOf(bounds, 101n), halfOf(bounds, 39n)]).toEqual([50n, undefined]);
  expect([twice(bounds, 5_000n), twice(bounds, 5_001n)]).toEqual([10_000n, undefined]);
});

describe('what the API would refuse is not offered', () => {
  test('no stake within the bounds can win more than the game pays, and one more can', () => {
    fc.assert(
      fc.property(fc.integer({ min: 101, max: 1_000_000 }), (target) => {
        const most = games.limbo.most({ target });
        const bounds = boundsOf(table, most, undefined);
        if (bounds.from !== 'most-win') {
          expect(bounds.most).toBe(10_000n);
          return;
        }
        expect(shareOf(bounds.most, most) <= 500_000n).toBe(true);
        expect((bounds.most + 1n) * most.numerator > 500_000n * most.denominator).toBe(true);
      }),
    );
  });

  test('a bonus that allows less than the table does bounds the stake, in its own currency alone', () => {
    expect(boundsOf(table, ratio(2n), { mostStake: eur(500n) })).toEqual({ least: 20n, most: 500n, from: 'bonus' });
    expect(boundsOf(table, ratio(2n), { mostStake: { asset: 'USD', minor: '500' } }).most).toBe(10_000n);
  });
});
