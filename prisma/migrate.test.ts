import { expect, test } from 'vitest';
import { emptyDatabase, engine, migrate, openDatabase, prisma, runScript } from './test-databases.ts';

/** What the migration says of a database with which this was done after it was last migrated. */
async function migratedAfter(script: string) {
  const database = await openDatabase({ connections: 1 });
  await database.asOwner(script);
  const ended = await migrate(database.ownerUrl);
  await database.close();
  return ended;
}

test.concurrent('an empty database is brought up to date, and the second time there is nothing to do', async () => {
  const database = await emptyDatabase();
  expect(await migrate(database.ownerUrl)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/applied \d+ migrations/),
  });
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
