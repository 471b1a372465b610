import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import {
  APPROVE_ABOVE,
  neverGetsThere,
  type OpenWithdrawal,
  refuses,
  startWithdrawals,
  takesItAndPends,
  timesOutAfterDoingIt,
  UNPROVEN_ABOVE,
  type Withdrawals,
} from './test-withdrawals.ts';

let withdrawals: Withdrawals;
beforeAll(async () => {
  withdrawals = await startWithdrawals(testTemporal());
});
afterEach(() => {
  withdrawals.provider.wellBehaved();
  withdrawals.risks.length = 0;
});
afterAll(async () => {
  const faults = await withdrawals.faults();
  await withdrawals.stop();
  expect(faults).toEqual([]);
});

const FEE = 25n;
const away = async () => Promise.reject(new Error('the provider is away'));
/** Paid once, in the provider's books and in ours. */
async function wasPaidOnce(w: OpenWithdrawal): Promise<void> {
  const { provider } = withdrawals;
  expect(provider.paidFor(await w.part())).toBe(2_500);
  expect([await w.cash(), await w.held()]).toEqual([1_000n - FEE, 0]);
}
async function wasNotPaid(w: OpenWithdrawal, cash = 3_500n): Promise<void> {
  expect(withdrawals.provider.paidFor(await w.part())).toBeUndefined();
  expect([await w.cash(), await w.held()]).toEqual([cash, 0]);
}

test('a withdrawal that is confirmed is sent, booked with its fee, and over', async () => {
  const w = await withdrawals.open();
  await w.shows('Stage', 'awaiting-code');
  expect(await w.held()).toBe(2_525);
  expect(await w.confirms()).toHaveProperty('confirmed');
  expect(await w.result()).toEqual({ status: 'paid' });
  await wasPaidOnce(w);
  expect(await w.trail()).toEqual([
    'withdrawal.requested',
    'withdrawal.confirmed',
    'withdrawal.reviewed',
    'withdrawal.sending',
    'payout.paid',
    'withdrawal.ended',
  ]);
});

test('one that the player says no to is over at once, and its money free', async () => {
  const w = await withdrawals.open();
  await w.denies();
  expect(await w.result()).toEqual({ status: 'cancelled' });
  await wasNotPaid(w);
});

test('one that the player takes back in the app is over, with its code', async () => {
  const w = await withdrawals.open();
  expect(await w.cancels(false)).toHaveProperty('cancelled'); // nothing was confirmed: always theirs to take back
  expect(await w.result()).toEqual({ status: 'cancelled' });
  expect(await w.confirms()).toMatchObject({ reason: 'code-over' });
  await wasNotPaid(w);
});

test('one that nobody confirms in time is over, and its money free', async () => {
  const w = await withdrawals.open();
  await w.shows('Stage', 'awaiting-code');
  await withdrawals.runsOut(w);
  expect(await w.confirms()).toMatchObject({ reason: 'code-over' });
  await withdrawals.sweepsCodes();
  expect(await w.result()).toEqual({ status: 'expired' });
  await wasNotPaid(w);
});

test('one that the provider refuses gives everything back', async () => {
  withdrawals.provider.will.send = [refuses];
  const w = await withdrawals.open();
  await w.confirms();
  expect(await w.result()).toEqual({ status: 'refused' });
  await wasNotPaid(w);
});

test('a sending that did it and whose answer was lost is found paid, and not sent again', async () => {
  withdrawals.provider.will.send = [timesOutAfterDoingIt];
  const w = await withdrawals.open();
  await w.confirms();
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(withdrawals.provider.sendingsOf(await w.part())).toBe(1);
  await wasPaidOnce(w);
});

test('a sending that never got there is sent again once that is proven, and says when it was first tried', async () => {
  withdrawals.provider.will.send = [
    neverGetsThere,
    async (part, pay) => {
      pay();
      expect(part.firstSentAt).toBeInstanceOf(Date);
      return { outcome: 'accepted', providerRef: 're_2', isFinal: true };
    },
  ];
  const w = await withdrawals.open();
  await w.confirms();
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(withdrawals.provider.sendingsOf(await w.part())).toBe(2);
  await wasPaidOnce(w);
});

