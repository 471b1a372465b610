import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { readPayments } from '../records/payments/faults.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import { savesBankAccount } from './test-bank-account.ts';

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
const pays = async (name: string) => {
  const player = house.telegram.player(name);
  player.says('/deposit');
  await player.sees(/How much\?/, patience);
  return player;
};
test('one player pays on Adyen’s page, another takes winnings to a bank account, and Adyen’s books say so once', async () => {
  const ada = await pays('Ada');
  await ada.taps('By card or bank page instead');
  await ada.sees(/Deposit on a bank page/, patience);
  await ada.taps('€25.00');
  await ada.sees(/Open until/, patience);
  const { url } = await ada.taps(/Pay/);
  expect(house.adyen.buyer(String(url)).pays()).toMatchObject({ outcome: 'paid' });
  await ada.sees(/€25\.00 is in your cash/, patience);

  const grace = await pays('Grace');
  await grace.taps('€25.00');
  await grace.sees(/Open until/, patience);
  await grace.pays();
  await grace.sees(/€25\.00 is in your cash/, patience);
  await savesBankAccount(house, String(grace.id));

  grace.says('/withdraw 10');
  const asked = await grace.sees(/€10\.00[\s\S]*Your code: \d{6}/, patience);
  expect(asked.text).toContain('DE •• 3000');
  await grace.taps('Yes, do it');
  await grace.sees(/€10\.00 was paid out/, patience);

  const out = house.adyen.transfers().filter(({ direction }) => direction === 'outgoing');
  expect(out.map(({ amount, status, category }) => [amount.value, status, category])).toEqual([
    [1_000, 'booked', 'bank'],
  ]);
  const [row] = await query<{ status: string; held: bigint }>(
    pool,
    sql`select w.status, (select sum(held)::bigint from ledger.account) as held from payments.withdrawal w`,
  );
  expect(row).toEqual({ status: 'paid', held: 0n });
  for await (const { faults } of readPayments(pool)) expect(faults).toEqual([]);
});
