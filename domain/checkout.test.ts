import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Checkout, checkoutRefusals, type OrderAtCheckout, refuseCheckout } from './checkout.ts';

const order: OrderAtCheckout = {
  status: 'awaiting-payment',
  payer: '7',
  asset: 'EUR',
  minor: 2_500n,
  expiresAtMs: 1_000,
  charged: false,
  railPaused: false,
};
const asked: Checkout = { payer: '7', asset: 'EUR', minor: 2_500n };
const inTime = 999;

const anyOrder: fc.Arbitrary<OrderAtCheckout> = fc.record({
  status: fc.constantFrom('opening', 'awaiting-payment', 'expired', 'credited'),
  payer: fc.constantFrom('7', '8'),
  asset: fc.constantFrom('EUR', 'PLAY-EUR', 'XTR'),
  minor: fc.constantFrom(2_499n, 2_500n, 2_501n),
  expiresAtMs: fc.constantFrom(0, 1_000, 2_000),
  charged: fc.boolean(),
  railPaused: fc.boolean(),
});

test('a payment as it was asked for, by the right player and in time, may go ahead', () => {
  expect(refuseCheckout(order, asked, inTime)).toBeUndefined();
});

test('an order may be paid before its invoice has been noted down: the invoice reached the player', () => {
  expect(refuseCheckout({ ...order, status: 'opening' }, asked, inTime)).toBeUndefined();
});

test.each([
  ['an order that was never placed', 'unknown-order', undefined, asked, inTime],
  ['a payment by somebody else', 'another-player', order, { ...asked, payer: '8' }, inTime],
  ['a payment for what is credited', 'already-paid', { ...order, status: 'credited' }, asked, inTime],
  ['a payment beside one that is reported', 'already-paid', { ...order, charged: true }, asked, inTime],
  ['a payment for an order that was closed', 'expired', { ...order, status: 'expired' }, asked, inTime],
  ['a payment at the moment of expiry', 'expired', order, asked, 1_000],
  ['a payment by a rail that is paused', 'rail-paused', { ...order, railPaused: true }, asked, inTime],
  ['one minor unit less', 'amount-differs', order, { ...asked, minor: 2_499n }, inTime],
  ['one minor unit more', 'amount-differs', order, { ...asked, minor: 2_501n }, inTime],
  ['another currency', 'amount-differs', order, { ...asked, asset: 'USD' }, inTime],
  ['real money for a play order', 'amount-differs', { ...order, asset: 'PLAY-EUR' }, asked, inTime],
  ['Stars for a euro order', 'amount-differs', order, { ...asked, asset: 'XTR' }, inTime],
] as const)('%s is refused as %s', (_what, reason, at, checkout, nowMs) => {
  expect(refuseCheckout(at, checkout, nowMs)).toBe(reason);
});

test('a stranger with a forwarded invoice learns nothing of the order but that it is not theirs', () => {
  fc.assert(
    fc.property(anyOrder, fc.nat(3_000), fc.bigInt(), (any, nowMs, minor) => {
      expect(refuseCheckout(any, { payer: 'stranger', asset: 'EUR', minor }, nowMs)).toBe('another-player');
    }),
  );
});

test('nothing goes ahead unless payer, asset, amount, time and state are all right', () => {
  fc.assert(
    fc.property(anyOrder, fc.nat(3_000), (any, nowMs) => {
      const allRight =
        any.payer === '7' &&
        any.asset === 'EUR' &&
        any.minor === 2_500n &&
        nowMs < any.expiresAtMs &&
        !any.charged &&
        !any.railPaused &&
        (any.status === 'opening' || any.status === 'awaiting-payment');
      const refusal = refuseCheckout(any, asked, nowMs);
      expect(refusal === undefined).toBe(allRight);
      if (refusal) expect(checkoutRefusals).toContain(refusal);
    }),
    { numRuns: 1_000 },
  );
});
