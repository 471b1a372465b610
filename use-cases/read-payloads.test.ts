import type { Payload } from '@temporalio/common';
import { expect, test } from 'vitest';
import type { StaffId } from '../contracts/ids.ts';
import type { Transaction } from '../prisma/tx.ts';
import { EncryptionCodec } from '../runtime/payloads/codec.ts';
import { readPayloads } from './read-payloads.ts';

const codec = new EncryptionCodec([{ id: 'k1', key: Buffer.alloc(32, 1) }]);
const plain: Payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"canary"') };
const [ines, lena] = ['ines', 'lena'] as unknown as [StaffId, StaffId];

/** A trail that counts, and can be away. */
function reading() {
  const trail = { rows: 0, isAway: false, nowMs: 0 };
  const transaction = (async () => {
    if (trail.isAway) throw new Error('the database is away');
    trail.rows += 1;
  }) as unknown as Transaction;
  return { trail, read: readPayloads({ codec, transaction, now: () => trail.nowMs }) };
}

test('a look that cannot be written down is not given, and the next one is written', async () => {
  const { trail, read } = reading();
  const sealed = await codec.encode([plain]);
  trail.isAway = true;
  await expect(read(ines, sealed)).rejects.toThrow('away');
  trail.isAway = false;
  expect(await read(ines, sealed)).toEqual([expect.objectContaining({ data: Buffer.from('"canary"') })]);
  expect(trail.rows).toBe(1);
});

test('each who looks is written down once a minute, and what was never sealed needs no note', async () => {
  const { trail, read } = reading();
  const sealed = await codec.encode([plain]);
  await read(ines, [plain]);
  expect(trail.rows).toBe(0);
  await Promise.all([read(ines, sealed), read(ines, sealed), read(lena, sealed)]);
  expect(trail.rows).toBe(2);
  trail.nowMs = 59_999;
  await read(ines, sealed);
  expect(trail.rows).toBe(2);
  trail.nowMs = 60_000;
  await read(ines, sealed);
  expect(trail.rows).toBe(3);
});
