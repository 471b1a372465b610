import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OrderId, PayoutId, RefundId, WithdrawalId } from '../contracts/ids.ts';
import { type Asset, assets } from '../domain/assets.ts';
import { feeBy } from '../domain/fees.ts';
import { type Money, money } from '../domain/money.ts';
import { type AssetTerms, assetsOf } from '../domain/terms.ts';
import { newId } from '../runtime/ids.ts';
import type { DepositRail, OrderToPay, RailEvent } from './deposit-rail.ts';
import type { PayoutPart, PayoutRail, RefundableCharge } from './payout-rail.ts';
import type { RefundOrder, RefundRail } from './refund-rail.ts';

/** A rail that takes money, and the world in which its provider lives. */
export type DepositWorld = {
  readonly rail: DepositRail;
  /** Somebody pays what the link asks for; answers what the rail makes of all that the provider then tells, repeats and all. */
  pays(link: string): Promise<readonly RailEvent[]>;
  /** From now on the provider does not answer, or does again. */
  outage(is: boolean): void;
  close(): Promise<void>;
};

/** The rails' offers, asset by asset. */
const offersOf = ({ terms }: DepositRail) =>
  assetsOf(terms.assets).map((asset) => ({ asset, ...(terms.assets[asset] as AssetTerms) }));
const firstOf = (rail: DepositRail) => offersOf(rail)[0] as ReturnType<typeof offersOf>[number];
const leastOf = (rail: DepositRail): Money => money(firstOf(rail).asset, firstOf(rail).least);

const orderFor = (rail: DepositRail, changed: Partial<OrderToPay> = {}): OrderToPay => ({
  id: newId(Date.now()) as OrderId,
  pay: leastOf(rail),
  title: 'Deposit',
  description: 'Into your cash.',
  expiresAt: new Date(Date.now() + rail.terms.validForMs),
  bot: undefined,
  ...changed,
});

/** What every rail promises that takes money. */
export function takesMoney(openWorld: () => Promise<DepositWorld>): void {
  let world: DepositWorld;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const opens = async (changed: Partial<OrderToPay> = {}) => {
    const order = orderFor(world.rail, changed);
    return { order, ...(await world.rail.open(order)) };
  };

  test('its offer is one that can be made: the least is not above the most, and is more than its fee', () => {
    expect(offersOf(world.rail).length).toBeGreaterThan(0);
    for (const { asset, least, most, fee } of offersOf(world.rail)) {
      expect(most).toBeGreaterThanOrEqual(least);
      expect(feeBy(money(asset, least), fee).minor).toBeLessThan(least);
    }
    expect(world.rail.terms.validForMs).toBeGreaterThan(60_000);
  });

  test('in each currency it offers it asks for that currency, and brings it', async () => {
    for (const { asset, least } of offersOf(world.rail)) {
      const { link } = await opens({ pay: money(asset, least) });
      const events = await world.pays(link);
      expect(events.length).toBeGreaterThan(0);
      for (const event of events) expect(event).toMatchObject({ asset, minor: least });
    }
  });

  test('a payment brings what was asked for, for the order it was asked for, however often it is told', async () => {
    const { order, link } = await opens();
    const events = await world.pays(link);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events)
      expect(event).toEqual({
        ...events[0],
        kind: 'paid',
        orderId: order.id,
        asset: order.pay.asset,
        minor: order.pay.minor,
      });
    expect(events[0]?.chargeId).toMatch(/\S/);
    expect(events[0]?.payer).toMatch(/\S/);
  });

  test('two orders are two payments, each under a number of its own', async () => {
    const [one, other] = [await opens(), await opens()];
    const charges = [...(await world.pays(one.link)), ...(await world.pays(other.link))].map(
      ({ chargeId }) => chargeId,
    );
    expect(new Set(charges).size).toBe(2);
  });

  test('the largest amount it offers is asked for to the last minor unit', async () => {
    const { asset, most } = firstOf(world.rail);
    const amount = money(asset, most - 1n);
    const { link } = await opens({ pay: amount });
    expect((await world.pays(link)).map(({ minor }) => minor)).toContain(amount.minor);
  });

  test('while its provider is away nothing is opened, and afterwards the same order is', async () => {
    const order = orderFor(world.rail);
    world.outage(true);
    await expect(world.rail.open(order)).rejects.toThrow();
    world.outage(false);
    expect((await world.rail.open(order)).link).toMatch(/^https?:/);
  });

  test('what is not about money of ours is nothing to it', () => {
    for (const message of [undefined, null, {}, { message: { text: 'hello' } }, 'paid', 7])
      expect(world.rail.readEvent(message)).toBeUndefined();
  });

  test('asked about an order, it answers what was told, and nothing before; one that cannot be asked gives no name to ask by', async () => {
    const { link, providerRef } = await opens();
    expect(providerRef !== undefined).toBe(world.rail.lookUp !== undefined);
    if (!world.rail.lookUp || providerRef === undefined) return;
    expect(await world.rail.lookUp(providerRef)).toBeUndefined();
    const [told] = await world.pays(link);
    expect(await world.rail.lookUp(providerRef)).toEqual(told);
  });
}

