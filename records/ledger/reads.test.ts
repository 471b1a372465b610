import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../../contracts/ids.ts';
import { type Sql, sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse, postingOf } from '../test-house.ts';
import { executeOne } from './execute.ts';
import { cashOf, fundsAt, fundsOf, partsOf, readSpans, readStatement, trialBalance } from './reads.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(() => house.close());

const reader = { query: <R>(statement: Sql) => house.read(statement as Sql) as Promise<R[]> };
const moment = async () => (await house.read<{ now: Date }>(sql`select clock_timestamp() as now`))[0]?.now as Date;
/** The next millisecond of the database's clock: what is posted from then on is after `at`. */
const tick = async (at: Date) => {
  while ((await moment()).getTime() <= at.getTime() + 1);
};

/** Postings of 1, 2, 3 and so on, with the moment after each. */
async function history(steps: number) {
  const { player, account } = await house.holds(1_000n);
  const bank = await house.houseAccount('bankroll');
  const moments: Date[] = [];
  for (let n = 1; n <= steps; n++) {
    await house.moves(account, bank, BigInt(n));
    const at = await moment();
    moments.push(at);
    await tick(at);
  }
  return { player, account, bank, moments };
}

test('an account is read as it stood at any moment, and as nothing before it began', async () => {
  const before = new Date(Date.now() - 1_000);
  const { account, moments } = await history(9);
  let left = 1_000n;
  for (const [n, at] of moments.entries()) {
    left -= BigInt(n + 1);
    expect(await fundsAt(reader, account, at)).toEqual({ balance: left, held: 0n });
  }
  expect(await fundsAt(reader, account, before)).toEqual({ balance: 0n, held: 0n });
  expect(await fundsOf(reader, account)).toEqual({ balance: left, held: 0n });
  expect(await fundsOf(reader, 999_999_999n)).toBeUndefined();
});

test('cash is what a player may use: what is held is not', async () => {
  const { player, account } = await house.holds(100n);
  const to = await house.houseAccount('clearing');
  const base = { kind: 'test', subject: null, from: account, to, amount: 30n, expiresAt: null } as const;
  await house.process(0).ledger.do({ action: 'hold', id: newId(Date.now()) as never, ...base });
  expect(await cashOf(reader, player.id)).toEqual([{ asset: 'EUR', minor: 70n }]);
});

test('a hot account is several rows for sessions and one for readers, also in the past', async () => {
  const bank = await house.houseAccount('bankroll', 'USD');
  const guests = await Promise.all(Array.from({ length: 12 }, () => house.holds(100n, 'USD')));
  await Promise.all(
    guests.map(({ account }, n) =>
      house.process(n).transaction(async (tx) => {
        return executeOne(tx, postingOf(newId(Date.now()), [account, -10n], [bank, 10n]));
      }),
    ),
  );
  const at = await moment();
  expect(await fundsOf(reader, bank)).toEqual({ balance: 120n, held: 0n });
  const parts = await partsOf(reader, bank);
  const lines = await Promise.all(parts.map((part) => readStatement(reader, part, { atMost: 100 })));
  expect(lines.flat().reduce((sum, { amount }) => sum + amount, 0n)).toBe(120n);
  const used = await house.count(
    sql`select count(*) from ledger.account where (id = ${bank} or shard_of = ${bank}) and version > 0`,
  );
  expect(used).toBeGreaterThan(1);
  await tick(at);
  await house.moves(guests[0]?.account ?? 0n, bank, 5n);
  expect(await fundsAt(reader, bank, at)).toEqual({ balance: 120n, held: 0n });
});

test('a repeat and a conflict are known whichever row of a hot account the first one took', async () => {
  const bank = await house.houseAccount('bankroll');
  const { account } = await house.holds(100n);
  const id = newId(Date.now());
  const answers = new Set<string>();
  for (let n = 0; n < 8; n++)
    answers.add(await house.moves(account, bank, 10n, { id, by: house.process(n).transaction }));
  expect(answers).toEqual(new Set(['done', 'repeated']));
  expect(await house.moves(account, bank, 11n, { id, by: house.process(2).transaction })).toBe('conflict');
  expect(await house.balanceOf(account)).toBe(90n);
});

test('pages of a statement join without a gap while postings go on', async () => {
  const { account, bank } = await history(7);
  const lines: bigint[] = [];
  let after = 0n;
  for (;;) {
    const page = await readStatement(reader, account, { after, atMost: 3 });
    if (page.length === 0) break;
    lines.push(...page.map((line) => line.version));
    after = page.at(-1)?.version ?? after;
    if (lines.length < 9) await house.moves(account, bank, 1n); // somebody plays on
  }
  expect(lines).toEqual(lines.map((_, n) => BigInt(n + 1)));
  expect(lines.length).toBeGreaterThan(8);
});

test('each line of a statement says what was before and after, and follows from the last', async () => {
  const { account } = await history(5);
  const lines = await readStatement(reader, account, { atMost: 100 });
  expect(lines.map(({ before, amount, after }) => before + amount === after)).toEqual(lines.map(() => true));
  expect(lines.map(({ before }) => before)).toEqual([0n, ...lines.slice(0, -1).map(({ after }) => after)]);
});

