import { createHash } from 'node:crypto';
import type { Connection } from './pending.ts';
import type { Source } from './sources.ts';
import { query, sql } from './tx.ts';

const VIEW = /^create view /im;

/**
 * Puts the functions, triggers and views of the files in force, all or none. Answers how many; 0: they are already, by what the
 * database says of itself. After each new migration it is done anew, for a migration may take down what stands on its table.
 * Safe to repeat; of several at once each must be alone (`pending.ts`).
 * @throws with the file's name when PostgreSQL does not take it, and when the database has what no file and no migration writes
 */
export async function writeFunctions(
  connection: Connection,
  migrations: readonly Source[],
  functions: readonly Source[],
): Promise<number> {
  const digest = digestOf([...migrations, ...functions]);
  if ((await digestIn(connection)) === digest) return 0;
  await replace(connection, functions);
  await refuseLeftOver(connection, [...migrations, ...functions]);
  await query(connection, sql`insert into public._cage_functions (digest) values (${digest})`);
  return functions.length;
}

/** Of one edit, one new file or one new migration it is another. */
const digestOf = (sources: readonly Source[]): string =>
  createHash('sha256')
    .update(JSON.stringify(sources.map(({ name, source }) => [name, source])))
    .digest('hex');

/** What was written last; every earlier one is kept, with its time. */
async function digestIn(connection: Connection): Promise<string | undefined> {
  const [table] = await query<{ there: boolean }>(
    connection,
    sql`select to_regclass('public._cage_functions') is not null as there`,
  );
  if (!table?.there)
    await query(
      connection,
      sql`create table public._cage_functions (
        n int generated always as identity primary key, digest text not null, written_at timestamptz not null default clock_timestamp())`,
    );
  const [last] = await query<{ digest: string }>(
    connection,
    sql`select digest from public._cage_functions order by n desc limit 1`,
  );
  return last?.digest;
}

/**
 * No order is needed among functions: their bodies are looked at when all stand. Views are taken down together and made anew, one
 * after those that it reads, because a view in use cannot change its columns. What a file does not grant is not granted any more.
 */
async function replace(connection: Connection, functions: readonly Source[]): Promise<void> {
  const views = inOrder(functions.filter(({ source }) => VIEW.test(source)));
  const others = functions.filter(({ source }) => !VIEW.test(source));
  await connection.query('set local check_function_bodies = off');
  if (views.length > 0) await connection.query(`drop view if exists ${views.map(({ name }) => name).join(', ')}`);
  await withdrawGrants(
    connection,
    others.map(({ name }) => name),
  );
  for (const { name, source } of [...others, ...views]) await named(name, () => connection.query(source));
  await connection.query('set local check_function_bodies = on');
  for (const { name } of others) await named(name, () => validate(connection, name));
}

async function named(name: string, act: () => Promise<unknown>): Promise<void> {
  await act().catch((error: Error) => {
    error.message = `functions/${name.replace('.', '/')}.sql: ${error.message}`; // its code says whether to try again
    throw error;
  });
}

/** A view stands after those it names. Views that name each other are PostgreSQL's to refuse. */
function inOrder(views: readonly Source[]): Source[] {
  const placed = new Set<Source>();
  const place = (view: Source, above: readonly Source[]) => {
    for (const other of views)
      if (!above.includes(other) && new RegExp(`\\b${other.name}\\b`).test(view.source.replaceAll(/--.*/g, '')))
        place(other, [...above, other]);
    placed.add(view);
  };
  for (const view of views) place(view, [view]);
  return [...placed];
}

const withdrawGrants = (connection: Connection, names: readonly string[]) =>
  query<{ done: string }>(
    connection,
    sql`select format('revoke all on function %s from cage_app, cage_sealer', p.oid::regprocedure) as done
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname || '.' || p.proname = any(${names})`,
  ).then(async (rows) => void (await connection.query(rows.map(({ done }) => done).join('; '))));

/** As PostgreSQL would have looked at it when it was made: syntax, and in SQL every name. */
const validate = (connection: Connection, name: string) =>
  query(
    connection,
    sql`select case l.lanname when 'plpgsql' then plpgsql_validator(p.oid) when 'sql' then fmgr_sql_validator(p.oid) end
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang where n.nspname || '.' || p.proname = ${name}`,
  );

/** Whoever takes a file away takes away what it made by a migration too: else an older database would go on with it. */
async function refuseLeftOver(connection: Connection, sources: readonly Source[]): Promise<void> {
  const made = (shape: RegExp) =>
    sources.flatMap(({ source }) => Array.from(source.matchAll(shape), (match) => match.slice(1).join('.')));
  const functions = made(/^create (?:or replace )?function (\w+\.\w+)/gim);
  const triggers = made(/^create (?:or replace )?trigger (\w+)[\s\S]*? on (\w+\.\w+)/gim);
  const views = made(/^create (?:or replace )?view (\w+\.\w+)/gim);
  const left = await query<{ thing: string }>(
    connection,
    sql`
    with ours as (select oid, nspname from pg_namespace where nspname in ('audit', 'chain', 'compliance', 'delivery', 'identity', 'ledger', 'payments', 'play', 'requests'))
    select 'function ' || n.nspname || '.' || p.proname as thing from pg_proc p join ours n on n.oid = p.pronamespace
    where n.nspname || '.' || p.proname <> all(${functions})
    union all
    select 'function ' || n.nspname || '.' || p.proname || ' with other arguments' from pg_proc p join ours n on n.oid = p.pronamespace
    group by n.nspname, p.proname having count(*) > 1
    union all
    select 'trigger ' || x.tgname || ' on ' || n.nspname || '.' || c.relname
    from pg_trigger x join pg_class c on c.oid = x.tgrelid join ours n on n.oid = c.relnamespace
    where not x.tgisinternal and x.tgname || '.' || n.nspname || '.' || c.relname <> all(${triggers})
    union all
    select 'view ' || n.nspname || '.' || c.relname from pg_class c join ours n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm') and n.nspname || '.' || c.relname <> all(${views})`,
  );
  if (left.length > 0)
    throw new Error(
      `the database has what nobody writes any more: ${left.map(({ thing }) => thing).join('; ')}. Drop it ("if exists") in a migration`,
    );
}
