import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from './test-databases.ts';
import { query, sql } from './tx.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

test('a function that a later migration makes is closed to the application until it is granted', async () => {
  await database.asOwner('create function audit.later() returns int language sql as $$ select 1 $$');
  await expect(query(database.app, sql`select audit.later()`)).rejects.toMatchObject({ code: '42501' });
  await database.asOwner('grant execute on function audit.later to cage_app');
  expect(await query(database.app, sql`select audit.later() as answer`)).toEqual([{ answer: 1 }]);
});

test('nobody but the sealer can write a seal, and the sealer can write nothing else', async () => {
  const seals = sql`select audit.seal_batch(1, '', '{}'::bigint[], '{}'::bytea[], now(), 'evil', '', 0, 0, 0, 0)`;
  for (const statement of [seals, sql`select audit.begin_sealing()`])
    await expect(query(database.app, statement)).rejects.toMatchObject({ code: '42501' });
  expect(
    await query(database.sealer, sql`select true as may from (select audit.begin_sealing()) x limit 1`),
  ).toHaveLength(1);
  for (const statement of [
    sql`select audit.append('system', '', 'thing.happened', '', '{}')`,
    sql`insert into audit.entry default values`,
    sql`delete from audit.seal`,
    sql`select * from identity.player`,
    sql`select * from ledger.account`,
  ])
    await expect(query(database.sealer, statement)).rejects.toMatchObject({ code: '42501' });
});