test('the trial balance sums to zero in every asset, now and at any moment', async () => {
  const { moments } = await history(4);
  for (const at of [undefined, ...moments]) {
    const sums = new Map<string, bigint>();
    for (const { asset, balance } of await trialBalance(reader, at)) sums.set(asset, (sums.get(asset) ?? 0n) + balance);
    expect([...sums.values()].every((sum) => sum === 0n)).toBe(true);
    expect(sums.size).toBeGreaterThan(0);
  }
  const lines = await trialBalance(reader);
  expect(lines.find(({ kind, asset }) => kind === 'player-cash' && asset === 'EUR')?.accounts).toBeGreaterThan(1);
  expect(lines.filter(({ kind, asset }) => kind === 'bankroll' && asset === 'EUR')).toHaveLength(1);
});

test('a span begins with what the last one ended with, and its totals are the difference', async () => {
  const { player, moments } = await history(6);
  const [a, b, c] = [new Date(0), moments[2] as Date, new Date(Date.now() + 60_000)];
  const [[first], [second]] = [await readSpans(reader, player.id, a, b), await readSpans(reader, player.id, b, c)];
  expect(first?.opening).toBe(0n);
  expect(second?.opening).toBe(first?.closing);
  for (const span of [first, second]) {
    const moved = span?.totals.reduce((sum, each) => sum + each.in - each.out, 0n);
    expect(moved).toBe((span?.closing ?? 0n) - (span?.opening ?? 0n));
  }
  expect(await readSpans(reader, newId(Date.now()) as PlayerId, a, c)).toEqual([]);
});

/** Ten thousand entries on one account, as a year of play leaves them; written as the ledger would have. */
async function longHistory(): Promise<bigint> {
  const { account } = await house.holds(100_000n);
  const bank = await house.houseAccount('fees', 'EUR', `history of ${account}`);
  await house.asSuperuser(`
    set session_replication_role = replica;
    create temporary table made as select n, uuidv7(interval '-400 days' + n * interval '50 minutes') as id from generate_series(2, 10001) n;
    insert into ledger.transfer (id, action, kind, posted_at) select id, 'post', 'bet', now() - interval '400 days' + n * interval '50 minutes' from made;
    insert into ledger.entry (account_id, version, transfer_id, asset, amount, held, balance_before, balance_after, held_after)
      select ${account}, n, id, 'EUR', -1, 0, 100002 - n, 100001 - n, 0 from made
      union all select ${bank}, n - 1, id, 'EUR', 1, 0, n - 2, n - 1, 0 from made;
    update ledger.account set version = 10001, balance = 90000 where id = ${account};
    update ledger.account set version = 10000, balance = 10000 where id = ${bank};
    analyze ledger.entry; analyze ledger.transfer; analyze ledger.account`);
  return account;
}

test('no read looks at more of a long history than it answers: every plan goes by a key', async () => {
  const account = await longHistory();
  const player = (await house.admits()).id;
  const asked: Sql[] = [];
  const explaining = {
    query: async <R>(statement: Sql) => {
      asked.push(statement);
      return house.read(statement as Sql) as Promise<R[]>;
    },
  };
  const at = new Date(Date.now() - 86_400_000);
  await fundsOf(explaining, account);
  await fundsAt(explaining, account, at);
  await readStatement(explaining, account, { after: 5_000n, atMost: 20 });
  await cashOf(explaining, player);
  await readSpans(explaining, player, at, new Date());
  const scans: string[] = [];
  for (const { text, values } of asked) {
    const rows = await house.read<{ 'QUERY PLAN': string }>({
      text: `explain (analyze, costs off, timing off, buffers off) ${text}`,
      values,
    });
    scans.push(
      ...rows
        .map((row) => row['QUERY PLAN'])
        .filter((line) => /Seq Scan on (entry|transfer)|rows=[1-9]\d{3}/.test(line)),
    );
  }
  expect(asked.length).toBeGreaterThanOrEqual(5);
  expect(scans).toEqual([]);
});

test('the search for a moment looks at a handful of versions, each by its key', async () => {
  const account = await longHistory();
  const search = {
    text: `explain (analyze, buffers, timing off, summary off) select ledger.version_at(${account}, now() - interval '30 days')`,
    values: [],
  };
  await house.read(search); // plans are made
  const [, buffers] =
    /shared hit=(\d+)/.exec(
      (await house.read<{ 'QUERY PLAN': string }>(search)).map((row) => row['QUERY PLAN']).join('\n'),
    ) ?? [];
  // Fourteen halvings of ten thousand, each two looks by key; a scan would read hundreds of pages.
  expect(Number(buffers)).toBeGreaterThan(14);
  expect(Number(buffers)).toBeLessThan(200);
  const plan = await house.read<{ 'QUERY PLAN': string }>(sql`
    explain (costs off) select t.posted_at from ledger.entry e join ledger.transfer t on t.id = e.transfer_id where e.account_id = ${account} and e.version = 5000`);
  expect(plan.map((row) => row['QUERY PLAN']).join('\n')).not.toContain('Seq Scan');
});
