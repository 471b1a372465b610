import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differenceOf } from '../../domain/hot-wallet.ts';
import type { Pool } from '../../prisma/pool.ts';
import { asIfDone } from '../../prisma/test-databases.ts';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';
import { bookChain, chainPositions } from './chain-books.ts';
import { readPayments } from './faults.ts';

const HOT = `0:${'a'.repeat(64)}`;
const JETTON = `0:${'b'.repeat(64)}`;

let house: House;
let lt = 0n;
beforeAll(async () => {
  house = await openHouse();
  await house.asSuperuser(`
    insert into chain.account (address, kind, rail, asset, owner, master, opening_minor, final_minor, head_minor) values
      ('${HOT}', 'hot', 'ton', 'TON', '${HOT}', null, 77, 77, 77), ('${JETTON}', 'jetton', 'usdt', 'USDT', '${HOT}', '0:${'c'.repeat(64)}', 0, 0, 0)`);
});
afterAll(async () => {
  expect(await house.faults()).toEqual([]);
  await house.close();
});

type Moved = { in?: bigint; out?: bigint; fee?: bigint; kind: string; queryId?: bigint; message?: string };

/** Something final happened on an account, as the scanner writes it down: with what the account holds since. */
async function happens(account: string, { in: came = 0n, out = 0n, fee = 0n, kind, queryId, message }: Moved) {
  lt += 1n;
  const hash = randomBytes(32).toString('hex');
  const outs = out === 0n ? 'null' : `'[{"destination": "${JETTON}", "minor": "${kind === 'payout' ? 0n : out}"}]'`;
  await house.asSuperuser(`
    insert into chain.transaction (account, lt, hash, at, kind, in_minor, out_minor, fee_minor, plain, aborted, state, seen_seqno, final_at, query_id, message_hash, out_messages)
    values ('${account}', ${lt}, '${hash}', now(), '${kind}', ${came}, ${out}, ${fee}, false, false, 'final', 1, now(), ${queryId ?? 'null'}, ${message ? `'${message}'` : 'null'}, ${outs});
    update chain.account set final_minor = final_minor + ${came - out - fee}, head_minor = final_minor + ${came - out - fee} where address = '${account}'`);
  return hash;
}
const position = async (rail: 'ton' | 'usdt') => {
  const found = (await chainPositions({ query: house.read })).find((each) => each.rail === rail);
  if (!found) throw new Error(`no account of ${rail}`);
  return found;
};
const book = () => house.transaction((tx) => bookChain(tx, 100));
const balance = async (kind: string, rail = 'ton', asset: 'TON' | 'USDT' = 'TON') =>
  house.balanceOf(await house.houseAccount(kind, asset, rail));

test('what the operator brings, what gas costs and what contracts send back is booked once, to the nano', async () => {
  await happens(HOT, { kind: 'top-up', in: 100_000_000_000n, fee: 123n });
  await happens(HOT, { kind: 'excess', in: 4_000_001n, fee: 1n });
  await happens(HOT, { kind: 'jetton-gas', in: 1n });
  const before = await position('ton');
  expect(differenceOf(before.sums)).toBe(0n); // known, though nothing is booked yet
  expect(await book()).toBe(5); // the two accounts are opened besides
  expect(await book()).toBe(0);
  expect(await balance('clearing')).toBe(-(77n + 100_000_000_000n - 123n + 4_000_000n + 1n));
  expect(await balance('treasury')).toBe(77n + 100_000_000_000n); // with what lay there before
  expect(await balance('network-fees')).toBe(4_000_000n + 1n - 123n);
  expect(differenceOf((await position('ton')).sums)).toBe(0n);
});

test('what left by nobody’s order is a difference, to the nano, until people say what it was', async () => {
  await happens(HOT, { kind: 'payout', out: 7n });
  await book();
  expect(differenceOf((await position('ton')).sums)).toBe(-7n);
  const faults: string[] = [];
  for await (const page of readPayments(house.app)) faults.push(...page.faults.map(({ what }) => what));
  expect(faults).toEqual([`${HOT}: 7 of TON less on the chain than in the books`]);
  await house.asSuperuser(
    `update chain.account set final_minor = final_minor + 7, head_minor = head_minor + 7 where address = '${HOT}'`,
  );
});

