import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aroundOf, netsOf, signed, turnoverOf } from './net.ts';
import { round } from './test-rounds.ts';

const minor = fc.bigInt({ min: 0n, max: 10n ** 12n });
const played = fc.record({ stake: fc.tuple(minor, minor), win: fc.tuple(minor, minor) }).map((sums) => round(sums));

test('cash and bonus never flow into one sum: each is what it paid less what was staked of it', () => {
  fc.assert(
    fc.property(fc.array(played, { minLength: 1 }), (rounds) => {
      const [net] = netsOf(rounds);
      const { staked, paid } = turnoverOf(rounds);
      expect((net?.cash ?? 0n) + (net?.bonus ?? 0n)).toBe(BigInt(paid.minor) - BigInt(staked.minor));
      expect(net?.cash).toBe(
        rounds.reduce((sum, { winCash, stakeCash }) => sum + BigInt(winCash.minor) - BigInt(stakeCash.minor), 0n),
      );
    }),
  );
});

test('a free spin costs its player nothing, whatever its stake', () => {
  const spin = round({ isFree: true, stake: [0n, 20n], win: [0n, 40n] });
  expect(netsOf([spin])).toEqual([{ asset: 'EUR', cash: 0n, bonus: 40n }]);
});

test('different assets are never added', () => {
  const nets = netsOf([round({ win: [5n, 0n] }), round({ asset: 'XTR', win: [7n, 0n] })]);
  expect(nets.map(({ asset }) => asset)).toEqual(['EUR', 'XTR']);
});

test.each([
  [5n, '+', '5'],
  [-5n, '−', '5'],
  [0n, '', '0'],
] as const)('%s is written with the sign "%s" before an amount that is not negative', (net, sign, size) => {
  expect(signed(net, 'EUR')).toEqual({ sign, amount: { asset: 'EUR', minor: size } });
});

const eur = (minor: bigint) => ({ asset: 'EUR', minor: minor.toString() }) as const;
const after = (cash: bigint, bonus: bigint | null) => ({ cash: eur(cash), bonus: bonus === null ? null : eur(bonus) });

test('before a round that is decided at once there was its stake more and its win less, cash and bonus each by itself', () => {
  fc.assert(
    fc.property(minor, minor, fc.tuple(minor, minor), fc.tuple(minor, minor), (cash, bonus, stake, win) => {
      const told = aroundOf({
        ...round({ stake, win }),
        after: after(cash - stake[0] + win[0], bonus - stake[1] + win[1]),
      });
      expect(told?.cash.before).toEqual(eur(cash));
      expect(told?.bonus?.before).toEqual(eur(bonus));
    }),
  );
});

test('a free spin took nothing of what its player had before', () => {
  const spin = { ...round({ isFree: true, stake: [0n, 20n], win: [0n, 40n] }), after: after(100n, 40n) };
  expect(aroundOf(spin)?.bonus).toEqual({ before: eur(0n), after: eur(40n) });
});

test('what lay between the steps of a round is not told from it alone: then only its end is', () => {
  const mines = { ...round({ game: 'mines', win: [300n, 0n] }), after: after(900n, null) };
  expect(aroundOf(mines)).toEqual({ cash: { after: eur(900n) } });
});

test('of a round that nobody kept it of, nothing is said', () => {
  expect(aroundOf(round())).toBeUndefined();
});
