import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openHome, postgresUserOf } from '../stack/home.ts';
import type { Part } from '../stack/part.ts';
import { reservePort } from '../stack/ports.ts';
import { postgresLeftoverStopping, postgresPart, superuserUrl } from '../stack/postgres.ts';
import { postgresBinaries } from '../stack/postgres-binaries.ts';
import { ensureDatabase, ensureRoles, withClient } from '../stack/postgres-roles.ts';
import { identify, isRunning } from '../stack/process-identity.ts';
import { redisPart } from '../stack/redis.ts';
import { findRedis } from '../stack/redis-binary.ts';
import { rememberedProcesses } from '../stack/remembered-processes.ts';
import type { RunningProcess } from '../stack/running-process.ts';
import { startPart } from '../stack/start-part.ts';
import { temporalPart } from '../stack/temporal.ts';
import { findTemporal } from '../stack/temporal-binary.ts';
import { readTemporalDev } from '../stack/temporal-dev.ts';
import { ensureNamespace } from '../stack/temporal-namespace.ts';
import { toolsCache } from '../stack/tools-cache.ts';
import { buildPrograms } from './programs.ts';

/** What a test needs to know of the servers it runs on. Plain data: it travels to the test's process. */
export type TestAddresses = {
  readonly postgres: {
    readonly port: number;
    readonly superuser: string;
    readonly owner: string;
    readonly app: string;
    readonly sealer: string;
  };
  readonly template: string;
  /** Where the programs are that tests start, built. */
  readonly programs: string;
  readonly redis: { readonly port: number; readonly password: string };
  readonly temporal: { readonly address: string; readonly namespace: string; readonly uiPort: number };
};

export type Infrastructure = {
  readonly addresses: TestAddresses;
  stop(): Promise<void>;
  /** For the moment of exit, when nothing can be waited for any more. */
  killNow(): void;
};

export type InfrastructureWish = {
  readonly projectDir: string;
  /** The folder `.cage/`; each run keeps its data in a folder of its own below it. */
  readonly homeDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly ownerPid: number;
  /** As an operator has it: Temporal keeps a file, PostgreSQL syncs. Tests can do without. */
  readonly durable?: boolean;
  /** Brings an empty database to today's schema. */
  migrate(ownerUrl: string): Promise<void>;
  progress(doing: string): void;
};

export const TEST_DATABASES = 512;
const TEMPLATE = 'cage_template';

/** PostgreSQL with a migrated template, Redis and Temporal, all on free ports and with data that nobody will miss. */
export async function startInfrastructure(wish: InfrastructureWish): Promise<Infrastructure> {
  const home = openHome(wish.homeDir);
  const runs = home.at('test');
  mkdirSync(runs, { recursive: true, mode: 0o700 });
  await sweepOldRuns(runs);
  const dir = path.join(runs, `run-${wish.ownerPid}`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(dir, 'owner.json'), JSON.stringify(identify(wish.ownerPid)));

  const processes = rememberedProcesses(path.join(dir, 'processes'));
  const running: { part: Part; process: RunningProcess }[] = [];
  const abort = new AbortController();
  const start = async (part: Part) => {
    const process = await startPart(part, {
      onLine: () => {},
      onStarted: (started) => {
        processes.remember(part.name, started.identity);
        running.push({ part, process: started });
      },
      signal: abort.signal,
    });
    return process;
  };
  const stop = async () => {
    abort.abort();
    await Promise.all(running.map(({ part, process }) => process.stop(part.stopping)));
    rmSync(dir, { recursive: true, force: true });
  };
  const killNow = () => {
    for (const { process: each } of running) {
      try {
        if (isRunning(each.identity)) process.kill(each.identity.pid, 'SIGKILL');
      } catch {} // it ended in this very moment
    }
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const programs = path.join(dir, 'programs');
    const [postgres, redis, temporal] = await Promise.all([
      startPostgres(wish, dir, runs, start),
      startRedis(wish, dir, start, abort.signal),
      startTemporal(wish, dir, start, abort.signal),
      buildPrograms(wish.projectDir, programs),
    ]);
    return { addresses: { postgres, template: TEMPLATE, programs, redis, temporal }, stop, killNow };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Start = (part: Part) => Promise<RunningProcess>;

async function startPostgres(wish: InfrastructureWish, dir: string, runs: string, start: Start) {
  const binaries = postgresBinaries();
  const { port, release } = await reservePort([]);
  const secret = { superuser: newSecret(), owner: newSecret(), app: newSecret(), sealer: newSecret() };
  const user = postgresUserOf(openHome(wish.homeDir), wish.projectDir, binaries.dir, runs, dir);
  // fsync guards against a power cut only; a killed PostgreSQL loses nothing without it.
  const tuning = wish.durable
    ? { sharedBuffers: '512MB', maxWalSize: '4GB', maxConnections: 300, fsync: true }
    : { sharedBuffers: '128MB', maxWalSize: '1GB', maxConnections: 300, fsync: false };
  const place = { dataDir: path.join(dir, 'pg'), port, password: secret.superuser, binaries, user, tuning };
  await release();
  await start(postgresPart(place));
  await withClient(superuserUrl(place), async (client) => {
    await ensureRoles(client, secret);
    await ensureDatabase(client, TEMPLATE);
  });
  await wish.migrate(`postgresql://cage_owner:${secret.owner}@127.0.0.1:${port}/${TEMPLATE}`);
  return { port, ...secret };
}

async function startRedis(wish: InfrastructureWish, dir: string, start: Start, signal: AbortSignal) {
  const finding = { env: wish.env, cache: toolsCache(wish.env), progress: wish.progress, signal };
  const server = await findRedis(finding);
  const { port, release } = await reservePort([]);
  const password = newSecret();
  await release();
  await start(redisPart({ dir: path.join(dir, 'redis'), port, password, server, databases: TEST_DATABASES }));
  return { port, password };
}

async function startTemporal(wish: InfrastructureWish, dir: string, start: Start, signal: AbortSignal) {
  const finding = { env: wish.env, cache: toolsCache(wish.env), progress: wish.progress, signal };
  const binary = await findTemporal(finding);
  const dev = readTemporalDev(path.join(wish.projectDir, 'temporal-dev.yaml'));
  const [server, ui] = [await reservePort([]), await reservePort([])];
  await Promise.all([server.release(), ui.release()]);
  const databaseFile = wish.durable ? { databaseFile: path.join(dir, 'temporal.db') } : {};
  await start(temporalPart({ binary, port: server.port, uiPort: ui.port, dev, ...databaseFile }));
  const address = `127.0.0.1:${server.port}`;
  await ensureNamespace(address, dev);
  return { address, namespace: dev.namespace, uiPort: ui.port };
}

/** A run that was killed could not clean up: the next one does it. */
async function sweepOldRuns(runs: string): Promise<void> {
  for (const name of readdirSync(runs)) {
    const dir = path.join(runs, name);
    if (isOwned(path.join(dir, 'owner.json'))) continue;
    await rememberedProcesses(path.join(dir, 'processes')).endLeftovers([
      { name: 'postgres', stopping: postgresLeftoverStopping },
      { name: 'redis', stopping: [] },
      { name: 'temporal', stopping: [] },
    ]);
    rmSync(dir, { recursive: true, force: true });
  }
}

function isOwned(file: string): boolean {
  try {
    return isRunning(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return false;
  }
}

function newSecret(): string {
  return randomBytes(18).toString('base64url');
}
