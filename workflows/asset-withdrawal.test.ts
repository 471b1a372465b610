import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fixWithdrawal } from '../records/payments/withdrawals.ts';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { until } from './test-watching.ts';
import {
  type Act,
  neverGetsThere,
  type OpenWithdrawal,
  refuses,
  startWithdrawals,
  type Withdrawals,
} from './test-withdrawals.ts';

let withdrawals: Withdrawals;
beforeAll(async () => {
  withdrawals = await startWithdrawals(testTemporal());
  await withdrawals.topsUp(100_000_000_000n);
});
afterEach(() => withdrawals.chain.wellBehaved());
afterAll(async () => {
  const faults = await withdrawals.faults();
  await withdrawals.stop();
  expect(faults).toEqual([]);
});

const rate = (text: string, goodForMs?: number) => withdrawals.house.rates('TON', text, { goodForMs });
/** Shown at €4.95 less one per cent: €25.00 are 5 TON, and 4.9 at least. The fee is €0.10. */
async function asked(): Promise<OpenWithdrawal> {
  await rate('4.95');
  return withdrawals.open({ rail: 'ton' });
}
async function confirmed(at: string): Promise<OpenWithdrawal> {
  const w = await asked();
  await rate(at);
  await w.confirms();
  return w;
}
const takesIt: Act = async (_part, pay) => {
  pay();
  return { outcome: 'accepted', providerRef: 'tx', isFinal: true };
};
/** What the house's accounts moved by while this was done. */
async function moved(what: () => Promise<unknown>) {
  const before = await withdrawals.positions();
  await what();
  const after = await withdrawals.positions();
  return { chain: after.chain - before.chain, ton: after.ton - before.ton, eur: after.eur - before.eur };
}

test('what arrives is fixed by the rate of the minute it is sent in, and the rail is told that alone', async () => {
  const w = await asked();
  expect(await w.read()).toMatchObject({
    arrives: { about: { asset: 'TON', minor: 5_000_000_000n }, least: { minor: 4_900_000_000n } },
  });
  await rate('5.00');
  const books = await moved(async () => {
    await w.confirms();
    expect(await w.result()).toEqual({ status: 'paid' });
  });
  expect(books).toEqual({ chain: 4_950_000_000, ton: -4_950_000_000, eur: 2_500 });
  expect(withdrawals.chain.paidFor(await w.part())).toBe(4_950_000_000);
  expect(withdrawals.chain.sent.at(-1)).toMatchObject({ amount: { asset: 'TON', minor: 4_950_000_000n } });
  expect([await w.cash(), await w.held()]).toEqual([990n, 0]);
  expect(await w.trail()).toEqual([
    'withdrawal.requested',
    'withdrawal.confirmed',
    'withdrawal.reviewed',
    'withdrawal.sending',
    'withdrawal.fixed',
    'payout.paid',
    'withdrawal.ended',
  ]);
});

test('a rate that moved against the player beyond the tolerance sends nothing: the money is theirs, and they may ask again', async () => {
  const w = await asked();
  const books = await moved(async () => {
    await rate('5.06');
    await w.confirms();
    expect(await w.result()).toEqual({ status: 'rate-moved' });
  });
  expect(books).toEqual({ chain: 0, ton: 0, eur: 0 });
  expect(withdrawals.chain.sendingsOf(await w.part())).toBe(0);
  expect([await w.cash(), await w.held()]).toEqual([3_500n, 0]);
  expect((await w.trail()).at(-1)).toBe('withdrawal.rate-moved');
  expect(await w.details()).toContain('Not sent: the rate moved');
});

test('while nobody knows the rate it waits and says why, and goes on by itself when there is one', async () => {
  const w = await asked();
  await rate('4.95', 1);
  await w.confirms();
  await w.shows('Attention', 'no-rate');
  expect(withdrawals.chain.sendingsOf(await w.part())).toBe(0);
  await rate('4.50');
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(withdrawals.chain.paidFor(await w.part())).toBe(5_500_000_000);
});

