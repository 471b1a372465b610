import { afterAll, beforeAll, expect, test } from 'vitest';
import { runScript } from '../../prisma/test-databases.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse, postingOf } from '../test-house.ts';
import { executeOne } from './execute.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  const order = await house.places();
  await house.process(0).settle(await house.takes(order));
});
afterAll(() => house.close());

const DENIED = { code: '42501' };
const KEPT = { code: 'CG002' };

const asApp = (statement: string) => runScript(house.appUrl, statement);
const asOwner = (statement: string) => runScript(house.ownerUrl, statement);

const changes = [
  'update ledger.transfer set kind = kind',
  'update ledger.transfer set kind = kind where false',
  'delete from ledger.transfer',
  'truncate ledger.transfer cascade',
  'update ledger.entry set amount = amount + 1',
  'delete from ledger.entry where amount < 0',
  'truncate ledger.entry',
  'delete from ledger.account',
  'truncate ledger.account cascade',
  'update ledger.account set balance = balance + 1',
  'update ledger.account set held = 0 where false',
  "update ledger.account set sign = 'any'",
  'update ledger.account set shard_of = null',
  "insert into ledger.transfer (id, action, kind) values (gen_random_uuid(), 'post', 'gift')",
  'insert into ledger.entry select * from ledger.entry',
  'insert into ledger.hold (id, from_account, to_account, amount) values (gen_random_uuid(), 1, 2, 1)',
  'update ledger.hold set ended_by = null',
  'delete from ledger.hold',
  'truncate ledger.hold',
  "update ledger.account_kind set sign = 'any'",
  'delete from ledger.account_kind',
  'truncate ledger.account_kind cascade',
  'update ledger.quote set rate = 2',
  'delete from ledger.quote',
  'truncate ledger.quote',
  'update ledger.asset set scale = 3',
  'delete from ledger.asset',
  'update audit.entry set actor = actor',
  'delete from audit.entry',
  'truncate audit.entry',
  'update audit.sealed set link = link',
  'delete from audit.sealed where false',
  'truncate audit.sealed',
  'update audit.seal set at = at',
  'delete from audit.seal',
  'truncate audit.seal',
  'delete from audit.sealing',
  'truncate audit.sealing',
  'update payments.quote set pay_minor = pay_minor + 1',
  'delete from payments.quote',
  'truncate payments.quote cascade',
];

test.each(changes)('"%s" is refused to the application', async (change) => {
  await expect(asApp(change)).rejects.toMatchObject(DENIED);
});

test.each(changes)('"%s" is refused even to the owner of the table', async (change) => {
  await expect(asOwner(change)).rejects.toMatchObject(KEPT);
});

test.each([
  'update ledger.account set version = version + 1',
  "insert into ledger.account (kind, house, asset, sign) values ('fees', 'x', 'EUR', 'any')",
  "insert into ledger.asset values ('GOLD', 2, 'cash')",
  "insert into ledger.quote values (gen_random_uuid(), 'EUR', 'USD', 1000000, now(), now() + interval '1 day')",
  'select ledger.guard_entries()',
  "insert into audit.entry (actor, action, detail, xid) values ('staff', 'forged', '{}', 1)",
  "insert into audit.sealed values (1, 1, sha256('x'))",
  "insert into audit.seal values (1, 1, 1, sha256('x'), sha256('x'), now(), 'a1', sha512('x'))",
  'update audit.sealing set near_xid = 0',
  'update payments.charge set outcome = null',
  'delete from payments.charge',
  'update payments."order" set player_id = player_id',
  'update payments."order" set settled_at = now()',
  'delete from payments."order"',
  'update identity.linked_account set player_id = player_id',
  "update identity.player set wallet_asset = 'USD'",
  "insert into delivery.outbox (kind, key, lane, body) values ('telegram', 'x', 'x', '{}')",
])('"%s" is refused to the application: there are functions for what may be done', async (change) => {
  await expect(asApp(change)).rejects.toMatchObject(DENIED);
});

test.each([
  'alter table ledger.entry disable trigger all',
  'drop trigger entry_keep on ledger.entry',
  'create trigger mine after insert on ledger.entry execute function ledger.refuse()',
  'create table ledger.mine (x int)',
  'create or replace function ledger.refuse() returns trigger language sql as $$ select null $$',
  'set session_replication_role = replica',
  'set role cage_owner',
  'select ledger.difference(null, 1, null)',
  'create temporary table mine (x int)',
  'create schema mine',
])('"%s" is refused to the application: it cannot loosen what binds it', async (attempt) => {
  await expect(asApp(attempt)).rejects.toMatchObject({ code: expect.stringMatching(/^42501$|^42P01$/) });
});

test('a table of the application’s own does not stand before the ledger’s in a function of the ledger', async () => {
  // Functions that run as the owner look names up nowhere: a planted table or operator is never found.
  const [row] = await house.read<{ open: bigint }>({
    text: `select count(*) as open from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('audit', 'delivery', 'identity', 'ledger', 'payments') and not coalesce(p.proconfig @> array['search_path=""'], false)`,
    values: [],
  });
  expect(row?.open).toBe(0n);
});

test('the owner who opens the door on purpose still cannot write entries that do not sum to zero', async () => {
  const forge = (amount: number) => `
    begin; select set_config('ledger.door', 'open', true);
    insert into ledger.transfer (id, action, kind) values ('00000000-0000-7000-8000-000000000001', 'post', 'gift');
    insert into ledger.entry (account_id, version, transfer_id, asset, amount, held, balance_before, balance_after, held_after)
      select id, version + 1, '00000000-0000-7000-8000-000000000001', asset, ${amount}, 0, balance, balance + ${amount}, held from ledger.account where house is null;
    rollback`;
  await expect(asOwner(forge(1))).rejects.toMatchObject({ code: 'CG001' });
  await expect(asOwner(forge(0))).rejects.toMatchObject({ code: '23514' });
});

test('an account begins empty, whoever opens it', async () => {
  const insert =
    "insert into ledger.account (kind, house, asset, sign, balance) values ('fees', 'x', 'EUR', 'not-negative', 5)";
  await expect(asOwner(insert)).rejects.toMatchObject(KEPT);
  await expect(asOwner(insert.replace("'not-negative', 5", "'any', 0"))).rejects.toMatchObject(KEPT);
});

test('the door closes behind a posting, also within the transaction that made it', async () => {
  const [from, to] = [await house.houseAccount('liquidity'), await house.houseAccount('bankroll')];
  const door = await house.transaction(async (tx) => {
    await executeOne(tx, postingOf(newId(Date.now()), [from, -1n], [to, 1n]));
    const [row] = await tx.query<{ door: string }>({
      text: "select current_setting('ledger.door') as door",
      values: [],
    });
    return row?.door;
  });
  expect(door).toBe('');
});

test('nothing was changed by any of it', async () => {
  expect(await house.faults()).toEqual([]);
});