test('a sending that hangs counts as unknown when its time is over, and is looked up', async () => {
  withdrawals.provider.will.send = [
    async (_part, pay) => {
      pay();
      return withdrawals.provider.hangs();
    },
  ];
  const w = await withdrawals.open({ patience: { sendWithinMs: 200 } });
  await w.confirms();
  expect(await w.result()).toEqual({ status: 'paid' });
  await wasPaidOnce(w);
});

test('what the provider takes its time over is looked up until it is final, and a webhook makes that at once', async () => {
  withdrawals.provider.will.send = [takesItAndPends];
  withdrawals.provider.will.look = async () => ({ state: 'pending', providerRef: 're_1' });
  const w = await withdrawals.open({ patience: { finalPausesMs: [600_000] } });
  await w.confirms();
  await w.becomes('sending');
  while (!(await w.details()).includes('The provider has it'));
  withdrawals.provider.will.look = undefined;
  await w.moves();
  expect(await w.result()).toEqual({ status: 'paid' });
  await wasPaidOnce(w);
});

test('what the provider said while it was being looked up is looked up next, and not hours later', async () => {
  const w = await withdrawals.open({ patience: { finalPausesMs: [10, 600_000] } });
  const unheard = sql`select count(*) from delivery.outbox where lane = ${`withdrawal-${w.id}`} and status <> 'done'`;
  withdrawals.provider.will.send = [takesItAndPends];
  withdrawals.provider.will.look = async () => {
    withdrawals.provider.will.look = undefined; // paid a moment after this answer was made
    await w.moves();
    while ((await withdrawals.house.count(unheard)) > 0);
    return { state: 'pending', providerRef: 're_1' };
  };
  await w.confirms();
  expect(await w.result()).toEqual({ status: 'paid' });
  await wasPaidOnce(w);
});

const unfinished = async (): Promise<OpenWithdrawal> => {
  withdrawals.provider.will.send = [takesItAndPends];
  withdrawals.provider.will.look = async () => ({ state: 'pending', providerRef: 're_1' });
  const w = await withdrawals.open({ patience: { finalPausesMs: [10, 600_000], finalWithinMs: 0 } });
  await w.confirms();
  await w.shows('Attention', 'no-final-answer');
  withdrawals.provider.will.look = undefined;
  return w;
};

test('one that the provider does not finish parks, and is looked up the moment the provider says something', async () => {
  const w = await unfinished();
  await w.moves();
  expect(await w.result()).toEqual({ status: 'paid' });
  await wasPaidOnce(w);
});

test('one that the provider does not finish is looked up at once when staff retry, and ends as they say when they resolve', async () => {
  const [first, second] = [await unfinished(), await unfinished()];
  await first.isTold('retry', await first.pass('withdrawal.retry', { reason: 'provider-is-back' }));
  expect(await first.result()).toEqual({ status: 'paid' });
  withdrawals.provider.will.look = async () => ({ state: 'pending', providerRef: 're_1' });
  await second.isTold('resolve', await second.pass('withdrawal.resolve', PAID));
  expect(await second.result()).toEqual({ status: 'paid' });
  await wasPaidOnce(first);
});

test('a webhook that comes a hundred times wakes the workflow once', async () => {
  const w = await withdrawals.open();
  await Promise.all(Array.from({ length: 100 }, () => w.moves('evt_1')));
  const signals = sql`select count(*) from delivery.outbox where lane = ${`withdrawal-${w.id}`} and kind = 'workflow-signal'`;
  expect(await withdrawals.house.count(signals)).toBe(1);
  await w.confirms();
  expect(await w.result()).toEqual({ status: 'paid' });
  await wasPaidOnce(w);
});

