import { expect, test } from 'vitest';
import type { TransferId } from '../../contracts/ids.ts';
import { writeFunctions } from '../../prisma/functions.ts';
import { alone } from '../../prisma/pending.ts';
import { createPool } from '../../prisma/pool.ts';
import { readFunctions, readMigrations } from '../../prisma/sources.ts';
import { emptyDatabase, runScript } from '../../prisma/test-databases.ts';
import { query, sql } from '../../prisma/tx.ts';
import { wordOf } from '../test-house.ts';
import { createLedger } from './execute.ts';
import { findFaults } from './faults.ts';

const DEPOSIT = '01a1fd72-6978-7267-ae90-c10f157edaaf' as TransferId;

test('books that were kept before the ledger took commands go on without a fault', async () => {
  const database = await emptyDatabase();
  const migrations = readMigrations();
  const before = migrations.findIndex(({ name }) => name.endsWith('_ledger_commands'));
  for (const { source } of migrations.slice(0, before)) await runScript(database.ownerUrl, source);
  // As it was kept then: a deposit of 25 with a fee of 1, another of 10, and some of it given away.
  await runScript(
    database.ownerUrl,
    `do $$
     declare
       ada bigint := ledger.open_account('player-cash', gen_random_uuid(), null, 'EUR');
       rail bigint := ledger.open_account('clearing', null, 'telegram-invoice', 'EUR');
       fees bigint := ledger.open_account('fees', null, 'telegram-invoice', 'EUR');
     begin
       perform ledger.post('${DEPOSIT}', 'deposit', null, array[row(rail, -2500), row(fees, 100), row(ada, 2400)]::ledger.leg[]);
       perform ledger.post(gen_random_uuid(), 'deposit', null, array[row(rail, -1000), row(ada, 1000)]::ledger.leg[]);
       perform ledger.post(gen_random_uuid(), 'fee', null, array[row(ada, -7), row(fees, 7)]::ledger.leg[]);
     end $$`,
  );
  for (const { source } of migrations.slice(before)) await runScript(database.ownerUrl, source);
  const owner = createPool(database.ownerUrl, { max: 1, name: 'test' });
  await alone(owner, (connection) => writeFunctions(connection, migrations, readFunctions()));
  await owner.end();

  const pool = createPool(database.superuserUrl, { max: 2, name: 'test' });
  expect(await findFaults(pool)).toEqual([]);
  const entries = await query<{ before: bigint; after: bigint; asset: string }>(
    pool,
    sql`select e.balance_before as before, e.balance_after as after, e.asset from ledger.entry e join ledger.account a on a.id = e.account_id
        where a.kind = 'player-cash' order by e.version`,
  );
  expect(entries).toEqual([
    { before: 0n, after: 2_400n, asset: 'EUR' },
    { before: 2_400n, after: 3_400n, asset: 'EUR' },
    { before: 3_400n, after: 3_393n, asset: 'EUR' },
  ]);
  const accounts = await query<{ id: bigint; kind: string }>(pool, sql`select id, kind from ledger.account`);
  const id = (kind: string) => accounts.find((account) => account.kind === kind)?.id ?? 0n;
  const legs = [
    { account: id('clearing'), amount: -2_500n },
    { account: id('fees'), amount: 100n },
    { account: id('player-cash'), amount: 2_400n },
  ];
  // Somebody's retry of before the upgrade is a repeat after it, and an old posting can be reversed.
  const ledger = createLedger(pool);
  expect(wordOf(await ledger.do({ action: 'post', id: DEPOSIT, kind: 'deposit', subject: null, legs }))).toBe(
    'repeated',
  );
  const reversal = '01a1fd72-6978-7267-ae90-c10f157edab0' as TransferId;
  const reverse = { action: 'reverse', id: reversal, kind: 'correction', subject: null, transfer: DEPOSIT } as const;
  expect(wordOf(await ledger.do(reverse))).toBe('done');
  expect(await findFaults(pool)).toEqual([]);
  await pool.end();
  await database.drop();
});
