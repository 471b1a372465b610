import { expect, test } from 'vitest';
import { writeFunctions } from './functions.ts';
import { alone } from './pending.ts';
import { createPool } from './pool.ts';
import { readFunctions, readMigrations, type Source } from './sources.ts';
import { emptyDatabase, engine, migrate, openDatabase, prisma, runScript } from './test-databases.ts';
import { query, sql } from './tx.ts';

/** The functions as files say, but for these: null takes the file away. */
const filesWith = (edits: Record<string, ((source: string) => string) | null>): Source[] =>
  readFunctions().flatMap(({ name, source }) => {
    const edit = edits[name];
    return edit === null ? [] : [{ name, source: edit ? edit(source) : source }];
  });

/** Puts these files in force, as the next `npm run migrate` would. */
async function write(ownerUrl: string, functions: readonly Source[], migrations = readMigrations()): Promise<number> {
  const pool = createPool(ownerUrl, { max: 1, name: 'test' });
  return alone(pool, (connection) => writeFunctions(connection, migrations, functions)).finally(() => pool.end());
}

/** Everything that is made again and again, as PostgreSQL has it, with who may use it. */
async function standing(ownerUrl: string): Promise<string[]> {
  const pool = createPool(ownerUrl, { max: 1, name: 'test' });
  const rows = await query<{ it: string }>(
    pool,
    sql`
    with ours as (select oid, nspname from pg_namespace where nspname in ('audit', 'chain', 'compliance', 'delivery', 'identity', 'ledger', 'payments', 'play', 'requests'))
    select pg_get_functiondef(p.oid) || coalesce((select string_agg(a::text, ' ' order by a::text) from unnest(p.proacl) a), 'everybody') as it
    from pg_proc p join ours n on n.oid = p.pronamespace
    union all
    select pg_get_triggerdef(x.oid) || x.tgenabled::text from pg_trigger x join pg_class c on c.oid = x.tgrelid join ours n on n.oid = c.relnamespace where not x.tgisinternal
    union all
    select n.nspname || '.' || c.relname || pg_get_viewdef(c.oid) || c.relacl::text from pg_class c join ours n on n.oid = c.relnamespace where c.relkind = 'v'
    order by 1`,
  ).finally(() => pool.end());
  return rows.map(({ it }) => it);
}

/** What the migration says of a database with which this was done after it was last migrated. */
async function migratedAfter(script: string) {
  const database = await openDatabase({ connections: 1 });
  await database.asOwner(script);
  const ended = await migrate(database.ownerUrl);
  await database.close();
  return ended;
}

test.concurrent('an empty database is brought up to date by two at once, each function once, and then there is nothing to do', async () => {
  const database = await emptyDatabase();
  const ended = await Promise.all([migrate(database.ownerUrl), migrate(database.ownerUrl)]);
  expect(ended.map(({ code }) => code)).toEqual([0, 0]);
  const said = ended.map(({ output }) => output).join('');
  expect(said).toMatch(/applied \d+ migrations/);
  expect(said.match(/wrote \d+ functions and views/g)).toHaveLength(1);
  expect(await migrate(database.ownerUrl)).toEqual({ code: 0, output: 'database: up to date\n' });
  await database.drop();
});

test.concurrent('a migration that was edited after it was applied is refused by name', async () => {
  const { code, output } = await migratedAfter(
    `update public._prisma_migrations set checksum = repeat('0', 64) where migration_name like '%_ledger'`,
  );
  expect(code).toBe(1);
  expect(output).toMatch(/migration \d+_ledger was edited after it was applied/);
});

test.concurrent('a migration that failed half way is refused by name', async () => {
  const { code, output } = await migratedAfter(
    `update public._prisma_migrations set finished_at = null where migration_name like '%_payments'`,
  );
  expect(code).toBe(1);
  expect(output).toMatch(/migration \d+_payments failed half way/);
});

test.concurrent('a database newer than the program is refused: the older program would not know what it does', async () => {
  const { code, output } = await migratedAfter(
    `insert into public._prisma_migrations (id, checksum, migration_name, finished_at) values ('next', '', '29991231_next', now())`,
  );
  expect(code).toBe(1);
  expect(output).toContain('29991231_next');
});

test.concurrent('a database whose guards were taken down is refused, though no migration is pending', async () => {
  const { code, output } = await migratedAfter('drop trigger entry_keep on audit.entry');
  expect(code).toBe(1);
  expect(output).toContain('trigger entry_keep on audit.entry is missing');
});

test.concurrent('without an address, or with one where nobody answers, it says so in one line and shows no password', async () => {
  expect(await migrate(undefined)).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^DATABASE_OWNER_URL is not set.*\n$/),
  });
  const { code, output } = await migrate('postgresql://cage_owner:canary@127.0.0.1:1/cage');
  expect(code).toBe(1);
  expect(output).toMatch(/^migration failed: .*\n$/);
  expect(output).not.toContain('canary');
});

test.concurrent('a database that another version left is brought to the functions, views and grants of a fresh one', async () => {
  const database = await openDatabase({ connections: 1 });
  const before = await standing(database.ownerUrl);
  // As another version of the program left it: with a word more, and with a grant.
  const other = filesWith({
    'chain.watch': (source) => source.replace('return found;', 'return found; -- of another version'),
    'chain.see': (source) => `${source}grant execute on function chain.see to cage_app;\n`,
    'payments.waiting': (source) =>
      source
        .replace('create view payments.waiting as', `create view payments.waiting as select * from (`)
        .replace(/;\ngrant/, ') x order by since;\ngrant'),
  });
  expect(await write(database.ownerUrl, other)).toBe(other.length);
  const between = await standing(database.ownerUrl);
  expect(between.filter((it) => !before.includes(it))).toHaveLength(3);
  expect(await migrate(database.ownerUrl)).toEqual({
    code: 0,
    output: `database: wrote ${other.length} functions and views\n`,
  });
  expect(await standing(database.ownerUrl)).toEqual(before);
  expect(await write(database.ownerUrl, readFunctions())).toBe(0);
  await database.close();
});

