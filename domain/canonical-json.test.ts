import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from './assert.ts';
import { canonicalJson } from './canonical-json.ts';

/** The same value with the keys of every object in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

test('a value is written the same way in whatever order its keys come, and reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const written = canonicalJson(value);
      expect(canonicalJson(turned(value))).toBe(written);
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('it is written as RFC 8785 writes its example', () => {
  const example = {
    numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  expect(canonicalJson(example)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('a field that is undefined is not there', () => {
  expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
});

test.each([[undefined], [Number.NaN], [Number.POSITIVE_INFINITY], [1n], [() => 1], [[undefined]]])(
  '%s is nothing JSON has',
  (value) => {
    expect(() => canonicalJson(value)).toThrow(AssertionError);
  },
);
