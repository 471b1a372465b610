import { afterAll, beforeAll, expect, test } from 'vitest';
import { money } from '../domain/money.ts';
import { sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { bookDifference } from './book-difference.ts';
import { mayPay } from './may-pay.ts';
import { pauseRail, resumeRail } from './pause-rail.ts';
import { watchHotWallet } from './watch-hot-wallet.ts';

const HOT = `0:${'a'.repeat(64)}`;
const OUT = { rail: 'ton', direction: 'out' } as const;
const enqueue = createEnqueue(() => undefined);

let house: House;
let nowMs = Date.now();
/** What was logged as an error. */
const errors: string[] = [];
let watch: ReturnType<typeof watchHotWallet>;
beforeAll(async () => {
  house = await openHouse();
  await house.asSuperuser(`
    insert into chain.account (address, kind, rail, asset, owner, head_at, head_minor, final_minor, opening_minor)
      values ('${HOT}', 'hot', 'ton', 'TON', '${HOT}', now(), 1000, 1000, 0);
    insert into chain.transaction (account, lt, hash, at, kind, in_minor, out_minor, fee_minor, plain, aborted, state, seen_seqno, final_at)
      values ('${HOT}', 1, '${'1'.repeat(64)}', now(), 'top-up', 1000, 0, 0, false, false, 'final', 1, now())`);
  watch = watchHotWallet({
    transaction: house.transaction,
    query: house.read,
    enqueue,
    staffChat: { bot: '1', chat: '-5', againMs: 60_000 },
    rules: { boundsOf: () => ({ floor: 500n, ceiling: 2_000n }), dailyOf: () => 300n, reserve: 0n },
    mostLagMs: 60_000,
    settleMs: 5_000,
    log: createLogger('test', 'error' as never, { write: (line: string) => void errors.push(line) }),
    now: () => nowMs,
  });
});
afterAll(() => house.close());

const holds = (minor: number) =>
  house.asSuperuser(`update chain.account set final_minor = ${minor}, head_minor = ${minor} where address = '${HOT}'`);
const paused = async () =>
  (await house.read<{ reason: string }>(sql`select reason from payments.rail_pause where rail = 'ton'`))[0]?.reason;
const calls = async () =>
  (
    await house.read<{ attention: string }>(
      sql`select attention from payments.attention where subject = 'hot-wallet-ton' and ended_at is null order by since`,
    )
  ).map(({ attention }) => attention);
const told = () => house.count(sql`select count(*) from delivery.outbox where key like 'attention:%'`);

test('a wallet that is as the books say, with enough in it, calls nobody', async () => {
  await watch();
  expect([await calls(), await paused()]).toEqual([[], undefined]);
});

test('a chain that is behind pauses what goes out, and lets it go on by itself', async () => {
  nowMs += 120_000;
  await watch();
  expect([await calls(), await paused()]).toEqual([['chain-lags'], 'chain-lags']);
  await house.asSuperuser(`update chain.account set head_at = now() + interval '1 hour'`);
  await watch();
  expect([await calls(), await paused()]).toEqual([[], undefined]);
});

test('a pause that staff made is theirs to end, whatever the chain does', async () => {
  await pauseRail(house)(undefined, OUT, 'maintenance');
  await watch();
  expect(await paused()).toBe('maintenance');
  await resumeRail({ ...house, enqueue, now: Date.now })(undefined, OUT);
});

test('one unit that the books do not know pauses what goes out once it stays; letting it go on does not help while it is there', async () => {
  await holds(999);
  await watch();
  expect(await paused()).toBeUndefined(); // it may be about to be booked
  nowMs += 6_000;
  await watch();
  expect([await calls(), await paused()]).toEqual([['chain-differs'], 'chain-differs']);
  await resumeRail({ ...house, enqueue, now: Date.now })(undefined, OUT);
  await watch();
  expect(await paused()).toBe('chain-differs');
});

test('a difference that is another one at each look pauses what goes out as well', async () => {
  await holds(1_000);
  await resumeRail({ ...house, enqueue, now: Date.now })(undefined, OUT);
  await watch();
  expect(await paused()).toBeUndefined();
  for (const minor of [998, 997, 996, 999]) {
    await holds(minor);
    await watch();
    nowMs += 3_000;
  }
  expect(await paused()).toBe('chain-differs');
});

test('a difference while staff have paused it is called for and logged once, their pause stays, and nothing is signed when they end it', async () => {
  await resumeRail({ ...house, enqueue, now: Date.now })(undefined, OUT);
  await pauseRail(house)(undefined, OUT, 'maintenance');
  await holds(1_000);
  await watch();
  expect(await calls()).toEqual([]);
  errors.length = 0;
  await holds(999);
  await watch();
  nowMs += 6_000;
  for (let n = 0; n < 3; n++) await watch();
  expect([await calls(), await paused(), errors.length]).toEqual([['chain-differs'], 'maintenance', 1]);
  await resumeRail({ ...house, enqueue, now: Date.now })(undefined, OUT);
  const heldBack = () => house.read(sql`select chain.held_back(gen_random_uuid(), 'ton') as why`);
  expect(await heldBack()).toEqual([{ why: 'chain-differs' }]);
  await watch();
  expect(await paused()).toBe('chain-differs');
});

test('what people know to be the operator’s own is booked as theirs, once, and payouts go on when they say so', async () => {
  const settle = bookDifference({ transaction: house.transaction, now: Date.now });
  expect(await settle('ton')).toEqual({ asset: 'TON', difference: -1n });
  expect(await settle('ton')).toBeUndefined();
  await watch();
  expect([await calls(), await paused()]).toEqual([[], 'chain-differs']);
  await resumeRail({ ...house, enqueue, now: Date.now })(undefined, OUT);
  await watch();
  expect(await paused()).toBeUndefined();
  expect(await house.faults()).toEqual([]);
});

test('staff are called when too little is free, told again while nobody sees to it, and sent away when it is there', async () => {
  await house.asSuperuser(`
    insert into chain.payout (reference, rail, wallet, asset, minor, recipient, bounce, query_id, state, asked_at)
    values (gen_random_uuid(), 'ton', '${HOT}', 'TON', 501, '${HOT}', true, 1, 'waiting', now())`);
  nowMs = Date.now();
  const before = await told();
  await watch();
  expect(await calls()).toEqual(expect.arrayContaining(['top-up-needed', 'daily-limit']));
  expect(await told()).toBe(before + 2);
  nowMs += 70_000;
  await watch();
  await watch();
  expect(await told()).toBe(before + 4); // each once more
  await house.asSuperuser(`update chain.payout set state = 'refused', ended_at = now()`);
  await watch();
  expect(await calls()).toEqual([]);
});

test('staff are called when payouts wait for five minutes and nobody who could sign has looked; once somebody does it is over', async () => {
  await house.asSuperuser(`
    insert into chain.payout (reference, rail, wallet, asset, minor, recipient, bounce, query_id, state, asked_at)
    values (gen_random_uuid(), 'ton', '${HOT}', 'TON', 1, '${HOT}', true, 9, 'waiting', now() - interval '4 minutes')`);
  await watch();
  expect(await calls()).toEqual([]);
  // What was asked for says what it is for ever, so time is turned for its guard alone.
  await house.asSuperuser(`
    alter table chain.payout disable trigger chain_payout_guard;
    update chain.payout set asked_at = now() - interval '6 minutes' where query_id = 9;
    alter table chain.payout enable trigger chain_payout_guard`);
  await watch();
  expect(await calls()).toEqual(['nobody-signs']);
  await house.read(sql`select chain.note_writer(${HOT})`);
  await watch();
  expect(await calls()).toEqual([]);
  await house.asSuperuser(`update chain.payout set state = 'refused', ended_at = now() where query_id = 9`);
});

test('what left within a day counts against the day’s limit, with what is signed', async () => {
  const asks = mayPay({ query: house.read, dailyOf: () => 300n, now: Date.now });
  const ton = (minor: bigint) => money('TON', minor);
  expect(await asks('TON', ton(300n))).toBe('yes');
  await house.asSuperuser(`
    insert into chain.payout (reference, rail, wallet, asset, minor, recipient, bounce, query_id, state, asked_at, sent_at)
    values (gen_random_uuid(), 'ton', '${HOT}', 'TON', 200, '${HOT}', true, 2, 'sent', now(), now()),
      (gen_random_uuid(), 'ton', '${HOT}', 'TON', 900, '${HOT}', true, 3, 'sent', now(), now() - interval '25 hours')`);
  expect(await asks('TON', ton(100n))).toBe('yes');
  expect(await asks('TON', ton(101n))).toBe('daily-limit');
});
