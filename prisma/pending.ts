import { createHash } from 'node:crypto';
import type { Pool } from './pool.ts';
import type { Source } from './sources.ts';
import { again, query, sql } from './tx.ts';

type Applied = { migration_name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null };

export class MigrationError extends Error {}

/** One connection of a pool, inside of a transaction: it answers queries as a pool does. */
export type Connection = Pick<Pool, 'query'>;

/** Prisma's own number: whoever applies migrations has it, and nobody looks at a database that is half way. */
const MIGRATING = 72_707_369;

/**
 * Does it in a transaction while no other deployer migrates this database; all of it or nothing. Runs again after a deadlock or a
 * lock that was not given: nothing leaves the process from within.
 */
export const alone = <T>(pool: Pool, act: (connection: Connection) => Promise<T>): Promise<T> =>
  again(4, async () => {
    const connection = await pool.connect();
    let broken = true;
    try {
      await connection.query('begin');
      await connection.query(`set local lock_timeout = '50s'; select pg_advisory_xact_lock(${MIGRATING})`);
      // Players wait behind whoever waits for a lock on their tables.
      await connection.query(`set local lock_timeout = '2s'`);
      const result = await act(connection);
      await connection.query('commit');
      broken = false;
      return result;
    } catch (error) {
      broken = await connection.query('rollback').then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      connection.release(broken);
    }
  });

/** The migrations this database has not seen, in their order; throws where it is not one that they could be applied to. */
export async function findPending(connection: Connection, migrations: readonly Source[]): Promise<string[]> {
  const [table] = await query<{ there: boolean }>(
    connection,
    sql`select to_regclass('public._prisma_migrations') is not null as there`,
  );
  const applied = table?.there
    ? await query<Applied>(
        connection,
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
