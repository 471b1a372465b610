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
