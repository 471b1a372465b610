/**
 * `npm run -s staff -- list`: who has ever signed in at the staff desk: id, name, roles, and at how many places now.
 * `npm run -s staff -- end STAFF`: signs them out everywhere at once; each session has a row in the trail.
 */
import { createPool, type Pool } from '../prisma/pool.ts';
import { createTransaction, query, type Row, type Sql } from '../prisma/tx.ts';
import { endStaff, listStaff } from './end-staff.ts';

const USAGE = `What is to be done? For example:
  npm run -s staff -- list
  npm run -s staff -- end 01a1fd72-6978-7267-ae90-c10f157edaaf`;

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = fail(`staff: ${error instanceof Error ? error.message : String(error)}`);
}

async function main(): Promise<number> {
  const [verb, staff, ...rest] = process.argv.slice(2);
  const isEnd = verb === 'end' && staff !== undefined && rest.length === 0;
  if (!isEnd && !(verb === 'list' && staff === undefined)) return fail(USAGE);
  const url = process.env.DATABASE_URL;
  if (!url) return fail('staff: DATABASE_URL is not set, and no "npm start" of this clone has left one');
  const pool = createPool(url, { max: 1, name: 'cage-staff' });
  try {
    return isEnd ? await end(pool, staff) : await list(pool);
  } finally {
    await pool.end();
  }
}

async function end(pool: Pool, staff: string): Promise<number> {
  const ended = await endStaff({ transaction: createTransaction(pool) })(staff);
  if ('reason' in ended) return fail(`staff: there is no member of staff ${staff}; see npm run -s staff -- list`);
  process.stdout.write(`${ended.name} is signed out: ${ended.sessions} of their sessions ended just now.\n`);
  return 0;
}

async function list(pool: Pool): Promise<number> {
  const reader = { query: <R extends Row>(statement: Sql) => query<R>(pool, statement) };
  for (const { id, name, roles, sessions } of await listStaff(reader))
    process.stdout.write(`${id}  ${name}  ${roles.join(', ') || 'no role'}  signed in at ${sessions}\n`);
  return 0;
}

function fail(line: string): 1 {
  process.stderr.write(`${line}\n`);
  return 1;
}
