import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readStartPayload, type StartPayload, writeStartPayload } from './start-payload.ts';

const letters = (set: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...set), minLength, maxLength });
const SLUG = 'abcXYZ019_-';
const payloads: fc.Arbitrary<StartPayload> = fc.oneof(
  letters(SLUG, 22, 22).map((code): StartPayload => ({ kind: 'ticket', code })),
  letters('0123456789abcdef', 12, 12).map((value): StartPayload => ({ kind: 'referral', value })),
  letters(SLUG, 1, 40).map((value): StartPayload => ({ kind: 'campaign', value })),
);

test('what was written is read, and fits what Telegram carries', () => {
  fc.assert(
    fc.property(payloads, (payload) => {
      const text = writeStartPayload(payload);
      expect(text).toMatch(/^[\w-]{1,64}$/);
      expect(readStartPayload(text)).toEqual(payload);
    }),
  );
});

test.each(['', 't_', 't_short', `t_${'a'.repeat(23)}`, 'r_XYZ', 'r_0123456789ag', 'c_', 'x_1', 'c_a b', ' c_a', 'c_ä'])(
  '%j is none of ours',
  (text) => expect(readStartPayload(text)).toBeUndefined(),
);

test('no payload at all is none', () => expect(readStartPayload(undefined)).toBeUndefined());
