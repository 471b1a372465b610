import { afterAll, beforeAll, expect, test } from 'vitest';
import { HopelessError } from '../runtime/until-it-answers.ts';
import { assertSchema, findMissing } from './expectations.ts';
import { createPool } from './pool.ts';
import { readFunctions, readMigrations, readSources } from './sources.ts';
import { asIfDone, type OpenDatabase, openDatabase } from './test-databases.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase({ connections: 1 });
});
afterAll(() => database.close());

/** What a program would find missing in a database in which the owner had done this. Nothing of it stays. */
const foundAfter = (script: string): Promise<string[]> =>
  asIfDone(database.ownerUrl, script, (connection) => findMissing(connection));

test('a database as the migrations leave it lacks nothing', async () => {
  expect(await foundAfter('select 1')).toEqual([]);
});

test.each([
  ['drop trigger transfer_keep on ledger.transfer', 'trigger transfer_keep on ledger.transfer is missing or off'],
  ['alter table audit.entry disable trigger entry_keep', 'trigger entry_keep on audit.entry is missing or off'],
  [
    'alter table ledger.entry enable replica trigger entry_keep',
    'trigger entry_keep on ledger.entry is missing or off',
  ],
  [
    'create or replace function ledger.guard_entries() returns trigger language plpgsql as $$ begin return null; end $$',
    'function ledger.guard_entries is not as the migrations wrote it',
  ],
  ['alter table ledger.account drop constraint account_sign', 'account_sign binds nothing any more'],
  ['alter table ledger.entry drop constraint entry_adds_up', 'entry_adds_up binds nothing any more'],
  ['drop index ledger.transfer_target_once', 'transfer_target_once binds nothing any more'],
  [
    'create or replace trigger entry_guard after insert on ledger.entry for each statement when (false) execute function ledger.guard_entries()',
    'trigger entry_guard on ledger.entry has a condition of its own',
  ],
  ['drop function delivery.claim', 'function delivery.claim is missing'],
  ['drop function chain.watch', 'function chain.watch is missing'],
  ['drop trigger attempt_guard on chain.attempt', 'trigger attempt_guard on chain.attempt is missing or off'],
  ['drop view payments.waiting', 'view payments.waiting is missing'],
  ['revoke select on payments.waiting from cage_app', 'cage_app may not read payments.waiting'],
  ['drop table payments.charge cascade', 'table payments.charge is missing'],
  ['drop table payments."order" cascade', 'table payments.order is missing'],
  ['grant update on ledger.account to cage_app', 'cage_app may update ledger.account, which is history'],
  ['grant update (balance) on ledger.account to cage_app', 'cage_app may update ledger.account, which is history'],
  ['grant insert on ledger.entry to public', 'cage_app may insert ledger.entry, which is history'],
  ['grant truncate on audit.entry to cage_app', 'cage_app may truncate audit.entry, which is history'],
  ['grant delete on payments.charge to cage_app', 'cage_app may delete payments.charge, which is history'],
  ['grant update (outcome) on payments.charge to cage_app', 'cage_app may update payments.charge, which is history'],
  ['grant update (pay_minor) on payments.quote to cage_app', 'cage_app may update payments.quote, which is a promise'],
  ['revoke execute on function payments.settle_batch from cage_app', 'cage_app may not run payments.settle_batch'],
  ['revoke execute on function payments.record_charge from cage_app', 'cage_app may not run payments.record_charge'],
  ['grant execute on function identity.hold_codes to cage_app', 'cage_app may run identity.hold_codes'],
  ['revoke select on identity.player from cage_app', 'cage_app may not read identity.player'],
  ['revoke insert on payments.quote from cage_app', 'cage_app may not insert payments.quote'],
  ['revoke update, delete on delivery.inbox from cage_app', 'cage_app may not update delivery.inbox'],
])('after "%s" a program says: %s', async (script, finding) => {
  expect(await foundAfter(script)).toContain(finding);
});

test('a role that became a member of the owner may do too much, and is found', async () => {
  const found = await asIfDone(database.superuserUrl, 'grant cage_owner to cage_app', (connection) =>
    findMissing(connection),
  );
  expect(found).toContain('cage_app may update ledger.transfer, which is history');
});

test('everything that SQL of ours makes is looked for, by name', () => {
  const migrations = readMigrations();
  const source = readSources()
    .map((file) => file.source)
    .join('\n');
  expect(migrations.map(({ name }) => name)).toEqual([...migrations.map(({ name }) => name)].sort());
  // Each is written at the start of a line: the shape by which it is found.
  for (const thing of ['function', 'trigger', 'table', 'view'])
    expect(source.match(new RegExp(`create (or replace )?${thing} `, 'gi'))?.length).toBe(
      source.match(new RegExp(`^create (or replace )?${thing} `, 'gim'))?.length,
    );
});

test.each(readFunctions())(
  '$name is alone in its file, nobody may call it unless told there, and it is written nowhere else',
  ({ name, source }) => {
    const made = Array.from(
      source.matchAll(/^create (or replace )?(function|view) (\w+\.\w+)/gim),
      (match) => match[3],
    );
    const about = Array.from(
      source.matchAll(/(?:on function|select on|execute function) ([^;(]+?)(?: to| from|\(\));?/g),
      (match) => match[1],
    );
    expect(made).toEqual([name]);
    expect(new Set(about)).toEqual(new Set([name]));
    if (!/^create view/im.test(source)) expect(source).toContain(`revoke all on function ${name} from public;`);
  },
);

test('since functions have files of their own, no migration makes one', () => {
  const later = readMigrations().filter(({ name }) => name > '20261126');
  expect(
    later.filter(({ source }) => /^create (or replace )?(function|view) /im.test(source)).map(({ name }) => name),
  ).toEqual([]);
});

test('a process on a database that does not fit stops, and says what is missing and what to do', async () => {
  const stopped = asIfDone(database.ownerUrl, 'drop trigger account_keep on ledger.account', assertSchema);
  await expect(stopped).rejects.toThrow(HopelessError);
  await expect(stopped).rejects.toThrow(/account_keep.*npm run migrate/);
});

test('a database that does not answer is an outage, which may be waited for', async () => {
  const nobody = createPool('postgresql://cage_app:pw@127.0.0.1:1/none', { max: 1, name: 'test' });
  await expect(assertSchema(nobody)).rejects.not.toThrow(HopelessError);
  await nobody.end();
});
