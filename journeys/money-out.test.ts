import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { readPayments } from '../records/payments/faults.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';

let house: House;
let pool: Pool;
beforeAll(async () => {
  house = await openHouse();
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
});
afterAll(async () => {
  await pool.end();
  await house.close();
});

const patience = { timeoutMs: 45_000 };

test('a player pays by card, takes part of it out with a code from the bot, and the card company has sent it once', async () => {
  const ada = house.telegram.player('Ada');
  ada.says('/deposit');
  await ada.sees(/How much\?/, patience);
  await ada.taps('By card instead');
  await ada.sees(/Deposit by card/, patience);
  await ada.taps('€25.00');
  await ada.sees(/Open until/, patience);
  const { url } = await ada.taps(/Pay/);
  expect(house.stripe.buyer(String(url)).pays()).toMatchObject({ outcome: 'paid' });
  await ada.sees(/€25\.00 is in your cash/, patience);

  ada.says('/withdraw 10');
  const asked = await ada.sees(/Your code: \d{6}/, patience);
  expect(asked.text).toContain('€10.00');
  await ada.taps('Yes, do it');
  const paid = await ada.sees(/€10\.00 was paid out/, patience);
  expect(paid.text).toContain('Cash now: €15.00');

  expect(house.stripe.refunds().map(({ amount, status }) => [amount, status])).toEqual([[1_000, 'succeeded']]);
  const [row] = await query<{ status: string; held: bigint }>(
    pool,
    sql`select w.status, (select sum(held)::bigint from ledger.account) as held from payments.withdrawal w`,
  );
  expect(row).toEqual({ status: 'paid', held: 0n });
  for await (const { faults } of readPayments(pool)) expect(faults).toEqual([]);
});