test('an unknown end parks with what is known, and goes on by itself when the provider says something', async () => {
  withdrawals.provider.will.send = [timesOutAfterDoingIt];
  withdrawals.provider.will.look = away;
  const w = await withdrawals.open();
  await w.confirms();
  await w.shows('Attention', 'unknown-outcome');
  const details = await w.details();
  expect(details).toContain('Nobody knows whether this was paid');
  expect(details).toContain(await w.part());
  expect(details).toContain('withdrawal.resolve');
  withdrawals.provider.will.look = undefined;
  await w.moves();
  expect(await w.result()).toEqual({ status: 'paid' });
  expect((await w.handle.describe()).typedSearchAttributes.get({ name: 'Attention', type: 'KEYWORD' })).toBeUndefined();
  await wasPaidOnce(w);
});

const parked = async (): Promise<OpenWithdrawal> => {
  withdrawals.provider.will.send = [timesOutAfterDoingIt];
  withdrawals.provider.will.look = away;
  const w = await withdrawals.open();
  await w.confirms();
  await w.shows('Attention', 'unknown-outcome');
  return w;
};
const PAID = { outcome: 'paid', evidence: 'provider-dashboard' } as const;
const TAKEN = { status: 'taken' };

test('staff resolve it as paid: it is booked, with their name and evidence in the trail', async () => {
  const w = await parked();
  expect(await w.isTold('resolve', await w.pass('withdrawal.resolve', PAID))).toEqual(TAKEN);
  expect(await w.result()).toEqual({ status: 'paid' });
  await wasPaidOnce(w);
  expect(await w.trail()).toContain('payout.resolved');
});

test('staff resolve it as refused: everything is back', async () => {
  const w = await parked();
  await w.isTold('resolve', await w.pass('withdrawal.resolve', { ...PAID, outcome: 'refused' }));
  expect(await w.result()).toEqual({ status: 'refused' });
  expect([await w.cash(), await w.held()]).toEqual([3_500n, 0]);
});

test('staff retry: it is looked up again, and sent only after proof', async () => {
  const w = await parked();
  withdrawals.provider.will.look = undefined;
  expect(await w.isTold('retry', await w.pass('withdrawal.retry', { reason: 'provider-is-back' }))).toEqual(TAKEN);
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(withdrawals.provider.sendingsOf(await w.part())).toBe(1);
  await wasPaidOnce(w);
});

test('staff retry while the provider is still away: it parks again, and nothing is sent', async () => {
  const w = await parked();
  expect(await w.isTold('retry', await w.pass('withdrawal.retry', { reason: 'try-once-more' }))).toEqual(TAKEN);
  await w.shows('Attention', undefined);
  await w.shows('Attention', 'unknown-outcome');
  expect(withdrawals.provider.sendingsOf(await w.part())).toBe(1);
  await w.isTold('resolve', await w.pass('withdrawal.resolve', PAID));
  await w.result();
});

test('staff abort: what may have been paid is looked up still, and nothing is sent any more', async () => {
  withdrawals.provider.will.parts = 2n;
  const w = await parked();
  expect(await w.isTold('abort', await w.pass('withdrawal.abort', { reason: 'rail-in-trouble' }))).toEqual(TAKEN);
  await w.shows('Attention', undefined);
  await w.shows('Attention', 'unknown-outcome');
  expect((await w.read()).parts.map(({ state }) => state)).toEqual(['sending', 'dropped']);
  withdrawals.provider.will.look = undefined;
  await w.moves();
  expect(await w.result()).toEqual({ status: 'paid-in-part' });
  expect([await w.cash(), await w.held()]).toEqual([3_500n - 1_250n - 12n, 0]);
});

test('staff abort what was never accepted: it is not sent again, and everything is back', async () => {
  withdrawals.provider.will.send = [neverGetsThere];
  withdrawals.provider.will.look = away;
  const w = await withdrawals.open();
  await w.confirms();
  await w.shows('Attention', 'unknown-outcome');
  await w.isTold('abort', await w.pass('withdrawal.abort', { reason: 'player-asked' }));
  withdrawals.provider.will.look = undefined;
  await w.moves();
  expect(await w.result()).toEqual({ status: 'refused' });
  expect(withdrawals.provider.sendingsOf(await w.part())).toBe(1);
  await wasNotPaid(w);
});

