import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openHome, postgresUserOf } from './home.ts';
import { freePort } from './ports.ts';
import { type PostgresPlace, postgresPart, superuserUrl } from './postgres.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { ensureDatabase, ensureRoles, withClient } from './postgres-roles.ts';
import { identify } from './process-identity.ts';
import { projectDir, testPlace } from './test-place.ts';

const here = testPlace();

test('PostgreSQL keeps its data over a stop and over a kill', async () => {
  const place = await postgresPlace();
  const part = postgresPart(place);
  const first = await here.start(part);
  expect(await counted(place)).toBe(1);
  await first.stop([{ signal: 'SIGINT', withinMs: 30_000 }]);
  expect(await first.ended).toEqual({ code: 0, signal: null });

  const second = await here.start(part);
  expect(await counted(place)).toBe(2);
  process.kill(second.identity.pid, 'SIGKILL');
  await second.ended;

  await here.start(part);
  expect(await counted(place)).toBe(3);
});

test('a PostgreSQL that a killed launcher left behind is stopped in good order and replaced', async () => {
  const place = await postgresPlace();
  const orphan = await here.start(postgresPart(place));
  await counted(place);
  const again = { ...place, port: await freePort() };
  await here.start(postgresPart(again));
  expect(await orphan.ended).toEqual({ code: 0, signal: null });
  expect(await counted(again)).toBe(2);
});

test('a postmaster.pid that names another program does not stand in the way, and that program lives on', async () => {
  const place = await postgresPlace();
  const first = await here.start(postgresPart(place));
  process.kill(first.identity.pid, 'SIGKILL');
  await first.ended;
  const file = path.join(place.dataDir, 'postmaster.pid');
  const bystander = await here.start({
    name: 'bystander',
    title: 'Bystander',
    command: () => ({ file: 'sleep', args: ['60'] }),
    answers: async () => {},
    stopping: [],
    answersWithinMs: 1_000,
  });
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(bystander.identity.pid)));
  await here.start(postgresPart(place));
  expect(identify(bystander.identity.pid)).toEqual(bystander.identity);
});

test('what a killed initdb left is made anew', async () => {
  const place = await postgresPlace();
  mkdirSync(`${place.dataDir}.new/base`, { recursive: true });
  writeFileSync(`${place.dataDir}.password`, 'old');
  await here.start(postgresPart(place));
  expect(await counted(place)).toBe(1);
  expect(existsSync(`${place.dataDir}.password`)).toBe(false);
});

test('the application’s role may connect, and make nothing', async () => {
  const place = await postgresPlace();
  await here.start(postgresPart(place));
  for (const _ of ['first start', 'second start']) {
    await withClient(superuserUrl(place), async (client) => {
      await ensureRoles(client, { owner: 'o', app: 'a', sealer: 's' });
      await ensureDatabase(client, 'cage');
    });
  }
  const app = `postgresql://cage_app:a@127.0.0.1:${place.port}`;
  await withClient(`${app}/cage`, async (client) => {
    await expect(client.query('create table t (n int)')).rejects.toThrow(/permission denied/);
    await expect(client.query('create temporary table t (n int)')).rejects.toThrow(/permission denied/);
    await expect(client.query('create role r')).rejects.toThrow(/permission denied/);
  });
});

async function postgresPlace(changes: Partial<PostgresPlace> = {}): Promise<PostgresPlace> {
  const binaries = postgresBinaries();
  const home = openHome(path.join(here.dir, '.cage'));
  const user = postgresUserOf(home, projectDir, binaries.dir);
  const tuning = { sharedBuffers: '32MB', maxWalSize: '256MB', maxConnections: 20, fsync: true };
  return { dataDir: home.at('pg'), port: await freePort(), password: 'pw', binaries, user, tuning, ...changes };
}

const counted = (place: PostgresPlace) =>
  withClient(superuserUrl(place), async (client) => {
    await client.query('create table if not exists kept (n int)');
    await client.query('insert into kept values (1)');
    const { rows } = await client.query('select count(*)::int as n from kept');
    return rows[0].n;
  });