/** A rail that pays out, and the world in which its provider lives. */
export type PayoutWorld = {
  readonly rail: PayoutRail;
  /** Payments of one player that may go back, the oldest first. */
  hasPaidIn(minors: readonly bigint[]): Promise<readonly RefundableCharge[]>;
  /** What the provider's own books say was sent for each reference of ours. */
  sent(): readonly { readonly reference: string; readonly minor: bigint }[];
  /** How the next sending goes wrong. */
  fails(how: 'before' | 'after' | 'silently'): void;
  /** The provider will refuse this one for good. */
  spoil(part: PayoutPart): void;
  turn(ms: number): void;
  readonly now: () => number;
  close(): Promise<void>;
};

/** What every rail promises that pays out. */
export function paysOut(openWorld: () => Promise<PayoutWorld>): void {
  let world: PayoutWorld;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  const asset = () => Object.keys(world.rail.terms)[0] as Asset;
  const plans = (amount: Money, refundable: readonly RefundableCharge[]) => {
    const plan = world.rail.plan({ amount, refundable });
    if ('reason' in plan) throw new Error(`not coverable: ${plan.most.minor}`);
    return plan.parts.map(
      (part): PayoutPart => ({
        ...part,
        reference: randomUUID() as PayoutId,
        withdrawal: randomUUID() as WithdrawalId,
        firstSentAt: undefined,
      }),
    );
  };
  const onePart = async (): Promise<PayoutPart> => {
    const [part] = plans(money(asset(), 1_000n), await world.hasPaidIn([2_500n]));
    if (!part) throw new Error('a plan has a part');
    return part;
  };
  /** As it is handed out for another attempt. */
  const again = (part: PayoutPart): PayoutPart => ({ ...part, firstSentAt: new Date(world.now()) });
  const sentFor = (part: PayoutPart) => world.sent().filter(({ reference }) => reference === part.reference);

  test('its terms are of assets that are money', () => {
    expect(Object.keys(world.rail.terms).length).toBeGreaterThan(0);
    for (const code of Object.keys(world.rail.terms)) expect(assets[code as Asset].nature).not.toBe('stars');
  });

  test('a plan covers the amount exactly, and never sends back more of a payment than is left of it', async () => {
    const refundable = await world.hasPaidIn([1_000n, 500n, 2_500n]);
    const parts = plans(money(asset(), 1_700n), refundable);
    expect(parts.reduce((sum, { amount }) => sum + amount.minor, 0n)).toBe(1_700n);
    for (const { target, amount } of parts) {
      const charge = refundable.find(({ chargeId }) => chargeId === target);
      if (charge) expect(amount.minor).toBeLessThanOrEqual(charge.left.minor);
    }
  });

  test('what is sent is sent once, and known by our own reference', async () => {
    const part = await onePart();
    expect(await world.rail.send(part)).toMatchObject({
      outcome: 'accepted',
      providerRef: expect.stringMatching(/\S/),
    });
    expect(sentFor(part)).toEqual([{ reference: part.reference, minor: 1_000n }]);
    expect(await world.rail.lookUp(again(part))).toMatchObject({ state: expect.stringMatching(/^(paid|pending)$/) });
  });

  test('sent again, at once or by ten at a time, it is the same sending', async () => {
    const part = await onePart();
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.rail.send(part)));
    expect(new Set(answers.map(({ providerRef }) => providerRef)).size).toBe(1);
    expect(sentFor(part)).toHaveLength(1);
  });

  test.each(['after', 'silently'] as const)(
    'an answer that is lost (%s) is unknown, and a look finds what was done',
    async (how) => {
      const part = await onePart();
      world.fails(how);
      await expect(world.rail.send(part)).rejects.toThrow();
      expect(await world.rail.lookUp(again(part))).toMatchObject({ state: expect.stringMatching(/^(paid|pending)$/) });
      expect(sentFor(part)).toHaveLength(1);
    },
  );

  test('what failed before it was done is looked up as never accepted once that is certain, and then sent', async () => {
    const part = await onePart();
    world.fails('before');
    await expect(world.rail.send(part)).rejects.toThrow();
    const sent = again(part);
    await expect(world.rail.lookUp(sent)).rejects.toThrow(/too early/);
    world.turn(10 * 60_000);
    expect(await world.rail.lookUp(sent)).toEqual({ state: 'never-accepted' });
    expect(await world.rail.send(sent)).toMatchObject({ outcome: 'accepted' });
    expect(sentFor(part)).toHaveLength(1);
  });

  test('days later, when its provider has forgotten the first sending’s key, it is still sent once', async () => {
    const part = await onePart();
    world.fails('after');
    await expect(world.rail.send(part)).rejects.toThrow();
    const sent = again(part);
    world.turn(25 * 3_600_000);
    expect(await world.rail.send(sent)).toMatchObject({ outcome: 'accepted' });
    expect(sentFor(part)).toHaveLength(1);
  });

  test('what its provider refuses for good is refused, and nothing was sent', async () => {
    const part = await onePart();
    world.spoil(part);
    expect(await world.rail.send(part)).toMatchObject({ outcome: 'refused', why: expect.stringMatching(/\w/) });
    expect(sentFor(part)).toEqual([]);
  });

  test('each part of a withdrawal is a sending of its own', async () => {
    const parts = plans(money(asset(), 1_400n), await world.hasPaidIn([1_000n, 1_000n]));
    for (const part of parts) await world.rail.send(part);
    expect(parts.map((part) => sentFor(part).length)).toEqual(parts.map(() => 1));
    expect(world.sent().reduce((sum, { minor }) => sum + minor, 0n)).toBe(1_400n);
  });
}

