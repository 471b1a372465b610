import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeValue, encodeValue, payloadConverter } from './converter.ts';

const tagLike = fc.constantFrom('$bigint', '$date', '$plain', '$other', 'minor', '__proto__', '');

/** Whatever a workflow may be handed: any nesting of plain values, bigints and dates, keys that look like our tags included. */
const { anyValue } = fc.letrec((tie) => ({
  anyValue: fc.oneof(
    { maxDepth: 5 },
    fc.bigInt(),
    fc.date({ noInvalidDate: true }),
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('anyValue'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(tagLike, fc.string()), tie('anyValue'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

const roundTrip = (value: unknown): unknown => payloadConverter.fromPayload(payloadConverter.toPayload(value));
const foreign = (json: string) =>
  payloadConverter.fromPayload({
    metadata: { encoding: new TextEncoder().encode('json/plain') },
    data: new TextEncoder().encode(json),
  });

test('whatever goes into a payload comes out of it as it went in', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      expect(roundTrip(value)).toStrictEqual(value);
    }),
    { numRuns: 1_000 },
  );
});

test('an object that only looks like our tags stays a plain object', () => {
  for (const value of [
    { $bigint: '12' },
    { $bigint: 12 },
    { $date: 'tomorrow' },
    { $plain: { $plain: { $bigint: '1' } } },
    { $plain: null },
  ])
    expect(roundTrip(value)).toStrictEqual(value);
});

test('a field that is undefined is left out, and does not turn its neighbours into something else', () => {
  expect(roundTrip({ $bigint: 'not a number', left: undefined })).toStrictEqual({ $bigint: 'not a number' });
  expect(roundTrip({ kept: 1, left: undefined })).toStrictEqual({ kept: 1 });
});

test('money beyond the precision of numbers keeps every digit', () => {
  expect(roundTrip({ minor: 2n ** 63n - 1n })).toStrictEqual({ minor: 9_223_372_036_854_775_807n });
});

test('nothing is something that can be sent', () => {
  expect(roundTrip(undefined)).toBeUndefined();
  expect(roundTrip(null)).toBeNull();
});

test('what a person types in the Web UI is read as plain JSON', () => {
  expect(foreign('{"provider":"telegram","chargeId":"c-1"}')).toEqual({ provider: 'telegram', chargeId: 'c-1' });
});

test('a value that no payload can carry is refused, not sent as something else', () => {
  expect(() => payloadConverter.toPayload(() => 1)).toThrow();
  expect(() => payloadConverter.toPayload(new Date(Number.NaN))).toThrow(RangeError);
});

test('encoded values are JSON that any program can read', () => {
  expect(JSON.stringify(encodeValue({ minor: 25n, at: new Date(0) }))).toBe(
    '{"minor":{"$bigint":"25"},"at":{"$date":"1970-01-01T00:00:00.000Z"}}',
  );
  expect(decodeValue({ minor: { $bigint: '25' } })).toEqual({ minor: 25n });
});