test('a provider that never accepts it is not tried for ever: people are asked', async () => {
  withdrawals.provider.will.send = [neverGetsThere];
  const w = await withdrawals.open();
  await w.confirms();
  await w.shows('Attention', 'not-accepted');
  expect(withdrawals.provider.sendingsOf(await w.part())).toBe(3);
  expect(await w.isTold('resolve', await w.pass('withdrawal.resolve', PAID))).toMatchObject({ refused: 'too-late' });
  withdrawals.provider.wellBehaved();
  await w.isTold('retry', await w.pass('withdrawal.retry', { reason: 'provider-is-back' }));
  expect(await w.result()).toEqual({ status: 'paid' });
  await wasPaidOnce(w);
});

test('two of staff at once decide once; the second is told that somebody was faster', async () => {
  const w = await parked();
  const [paid, refused] = [
    await w.pass('withdrawal.resolve', PAID),
    await w.pass('withdrawal.resolve', { ...PAID, outcome: 'refused' }, withdrawals.staff.lena, 'compliance'),
  ];
  const answers = await Promise.all([w.isTold('resolve', paid), w.isTold('resolve', refused)]);
  expect(answers).toContainEqual(TAKEN);
  expect(answers).toContainEqual(expect.objectContaining({ refused: 'too-late' }));
  await w.result();
  expect((await w.trail()).filter((action) => action === 'payout.resolved')).toHaveLength(1);
});

test('a decision that comes when nothing waits for one is refused in words, and uses no pass', async () => {
  const w = await withdrawals.open();
  await w.shows('Stage', 'awaiting-code');
  for (const [update, action, decision] of [
    ['retry', 'withdrawal.retry', { reason: 'try-once-more' }],
    ['resolve', 'withdrawal.resolve', PAID],
    ['abort', 'withdrawal.abort', { reason: 'player-asked' }],
  ] as const)
    expect(await w.isTold(update, await w.pass(action, decision))).toEqual({
      refused: 'too-late',
      because: 'Nothing waits for a decision here now.',
    });
  const pasted = await w.pass('withdrawal.approve', { reason: 'known-player' }, withdrawals.staff.lena, 'compliance');
  expect(await w.isTold('approve', pasted)).toMatchObject({ refused: 'too-late' });
  await w.denies();
  await w.result();
});

test('a pass for another case, a stale one and what is no decision are refused readably, and it stays parked', async () => {
  const [w, other] = [await parked(), await parked()];
  const ofOther = await other.pass('withdrawal.resolve', PAID);
  const own = await w.pass('withdrawal.resolve', PAID);
  expect(await w.isTold('resolve', ofOther)).toMatchObject({ refused: 'pass-other-case' });
  expect(await w.isTold('resolve', { ...own, outcome: 'refused' })).toMatchObject({ refused: 'pass-other-case' });
  expect(await w.isTold('resolve', { outcome: 'paid' })).toMatchObject({ refused: 'not-a-decision' });
  expect(await w.isTold('abort', own)).toMatchObject({ refused: 'not-a-decision' });
  expect(await w.isTold('resolve', own)).toEqual(TAKEN);
  expect(await other.isTold('resolve', ofOther)).toEqual(TAKEN);
  await Promise.all([w.result(), other.result()]);
});

const LARGE = APPROVE_ABOVE + 1n;
const approval = (w: OpenWithdrawal, by: 'lena' | 'ines') =>
  w.pass('withdrawal.approve', { reason: 'looked-at-and-in-order' }, withdrawals.staff[by], 'compliance');
const waiting = async (): Promise<OpenWithdrawal> => {
  const w = await withdrawals.open({ minor: LARGE, cash: 200_000n });
  await w.confirms();
  await w.shows('Attention', 'waiting-approval');
  return w;
};

