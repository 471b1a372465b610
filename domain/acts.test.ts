import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Act, canonicalAct } from './acts.ts';
import { AssertionError } from './assert.ts';
import { money } from './money.ts';
import { anyMoney } from './test-amounts.ts';

/** Texts as they come, and those in which a careless form would lose the border between two fields. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom('a', '1', '|', '"', ',', '\0', '\u0001', 'é', '字'), maxLength: 6 }),
);
const anyAct: fc.Arbitrary<Act<string>> = fc.record(
  {
    kind: anyText,
    id: anyText,
    amount: anyMoney,
    fee: anyMoney,
    destination: anyText,
    arrives: fc.record({ about: anyMoney, least: anyMoney }),
  },
  { requiredKeys: ['kind', 'id'] },
);

/** Reads the form back: what can be read back in one way only was not written in the same way for two acts. */
function readBack(bytes: Uint8Array): (string | undefined)[] {
  const fields: (string | undefined)[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at);
    at += 4;
    const isThere = length !== 0xffff_ffff;
    fields.push(
      isThere ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(at, at + length)) : undefined,
    );
    at += isThere ? length : 0;
  }
  return fields;
}

const fieldsOf = ({ kind, id, amount, fee, destination, arrives }: Act<string>) => [
  arrives ? 'cage.act.2' : 'cage.act.1',
  kind,
  id,
  amount?.asset,
  amount?.minor.toString(),
  fee?.asset,
  fee?.minor.toString(),
  destination,
  ...(arrives
    ? [arrives.about.asset, arrives.about.minor.toString(), arrives.least.asset, arrives.least.minor.toString()]
    : []),
];

test('an act can be read back from its bytes, every field of it: no two acts have the same', () => {
  fc.assert(
    fc.property(anyAct, (act) => {
      expect(readBack(canonicalAct(act))).toEqual(fieldsOf(act));
    }),
    { numRuns: 500 },
  );
});

test('two acts have the same bytes when they are the same, and only then', () => {
  fc.assert(
    fc.property(anyAct, anyAct, (one, other) => {
      const same = JSON.stringify(fieldsOf(one)) === JSON.stringify(fieldsOf(other));
      expect(Buffer.compare(canonicalAct(one), canonicalAct(other)) === 0).toBe(same);
    }),
  );
});

const withdrawal = { kind: 'withdrawal', id: 'w-1', amount: money('TON', 1_000n), destination: 'EQ-a' };
test.each([
  ['another kind', { kind: 'deposit' }],
  ['another id', { id: 'w-2' }],
  ['another amount', { amount: money('TON', 10_000n) }],
  ['another asset', { amount: money('USDT', 1_000n) }],
  ['a fee', { fee: money('TON', 0n) }],
  ['another destination', { destination: 'EQ-b' }],
  ['an empty destination', { destination: '' }],
  ['what was the amount as its fee', { amount: undefined, fee: money('TON', 1_000n) }],
])('%s makes another act', (_what, change) => {
  const changed = { ...withdrawal, ...change } as Act<string>;
  expect(Buffer.compare(canonicalAct(withdrawal), canonicalAct(changed))).not.toBe(0);
});

test('text that is moved over the border of two fields makes another act', () => {
  expect(canonicalAct({ kind: 'ab', id: 'c' })).not.toEqual(canonicalAct({ kind: 'a', id: 'bc' }));
});

test('half a character is our own bug: it has no bytes of its own', () => {
  expect(() => canonicalAct({ kind: 'withdrawal', id: 'w-1', destination: '\ud83d' })).toThrow(AssertionError);
});
