import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { QuoteId, TransferId } from '../../contracts/ids.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse, postingOf } from '../test-house.ts';
import { isDone } from './commands.ts';
import { keepQuote } from './exchange.ts';
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
      'all accounts in EUR make 1',
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
      'all accounts in EUR make 100',
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

  test('money on an account nobody would look for, and a transfer with an id nobody would look for', async () => {
    const hidden = await faultsAfter(`
      alter table ledger.account drop constraint account_id;
      insert into ledger.account (id, kind, house, asset, sign, balance) values (-5, 'owed', 'thief', 'EUR', 'not-negative', 1000000)`);
    expect(hidden).toContain('the balance is 1000000, its entries make 0 | account -5');
    expect(hidden).toContain('all accounts in EUR make 1000000');
    const none = '00000000-0000-0000-0000-000000000000';
    const nil = await faultsAfter(`
      alter table ledger.transfer drop constraint transfer_id;
      insert into ledger.transfer (id, action, kind) values ('${none}', 'post', 'gift')`);
    expect(nil).toContain(`a transfer has no id | transfer ${none}`);
  });

  test('an account that is made another’s part, or another kind of account', async () => {
    const bank = await house.houseAccount('bankroll');
    const part = await faultsAfter(`
      alter table ledger.account drop constraint account_owner;
      update ledger.account set shard_of = ${bank}, shard = 99 where id = ${bob}`);
    expect(part.join()).toContain('a part of an account is not of its whole');
    const sign = await faultsAfter(`update ledger.account set sign = 'any' where id = ${ada}`);
    expect(sign.join()).toContain(`the account is not what its kind is | transfer ${last} | account ${ada}`);
    const kind = await faultsAfter(`update ledger.account_kind set sign = 'any' where kind = 'player-cash'`);
    expect(kind).toContain('accounts of kind player-cash are not what the program knows');
    const scale = await faultsAfter(`update ledger.asset set scale = 3 where code = 'EUR'`);
    expect(scale).toContain('asset EUR is not what the program knows');
  });

  test('two more legs under the id of an old transfer, though everything sums to zero', async () => {
    const { account: eve } = await house.holds(0n);
    const faults = await faultsAfter(`
      insert into ledger.entry (account_id, version, transfer_id, asset, amount, held, balance_before, balance_after, held_after)
        select id, version + 1, '${transfer}', asset, case id when ${eve} then 5 else -5 end, 0, balance, balance + case id when ${eve} then 5 else -5 end, 0
        from ledger.account where house = 'telegram-invoice' and kind = 'clearing' and asset = 'EUR' or id = ${eve};
      update ledger.account set version = version + 1, balance = balance + case id when ${eve} then 5 else -5 end
        where house = 'telegram-invoice' and kind = 'clearing' and asset = 'EUR' or id = ${eve};
      update ledger.transfer set posted_at = posted_at - interval '1 hour' where id = '${transfer}'`);
    expect(faults.join()).toContain(`an entry is older than the one before it | transfer ${transfer}`);
  });

  describe('with holds', () => {
    const base = { kind: 'test', subject: null } as const;
    let first: TransferId;
    let second: TransferId;
    beforeEach(async () => {
      const clearing = await house.houseAccount('clearing');
      const { ledger } = house.process(0);
      [first, second] = [newId(Date.now() + 1) as TransferId, newId(Date.now() + 2) as TransferId];
      for (const id of [first, second])
        await ledger.do({ action: 'hold', ...base, id, from: ada, to: clearing, amount: 50n, expiresAt: null });
      const posted = newId(Date.now() + 3) as TransferId;
      await ledger.do({ action: 'post-hold', ...base, id: posted, hold: second, amount: 20n });
      expect(await house.faults()).toEqual([]);
    });

    test('two holds that change amounts, so that their sum stays', async () => {
      const faults = await faultsAfter(`update ledger.hold set amount = case id when '${first}' then 99 else 1 end`);
      expect(faults.join()).toContain(`a hold is not what was set aside | transfer ${first}`);
    });

    test('a hold that is led to another account, and one that was posted from another', async () => {
      const led = await faultsAfter(`update ledger.hold set to_account = ${bob} where id = '${second}'`);
      expect(led.join()).toContain(`transfer ${second}`);
      const eve = (await house.holds(0n)).account;
      const from = await faultsAfter(`update ledger.hold set from_account = ${eve} where id = '${second}'`);
      expect(from.join()).toContain(`a hold is not what was set aside | transfer ${second}`);
    });
  });

  test('an exchange whose quote was written anew, and a posting that was reversed twice', async () => {
    const { ledger } = house.process(0);
    const [quote, exchange, reversal] = [1, 2, 3].map((n) => newId(Date.now() + n)) as [string, string, string];
    const dollar = (await house.holds(0n, 'USD')).account;
    const [euros, dollars] = [await house.houseAccount('liquidity'), await house.houseAccount('liquidity', 'USD')];
    const terms = { rate: '2', fixedAt: new Date(), expiresAt: new Date(Date.now() + 60_000) };
    await house.transaction((tx) => keepQuote(tx, { id: quote as QuoteId, sell: 'EUR', buy: 'USD', ...terms }));
    const legs = postingOf(exchange, [ada, -10n], [euros, 10n], [dollars, -20n], [dollar, 20n]);
    expect(isDone(await ledger.do({ ...legs, quote: quote as QuoteId }))).toBe(true);
    expect(await house.faults()).toEqual([]);
    const rate = await faultsAfter('update ledger.quote set rate = 3');
    expect(rate).toEqual([`an exchange does not keep to its quote | transfer ${exchange}`]);
    await house.asSuperuser(`set session_replication_role = replica; update ledger.quote set rate = 2;
      drop index ledger.transfer_target_once`);
    const base = { action: 'reverse', kind: 'test', subject: null, transfer: last as TransferId } as const;
    expect(isDone(await ledger.do({ ...base, id: reversal as TransferId }))).toBe(true);
    const twice = await faultsAfter(
      `insert into ledger.transfer (id, action, kind, target) select uuidv7(), action, kind, target from ledger.transfer where id = '${reversal}'`,
    );
    expect(twice).toContain(`what it names was ended or reversed before | transfer ${reversal}`);
  });

  test('cash made out of Stars', async () => {
    const stars = await house.houseAccount('bankroll', 'XTR');
    const faults = await faultsAfter(
      `update ledger.entry set account_id = ${stars}, asset = 'XTR' where transfer_id = '${transfer}' and account_id = ${bob}`,
    );
    expect(faults.join()).toMatch(/does not sum to zero|two natures/);
  });
});
