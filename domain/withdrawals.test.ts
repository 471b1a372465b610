import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AssertionError } from './assert.ts';
import { money } from './money.ts';
import type { AssetTerms } from './terms.ts';
import {
  blockerReasons,
  blockersFor,
  blockersOf,
  feeForPart,
  isOver,
  mostWithdrawable,
  needsApproval,
  offeredWithdrawals,
  restrictions,
  type WithdrawalFacts,
  withdrawalFee,
  withdrawalStatuses,
  withdrawalTotal,
} from './withdrawals.ts';

const anyMinor = fc.bigInt({ min: 0n, max: 10n ** 12n });
const anyTerms: fc.Arbitrary<AssetTerms> = fc.record({
  least: fc.bigInt({ min: 1n, max: 10_000n }),
  most: fc.bigInt({ min: 10_000n, max: 10n ** 9n }),
  fee: fc.record({ fixed: fc.bigInt({ min: 0n, max: 1_000n }), bps: fc.bigInt({ min: 0n, max: 2_000n }) }),
});
const terms: AssetTerms = { least: 1_000n, most: 500_000n, fee: { fixed: 50n, bps: 100n } };
const eur = (minor: bigint) => money('EUR', minor);
const facts: WithdrawalFacts = {
  available: eur(20_000n),
  terms,
  railPaused: false,
  coverable: undefined,
  canReceiveCode: true,
  unconfirmed: 0,
  underWay: 0,
  hasOpenDispute: false,
  missingVerification: undefined,
  leftToWager: undefined,
  restrictions: [],
};
const anyFacts: fc.Arbitrary<WithdrawalFacts> = fc.record({
  available: anyMinor.map(eur),
  terms: fc.option(anyTerms, { nil: undefined }),
  railPaused: fc.boolean(),
  coverable: fc.option(anyMinor.map(eur), { nil: undefined }),
  canReceiveCode: fc.boolean(),
  unconfirmed: fc.nat(2),
  underWay: fc.nat(12),
  hasOpenDispute: fc.boolean(),
  missingVerification: fc.constantFrom(undefined, 'basic'),
  leftToWager: fc.option(anyMinor.map(eur), { nil: undefined }),
  restrictions: fc.subarray([...restrictions]),
});
const reasonsOf = (blockers: readonly { reason: string }[]) => blockers.map(({ reason }) => reason);

test('the most that can be withdrawn can be paid with its fee, and one minor unit more cannot', () => {
  fc.assert(
    fc.property(anyMinor, anyTerms, (minor, each) => {
      const most = mostWithdrawable(eur(minor), each);
      if (!most) {
        expect(withdrawalTotal(eur(each.least), each).minor).toBeGreaterThan(minor);
        return;
      }
      expect(withdrawalTotal(most, each).minor).toBeLessThanOrEqual(minor);
      const more = eur(most.minor + 1n);
      expect(most.minor === each.most || withdrawalTotal(more, each).minor > minor).toBe(true);
    }),
  );
});

test('what is offered to press lies within the terms, rises, and can be paid for', () => {
  fc.assert(
    fc.property(anyMinor, anyTerms, (minor, each) => {
      const offered = offeredWithdrawals(eur(minor), each);
      for (const amount of offered) {
        expect(amount.minor).toBeGreaterThanOrEqual(each.least);
        expect(amount.minor).toBeLessThanOrEqual(each.most);
        expect(withdrawalTotal(amount, each).minor).toBeLessThanOrEqual(minor);
      }
      expect(offered.every(({ minor: m }, n) => n === 0 || m > (offered[n - 1]?.minor ?? 0n))).toBe(true);
    }),
  );
});

test('the fee is a fixed part and a share rounded up', () => {
  expect(withdrawalFee(eur(10_001n), terms)).toEqual(eur(50n + 101n));
  expect(withdrawalFee(eur(10_000n), { ...terms, fee: { fixed: 0n, bps: 0n } })).toEqual(eur(0n));
});

test('a withdrawal that was paid in part costs no more than that part of its fee', () => {
  fc.assert(
    fc.property(anyMinor, anyMinor, anyMinor, (fee, a, b) => {
      const [paid, amount] = a < b ? [a, b] : [b, a];
      fc.pre(amount > 0n);
      const part = feeForPart(eur(fee), eur(paid), eur(amount)).minor;
      expect(part * amount).toBeLessThanOrEqual(fee * paid);
      expect((part + 1n) * amount).toBeGreaterThan(fee * paid);
    }),
  );
  expect(() => feeForPart(eur(1n), eur(2n), eur(1n))).toThrow(AssertionError);
});

