import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { testTemporal } from '../sandbox/testing/fixtures.ts';
import { type OpenRefund, type Refunds, startRefunds } from './test-refunds.ts';
import { neverGetsThere, refuses, takesItAndPends, timesOutAfterDoingIt } from './test-withdrawals.ts';

let refunds: Refunds;
let byHand: Refunds;
beforeAll(async () => {
  refunds = await startRefunds(testTemporal());
  byHand = await startRefunds(testTemporal(), { canSend: false });
});
afterEach(() => refunds.provider.wellBehaved());
afterAll(async () => {
  const faults = [...(await refunds.faults()), ...(await byHand.faults())];
  await Promise.all([refunds.stop(), byHand.stop()]);
  expect(faults).toEqual([]);
});

const away = async () => Promise.reject(new Error('the provider is away'));
const PAID = { outcome: 'paid', evidence: 'provider-dashboard' } as const;
const TAKEN = { status: 'taken' };
/** Back once, in the provider's books and in ours, and the player was told once. */
async function wentBackOnce(r: OpenRefund, sendings = 1): Promise<void> {
  expect(await r.result()).toEqual({ state: 'paid' });
  expect(refunds.provider.paidFor(r.id)).toBe(2_500);
  expect(refunds.provider.sendingsOf(r.id)).toBe(sendings);
  expect(refunds.provider.repeats()).toBe(0);
  expect(await r.booked()).toEqual({ held: 0, gone: 2_500 });
  expect(await r.told()).toBe(1);
}

test('what nobody was credited for goes back, is booked, and the player is told', async () => {
  const r = await refunds.owes();
  await wentBackOnce(r);
  expect(await r.trail()).toEqual(['refund.opened', 'refund.paid']);
});

test('a sending that did it and whose answer was lost is found paid, and not sent again', async () => {
  refunds.provider.will.send = [timesOutAfterDoingIt];
  await wentBackOnce(await refunds.owes());
});

test('a sending that never got there is sent again once that is proven', async () => {
  refunds.provider.will.send = [
    neverGetsThere,
    async (part, pay) => {
      pay();
      return { outcome: 'accepted', providerRef: `re_${part.reference}`, isFinal: true };
    },
  ];
  await wentBackOnce(await refunds.owes(), 2);
});

test('a worker that dies between the sending and its answer leaves it to be looked up: it went once', async () => {
  const { provider } = refunds;
  const started = new Promise<void>((resolve) => {
    provider.will.send = [
      async (_part, pay) => {
        pay();
        resolve();
        return provider.hangs();
      },
    ];
  });
  const r = await refunds.owes();
  await started;
  const stopping = refunds.stopWorker();
  provider.wellBehaved();
  await stopping.catch(() => undefined);
  await refunds.restartWorker();
  await wentBackOnce(r);
});

test('one that the provider accepts and finishes later is back when it is finished', async () => {
  refunds.provider.will.send = [takesItAndPends];
  refunds.provider.will.look = async (part) => ({ state: 'pending', providerRef: `re_${part.reference}` });
  const r = await refunds.owes();
  await r.shows('Stage', 'sending');
  expect(await r.told()).toBe(0);
  refunds.provider.will.look = undefined;
  await r.moves();
  await wentBackOnce(r);
});

test('nobody knows how it ended: people are asked, and what they saw is booked once', async () => {
  refunds.provider.will.send = [timesOutAfterDoingIt];
  refunds.provider.will.look = away;
  const r = await refunds.owes();
  await r.shows('Attention', 'unknown-outcome');
  expect(await r.booked()).toEqual({ held: 2_500, gone: 0 });
  const [one, other] = [
    await r.pass('refund.resolve', PAID),
    await r.pass('refund.resolve', PAID, refunds.staff.lena, 'compliance'),
  ];
  const answers = await Promise.all([r.isTold('resolve', one), r.isTold('resolve', other)]);
  expect(answers).toContainEqual(TAKEN);
  expect(answers).toContainEqual(expect.objectContaining({ refused: 'too-late' }));
  await wentBackOnce(r);
});

test('what the provider refuses waits for a person, who gives it back by hand', async () => {
  refunds.provider.will.send = [refuses];
  const r = await refunds.owes();
  await r.shows('Attention', 'refund-by-hand');
  expect(await r.details()).toMatch(/given back by hand[\s\S]*the card was closed/);
  expect(await r.isTold('retry', await r.pass('refund.retry', { reason: 'try-once-more' }))).toMatchObject({
    refused: 'too-late',
  });
  expect(await r.isTold('resolve', await r.pass('refund.resolve', PAID))).toEqual(TAKEN);
  expect(await r.result()).toEqual({ state: 'paid' });
  expect(refunds.provider.paidFor(r.id)).toBeUndefined();
  expect(await r.booked()).toEqual({ held: 0, gone: 2_500 });
  expect([await r.told(), await r.trail()]).toEqual([1, ['refund.opened', 'refund.refused', 'refund.resolved']]);
});

test('given back in the provider’s dashboard while it waits, it is over by itself', async () => {
  refunds.provider.will.send = [refuses];
  const r = await refunds.owes();
  await r.shows('Attention', 'refund-by-hand');
  await r.wentBack();
  expect(await r.result()).toEqual({ state: 'dropped' });
  expect(await r.booked()).toEqual({ held: 0, gone: 0 });
  expect((await r.handle.describe()).typedSearchAttributes.get({ name: 'Attention', type: 'KEYWORD' })).toBeUndefined();
});

test('where no rail gives back, a person does; nothing was ever sent', async () => {
  const r = await byHand.owes();
  await r.shows('Attention', 'refund-by-hand');
  await r.isTold('retry', await r.pass('refund.retry', { reason: 'settings-corrected' }));
  await r.shows('Attention', 'refund-by-hand');
  await r.isTold('resolve', await r.pass('refund.resolve', PAID));
  expect(await r.result()).toEqual({ state: 'paid' });
  expect(await r.booked()).toEqual({ held: 0, gone: 2_500 });
});

test('reset, or begun anew after its end, it goes back no second time', async () => {
  const r = await refunds.owes();
  await r.result();
  await r.reset();
  expect(await r.result()).toEqual({ state: 'paid' });
  await r.moves(); // it is over: the signal begins it anew
  await wentBackOnce(r);
});
