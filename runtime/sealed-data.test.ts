import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { seal, unseal } from './sealed-data.ts';

const key = (id: string) => ({ id, key: randomBytes(32) });
const [older, newer] = [key('k1'), key('k2')];

test('what was sealed opens for what it belongs to, and shows nothing of itself until then', () => {
  const sealed = seal([older], 'DE89370400440532013000', ['player', 'destination']);
  expect(sealed.bytes.toString('latin1')).not.toContain('3704');
  expect(unseal([older], sealed, ['player', 'destination'])).toBe('DE89370400440532013000');
});

test('the newest key seals, and older ones still open', () => {
  const before = seal([older], 'before', ['a']);
  expect(seal([newer, older], 'after', ['a']).keyId).toBe('k2');
  expect(unseal([newer, older], before, ['a'])).toBe('before');
  expect(() => unseal([newer], before, ['a'])).toThrow(/k1/);
});

test('in another row, under another name or changed by a bit it does not open', () => {
  const sealed = seal([older], 'mine', ['player', 'one']);
  expect(() => unseal([older], sealed, ['player', 'other'])).toThrow();
  expect(() => unseal([older], sealed, ['playerone'])).toThrow();
  const bytes = Buffer.from(sealed.bytes);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  expect(() => unseal([older], { ...sealed, bytes }, ['player', 'one'])).toThrow();
  expect(() => unseal([older], { ...sealed, bytes: bytes.subarray(0, 9) }, ['player', 'one'])).toThrow();
});