test('a large withdrawal goes when two different members of staff have approved it, and not before', async () => {
  const w = await waiting();
  expect(await w.details()).toMatch(/Waiting for approval[\s\S]*`large`/);
  expect(await w.isTold('approve', await approval(w, 'lena'))).toEqual({ status: 'one-more' });
  expect(await w.isTold('approve', await approval(w, 'lena'))).toMatchObject({
    refused: 'same-person',
    because: expect.stringContaining('another member of staff'),
  });
  expect(withdrawals.provider.sendingsOf(await w.part())).toBe(0);
  expect(await w.isTold('approve', await approval(w, 'ines'))).toEqual({ status: 'approved' });
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(await w.trail()).toEqual(
    expect.arrayContaining(['withdrawal.approved', 'withdrawal.approval-refused', 'withdrawal.approved']),
  );
});

test('one member of staff declines it: nothing is sent, and everything is back', async () => {
  const w = await waiting();
  await w.isTold('approve', await approval(w, 'lena'));
  const no = await w.pass('withdrawal.decline', { reason: 'suspected-fraud' }, withdrawals.staff.ines, 'compliance');
  expect(await w.isTold('decline', no)).toEqual({ status: 'declined' });
  expect(await w.result()).toEqual({ status: 'declined' });
  await wasNotPaid(w, 200_000n);
});

test('a risk sends a small one to the desk, too', async () => {
  withdrawals.risks.push('new-device');
  const w = await withdrawals.open();
  await w.confirms();
  await w.shows('Attention', 'waiting-approval');
  expect(await w.details()).toContain('`new-device`');
  expect(await w.cancels(false)).toEqual({ reason: 'not-to-cancel' });
  expect(await w.cancels(true)).toHaveProperty('cancelled');
  expect(await w.result()).toEqual({ status: 'cancelled' });
  await wasNotPaid(w);
});

test('to an address nobody proved a small one goes by itself, and what is more is looked at', async () => {
  withdrawals.risks.push('unproven-wallet');
  const small = await withdrawals.open({ minor: UNPROVEN_ABOVE, cash: 200_000n });
  await small.confirms();
  expect(await small.result()).toEqual({ status: 'paid' });
  const more = await withdrawals.open({ minor: UNPROVEN_ABOVE + 1n, cash: 200_000n });
  await more.confirms();
  await more.shows('Attention', 'waiting-approval');
  expect(await more.details()).toContain('`unproven-wallet`');
  await more.cancels(true);
  expect(await more.result()).toEqual({ status: 'cancelled' });
});

test('a withdrawal in several parts is sent part by part, and ends with what was paid', async () => {
  withdrawals.provider.will.parts = 3n;
  withdrawals.provider.will.send = [refuses, timesOutAfterDoingIt, takesItAndPends];
  const w = await withdrawals.open({ minor: 3_000n });
  await w.confirms();
  expect(await w.result()).toEqual({ status: 'paid-in-part' });
  expect((await w.read()).parts.map(({ state }) => state)).toEqual(['refused', 'paid', 'paid']);
  expect([await w.cash(), await w.held()]).toEqual([4_000n - 2_000n - 20n, 0]);
});

test('a workflow that is reset, or begun anew after its end, pays nothing twice', async () => {
  const w = await withdrawals.open();
  await w.confirms();
  await w.result();
  await w.reset();
  expect(await w.result()).toEqual({ status: 'paid' });
  await w.moves(); // it is over: the signal begins it anew
  expect(await w.result()).toEqual({ status: 'paid' });
  expect(withdrawals.provider.sendingsOf(await w.part())).toBe(1);
  await wasPaidOnce(w);
});

test('a workflow that is reset while nobody knows how it ended sends nothing again', async () => {
  const w = await parked();
  await w.reset();
  await w.shows('Attention', 'unknown-outcome');
  expect(withdrawals.provider.sendingsOf(await w.part())).toBe(1);
  await w.isTold('resolve', await w.pass('withdrawal.resolve', PAID));
  expect(await w.result()).toEqual({ status: 'paid' });
  await wasPaidOnce(w);
});
