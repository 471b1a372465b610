/**
 * Brings a database up to date and proves that it is: applies the migrations that are pending, refuses one that was edited after
 * it was applied (Prisma would not notice), puts the functions of `functions/` in force, and checks that functions, triggers,
 * tables and grants are there. Run as the owner, by `npm run migrate` or by whoever starts the product. Quick when there is
 * nothing to do.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { findMissing } from './expectations.ts';
import { writeFunctions } from './functions.ts';
import { alone, findPending, MigrationError } from './pending.ts';
import { createPool } from './pool.ts';
import { readFunctions, readMigrations } from './sources.ts';

async function migrate(url: string): Promise<string> {
  const pool = createPool(url, { max: 2, name: 'cage-migrate', statementMs: 60_000 });
  try {
    const [migrations, functions] = [readMigrations(), readFunctions()];
    const pending = await alone(pool, (connection) => findPending(connection, migrations));
    if (pending.length > 0) await deploy(url);
    const written = await alone(pool, async (connection) => {
      // Another deployer may have been here since, with a newer program.
      const [left] = await findPending(connection, migrations);
      if (left) throw new MigrationError(`migration ${left} was not applied though the tool said so`);
      return writeFunctions(connection, migrations, functions);
    });
    const missing = await findMissing(pool, [...migrations, ...functions]);
    if (missing.length > 0)
      throw new MigrationError(`the database is not as the migrations leave it: ${missing.slice(0, 5).join('; ')}`);
    const done = [
      ...(pending.length > 0 ? [`applied ${pending.length} migrations`] : []),
      ...(written > 0 ? [`wrote ${written} functions and views`] : []),
    ];
    return done.length > 0 ? done.join(', ') : 'up to date';
  } finally {
    await pool.end();
  }
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