test('a cost that the books do not hold yet waits, and is no difference', async () => {
  await happens(JETTON, { kind: 'other', fee: 5n });
  await house.asSuperuser(`update chain.account set final_minor = 0, head_minor = 0 where address = '${JETTON}'`);
  expect(await book()).toBe(0);
  expect(differenceOf((await position('usdt')).sums)).toBe(5n); // the account cannot hold less than nothing: this is the test's
  await happens(JETTON, { kind: 'top-up', in: 1_000n });
  await house.asSuperuser(`update chain.account set final_minor = 995, head_minor = 995 where address = '${JETTON}'`);
  while ((await book()) > 0);
  expect(differenceOf((await position('usdt')).sums)).toBe(0n);
  expect(await balance('network-fees', 'usdt', 'USDT')).toBe(-5n);
});

test('a payout that bounced costs what did not come back, in either order of the news', async () => {
  const reference = '00000000-0000-4000-8000-0000000000aa';
  await house.asSuperuser(`
    insert into chain.payout (reference, rail, wallet, asset, minor, recipient, bounce, query_id, state, asked_at, sent_at)
    values ('${reference}', 'usdt', '${HOT}', 'USDT', 600, '0:${'d'.repeat(64)}', true, 77, 'sent', now(), now())`);
  // Its withdrawal is under way: without one it would be the operator's own.
  await house.asSuperuser(`set session_replication_role = replica;
    insert into payments.payout (reference, withdrawal_id, n, minor, target, state, attempt, first_sent_at) values ('${reference}', gen_random_uuid(), 1, 600, 'destination:x', 'accepted', 1, now())`);
  await happens(JETTON, { kind: 'payout', out: 600n, queryId: 77n });
  await book();
  expect(differenceOf((await position('usdt')).sums)).toBe(0n); // it left, and nobody knows how it ends
  expect((await position('usdt')).sums.unfinished).toBe(600n);
  await happens(JETTON, { kind: 'bounce', in: 600n, queryId: 77n });
  await book();
  expect(differenceOf((await position('usdt')).sums)).toBe(0n);
  await house.asSuperuser(
    `update chain.payout set state = 'bounced', ended_at = now() where reference = '${reference}'`,
  );
  await book();
  expect(differenceOf((await position('usdt')).sums)).toBe(0n);
  expect((await position('usdt')).sums.unfinished).toBe(0n);
  expect(await balance('network-fees', 'usdt', 'USDT')).toBe(-5n);
  await house.asSuperuser(
    `set session_replication_role = replica; delete from payments.payout where reference = '${reference}'`,
  );
});

test('a payout whose message was given up, and was carried out after all, is not signed again though people let the writer go on', async () => {
  const reference = '00000000-0000-4000-8000-0000000000cc';
  const message = 'e'.repeat(64);
  const attempt = '00000000-0000-4000-8000-0000000000dd';
  await house.asSuperuser(`
    insert into chain.payout (reference, rail, wallet, asset, minor, recipient, bounce, query_id, state, answer, asked_at)
      values ('${reference}', 'ton', '${HOT}', 'TON', 9, '0:${'d'.repeat(64)}', false, 179, 'waiting', 'signed-in-vain', now());
    insert into chain.attempt (id, wallet, seqno, boc, message_hash, valid_until, state, ended_at)
      values ('${attempt}', '${HOT}', 5, '\\x00', '${message}', now(), 'expired', now());
    insert into chain.attempt_message (attempt_id, n, payout, destination, minor, body_hash)
      values ('${attempt}', 0, '${reference}', '0:${'d'.repeat(64)}', 9, 'x')`);
  const held = async () => (await house.read(sql`select chain.held_back(${reference}, 'ton') as why`))[0]?.why;
  expect(await held()).toBeNull();
  await happens(HOT, { kind: 'payout', out: 9n, message });
  expect(await held()).toBe('was-sent');
  await house.read(sql`select chain.resume_writer(${HOT}, '{}')`);
  const [signed] =
    await house.read(sql`select chain.sign_attempt(gen_random_uuid(), ${HOT}, 6, ${Buffer.from('00')}, ${'f'.repeat(64)}, now(),
    ${[reference]}::uuid[], ${['x']}::text[], ${[9n]}::bigint[], ${['x']}::text[]) as answer`);
  expect(signed?.answer).toBe('gone');
});

