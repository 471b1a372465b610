import { assert } from './assert.ts';

/** An exact fraction, never below nothing, in its lowest terms: a chance, a multiplier, a return. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

export function ratio(numerator: bigint | number, denominator: bigint | number = 1n): Ratio {
  const [over, under] = [BigInt(numerator), BigInt(denominator)];
  assert(over >= 0n && under > 0n, `not a ratio: ${over}/${under}`);
  const shared = greatestDivisor(over, under);
  return { numerator: over / shared, denominator: under / shared };
}

export const NOTHING = ratio(0n);
export const ONE = ratio(1n);

export const plus = (a: Ratio, b: Ratio): Ratio =>
  ratio(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.numerator * b.numerator, a.denominator * b.denominator);

export const sumOf = (parts: Iterable<Ratio>): Ratio => {
  let sum = NOTHING;
  for (const part of parts) sum = plus(sum, part);
  return sum;
};

export const isAbove = (a: Ratio, b: Ratio): boolean => a.numerator * b.denominator > b.numerator * a.denominator;

/** A share of an amount, rounded down to a whole minor unit: in the house's favour, by less than one. */
export const shareOf = (minor: bigint, { numerator, denominator }: Ratio): bigint => (minor * numerator) / denominator;

/** As a decimal that is cut off after so many places, so that it never promises more than there is. */
export function cutOff({ numerator, denominator }: Ratio, places: number): string {
  const digits = ((numerator * 10n ** BigInt(places)) / denominator).toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** For statistics and widths of bars; never for money. */
export const asNumber = ({ numerator, denominator }: Ratio): number => Number(numerator) / Number(denominator);

function greatestDivisor(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

/** In how many ways `some` can be chosen of `all`. */
export function ways(all: number, some: number): bigint {
  if (some < 0 || some > all) return 0n;
  let count = 1n;
  for (let n = 1; n <= some; n++) count = (count * BigInt(all - some + n)) / BigInt(n);
  return count;
}
