import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { AssertionError } from '../domain/assert.ts';
import { type OpenDatabase, openDatabase } from './test-databases.ts';
import { createTransaction, query, sql, type Transaction, type Tx } from './tx.ts';

let database: OpenDatabase;
let transaction: Transaction;
beforeAll(async () => {
  database = await openDatabase();
  // A deadlock is looked for after this time; PostgreSQL's own second would only make us wait.
  await database.asSuperuser(`alter database "${database.name}" set deadlock_timeout = '20ms'`);
  transaction = createTransaction(database.app);
});
afterAll(() => database.close());
beforeEach(() => database.asSuperuser('delete from delivery.lease'));

/** Leases are rows the application may write freely: what a test of transactions needs. */
const put = (tx: Tx, name: string, holder = 'nobody') =>
  tx.query(sql`select delivery.take_lease(${name}, ${holder}, '0 seconds')`);
const names = async () =>
  (await query<{ name: string }>(database.app, sql`select name from delivery.lease order by name`)).map(
    (row) => row.name,
  );
const holders = async () =>
  (await query<{ holder: string }>(database.app, sql`select holder from delivery.lease order by name`)).map(
    (row) => row.holder,
  );

/** Lets everybody go on when so many have come; afterwards it keeps nobody. */
function meetingOf(people: number): () => Promise<void> {
  let come = 0;
  let open = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    come += 1;
    if (come === people) open();
    return all;
  };
}

test('what a transaction wrote is there when it is over, and its answer is handed on', async () => {
  expect(await transaction(async (tx) => (await put(tx, 'a')).length)).toBe(1);
  expect(await names()).toEqual(['a']);
});

test('nothing of a transaction that throws is written, and the error is the one that was thrown', async () => {
  const ours = new Error('no');
  const failing = transaction(async (tx) => {
    await put(tx, 'a');
    throw ours;
  });
  await expect(failing).rejects.toBe(ours);
  expect(await names()).toEqual([]);
});

test('a statement the database refuses undoes the ones before it', async () => {
  const failing = transaction(async (tx) => {
    await put(tx, 'a');
    await tx.query(sql`select 1 / 0`);
  });
  await expect(failing).rejects.toMatchObject({ code: '22012' });
  expect(await names()).toEqual([]);
});

test('a failed statement that was passed over in silence is not taken for a commit', async () => {
  const told: string[] = [];
  const careless = transaction(async (tx) => {
    tx.afterCommit(() => told.push('committed'));
    await put(tx, 'a');
    await tx.query(sql`select 1 / 0`).catch(() => undefined);
    return 'all is well';
  });
  await expect(careless).rejects.toThrow(AssertionError);
  expect(told).toEqual([]);
  expect(await names()).toEqual([]);
});

test('what is to happen after the commit happens then, in order, and finds it committed', async () => {
  const seen: Promise<string[]>[] = [];
  const order: number[] = [];
  await transaction(async (tx) => {
    tx.afterCommit(() => order.push(1) && seen.push(names()));
    tx.afterCommit(() => order.push(2));
    await put(tx, 'a');
    expect(order).toEqual([]);
  });
  expect(order).toEqual([1, 2]);
  expect(await seen[0]).toEqual(['a']);
});

test('nothing happens after a commit that never came', async () => {
  const told: string[] = [];
  const failing = transaction(async (tx) => {
    tx.afterCommit(() => told.push('committed'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(told).toEqual([]);
});

test('of two transactions in a real deadlock both are done in the end, and each tells of itself once', async () => {
  await transaction(async (tx) => {
    await put(tx, 'a');
    await put(tx, 'b');
  });
  const meet = meetingOf(2);
  const attempts = { ada: 0, bob: 0 };
  const told: string[] = [];
  const cross = (who: 'ada' | 'bob', [first, second]: [string, string]) =>
    transaction(async (tx) => {
      attempts[who] += 1;
      tx.afterCommit(() => told.push(who));
      await tx.query(sql`update delivery.lease set holder = holder || ${who} where name = ${first}`);
      await meet();
      await tx.query(sql`update delivery.lease set holder = holder || ${who} where name = ${second}`);
    });
  await Promise.all([cross('ada', ['a', 'b']), cross('bob', ['b', 'a'])]);
  expect(attempts.ada + attempts.bob).toBeGreaterThan(2); // one of them was undone and ran again, or each in its turn
  expect(told.sort()).toEqual(['ada', 'bob']);
  for (const holder of await holders()) expect(holder).toMatch(/^nobody(adabob|bobada)$/);
});

test('a transaction that deadlocks again and again is given up, and throws what the database said', async () => {
  let attempts = 0;
  const unlucky = transaction(async () => {
    attempts += 1;
    throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
  });
  await expect(unlucky).rejects.toMatchObject({ code: '40P01' });
  expect(attempts).toBe(4);
});

test('what a repetition cannot mend is not repeated', async () => {
  let attempts = 0;
  const wrong = transaction(async (tx) => {
    attempts += 1;
    await tx.query(sql`select 1 / 0`);
  });
  await expect(wrong).rejects.toThrow();
  expect(attempts).toBe(1);
});

test('a connection that is cut throws, writes nothing, and the next transaction gets another one', async () => {
  const cut = transaction(async (tx) => {
    await put(tx, 'a');
    const [me] = await tx.query<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await database.asSuperuser(`select pg_terminate_backend(${me?.pid})`);
    await put(tx, 'b');
  });
  await expect(cut).rejects.toThrow();
  expect(await names()).toEqual([]);
  await transaction((tx) => put(tx, 'c'));
  expect(await names()).toEqual(['c']);
});

test('values are values, whatever they hold, and never become part of a statement', async () => {
  const hostile = `'); drop schema ledger cascade; --`;
  await transaction((tx) => put(tx, hostile, '$1 \\ " \u{1F600}'));
  expect(await names()).toEqual([hostile]);
  expect(await holders()).toEqual(['$1 \\ " \u{1F600}']);
});

test('bigints come back as bigints, to the last digit', async () => {
  const [row] = await query<{ most: bigint }>(database.app, sql`select ${2n ** 63n - 1n}::bigint as most`);
  expect(row?.most).toBe(9_223_372_036_854_775_807n);
});

test('more transactions than connections wait for their turn and are all done', async () => {
  const many = Array.from({ length: 60 }, (_, n) => transaction((tx) => put(tx, `lease ${n}`)));
  await Promise.all(many);
  expect(await names()).toHaveLength(60);
});
