import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TransferId } from '../../contracts/ids.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse } from '../test-house.ts';
import { isDone } from './commands.ts';
import { type Checkpoint, type Fault, readBooks } from './faults.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

let ada: bigint;
let bob: bigint;
let transfer: string;
let last: string;
beforeEach(async () => {
  [{ account: ada }, { account: bob }] = [await house.holds(1_000n), await house.holds(0n)];
  [transfer, last] = [newId(Date.now()), newId(Date.now() + 1)];
  await house.moves(ada, bob, 300n, { id: transfer });
  await house.moves(bob, ada, 100n, { id: last });
});

/** What is found when somebody whom no trigger and no constraint stops has done this. */
async function faultsAfter(sabotage: string): Promise<string[]> {
  await house.asSuperuser(`
    alter table ledger.entry drop constraint if exists entry_adds_up;
    set session_replication_role = replica; ${sabotage}`);
  const faults = await house.faults();
  return faults.map(said);
}

const said = ({ what, transfer: at, account }: Fault) =>
  [what, at && `transfer ${at}`, account && `account ${account}`].filter(Boolean).join(' | ');

test('books that were kept by the ledger have no fault, with holds, reversals and exchanges in them', async () => {
  const { ledger } = house.process(0);
  const base = { kind: 'test', subject: null } as const;
  const id = () => newId(Date.now()) as TransferId;
  const clearing = await house.houseAccount('clearing');
  const [held, voided, posted, moved] = [id(), id(), id(), id()];
  const hold = { action: 'hold', ...base, from: ada, to: clearing, amount: 50n, expiresAt: null } as const;
  const answers = [
    await ledger.do({ ...hold, id: held }),
    await ledger.do({ ...hold, id: voided }),
    await ledger.do({ action: 'void-hold', ...base, id: id(), hold: voided }),
    await ledger.do({ ...hold, id: posted }),
    await ledger.do({ action: 'post-hold', ...base, id: id(), hold: posted, amount: 20n }),
    await ledger.do({
      action: 'post',
      ...base,
      id: moved,
      legs: [
        { account: ada, amount: -5n },
        { account: bob, amount: 5n },
      ],
    }),
    await ledger.do({ action: 'reverse', ...base, id: id(), transfer: moved }),
  ];
  expect(answers.every(isDone)).toBe(true);
  expect(await house.faults()).toEqual([]);
});

test('the books are read the same in pages of any size, and from wherever somebody stopped', async () => {
  const whole = await house.count(
    sql`select (select count(*) from ledger.entry) + (select count(*) from ledger.account) + (select count(*) from ledger.transfer) + (select count(*) from ledger.hold)`,
  );
  for (const size of [1, 2, 7, 1_000]) {
    let read = 0;
    let at: Checkpoint | undefined;
    do {
      for await (const page of readBooks(house.app, at, size)) {
        expect(page.faults).toEqual([]);
        [read, at] = [page.read, page.checkpoint];
        if (read % 3 === 0) break; // stopped, and gone on with from the checkpoint
      }
    } while (at);
    expect(read).toBe(whole);
  }
});

test('postings that go on while the books are read are no faults', async () => {
  let reading = true;
  const posting = (async () => {
    while (reading) await house.moves(ada, bob, 1n).then(() => house.moves(bob, ada, 1n));
  })();
  for (let round = 0; round < 5; round++)
    for await (const page of readBooks(house.app, undefined, 3)) expect(page.faults).toEqual([]);
  reading = false;
  await posting;
});

