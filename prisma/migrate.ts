/**
 * Brings a database up to date and proves that it is: applies what is pending, refuses a migration that was edited after it
 * was applied (Prisma would not notice), and checks that functions, triggers, tables and grants are there. Run as the
 * owner, by `npm run migrate` or by whoever starts the product. Quick when there is nothing to do.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { findMissing, type Migration, readMigrations } from './expectations.ts';
import { createPool, type Pool } from './pool.ts';
import { query, sql } from './tx.ts';

type Applied = { migration_name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null };

class MigrationError extends Error {}

async function migrate(url: string): Promise<string> {
  const pool = createPool(url, { max: 2, name: 'cage-migrate' });
  try {
    const migrations = readMigrations();
    const pending = await findPending(pool, migrations);
    if (pending.length > 0) await deploy(url);
    const left = await findPending(pool, migrations);
    if (left.length > 0) throw new MigrationError(`migration ${left[0]} was not applied though the tool said so`);
    const missing = await findMissing(pool, migrations);
    if (missing.length > 0)
      throw new MigrationError(`the database is not as the migrations leave it: ${missing.slice(0, 5).join('; ')}`);
    return pending.length > 0 ? `applied ${pending.length} migrations` : 'up to date';
  } finally {
    await pool.end();
  }
}

async function findPending(pool: Pool, migrations: readonly Migration[]): Promise<string[]> {
  const [table] = await query<{ there: boolean }>(
    pool,
    sql`select to_regclass('public._prisma_migrations') is not null as there`,
  );
  const applied = table?.there
    ? await query<Applied>(
        pool,
        sql`select migration_name, checksum, finished_at, rolled_back_at from public._prisma_migrations where rolled_back_at is null`,
      )
    : [];
  const byName = new Map(applied.map((row) => [row.migration_name, row]));
  for (const { name, source } of migrations) {
    const row = byName.get(name);
    if (row && row.finished_at === null)
      throw new MigrationError(`migration ${name} failed half way; see "prisma migrate resolve"`);
    if (row && row.checksum !== createHash('sha256').update(source).digest('hex')) {
      throw new MigrationError(
        `migration ${name} was edited after it was applied; undo the edit and write a new migration (on a laptop: npm start -- --fresh)`,
      );
    }
  }
  const ours = new Set(migrations.map(({ name }) => name));
  const newer = applied.find((row) => !ours.has(row.migration_name));
  if (newer)
    throw new MigrationError(
      `the database has migration ${newer.migration_name}, which this version does not know: it is newer than the program`,
    );
  return migrations.map(({ name }) => name).filter((name) => !byName.has(name));
}

function deploy(url: string): Promise<void> {
  const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const root = fileURLToPath(new URL('..', import.meta.url));
  const child = spawn(process.execPath, [cli, 'migrate', 'deploy'], {
    cwd: root,
    env: { ...process.env, DATABASE_OWNER_URL: url, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk).slice(-4_000)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0
        ? resolve()
        : reject(
            new MigrationError(
              `prisma migrate deploy ended with ${code}: ${said.trim().split('\n').slice(-8).join(' | ')}`,
            ),
          ),
    );
  });
}

const url = process.env.DATABASE_OWNER_URL;
if (!url) {
  process.stderr.write(
    'DATABASE_OWNER_URL is not set; it is the PostgreSQL address of the role that owns the tables\n',
  );
  process.exitCode = 1;
} else {
  await migrate(url).then(
    (done) => void process.stdout.write(`database: ${done}\n`),
    (error: Error) => {
      process.stderr.write(`migration failed: ${error.message}\n`);
      process.exitCode = 1;
    },
  );
}
