import { Connection } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { EncryptionCodec, isSealed } from '../runtime/payloads/codec.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';

const old = { id: 'test', key: Buffer.alloc(32, 7) };
const next = { id: 'next', key: Buffer.alloc(32, 17) };
const patience = { timeoutMs: 60_000 };

let house: House;
let pool: Pool;
beforeAll(async () => {
  house = await openHouse();
  pool = createPool(house.database.appUrl, { max: 1, name: 'test' });
});
afterAll(async () => {
  await pool.end();
  await house.close();
});

/** Every payload of a history, first things first. */
async function payloadsOf(workflowId: string): Promise<Payload[]> {
  const connection = await Connection.connect({ address: house.temporal.address });
  const { namespace } = house.temporal;
  const { history } = await connection.workflowService.getWorkflowExecutionHistory({
    namespace,
    execution: { workflowId },
  });
  await connection.close();
  const found: Payload[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
    const { metadata } = value as Payload;
    if (metadata?.encoding instanceof Uint8Array && isSealed(value as Payload)) found.push(value as Payload);
    else for (const inner of Object.values(value)) look(inner);
  };
  look(history?.events);
  return found;
}
const keyOf = ({ metadata }: Payload): string => Buffer.from(metadata?.['cage-key'] ?? []).toString();

test('a deposit begun under one key is paid under the next: what was written is read, and a key taken away too early names itself', async () => {
  const ada = house.telegram.player('Ada');
  ada.says('25');
  await ada.sees(/Open until/, patience);
  const [order] = await query<{ id: string; link: string }>(
    pool,
    sql`select id, invoice_link as link from payments."order"`,
  );
  const workflow = `deposit-${order?.id}`;
  expect(new Set((await payloadsOf(workflow)).map(keyOf))).toEqual(new Set(['test']));

  const keys = [next, old].map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',');
  for (const part of ['worker', 'loops', 'api', 'bot'] as const) {
    await house.part(part).stop();
    await house.start(part, { PAYLOAD_KEYS: keys }).ready;
  }
  await ada.pays(order?.link ?? '');
  await ada.sees(/is in your cash/, patience);

  const payloads = await payloadsOf(workflow);
  expect(new Set(payloads.map(keyOf))).toEqual(new Set(['test', 'next']));
  expect(await new EncryptionCodec([next, old]).decode(payloads)).toHaveLength(payloads.length);
  await expect(new EncryptionCodec([next]).decode(payloads)).rejects.toThrow(/no payload key with id test/);
});
