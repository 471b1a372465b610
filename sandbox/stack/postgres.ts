import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type Part, until } from './part.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { PostgresUser } from './postgres-user.ts';
import { commandLine, identify } from './process-identity.ts';
import { type Command, stopStranger } from './running-process.ts';

type PostgresTuning = {
  readonly sharedBuffers: string;
  readonly maxWalSize: string;
  readonly maxConnections: number;
  readonly fsync: boolean;
};

export const laptopTuning: PostgresTuning = {
  sharedBuffers: '512MB',
  maxWalSize: '4GB',
  maxConnections: 200,
  fsync: true,
};

export type PostgresPlace = {
  readonly dataDir: string;
  readonly port: number;
  /** Of PostgreSQL's own superuser, which only the stack uses. */
  readonly password: string;
  readonly binaries: PostgresBinaries;
  readonly user: PostgresUser;
  readonly tuning: PostgresTuning;
};

/** SIGINT disconnects everybody, writes a checkpoint and ends; SIGQUIT leaves the rest to the next start's recovery. */
export const postgresStopping = [
  { signal: 'SIGINT', withinMs: 1_200 },
  { signal: 'SIGQUIT', withinMs: 400 },
] as const;

/** For one that was left behind: nobody waits at a Ctrl-C, so it may take the time its checkpoint needs. */
export const postgresLeftoverStopping = [
  { signal: 'SIGINT', withinMs: 20_000 },
  { signal: 'SIGQUIT', withinMs: 5_000 },
] as const;

export function postgresPart(place: PostgresPlace): Part {
  return {
    name: 'postgres',
    title: 'PostgreSQL',
    command: async () => {
      await makeCluster(place);
      await clearPostmasterFile(place.dataDir);
      return serverCommand(place);
    },
    answers: (_, signal) => until(() => answers(superuserUrl(place)), 25, signal),
    stopping: postgresStopping,
    answersWithinMs: 120_000, // recovery after a crash replays up to max_wal_size
  };
}

export function superuserUrl(
  { password, port }: Pick<PostgresPlace, 'password' | 'port'>,
  database = 'postgres',
): string {
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

/** True once a query is answered. Throws when it never will be: the password is not this cluster's. */
async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}

function serverCommand({ user, binaries, dataDir, port, tuning }: PostgresPlace): Command {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '', // else it wants a socket in the temp folder, which another server may already have
    max_connections: tuning.maxConnections,
    shared_buffers: tuning.sharedBuffers,
    max_wal_size: tuning.maxWalSize,
    fsync: tuning.fsync ? 'on' : 'off',
    full_page_writes: tuning.fsync ? 'on' : 'off', // against the same power cut
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return { ...user.command(binaries.postgres, ['-D', dataDir, '-p', String(port), ...flags]), cwd: dataDir };
}

/** Makes the cluster beside its place and renames it when whole: a start that is killed leaves no half cluster behind. */
async function makeCluster({ dataDir, password, user, binaries }: PostgresPlace): Promise<void> {
  if (existsSync(path.join(dataDir, 'PG_VERSION'))) return;
  const half = `${dataDir}.new`;
  const passwordFile = `${dataDir}.password`;
  rmSync(half, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(half, { mode: 0o700 });
  chmodSync(half, 0o700);
  user.own(half);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  user.own(passwordFile);
  try {
    const args = ['-D', half, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
    await run({ ...user.command(binaries.initdb, [...args, ...locale]), cwd: half });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(half, dataDir);
}

function run({ file, args, ...options }: Command): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`initdb failed: ${said.trim()}`))));
  });
}

/**
 * Sees to it that postmaster.pid does not stand in the way. A server that still runs there (its launcher was killed) is
 * stopped in good order; a pid that now belongs to another program is made impossible. The file itself stays: it holds
 * the key by which PostgreSQL finds backends that outlived their postmaster.
 */
async function clearPostmasterFile(dataDir: string): Promise<void> {
  const file = path.join(dataDir, 'postmaster.pid');
  const lines = readLines(file);
  const owner = identify(Math.abs(Number(lines[0])));
  if (!owner) return;
  const [program = '', ...args] = commandLine(owner.pid);
  if (path.basename(program) === 'postgres' && args.includes(dataDir)) {
    return stopStranger(owner, postgresLeftoverStopping);
  }
  writeFileSync(file, ['999999999', ...lines.slice(1)].join('\n'));
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