test('what the chain account is short of waits for a top-up, and is fixed at the rate of then', async () => {
  const all = -(await withdrawals.positions()).chain;
  await withdrawals.topsUp(BigInt(-all));
  const w = await confirmed('5.00');
  await w.shows('Attention', 'rail-short');
  expect([await w.cash(), await w.held()]).toEqual([3_500n, 2_510]);
  await withdrawals.topsUp(BigInt(all));
  await rate('4.95');
  await w.moves();
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(withdrawals.chain.paidFor(await w.part())).toBe(5_000_000_000);
});

test('staff may give one up that waits: nothing was sent, and the money is free', async () => {
  const w = await asked();
  await rate('4.95', 1);
  await w.confirms();
  await w.shows('Attention', 'no-rate');
  expect(await w.isTold('abort', await w.pass('withdrawal.abort', { reason: 'rail-in-trouble' }))).toEqual({
    status: 'taken',
  });
  expect(await w.result()).toEqual({ status: 'refused' });
  expect([await w.cash(), await w.held()]).toEqual([3_500n, 0]);
  expect(withdrawals.chain.sendingsOf(await w.part())).toBe(0);
});

test('killed between the fixing and the sending, it sends what was fixed, and neither fixes nor sends twice', async () => {
  const w = await asked();
  await rate('4.95', 1);
  await w.confirms();
  await w.shows('Attention', 'no-rate');
  await withdrawals.stopWorker();
  await rate('5.00');
  // What the worker did that nobody heard of any more.
  const parts = [await w.part()];
  expect(await withdrawals.house.transaction((tx) => fixWithdrawal(tx, w.id, parts))).toBe('fixed');
  await rate('9.00');
  await withdrawals.restartWorker();
  await w.moves();
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(withdrawals.chain.paidFor(await w.part())).toBe(4_950_000_000);
  expect(withdrawals.chain.sendingsOf(await w.part())).toBe(1);
});

test('one that the chain refuses frees the cash and what was set aside', async () => {
  withdrawals.chain.will.send = [refuses];
  const w = await asked();
  const books = await moved(async () => {
    await rate('5.00');
    await w.confirms();
    expect(await w.result()).toEqual({ status: 'refused' });
  });
  expect(books).toEqual({ chain: 0, ton: 0, eur: 0 });
  expect([await w.cash(), await w.held()]).toEqual([3_500n, 0]);
});

test('proven never to have been accepted it is sent again, and what is sent is what was fixed', async () => {
  withdrawals.chain.will.send = [neverGetsThere, takesIt];
  const w = await confirmed('5.00');
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(
    new Set(withdrawals.chain.sent.filter(({ withdrawal }) => withdrawal === w.id).map(({ amount }) => amount.minor)),
  ).toEqual(new Set([4_950_000_000n]));
});

test('what comes back after it was paid is the cash it was taken as, with its fee, whatever the rate is by then', async () => {
  const w = await confirmed('5.00');
  expect(await w.result()).toEqual({ status: 'paid' });
  await rate('9.00');
  withdrawals.chain.will.look = async () => ({ state: 'refused', providerRef: 'tx', why: 'bounced' });
  await w.moves();
  await until(async () => ((await w.read()).returned ? true : undefined));
  expect([await w.cash(), await w.held()]).toEqual([3_500n, 0]);
});

test('a hundred at once are each sent once, and the books move by what was sent', async () => {
  await rate('4.95');
  await withdrawals.topsUp(500_000_000_000n);
  const books = await moved(async () => {
    const all = await Promise.all(Array.from({ length: 100 }, () => withdrawals.open({ rail: 'ton' })));
    await Promise.all(all.map((w) => w.confirms()));
    expect(new Set((await Promise.all(all.map((w) => w.result()))).map(({ status }) => status))).toEqual(
      new Set(['paid']),
    );
    for (const w of all) expect(withdrawals.chain.sendingsOf(await w.part())).toBe(1);
  });
  expect(books).toEqual({ chain: 500_000_000_000, ton: -500_000_000_000, eur: 250_000 });
  expect(withdrawals.chain.repeats()).toBe(0);
});