/** A rail that gives money back, and the world in which its provider lives. */
export type RefundWorld = {
  readonly rail: RefundRail;
  /** A payment that nobody was credited for. */
  owes(minor: bigint): Promise<Pick<RefundOrder, 'charge' | 'amount'>>;
  /** What the provider's own books say went back, by the charge. */
  back(): readonly { readonly chargeId: string; readonly minor: bigint }[];
  /** How the next sending goes wrong. */
  fails(how: 'before' | 'after' | 'silently'): void;
  /** Somebody gives the charge back at the provider, without us. */
  givesBack(charge: RefundOrder['charge']): Promise<void>;
  turn(ms: number): void;
  readonly now: () => number;
  close(): Promise<void>;
};

/** What every rail promises that gives back what nobody was credited for. */
export function givesBack(openWorld: () => Promise<RefundWorld>): void {
  let world: RefundWorld;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const owed = async (minor = 2_500n): Promise<RefundOrder> => ({
    ...(await world.owes(minor)),
    reference: randomUUID() as RefundId,
    bot: undefined,
    firstSentAt: undefined,
  });
  const again = (order: RefundOrder): RefundOrder => ({ ...order, firstSentAt: new Date(world.now()) });
  const backOf = ({ charge }: RefundOrder) => world.back().filter(({ chargeId }) => chargeId === charge.chargeId);
  const isBack = { state: expect.stringMatching(/^(paid|pending)$/) };

  test('a charge goes back whole, once, and is found again', async () => {
    const [order, other] = [await owed(), await owed(700n)];
    expect(await world.rail.send(order)).toMatchObject({ outcome: 'accepted' });
    expect(backOf(order)).toEqual([{ chargeId: order.charge.chargeId, minor: 2_500n }]);
    expect(await world.rail.lookUp(again(order))).toMatchObject(isBack);
    expect(backOf(other)).toEqual([]);
  });

  test('sent again, at once or by ten at a time, it goes back once', async () => {
    const order = await owed();
    const answers = await Promise.all(Array.from({ length: 10 }, () => world.rail.send(order)));
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(['accepted']));
    expect(backOf(order)).toHaveLength(1);
  });

  test.each(['after', 'silently'] as const)(
    'an answer that is lost (%s) is unknown, and a look finds what was done',
    async (how) => {
      const order = await owed();
      world.fails(how);
      await expect(world.rail.send(order)).rejects.toThrow();
      expect(await world.rail.lookUp(again(order))).toMatchObject(isBack);
      expect(backOf(order)).toHaveLength(1);
    },
  );

  test('what failed before it was done is looked up as never accepted once that is certain, and then sent', async () => {
    const order = await owed();
    world.fails('before');
    await expect(world.rail.send(order)).rejects.toThrow();
    const sent = again(order);
    await expect(world.rail.lookUp(sent)).rejects.toThrow(/too early/);
    world.turn(10 * 60_000);
    expect(await world.rail.lookUp(sent)).toEqual({ state: 'never-accepted' });
    expect(await world.rail.send(sent)).toMatchObject({ outcome: 'accepted' });
    expect(backOf(order)).toHaveLength(1);
  });

  test('what somebody gave back at the provider already does not go back twice', async () => {
    const order = await owed();
    await world.givesBack(order.charge);
    const sent = again(order);
    const answer = await world.rail.send(order);
    if (answer.outcome === 'accepted' && !answer.isFinal) {
      world.turn(10 * 60_000); // taken on, and refused in the end
      await expect.poll(() => world.rail.lookUp(sent)).toMatchObject({ state: 'refused' });
    }
    expect(backOf(order)).toHaveLength(1);
  });
}