test('how the wallet stands costs as much after 50,000 transactions as before the first: what is over is not read again', async () => {
  const years = `
    set local session_replication_role = replica;
    insert into chain.transaction (account, lt, hash, at, kind, in_minor, out_minor, fee_minor, plain, aborted, state, seen_seqno, final_at, booked_at, message_hash, out_messages)
    select '${HOT}', 1000000 + n, lpad(to_hex(n), 64, '0'), now(), case when n % 2 = 0 then 'deposit' else 'payout' end, 1, 0, 0, true, false, 'final', 1, now(), now(),
      case when n % 2 = 1 then lpad(to_hex(n), 64, '0') end, case when n % 2 = 1 then '[]'::jsonb end from generate_series(1, 50000) n;
    insert into payments.arrival (account, lt, hash, rail, asset, minor, state, player_id, matched_by, at, final_at, ended_at)
    select account, lt, hash, 'ton', 'TON', 1, 'credited', gen_random_uuid(), 'memo', at, final_at, final_at from chain.transaction where kind = 'deposit' and lt > 1000000;
    insert into chain.payout (reference, rail, wallet, asset, minor, recipient, bounce, query_id, state, asked_at, sent_at, ended_at, over_at)
    select gen_random_uuid(), 'ton', '${HOT}', 'TON', 1, '${HOT}', false, 1000000 + n, 'paid', now() - interval '9 days', now() - interval '9 days', now(), now()
    from generate_series(1, 25000) n;
    analyze chain.transaction, chain.payout, payments.arrival`;
  const before = await asIfDone(house.superuserUrl, 'analyze chain.transaction', pagesRead);
  const after = await asIfDone(house.superuserUrl, years, pagesRead);
  expect(before).toBeGreaterThan(0);
  // 50,000 transactions alone are more than a thousand pages.
  expect(after).toBeLessThan(before + 100);
});

/** What it reads to answer, in pages of 8 kB; what is read to plan is remembered from the first time. */
async function pagesRead(connection: Pool): Promise<number> {
  const statement = 'explain (analyze, buffers, format json) select * from payments.chain_positions()';
  await connection.query(statement);
  const [plan] = (await connection.query(statement)).rows[0]['QUERY PLAN'];
  return plan.Plan['Shared Hit Blocks'] + plan.Plan['Shared Read Blocks'];
}

test('of a payout that our own jetton wallet refused nothing left, and nothing is booked', async () => {
  const reference = '00000000-0000-4000-8000-0000000000ab';
  await house.asSuperuser(`
    insert into chain.payout (reference, rail, wallet, asset, minor, recipient, bounce, query_id, state, answer, asked_at, sent_at, ended_at)
    values ('${reference}', 'usdt', '${HOT}', 'USDT', 600, '0:${'d'.repeat(64)}', true, 78, 'bounced', 'jetton-wallet-refuses', now(), now(), now())`);
  await happens(JETTON, { kind: 'other', queryId: 78n });
  while ((await book()) > 0);
  expect(differenceOf((await position('usdt')).sums)).toBe(0n);
  expect(await balance('network-fees', 'usdt', 'USDT')).toBe(-5n);
});

test('what the operator took and did not get is theirs again, less what did not come back', async () => {
  const reference = '00000000-0000-4000-8000-0000000000ac';
  const before = await balance('treasury', 'usdt', 'USDT');
  await house.asSuperuser(`
    insert into chain.payout (reference, rail, wallet, asset, minor, recipient, bounce, query_id, state, answer, asked_at, sent_at, ended_at)
    values ('${reference}', 'usdt', '${HOT}', 'USDT', 600, '0:${'d'.repeat(64)}', false, 79, 'bounced', 'recipient-refuses', now(), now(), now())`);
  await happens(JETTON, { kind: 'payout', out: 600n, queryId: 79n });
  await happens(JETTON, { kind: 'bounce', in: 600n, queryId: 79n });
  while ((await book()) > 0);
  expect(differenceOf((await position('usdt')).sums)).toBe(0n);
  expect([await balance('treasury', 'usdt', 'USDT'), await balance('network-fees', 'usdt', 'USDT')]).toEqual([
    before,
    -5n,
  ]);
  // All of it is in the books: nobody reads it again to know how the wallet stands.
  expect(await house.count(sql`select count(*) from chain.payout where over_at is null and state <> 'waiting'`)).toBe(
    0,
  );
});
