import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { program, type TestDatabase, testDatabase } from '../sandbox/testing/fixtures.ts';
import { createPool, type Pool } from './pool.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A hundred at once on ten connections wait their turn, also on a machine that is busy elsewhere. */
export const CONNECT_MS = 30_000;

/** A database with somebody in it, and everybody gone at the end. */
export type OpenDatabase = TestDatabase & {
  /** As the product works on it. */
  readonly app: Pool;
  /** As the sealer of the audit trail works on it. */
  readonly sealer: Pool;
  /** Runs a script as the role that owns the tables. */
  asOwner(script: string): Promise<void>;
  /** Runs a script as PostgreSQL's superuser, whom nothing stops. */
  asSuperuser(script: string): Promise<void>;
  close(): Promise<void>;
};

export async function openDatabase({ connections = 20 } = {}): Promise<OpenDatabase> {
  const database = await testDatabase();
  const app = createPool(database.appUrl, { max: connections, name: 'test', connectMs: CONNECT_MS });
  const sealer = createPool(database.sealerUrl, { max: connections, name: 'test', connectMs: CONNECT_MS });
  return {
    ...database,
    app,
    sealer,
    asOwner: (script) => runScript(database.ownerUrl, script),
    asSuperuser: (script) => runScript(database.superuserUrl, script),
    async close() {
      await Promise.all([app.end(), sealer.end()]);
      await database.drop();
    },
  };
}

/** A script writes as much as a test wants: on a busy machine that takes longer than any command may. */
const SCRIPT_MS = 120_000;

/** Looks at a database as it would be after the script, and takes the script back. */
export async function asIfDone<T>(url: string, script: string, look: (connection: Pool) => Promise<T>): Promise<T> {
  const pool = createPool(url, { max: 1, name: 'test', statementMs: SCRIPT_MS });
  const connection = await pool.connect();
  try {
    await connection.query('begin');
    await connection.query(script);
    return await look(connection as unknown as Pool); // one connection answers queries as a pool does
  } finally {
    await connection.query('rollback');
    connection.release();
    await pool.end();
  }
}

export async function runScript(url: string, script: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end();
  }
}

/** A database of the owner's in which no migration has run. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const database = await testDatabase();
  const name = pg.escapeIdentifier(database.name);
  const admin = new URL(database.superuserUrl);
  admin.pathname = '/postgres';
  await runScript(admin.href, `DROP DATABASE ${name} WITH (FORCE)`);
  await runScript(admin.href, `CREATE DATABASE ${name} OWNER cage_owner`);
  return database;
}

export type Ended = { readonly code: number | null; readonly output: string };

/** Brings the database of this address up to date, as `npm run migrate` does. */
export const migrate = (ownerUrl: string | undefined): Promise<Ended> =>
  runNode(program('prisma/migrate.ts'), ownerUrl);

export const prisma = (ownerUrl: string | undefined, ...args: string[]): Promise<Ended> =>
  runNode([createRequire(import.meta.url).resolve('prisma/build/index.js'), ...args], ownerUrl);

/** Runs an errand of the schema engine as Prisma would. */
export const engine = (url: string, errand: string): Promise<Ended> =>
  runNode(['prisma/schema-engine.mjs', '--datasource', JSON.stringify({ url }), 'cli', errand], undefined);

async function runNode(args: string[], ownerUrl: string | undefined): Promise<Ended> {
  const { DATABASE_OWNER_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: {
      ...env,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      NO_COLOR: '1',
      ...(ownerUrl ? { DATABASE_OWNER_URL: ownerUrl } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
