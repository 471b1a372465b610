import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from '../test-databases.ts';
import { query, sql } from '../tx.ts';
import { type DatumName, data } from './data.ts';
import { describeRegister, listedColumns, placesOf } from './register.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase({ connections: 1 });
});
afterAll(() => database.close());

/** Every column there is but those of the migration's own bookkeeping, as PostgreSQL has them: a column that Prisma is not told of counts too. */
const columns = async (): Promise<string[]> => {
  const rows = await query<{ name: string }>(
    database.app,
    sql`select n.nspname || '.' || c.relname || '.' || a.attname as name
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'm') and a.attnum > 0 and not a.attisdropped
          and n.nspname !~ '^(pg_|information_schema$)' and c.relname not in ('_prisma_migrations', '_cage_functions')`,
  );
  return rows.map(({ name }) => name);
};

test('every column of the database says what it holds of a person, and none is listed that is not there', async () => {
  const [there, listed] = [await columns(), listedColumns()];
  expect(there.length).toBeGreaterThan(500);
  const missing = there.filter((name) => !listed.includes(name));
  const gone = listed.filter((name) => !there.includes(name));
  expect({ missing, gone }).toEqual({ missing: [], gone: [] });
});

test('each datum lives somewhere, and says why and how long', () => {
  for (const [name, { why, kept }] of Object.entries(data)) {
    expect([name, placesOf(name as DatumName).length > 0]).toEqual([name, true]);
    expect(Math.min(why.length, kept.length)).toBeGreaterThan(5);
  }
});

test('what is sealed is bytes: a text cannot be', async () => {
  const sealed = Object.entries(data).flatMap(([name, datum]) =>
    datum.class === 'sealed' ? placesOf(name as DatumName) : [],
  );
  const named = sealed.flatMap((place) => {
    const [, table = '', list = ''] = /^`(.+)` \((.+)\)$/.exec(place) ?? [];
    return list.split(', ').map((column) => ({ table, column }));
  });
  expect(named.length).toBeGreaterThan(0);
  for (const { table, column } of named) {
    const [row] = await query<{ type: string }>(
      database.app,
      sql`select format_type(atttypid, null) as type from pg_attribute where attrelid = ${table}::regclass and attname = ${column}`,
    );
    expect([table, column, row?.type]).toEqual([table, column, 'bytea']);
  }
});

test('docs/privacy.md has the table that the register makes', () => {
  const page = readFileSync(new URL('../../docs/privacy.md', import.meta.url), 'utf8');
  expect(page).toContain(`\n${describeRegister()}\n`);
});