/** Each in a house of its own: what is planted stays. */
describe('what is planted in the books is found and named', () => {
  beforeEach(async () => {
    await house.close();
    house = await openHouse();
    [{ account: ada }, { account: bob }] = [await house.holds(1_000n), await house.holds(0n)];
    await house.moves(ada, bob, 300n, { id: transfer });
    await house.moves(bob, ada, 100n, { id: last });
  });

  test('an entry that was edited: at its transfer, on its account', async () => {
    const edit = `update ledger.entry set amount = 301 where transfer_id = '${transfer}' and account_id = ${bob}`;
    expect(await faultsAfter(edit)).toEqual([
      `an entry does not add up | transfer ${transfer} | account ${bob}`,
      `a transfer does not sum to zero: 1 EUR too much | transfer ${transfer}`,
    ]);
  });

  test('an entry that was edited so that it adds up: at the one that follows it', async () => {
    const edit = `update ledger.entry set amount = 301, balance_after = 301 where transfer_id = '${transfer}' and account_id = ${bob}`;
    expect(await faultsAfter(edit)).toEqual([
      `an entry begins at 300, the one before it ended at 301 | transfer ${last} | account ${bob}`,
      `a transfer does not sum to zero: 1 EUR too much | transfer ${transfer}`,
    ]);
  });

  test('a leg that is missing: by its transfer', async () => {
    const remove = `delete from ledger.entry where transfer_id = '${transfer}' and account_id = ${bob}`;
    expect(await faultsAfter(remove)).toEqual([
      `version 2 follows version 0 | transfer ${last} | account ${bob}`,
      `a transfer does not sum to zero: -300 EUR too much | transfer ${transfer}`,
    ]);
  });

  test('a transfer whose entries are all gone, though the books still sum to zero', async () => {
    const faults = await faultsAfter(`delete from ledger.entry where transfer_id = '${last}'`);
    expect(faults).toContain(`a transfer has fewer than two entries | transfer ${last}`);
    expect(faults).toContain(
      `the account is at version 2, its last entry at 1 | transfer ${transfer} | account ${bob}`,
    );
  });

  test('a balance that was written: with the last transfer of the account', async () => {
    const write = `update ledger.account set balance = balance + 1 where id = ${ada}`;
    expect(await faultsAfter(write)).toEqual([
      `the balance is 801, its entries make 800 | transfer ${last} | account ${ada}`,
    ]);
  });

  test('a version that was skipped: at the transfer that skips it', async () => {
    const skip = `update ledger.entry set version = 9 where transfer_id = '${last}' and account_id = ${ada};
      update ledger.account set version = 9 where id = ${ada}`;
    expect(await faultsAfter(skip)).toEqual([`version 9 follows version 2 | transfer ${last} | account ${ada}`]);
  });

  test('an amount that is held without a hold', async () => {
    const hold = `update ledger.account set held = 7 where id = ${ada}; update ledger.entry set held = 7, held_after = 7 where transfer_id = '${last}' and account_id = ${ada}`;
    expect(await faultsAfter(hold)).toEqual([
      `the account holds 7, its open holds make 0 | transfer ${last} | account ${ada}`,
    ]);
  });

  test('money made on two accounts at once, so that every balance is the sum of its entries', async () => {
    const forged = newId(Date.now());
    const forge = `
      insert into ledger.transfer (id, action, kind) values ('${forged}', 'post', 'gift');
      insert into ledger.entry (account_id, version, transfer_id, asset, amount, held, balance_before, balance_after, held_after)
        select id, version + 1, '${forged}', asset, 50, 0, balance, balance + 50, 0 from ledger.account where id in (${ada}, ${bob});
      update ledger.account set balance = balance + 50, version = version + 1 where id in (${ada}, ${bob})`;
    expect(await faultsAfter(forge)).toEqual([
      `a transfer does not sum to zero: 100 EUR too much | transfer ${forged}`,
    ]);
  });

  test('an entry without a transfer, and one without an account', async () => {
    const faults = await faultsAfter(
      `delete from ledger.transfer where id = '${last}'; delete from ledger.account where id = ${ada}`,
    );
    expect(faults).toContain(`an entry has no transfer | transfer ${last} | account ${bob}`);
    expect(faults).toContain(`an entry has no account | transfer ${transfer} | account ${ada}`);
  });

  test('a hold that ended twice over, or says it ended when it did not', async () => {
    const id = newId(Date.now()) as TransferId;
    const clearing = await house.houseAccount('clearing');
    const hold = { action: 'hold', id, kind: 'test', subject: null, from: ada, to: clearing, amount: 50n } as const;
    await house.process(0).ledger.do({ ...hold, expiresAt: null });
    const faults = await faultsAfter(`update ledger.hold set ended_by = '${transfer}' where id = '${id}'`);
    expect(faults).toContain(`a hold and the transfer that ended it disagree | transfer ${id} | account ${ada}`);
    expect(faults).toContain(`the account holds 50, its open holds make 0 | transfer ${id} | account ${ada}`);
  });

  test('cash made out of Stars', async () => {
    const stars = await house.houseAccount('bankroll', 'XTR');
    const faults = await faultsAfter(
      `update ledger.entry set account_id = ${stars}, asset = 'XTR' where transfer_id = '${transfer}' and account_id = ${bob}`,
    );
    expect(faults.join()).toMatch(/does not sum to zero|two natures/);
  });
});