test('nothing stands in the way of a plain wish', () => {
  expect(blockersOf(facts)).toEqual([]);
  expect(blockersFor(eur(10_000n), facts)).toEqual([]);
});

test('every reason is answered at once, each of them once', () => {
  const bad: WithdrawalFacts = {
    ...facts,
    railPaused: true,
    canReceiveCode: false,
    unconfirmed: 1,
    underWay: 10,
    hasOpenDispute: true,
    missingVerification: 'basic',
    leftToWager: eur(5n),
    coverable: eur(5n),
  };
  const reasons = reasonsOf(blockersFor(eur(600_000n), bad));
  expect(reasons).toEqual([
    'rail-paused',
    'no-telegram',
    'open-dispute',
    'verification-missing',
    'bonus-locked',
    'unconfirmed-withdrawal',
    'too-many-under-way',
    'above-maximum',
    'not-coverable',
    'insufficient-funds',
  ]);
  fc.assert(
    fc.property(anyFacts, anyMinor, (each, minor) => {
      for (const all of [blockersOf(each), blockersFor(eur(minor), each)]) {
        expect(new Set(reasonsOf(all)).size).toBe(all.length);
        for (const { reason } of all) expect(blockerReasons).toContain(reason);
      }
    }),
  );
});

test('cooling-off and self-exclusion never stand in the way of a player’s own money', () => {
  fc.assert(
    fc.property(anyFacts, anyMinor, fc.subarray([...restrictions]), (each, minor, others) => {
      const restricted = { ...each, restrictions: others };
      expect(blockersFor(eur(minor), restricted)).toEqual(blockersFor(eur(minor), each));
      expect(blockersOf(restricted)).toEqual(blockersOf(each));
    }),
  );
});

test('what is asked for without a reason against it is within the terms, covered and paid for', () => {
  fc.assert(
    fc.property(anyFacts, anyMinor, (each, minor) => {
      if (blockersFor(eur(minor), each).length > 0) return;
      const { terms: t } = each;
      expect(t).toBeDefined();
      if (!t) return;
      expect(minor >= t.least && minor <= t.most).toBe(true);
      expect(withdrawalTotal(eur(minor), t).minor).toBeLessThanOrEqual(each.available.minor);
      expect(minor <= (each.coverable?.minor ?? minor)).toBe(true);
    }),
  );
});

test('no withdrawal passes where even the list without an amount has a reason', () => {
  fc.assert(
    fc.property(anyFacts, anyMinor, (each, minor) => {
      if (blockersOf(each).length > 0) expect(blockersFor(eur(minor), each)).not.toEqual([]);
    }),
  );
});

test('no rail means no way out, and says only what is known without one', () => {
  expect(reasonsOf(blockersFor(eur(1n), { ...facts, terms: undefined }))).toEqual(['no-way-out']);
});

test('what is above the threshold needs approval, and so does an asset nobody set one for', () => {
  const thresholds = { EUR: 100_000n } as const;
  expect(needsApproval(eur(100_000n), eur(0n), thresholds)).toBe(false);
  expect(needsApproval(eur(100_001n), eur(0n), thresholds)).toBe(true);
  expect(needsApproval(money('TON', 1n), money('TON', 0n), thresholds)).toBe(true);
});

test('what was taken out the same day counts: nobody gets round the threshold in small steps', () => {
  const thresholds = { EUR: 100_000n } as const;
  expect(needsApproval(eur(50_000n), eur(50_000n), thresholds)).toBe(false);
  expect(needsApproval(eur(50_000n), eur(50_001n), thresholds)).toBe(true);
});

test('who owes is told so where it leaves too little, and only there', () => {
  const inDebt = { ...facts, debt: eur(700n) };
  expect(reasonsOf(blockersOf(inDebt))).not.toContain('owes');
  expect(blockersOf({ ...inDebt, available: eur(0n) })).toContainEqual({ reason: 'owes', debt: eur(700n) });
  expect(reasonsOf(blockersFor(eur(999_999n), inDebt))).toContain('owes');
});

test('a withdrawal that waits or is on its way is not over', () => {
  expect(withdrawalStatuses.filter((status) => !isOver(status))).toEqual([
    'awaiting-code',
    'confirmed',
    'awaiting-approval',
    'sending',
  ]);
});
