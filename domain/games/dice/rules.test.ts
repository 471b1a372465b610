import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutOff, shareOf } from '../../ratio.ts';
import { dice } from './rules.ts';

const anyTarget = fc.integer({ min: 200, max: 9_800 });

test('under a target and over its mirror are the same bet', () => {
  fc.assert(
    fc.property(anyTarget, (target) => {
      const [under, over] = [{ side: 'under', target } as const, { side: 'over', target: 10_000 - target } as const];
      expect(dice.chances(over)).toEqual(dice.chances(under));
      expect(dice.readChoices(over)).toEqual(over);
    }),
  );
});

test('a roll that equals the target wins on neither side', () => {
  fc.assert(
    fc.property(anyTarget, fc.constantFrom('under', 'over'), (target, side) => {
      expect(dice.pays({ side, target }, { roll: target }).numerator).toBe(0n);
      expect(dice.pays({ side, target }, { roll: target - 1 }).numerator > 0n).toBe(side === 'under');
      expect(dice.pays({ side, target }, { roll: target + 1 }).numerator > 0n).toBe(side === 'over');
    }),
  );
});

test('under 49.50 pays 2.0002: 0.99 divided by 4,950 of 10,001', () => {
  const pays = dice.most({ side: 'under', target: 4_950 });
  expect(cutOff(pays, 4)).toBe('2.0002');
  expect([100n, 1_000_000n].map((stake) => shareOf(stake, pays))).toEqual([200n, 2_000_200n]);
});

test('fewer than two rolls in a hundred, or more than 98, are not offered', () => {
  for (const [side, target] of [
    ['under', 199],
    ['under', 9_801],
    ['over', 9_801],
    ['over', 199],
  ])
    expect(dice.readChoices({ side, target })).toEqual({ reason: 'wrong-choice', choice: 'target' });
  expect(dice.readChoices({ side: 'left', target: 5_000 })).toEqual({ reason: 'wrong-choice', choice: 'side' });
});
