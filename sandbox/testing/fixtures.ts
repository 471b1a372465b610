import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { grantConnect, withClient } from '../stack/postgres-roles.ts';
import { redisUrl } from '../stack/redis.ts';
import { TEST_DATABASES, type TestAddresses } from './infrastructure.ts';
import { WORKFLOWS } from './programs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cage: TestAddresses;
  }
}

let given: TestAddresses | undefined;

/** For programs that start servers of their own, outside of a test run. */
export function workOnServers(addresses: TestAddresses): void {
  given = addresses;
}

const servers = (): TestAddresses => given ?? inject('cage');

/** What Node is given to start a program of ours, named from the project's folder: built, or else as it lies there. */
export function program(file: string, ...args: string[]): string[] {
  const built = path.join(servers().programs, file.replace(/\.ts$/, '.mjs'));
  const how = existsSync(built) ? [built] : ['--import', 'tsx', file];
  return [...how, ...args];
}

/** Runs such a program to its end, with nothing in its environment but a PATH and what is given. */
export function runProgram(env: Readonly<Record<string, string>>, file: string, ...args: string[]) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, program(file, ...args), { env: { PATH: process.env.PATH, ...env } });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk) => (said.out += chunk));
    child.stderr.on('data', (chunk) => (said.err += chunk));
    child.once('close', (code) => resolve({ code, ...said }));
  });
}

/** The workflows as a worker runs them, bundled once for the whole run. */
export const testWorkflows = () => ({ codePath: path.join(servers().programs, WORKFLOWS) });

export type TestDatabase = {
  readonly name: string;
  /** As the product connects: role cage_app. */
  readonly appUrl: string;
  /** As the sealer of the audit trail connects: role cage_sealer. */
  readonly sealerUrl: string;
  /** As the migration connects: role cage_owner, who owns the database. */
  readonly ownerUrl: string;
  /** PostgreSQL's superuser, for tests that must look behind everything. */
  readonly superuserUrl: string;
  /** Throws everybody out and forgets the data. */
  drop(): Promise<void>;
};

/** A fresh, migrated, empty database: a clone of the template. */
export async function testDatabase(): Promise<TestDatabase> {
  const { postgres, template } = servers();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const url = (role: string, password: string, database: string) =>
    `postgresql://${role}:${password}@127.0.0.1:${postgres.port}/${database}`;
  const admin = url('postgres', postgres.superuser, 'postgres');
  await withClient(admin, async (client) => {
    const [database, from] = [pg.escapeIdentifier(name), pg.escapeIdentifier(template)];
    // Copied as files: written through the log it takes half as much again, and nobody is here to recover it for.
    await client.query(`CREATE DATABASE ${database} TEMPLATE ${from} OWNER cage_owner STRATEGY file_copy`);
    await grantConnect(client, name);
  });
  return {
    name,
    appUrl: url('cage_app', postgres.app, name),
    sealerUrl: url('cage_sealer', postgres.sealer, name),
    ownerUrl: url('cage_owner', postgres.owner, name),
    superuserUrl: url('postgres', postgres.superuser, name),
    drop: async () => {
      await withClient(admin, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
      );
    },
  };
}

export type TestRedis = { readonly url: string; flush(): Promise<void> };

/** A numbered database of its own on the run's Redis, empty at first. */
export async function testRedis(): Promise<TestRedis> {
  const { redis } = servers();
  const drawn = await redisCommand('SELECT 0', 'INCR cage:test:databases');
  const database = 1 + (Number(drawn.replace(/^:/, '')) % (TEST_DATABASES - 1));
  const flush = async () => void (await redisCommand(`SELECT ${database}`, 'FLUSHDB'));
  await flush();
  return { url: redisUrl(redis, database), flush };
}

export type TestTemporal = {
  readonly address: string;
  readonly namespace: string;
  /** Of this test alone, so that files run side by side. */
  readonly taskQueue: string;
  readonly uiUrl: string;
};

export function testTemporal(): TestTemporal {
  const { address, namespace, uiPort } = servers().temporal;
  const taskQueue = `test-${randomBytes(6).toString('hex')}`;
  return { address, namespace, taskQueue, uiUrl: `http://127.0.0.1:${uiPort}` };
}

/** Sends a few commands over one connection and gives the answer to the last. */
function redisCommand(...commands: string[]): Promise<string> {
  const { port, password } = servers().redis;
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let said = '';
    socket.once('error', reject);
    socket.on('data', (chunk) => {
      said += chunk;
      const answers = said.split('\r\n').slice(0, -1);
      if (answers.length <= commands.length) return;
      socket.destroy();
      const last = answers[commands.length] ?? '';
      if (last.startsWith('-')) reject(new Error(last));
      else resolve(last);
    });
    socket.write([`AUTH ${password}`, ...commands, ''].join('\r\n'));
  });
}