test.concurrent('a new migration is followed by all functions, for it may have taken one down', async () => {
  const database = await openDatabase({ connections: 1 });
  const before = await standing(database.ownerUrl);
  await database.asOwner('drop view payments.waiting');
  const next = [...readMigrations(), { name: '29991231_next', source: 'drop view if exists payments.waiting;' }];
  expect(await write(database.ownerUrl, readFunctions(), next)).toBeGreaterThan(0);
  expect(await standing(database.ownerUrl)).toEqual(before);
  await database.close();
});

test.concurrent.each([
  [
    'a slip in its syntax',
    { 'chain.watch': (source: string) => source.replace('return found;', 'retrun found;') },
    /functions\/chain\/watch\.sql: syntax error/,
  ],
  [
    'a table that is not there',
    { 'payments.holder_of': (source: string) => source.replace('identity.player', 'identity.nobody') },
    /functions\/payments\/holder_of\.sql: relation "identity.nobody" does not exist/,
  ],
  [
    'another answer than before',
    { 'chain.watch': (source: string) => source.replace('returns boolean', 'returns int') },
    /functions\/chain\/watch\.sql: cannot change return type/,
  ],
  [
    'other arguments than before',
    { 'chain.drop_walk': (source: string) => source.replace('p_account text', 'p_account varchar, p_why text') },
    /functions\/chain\/drop_walk\.sql: function name "chain.drop_walk" is not unique/,
  ],
  ['no file any more', { 'chain.watch': null }, /what nobody writes any more: function chain\.watch\. Drop it/],
  [
    'no trigger any more',
    { 'chain.guard_attempt': (source: string) => source.replace(/create or replace trigger[^;]*;/, '') },
    /nobody writes any more: trigger attempt_guard on chain\.attempt/,
  ],
])('a function with %s leaves everything as it was, and is named', async (_, edit, said) => {
  const database = await openDatabase({ connections: 1 });
  const before = await standing(database.ownerUrl);
  const edits = {
    'payments.sent_for': (source: string) => source.replace('select div', 'select /* edited */ div'),
    ...edit,
  };
  await expect(write(database.ownerUrl, filesWith(edits))).rejects.toThrow(said);
  expect(await standing(database.ownerUrl)).toEqual(before);
  expect(await write(database.ownerUrl, readFunctions())).toBe(0);
  await database.close();
});

test.concurrent('what the migrations make and what the schema says are the same, and a difference would be seen', async () => {
  const database = await openDatabase({ connections: 1 });
  const diff = () =>
    prisma(
      database.ownerUrl,
      'migrate',
      'diff',
      '--from-config-datasource',
      '--to-schema',
      'prisma/schema',
      '--exit-code',
    );
  expect(await diff()).toMatchObject({ code: 0, output: expect.stringContaining('No difference detected') });
  await database.asOwner('alter table payments.quote add column surprise int');
  expect(await diff()).toMatchObject({ code: 2, output: expect.stringContaining('surprise') });
  await database.close();
});

test.concurrent('the engine from npm tells Prisma whether a database can be reached, in the words Prisma knows', async () => {
  const database = await openDatabase({ connections: 1 });
  expect(await engine(database.ownerUrl, 'can-connect-to-database')).toEqual({ code: 0, output: '' });
  const elsewhere = (change: (url: URL) => void) => {
    const url = new URL(database.ownerUrl);
    change(url);
    return engine(url.href, 'can-connect-to-database');
  };
  expect((await elsewhere((url) => (url.password = 'wrong'))).output).toContain('"error_code":"P1000"');
  expect((await elsewhere((url) => (url.port = '1'))).output).toContain('"error_code":"P1001"');
  expect((await elsewhere((url) => (url.pathname = '/none'))).output).toContain('"error_code":"P1003"');
  await database.close();
});

test.concurrent('a database is made and dropped by the engine from npm, and both may be asked for twice', async () => {
  const database = await emptyDatabase();
  for (const errand of [
    'drop-database',
    'drop-database',
    'create-database',
    'create-database',
    'can-connect-to-database',
  ])
    expect(await engine(database.ownerUrl, errand)).toEqual({ code: 0, output: '' });
  await database.drop();
});

test.concurrent('Prisma’s own commands work on the engine from npm', async () => {
  const database = await openDatabase({ connections: 1 });
  const { output } = await prisma(database.ownerUrl, 'migrate', 'status');
  expect(output).toContain('Database schema is up to date');
  await database.close();
});

test.concurrent('a migration is applied altogether or not at all, function bodies and all', async () => {
  const database = await emptyDatabase();
  // The function in the way is met when most of the file has run.
  await runScript(
    database.ownerUrl,
    `create schema ledger; create function ledger.refuse() returns int language sql as $$ select 1 $$`,
  );
  const { code, output } = await prisma(database.ownerUrl, 'migrate', 'deploy');
  expect(code).toBe(1);
  expect(output).toMatch(/refuse/);
  await expect(runScript(database.ownerUrl, 'select ledger.post_batch(null)')).rejects.toThrow(/does not exist/);
  await expect(runScript(database.ownerUrl, 'select * from ledger.asset')).resolves.toBeUndefined();
  await database.drop();
});
