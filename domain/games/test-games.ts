import { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { CLIENT_SEED_MOST, type Draw, drawsOf, type Hmac, newServerSeed, type Sha256 } from '../fairness.ts';
import { plus, type Ratio, ratio } from '../ratio.ts';
import type { Chance, Example, Fields, Game } from './game.ts';

export const sha256: Sha256 = (message) => createHash('sha256').update(message).digest();
export const hmac: Hmac = (key, message) => createHmac('sha256', key).update(message).digest();
export const chance = { sha256, hmac };

export const anySeeds = fc.record({
  serverSeed: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(newServerSeed),
  clientSeed: fc.string({
    unit: fc.constantFrom(...'abcXYZ019-_.~!@'),
    minLength: 1,
    maxLength: CLIENT_SEED_MOST,
  }),
  nonce: fc.nat(),
});

/** Any stake that a column holds. */
export const anyStake = fc.oneof(fc.bigInt({ min: 1n, max: 100_000n }), fc.bigInt({ min: 1n, max: 2n ** 62n }));

/** Bets as they come from outside, whatever the game: what looks like one more often than chance would bring. */
export const anyRaw: fc.Arbitrary<unknown> = fc.oneof(
  fc.anything(),
  fc.dictionary(
    fc.constantFrom('side', 'target', 'mines', 'number', 'on', 'do', 'tile', 'more', '__proto__'),
    fc.oneof(
      fc.integer({ min: -2, max: 10_002 }),
      fc.constantFrom(
        'under',
        'over',
        'heads',
        'tails',
        'six',
        'odd',
        'open',
        'take',
        'toString',
        1.5,
        Number.NaN,
        '7',
        null,
      ),
    ),
  ),
);

/** The bets a game is tried with, without their types. */
export const examplesOf = (game: Game): readonly Example<Fields, Fields>[] => game.examples;

export const chancesOf = (game: Game, { choices, actions }: Example<Fields, Fields>): readonly Chance[] =>
  game.kind === 'instant' ? game.chances(choices) : game.chances(choices, actions);

/**
 * Runs `run` once for every way its draws can fall, each with its exact probability: the tree of all chances, walked leaf by leaf.
 * For few enough of them.
 */
export function* everyFall<Result>(run: (draw: Draw) => Result): Generator<{ probability: Ratio; result: Result }> {
  let path: { value: number; below: number }[] = [];
  for (;;) {
    const fell: typeof path = [];
    const result = run((below) => {
      const value = path[fell.length]?.value ?? 0;
      fell.push({ value, below });
      return value;
    });
    const leaves = fell.reduce((product, { below }) => product * BigInt(below), 1n);
    yield { probability: ratio(1n, leaves), result };

    while (fell.length > 0 && isLast(fell.at(-1))) fell.pop();
    const turn = fell.pop();
    if (!turn) return;
    path = [...fell, { ...turn, value: turn.value + 1 }];
  }
}

const isLast = (turn: { value: number; below: number } | undefined): boolean =>
  turn !== undefined && turn.value === turn.below - 1;

/** Chances by what they pay, those that pay the same put together. */
export function byMultiplier(chances: Iterable<Chance>): Record<string, Ratio> {
  const sums: Record<string, Ratio> = {};
  for (const { probability, multiplier } of chances) {
    const name = `${multiplier.numerator}/${multiplier.denominator}`;
    sums[name] = sums[name] ? plus(sums[name], probability) : probability;
  }
  return sums;
}

/** Draws of a round that a test need not name. */
export const drawsFrom = (seed: number, nonce = 0): Draw =>
  drawsOf({ serverSeed: newServerSeed(new Uint8Array(32).fill(seed)), clientSeed: 'a-test', nonce }, hmac);
