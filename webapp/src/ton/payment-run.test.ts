import { UserRejectsError } from '@tonconnect/ui-react';
import { expect, test } from 'vitest';
import { Refused } from '../api/client.ts';
import { askedUntil } from './asked.ts';
import { noteOf } from './notes.ts';
import { createPayment, type PaymentDeps } from './payment-run.ts';

const NOW_MS = 1_764_000_000_000;
const UNTIL_S = NOW_MS / 1_000 + 300;
const IRINA = { address: '0:aa', chain: '-3' };
const plan = { validUntil: UNTIL_S, network: '-3', messages: [] } as unknown as Awaited<
  ReturnType<PaymentDeps['plan']>
>;

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((...ends) => {
    [resolve, reject] = ends;
  });
  return { promise, resolve, reject };
}

/** A wallet that answers when it is told to. */
function aPayment(wish: Partial<PaymentDeps> = {}) {
  const wallet = deferred<{ boc: string }>();
  const time = deferred<void>();
  const did = {
    told: [] as string[],
    lookedAgain: 0,
    sent: 0,
    received: undefined as ((open: () => void) => void) | undefined,
  };
  const payment = createPayment({
    deposit: 'd1',
    account: () => IRINA,
    plan: async () => plan,
    send: (_plan, onSent) => {
      did.sent += 1;
      did.received = onSent;
      return wallet.promise;
    },
    tell: (boc) => void did.told.push(boc),
    lookAgain: () => void did.lookedAgain++,
    over: () => time.promise,
    now: () => NOW_MS,
    ...wish,
  });
  return { payment, wallet, time, did };
}

/** As far as it goes by itself. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function signing(wish: Partial<PaymentDeps> = {}) {
  const asked = aPayment(wish);
  const paid = asked.payment.pay();
  await settled();
  expect(asked.payment.state().phase.at).toBe('signing');
  return { ...asked, paid };
}

test('a signed transfer is told to us, and the page waits for the chain', async () => {
  const { payment, wallet, did, paid } = await signing();
  const open = () => undefined;
  did.received?.(open);
  expect(payment.state().phase).toEqual({ at: 'signing', untilMs: UNTIL_S * 1_000, sinceMs: NOW_MS, open });
  wallet.resolve({ boc: 'te6' });
  await paid;
  expect(payment.state()).toEqual({ phase: { at: 'told' }, told: undefined });
  expect(did.told).toEqual(['te6']);
});

test('a wallet is asked once, however often it is pressed', async () => {
  const { payment, did } = await signing();
  await payment.pay();
  expect(did.sent).toBe(1);
});

test('without a wallet nothing is asked', async () => {
  const { payment, did } = aPayment({ account: () => null });
  await payment.pay();
  expect([did.sent, payment.state().phase.at]).toEqual([0, 'idle']);
});

test('who declines is told so, and no request is left to wait for', async () => {
  const { payment, wallet, paid } = await signing();
  expect(askedUntil('d1', NOW_MS)).toBe(UNTIL_S * 1_000);
  wallet.reject(new UserRejectsError('no'));
  await paid;
  expect(payment.state()).toEqual({ phase: { at: 'idle' }, told: { trouble: 'declined' } });
  expect(askedUntil('d1', NOW_MS)).toBeUndefined();
});

test('what fails while a wallet has the request is not told as sent by nobody; before that it is', async () => {
  const { payment, wallet, paid } = await signing();
  wallet.reject(new Error('a bug of somebody’s'));
  await paid;
  expect(payment.state().told).toEqual({ trouble: 'request-refused' });
  const before = aPayment({ plan: () => Promise.reject(new Error('a bug of ours')) });
  await before.payment.pay();
  expect(before.payment.state().told).toEqual({ trouble: 'failed' });
});

test('a request that ran out is told so; what was signed in the last moment is still told to us', async () => {
  const { payment, wallet, time, did, paid } = await signing();
  time.resolve();
  await paid;
  expect(payment.state()).toEqual({ phase: { at: 'idle' }, told: { trouble: 'request-over' } });
  wallet.resolve({ boc: 'late' });
  await settled();
  expect([did.told, payment.state().told]).toEqual([['late'], { trouble: 'request-over' }]);
});

test.each([
  ['switched', '0:bb'],
  ['disconnected', undefined],
] as const)('an account that is %s while it signs ends the waiting', async (trouble, account) => {
  const { payment, wallet, did, paid } = await signing();
  payment.sees(IRINA.address);
  expect(payment.state().phase.at).toBe('signing');
  payment.sees(account);
  expect(payment.state()).toEqual({ phase: { at: 'idle' }, told: { trouble } });
  wallet.reject(new Error('the line was cut'));
  await paid;
  expect([payment.state().told, did.told]).toEqual([{ trouble }, []]);
});

test('who comes or goes while nothing is asked is no trouble', () => {
  const { payment } = aPayment();
  payment.sees('0:bb');
  payment.sees(undefined);
  expect(payment.state().told).toBeUndefined();
});

test('the answer to a request that was given up does not end the next one', async () => {
  const answers = [deferred<{ boc: string }>(), deferred<{ boc: string }>()];
  let n = 0;
  const { payment, did } = await signing({
    send: () => (answers[n++] as (typeof answers)[0]).promise,
  });
  payment.stop();
  const second = payment.pay();
  await settled();
  answers[0]?.reject(new UserRejectsError('no'));
  await settled();
  expect(payment.state().phase.at).toBe('signing');
  answers[1]?.resolve({ boc: 'second' });
  await second;
  expect([payment.state().phase.at, did.told]).toEqual(['told', ['second']]);
});

test.each([
  ['wrong-network', 0],
  ['too-little-gas', 0],
  ['too-little-balance', 0],
  ['address-invalid', 0],
  ['chain-away', 0],
  ['offline', 0],
  ['not-payable', 1],
  ['already-sent', 1],
] as const)(
  '%s is told before any wallet is asked, and the deposit looked at again %d times',
  async (reason, times) => {
    const { payment, did } = aPayment({ plan: () => Promise.reject(new Refused({ reason })) });
    await payment.pay();
    expect(payment.state()).toEqual({ phase: { at: 'idle' }, told: { trouble: reason } });
    expect([did.sent, did.lookedAgain]).toEqual([0, times]);
  },
);

test('a page that is opened anew knows which deposit a wallet was asked for, and until when', async () => {
  await signing({ deposit: 'd2' });
  expect(askedUntil('d2', NOW_MS)).toBe(UNTIL_S * 1_000);
  expect(askedUntil('d1', NOW_MS)).toBeUndefined();
  expect(askedUntil('d2', UNTIL_S * 1_000)).toBeUndefined();
});

const since = (open: (() => void) | undefined) =>
  ({ at: 'signing', untilMs: NOW_MS + 300_000, sinceMs: NOW_MS, open }) as const;
const open = () => undefined;

test.each([
  ['nothing', undefined, 8_000, undefined],
  ['that the bridge is away', undefined, 8_001, 'bridge-away'],
  ['nothing', open, 45_000, undefined],
  ['that the wallet does not answer', open, 45_001, 'no-answer'],
  ['that the rate is over', open, 200_001, 'rate-over'],
  ['that the rate is over', undefined, 200_001, 'rate-over'],
] as const)('%s is said (%s, after %d ms)', (_what, wallet, afterMs, note) => {
  expect(noteOf(since(wallet), NOW_MS + 200_000, NOW_MS + afterMs)).toBe(note);
});
