import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type VerificationLevel, verificationLevels } from '../verification.ts';
import { jurisdictionIds, jurisdictions } from './index.ts';
import type { Jurisdiction } from './jurisdiction.ts';
import { isAtLeast, levelForDeposit, levelForHoldings, levelForWithdrawal, levelOf, thresholdsAhead } from './rules.ts';

const { malta, curacao, box } = jurisdictions;
const DAY = 1;

/** A player's movements, each so many days ago. */
type Moved = readonly { readonly daysAgo: number; readonly minor: bigint }[];
const within = (moved: Moved) => (days: number) =>
  moved.reduce((sum, { daysAgo, minor }) => (daysAgo <= days ? sum + minor : sum), 0n);
const minor = fc.bigInt({ min: 0n, max: 500_000n });
const history = fc.array(fc.record({ daysAgo: fc.nat(400), minor }), { maxLength: 8 });

test('in Malta the deposit that reaches EUR 2,000 within 180 days needs a verified player, and a cent less does not [malta/cdd-at-2000]', () => {
  const before = within([{ daysAgo: 100 * DAY, minor: 150_000n }]);
  expect(levelForDeposit(malta, before, 49_999n)).toBe('none');
  expect(levelForDeposit(malta, before, 50_000n)).toBe('basic');
  const longAgo = within([{ daysAgo: 181 * DAY, minor: 150_000n }]);
  expect(levelForDeposit(malta, longAgo, 50_000n)).toBe('none');
});

test('in the box it is the same, for deposits [box/deposits-basic] and for withdrawals [box/withdrawals-basic]', () => {
  expect(levelForDeposit(box, within([]), 200_000n)).toBe('basic');
  expect(levelForDeposit(box, within([]), 199_999n)).toBe('none');
  expect(levelForWithdrawal(box, within([{ daysAgo: 1, minor: 150_000n }]), 50_000n)).toBe('basic');
  expect(levelForWithdrawal(box, within([{ daysAgo: 1, minor: 150_000n }]), 49_999n)).toBe('none');
});

test('in Malta no withdrawal asks for anything by itself, however much it is [malta/withdrawals-always]', () => {
  fc.assert(
    fc.property(history, minor, (moved, more) => {
      expect(levelForWithdrawal(malta, within(moved), more)).toBe('none');
    }),
  );
});

test('in Curaçao nobody pays in or plays before they were screened, which is part of being verified [curacao/screened-before-play]', () => {
  expect(curacao.playsBefore).toBe('basic');
  expect(levelForDeposit(curacao, within([]), 1n)).toBe('basic');
});

test('in Curaçao all that was ever paid in or taken out counts, up to what NAf 4,000 are on the safe side [curacao/cdd-at-4000]', () => {
  const longAgo = within([{ daysAgo: 3_000, minor: 100_000n }]);
  expect(levelForDeposit(curacao, longAgo, 69_999n)).toBe('basic');
  expect(levelForDeposit(curacao, longAgo, 70_000n)).toBe('full');
  expect(levelForWithdrawal(curacao, longAgo, 70_000n)).toBe('full');
  // NAf 4,000 at 1.79 to the dollar, at the dearest euro the profile allows for.
  const inEuros = 4_000 / 1.79 / 1.31;
  for (const { minor: most } of curacao.deposits) expect(Number(most) / 100).toBeLessThanOrEqual(inEuros);
});

test('nobody under 18 is let in, in Malta [malta/adults] and in Curaçao [curacao/adults]', () => {
  expect([malta.leastAge, curacao.leastAge]).toEqual([18, 18]);
});

describe.each(jurisdictionIds)('in %s', (id) => {
  const profile: Jurisdiction = jurisdictions[id];

  test('a withdrawal asks for no level that was not asked for when the money came in [ukgc/ask-before]', () => {
    fc.assert(
      fc.property(history, history, minor, fc.nat(100), (deposits, withdrawals, held, percent) => {
        const [deposited, withdrawn] = [within(deposits), within(withdrawals)];
        fc.pre(held > 0n);
        const asked = levelForHoldings(profile, { deposited, withdrawn, held });
        const wanted = (held * BigInt(percent)) / 100n;
        expect(isAtLeast(asked, levelForWithdrawal(profile, withdrawn, wanted))).toBe(true);
      }),
    );
  });

  test('what a deposit needs only grows with its amount, and with what was paid in before', () => {
    fc.assert(
      fc.property(history, minor, minor, (moved, some, more) => {
        const less = levelForDeposit(profile, within(moved), some);
        expect(isAtLeast(levelForDeposit(profile, within(moved), some + more), less)).toBe(true);
        const after = within([...moved, { daysAgo: 0, minor: more }]);
        expect(isAtLeast(levelForDeposit(profile, after, some), less)).toBe(true);
      }),
    );
  });

  test('what is asked for at a level are documents, and more of them at a higher one', () => {
    for (const level of ['basic', 'full'] as const) expect(profile.documents[level].length).toBeGreaterThan(0);
    expect(profile.documents.full).toEqual(expect.arrayContaining([...profile.documents.basic]));
  });

  test('a threshold is ahead of whoever has not its level, and of nobody else', () => {
    for (const level of verificationLevels) {
      const ahead = thresholdsAhead(profile, level);
      const all = [...profile.deposits, ...profile.withdrawals];
      expect(ahead).toHaveLength(all.filter(({ needs }) => !isAtLeast(level, needs)).length);
    }
  });
});

test('a number of the database is a level, and an unknown one none', () => {
  expect([0, 1, 2, 9].map(levelOf)).toEqual(['none', 'basic', 'full', 'none'] satisfies VerificationLevel[]);
});
