import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse } from '../test-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

let ada: bigint;
let bob: bigint;
let transfer: string;
beforeEach(async () => {
  [{ account: ada }, { account: bob }] = [await house.holds(1_000n), await house.holds(0n)];
  transfer = newId(Date.now());
  await house.moves(ada, bob, 300n, { id: transfer });
  await house.moves(bob, ada, 100n);
});

/** What is found when somebody whom no trigger stops has done this; nothing of it stays. */
async function faultsAfter(sabotage: string, repair: string): Promise<string[]> {
  const unguarded = (script: string) => house.asSuperuser(`set session_replication_role = replica; ${script}`);
  await unguarded(sabotage);
  const faults = await house.faults();
  await unguarded(repair);
  expect(await house.faults()).toEqual([]);
  return faults.map(({ fault, where }) => `${fault}: ${where}`).sort();
}

test('books that were kept by the ledger have no fault', async () => {
  expect(await house.faults()).toEqual([]);
});

test('an amount that was changed is found in its transfer and on its account', async () => {
  const change = (by: number) =>
    `update ledger.entry set amount = amount + ${by} where transfer_id = '${transfer}' and account_id = ${bob}`;
  expect(await faultsAfter(change(1), change(-1))).toEqual([
    `balance is not the sum of its entries: account ${bob}`,
    `entry does not follow its forerunner: ${transfer} on account ${bob}`,
    `transfer does not sum to zero in EUR: ${transfer}`,
  ]);
});

test('a balance that was changed is found', async () => {
  const change = (by: number) => `update ledger.account set balance = balance + ${by} where id = ${ada}`;
  expect(await faultsAfter(change(1), change(-1))).toEqual([`balance is not the sum of its entries: account ${ada}`]);
});

test('a version that was changed is found: an entry is missing or one too many', async () => {
  const change = (by: number) => `update ledger.account set version = version + ${by} where id = ${ada}`;
  expect(await faultsAfter(change(1), change(-1))).toEqual([`balance is not the sum of its entries: account ${ada}`]);
});

test('a running balance that was changed is found, with the entry after it', async () => {
  const change = (by: number) =>
    `update ledger.entry set balance_after = balance_after + ${by} where transfer_id = '${transfer}' and account_id = ${bob}`;
  const faults = await faultsAfter(change(5), change(-5));
  expect(faults).toHaveLength(2);
  expect(faults).toContain(`entry does not follow its forerunner: ${transfer} on account ${bob}`);
});

test('entries that were deleted are found, though the books still sum to zero', async () => {
  const faults = await faultsAfter(
    `create table public.taken as select * from ledger.entry where transfer_id = '${transfer}'; delete from ledger.entry where transfer_id = '${transfer}'`,
    'insert into ledger.entry select * from public.taken; drop table public.taken',
  );
  expect(faults).toContain(`transfer has fewer than two entries: ${transfer}`);
  expect(faults).toContain(`balance is not the sum of its entries: account ${bob}`);
});

test('money made on two accounts at once, so that every balance is the sum of its entries, is found', async () => {
  const forged = newId(Date.now());
  const faults = await faultsAfter(
    `insert into ledger.transfer (id, kind) values ('${forged}', 'gift');
     insert into ledger.entry select id, version + 1, '${forged}', 50, balance + 50 from ledger.account where id in (${ada}, ${bob});
     update ledger.account set balance = balance + 50, version = version + 1 where id in (${ada}, ${bob})`,
    `delete from ledger.entry where transfer_id = '${forged}'; delete from ledger.transfer where id = '${forged}';
     update ledger.account set balance = balance - 50, version = version - 1 where id in (${ada}, ${bob})`,
  );
  expect(faults).toEqual([`transfer does not sum to zero in EUR: ${forged}`]);
});

test('an owner who writes a balance, whom no grant stops, is found', async () => {
  await house.asOwner(`update ledger.account set balance = balance + 1 where id = ${ada}`);
  expect(await house.faults()).toEqual([{ fault: 'balance is not the sum of its entries', where: `account ${ada}` }]);
  await house.asOwner(`update ledger.account set balance = balance - 1 where id = ${ada}`);
});
