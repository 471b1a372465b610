import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DraftTerms, keptTerms, normalCode, readTerms, writeTerms } from './bonus-terms.ts';
import { gameIds } from './games/index.ts';
import { ratio, shareOf } from './ratio.ts';
import { converted, counted, leftToWager, wagerNeeded, worthOf } from './wagering.ts';

const match = {
  id: 'first-deposit-100',
  kind: 'first-deposit',
  asset: 'EUR',
  match: { bps: 10_000, most: '10000', leastDeposit: '1000' },
  wagerTimes: 10,
  counts: 'all',
  sticky: 'non-sticky',
  order: 'cash-first',
  contributionBps: { 'brass-orchard': 10_000, dice: 1_000 },
  mostStake: '500',
  mostConverted: null,
  offerHours: 72,
  playHours: 168,
} as const;
const read = (changed: Record<string, unknown> = {}): DraftTerms => {
  const terms = readTerms({ ...match, ...changed });
  if ('reason' in terms) throw new Error(`${terms.field}: ${terms.must}`);
  return terms;
};
const without = (name: string) => Object.fromEntries(Object.entries(match).filter(([each]) => each !== name));

test('terms are read and written without losing a word', () => {
  const terms = read();
  expect(writeTerms(terms)).toEqual(match);
  expect(keptTerms({ ...writeTerms(terms), version: 3 })).toEqual({ ...terms, version: 3 });
  const { match: _, ...rest } = match;
  const code = { ...rest, id: 'hello', kind: 'code', code: 'HELLO1', amount: '500', mostConverted: '2500' };
  expect(readTerms(code)).toMatchObject({ amount: 500n, mostConverted: 2_500n });
});

test.each([
  ['id', { id: 'A B' }],
  ['kind', { kind: 'cashback' }],
  ['asset', { asset: 'XTR' }],
  ['wagerTimes', { wagerTimes: 10.01 }],
  ['wagerTimes', { wagerTimes: 0.001 }],
  ['wagerTimes', { wagerTimes: -1 }],
  ['wagerTimes', { wagerTimes: '10' }],
  ['counts', { counts: 'real' }],
  ['sticky', { sticky: true }],
  ['order', { order: 'oldest-first' }],
  ['contributionBps', { contributionBps: { dice: 10_001 } }],
  ['contributionBps', { contributionBps: { roulette: 10_000 } }],
  ['contributionBps', { contributionBps: { dice: 0 } }],
  ['mostStake', { mostStake: '0' }],
  ['mostStake', { mostStake: 500 }],
  ['mostConverted', { mostConverted: undefined }],
  ['offerHours', { offerHours: 0 }],
  ['playHours', { playHours: 2_161 }],
  ['match.bps', { match: { ...match.match, bps: 20_001 } }],
  ['match.most', { match: { ...match.match, most: '-1' } }],
  ['match.leastDeposit', { match: { ...match.match, leastDeposit: '' } }],
  ['match', { match: undefined }],
  ['match', { kind: 'free-spins' }],
  ['amount', { amount: '500' }],
  ['code', { code: 'HELLO1' }],
  ['spins.game', { spins: { many: 20, game: 'mines', stake: '10' } }],
  ['spins.stake', { spins: { many: 20, game: 'dice', stake: '501' } }],
  ['spins.stake', { spins: { many: 20, game: 'dice', stake: '9' } }], // less than its table takes
  ['spins.stake', { mostStake: '6000', spins: { many: 20, game: 'mini-spin', stake: '6000' } }], // more than the chat's
  ['spins.stake', { mostStake: '50000', spins: { many: 20, game: 'brass-orchard', stake: '50000' } }], // could win too much
  ['spins.many', { spins: { many: 0, game: 'dice', stake: '10' } }],
  ['colour', { colour: 'red' }],
])('terms are not published with a wrong %s', (field, changed) => {
  expect(readTerms({ ...match, ...changed })).toMatchObject({ reason: 'wrong-terms', field });
});

test('nothing that a player agrees to is assumed: a field that is left out is a fault', () => {
  for (const name of Object.keys(match)) expect(readTerms(without(name))).toHaveProperty('reason', 'wrong-terms');
  expect(readTerms(null)).toMatchObject({ field: 'terms' });
});

test('a round under a bonus may cost no more than a table lets anybody stake, and as much as one asks for', () => {
  for (const mostStake of ['9', '50001'])
    expect(readTerms({ ...match, mostStake })).toMatchObject({
      field: 'mostStake',
      must: expect.stringContaining('10'),
    });
  for (const mostStake of ['10', '50000'])
    expect(readTerms({ ...match, mostStake })).toHaveProperty('mostStake', BigInt(mostStake));
});

test('what must be wagered is never more than ten times the bonus, whatever is written [UKGC SR 5.1.1]', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.bigInt(0n, 10n ** 12n), (wagerTimes, worth) => {
      const terms = readTerms({ ...match, wagerTimes });
      if (!('reason' in terms)) expect(wagerNeeded(terms, worth)).toBeLessThanOrEqual(worth * 10n);
    }),
  );
});

test('a match is never more than its share of the deposit, nor than the most, and nothing for too small a deposit', () => {
  const terms = read({ match: { bps: 5_000, most: '10000', leastDeposit: '1000' } });
  expect([worthOf(terms, 999n), worthOf(terms, 1_001n), worthOf(terms, 20_001n), worthOf(terms)]).toEqual([
    undefined,
    500n,
    10_000n,
    undefined,
  ]);
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 9n), (deposit) => {
      const worth = worthOf(terms, deposit) ?? 0n;
      expect(worth * 2n).toBeLessThanOrEqual(deposit);
      expect(worth).toBeLessThanOrEqual(10_000n);
    }),
  );
});

test('a stake counts as far as its game and its money do, and never more than was staked', () => {
  const money = fc.bigInt(0n, 10n ** 9n);
  fc.assert(
    fc.property(
      money,
      money,
      fc.constantFrom(...gameIds),
      fc.constantFrom('all' as const, 'cash' as const, 'bonus' as const),
      (cash, bonus, game, counts) => {
        const terms = { ...read(), counts };
        const done = counted(terms, game, { cash, bonus });
        const stake = { all: cash + bonus, cash, bonus }[counts];
        expect(done).toBe(shareOf(stake, ratio(terms.contributionBps[game] ?? 0, 10_000)));
        expect(done).toBeLessThanOrEqual(cash + bonus);
      },
    ),
  );
  expect(counted(read(), 'mines', { cash: 100n, bonus: 0n })).toBe(0n);
});

test('what is converted and what goes back are all there was, and no more than the most becomes cash', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 12n), fc.option(fc.bigInt(1n, 10n ** 12n)), (balance, mostConverted) => {
      const { cash, back } = converted({ mostConverted }, balance);
      expect(cash + back).toBe(balance);
      expect(cash).toBeLessThanOrEqual(mostConverted ?? balance);
    }),
  );
});

test('what is left to wager ends at nothing', () => {
  expect([leftToWager({ done: 3n, needed: 5n }), leftToWager({ done: 7n, needed: 5n })]).toEqual([2n, 0n]);
});

test('a code is the same however it is typed', () => {
  expect(['hello-1', ' Hello 1 ', 'ＨＥＬＬＯ１'].map(normalCode)).toEqual(['HELLO1', 'HELLO1', 'HELLO1']);
});
