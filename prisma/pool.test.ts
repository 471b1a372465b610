import { connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool } from './pool.ts';
import { type OpenDatabase, openDatabase } from './test-databases.ts';
import { query, sql } from './tx.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

/** A line to the database that can go dead without a word, as when a machine loses its power. */
async function openLine() {
  const { port, hostname } = new URL(database.appUrl);
  const sockets: Socket[] = [];
  let dead = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    sockets.push(near, far);
    near.on('data', (bytes) => dead || far.write(bytes)).on('error', () => undefined);
    far.on('data', (bytes) => dead || near.write(bytes)).on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(database.appUrl);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    goesDead: () => {
      dead = true;
    },
    comesBack: () => {
      dead = false;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

test('a line that goes dead fails the statement, and the next one gets another line', async () => {
  const line = await openLine();
  const pool = createPool(line.url, { max: 1, name: 'test' });
  await query(pool, sql`select 1`);
  line.goesDead();
  await expect(query(pool, sql`select 2`)).rejects.toThrow(/timeout/i);
  line.comesBack();
  expect(await query(pool, sql`select 3 as three`)).toEqual([{ three: 3 }]);
  await pool.end();
  line.close();
});
