import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import type { PayoutLook } from '../rails/payout-rail.ts';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { type Refunds, startRefunds } from './test-refunds.ts';
import { until } from './test-watching.ts';
import { type OpenWithdrawal, refuses, takesItAndPends } from './test-withdrawals.ts';

// One desk for both: a refund's is a withdrawal's, with a rail that gives back.
let desk: Refunds;
beforeAll(async () => {
  desk = await startRefunds(testTemporal());
});
afterEach(() => {
  desk.payouts.wellBehaved();
  desk.provider.wellBehaved();
});
afterAll(async () => {
  const faults = await desk.faults();
  await desk.stop();
  expect(faults).toEqual([]);
});

const SENT_BACK = async (): Promise<PayoutLook> => ({
  state: 'refused',
  providerRef: 're_back',
  why: 'expired_or_canceled_card',
});
const PAID_AFTER_ALL = async (): Promise<PayoutLook> => ({ state: 'paid', providerRef: 're_paid' });
const SEEN = { outcome: 'paid', evidence: 'bank-statement' } as const;

/** In the order of the trail, what was written of the part once its withdrawal had ended. */
const since = async (w: OpenWithdrawal): Promise<string[]> => {
  const trail = await w.trail();
  return trail.slice(trail.indexOf('withdrawal.ended') + 1);
};
const paid = async (): Promise<OpenWithdrawal> => {
  const w = await desk.open();
  await w.confirms();
  await w.result();
  return w;
};
const inQueue = (why: string, subject: string) =>
  desk.house.count(
    sql`select count(*) from payments.waiting where queue = 'stuck' and why = ${why} and workflow_id = ${subject}`,
  );

test('what a bank sends back after it was paid is the player’s again, with its fee, once for however many messages', async () => {
  const w = await paid();
  desk.payouts.will.look = SENT_BACK;
  await Promise.all([w.moves(), w.moves(), w.moves()]);
  await until(async () => ((await w.read()).returned ? true : undefined));
  expect(await w.result()).toEqual({ status: 'paid' });
  expect([await w.cash(), await w.held()]).toEqual([3_500n, 0]);
  expect(await since(w)).toEqual(['payout.returned']);
  expect(await inQueue('contradicted', w.handle.workflowId)).toBe(0);
});

test('a message about what was paid, and is, changes nothing', async () => {
  const w = await paid();
  await w.moves();
  const looked = new Promise<void>((resolve) => {
    desk.payouts.will.look = async (part) => {
      resolve();
      return { state: 'paid', providerRef: part.reference };
    };
  });
  await w.moves();
  await looked;
  expect(await w.result()).toEqual({ status: 'paid' });
  expect([await w.cash(), await since(w)]).toEqual([975n, []]);
});

test('what is sent back between the look-up that found it paid and its booking comes back too', async () => {
  desk.payouts.will.send = [takesItAndPends];
  desk.payouts.will.look = async (part) => ({ state: 'pending', providerRef: part.reference });
  const w = await desk.open();
  await w.confirms();
  await w.shows('Stage', 'sending');
  let looks = 0;
  desk.payouts.will.look = async (part) => {
    if (++looks > 1) return SENT_BACK();
    await w.moves(); // the bank is faster than our answer
    await until(async () => {
      const { events } = await w.handle.fetchHistory();
      const heard = events?.filter(
        (event) => event.workflowExecutionSignaledEventAttributes?.signalName === 'payout-moved',
      );
      return (heard?.length ?? 0) > 0 ? true : undefined;
    });
    return { state: 'paid', providerRef: part.reference };
  };
  await until(async () => ((await w.read()).returned ? true : undefined));
  expect([await w.cash(), await since(w)]).toEqual([3_500n, ['payout.returned']]);
});

test('booked as refused and paid after all: people are called, and what they saw is written down', async () => {
  desk.payouts.will.send = [refuses];
  const w = await desk.open();
  await w.confirms();
  expect(await w.result()).toEqual({ status: 'refused' });
  desk.payouts.will.look = PAID_AFTER_ALL;
  await w.moves();
  await w.shows('Attention', 'contradicted');
  expect(await w.details()).toMatch(/booked as \*\*refused\*\*, and the provider says now: \*paid\*/);
  await until(async () => ((await inQueue('contradicted', w.handle.workflowId)) === 1 ? true : undefined));
  const pass = await w.pass('withdrawal.resolve', SEEN);
  expect(await w.isTold('resolve', pass)).toEqual({ status: 'taken' });
  expect(await w.result()).toEqual({ status: 'refused' });
  expect(await inQueue('contradicted', w.handle.workflowId)).toBe(0);
  expect([await w.cash(), await since(w)]).toEqual([3_500n, ['payout.contradicted', 'payout.resolved']]);
});

test('resolved as paid by staff, whom the provider contradicts: nothing comes back before they have looked again', async () => {
  desk.payouts.will.send = [takesItAndPends];
  desk.payouts.will.look = async () => Promise.reject(new Error('away'));
  const w = await desk.open({ patience: { finalWithinMs: 0 } });
  await w.confirms();
  await w.shows('Attention', 'no-final-answer');
  await w.isTold('resolve', await w.pass('withdrawal.resolve', SEEN));
  expect(await w.result()).toEqual({ status: 'paid' });
  desk.payouts.will.look = SENT_BACK;
  await w.moves();
  await w.shows('Attention', 'contradicted');
  expect(await w.cash()).toBe(975n);
  await w.isTold('resolve', await w.pass('withdrawal.resolve', { ...SEEN, outcome: 'refused' }));
  await until(async () => ((await w.read()).returned ? true : undefined));
  expect(await w.result()).toEqual({ status: 'paid' });
  expect([await w.cash(), await since(w)]).toEqual([
    3_500n,
    ['payout.contradicted', 'payout.resolved', 'payout.returned'],
  ]);
});

test('a refund that the payer’s bank sends back is in the queue until somebody has seen to it', async () => {
  const r = await desk.owes();
  expect(await r.result()).toEqual({ state: 'paid' });
  desk.provider.will.look = SENT_BACK;
  await r.moves();
  await r.shows('Attention', 'contradicted');
  expect(await r.details()).toContain('expired_or_canceled_card');
  await until(async () => ((await inQueue('contradicted', r.handle.workflowId)) === 1 ? true : undefined));
  await r.isTold('resolve', await r.pass('refund.resolve', SEEN));
  expect(await r.result()).toEqual({ state: 'paid' });
  expect(await r.booked()).toEqual({ held: 0, gone: 2_500 });
  expect(await r.trail()).toEqual(['refund.opened', 'refund.paid', 'refund.contradicted', 'refund.resolved']);
  // Seen to, it is not asked about again.
  await r.moves();
  expect(await r.result()).toEqual({ state: 'paid' });
});
