import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ExchangeRate, parseRate, rateText, ratioOf } from './exchange-rates.ts';
import { agree, medianOf, type PriceRules } from './prices.ts';

const rules: PriceRules = { leastSources: 2, mostApartBps: 100n, mostJumpBps: 1_000n };
const rate = (text: string) => parseRate(text) as ExchangeRate;
const say = (...rates: ExchangeRate[]) => rates.map((each, n) => ({ source: String(n), rate: each }));
const judge = (rates: string[], last?: string) =>
  agree(say(...rates.map(rate)), last === undefined ? undefined : rate(last), rules);
const anyRate = fc.bigInt({ min: 10n ** 14n, max: 10n ** 24n }).map((count) => count as ExchangeRate);

test('sources that agree give their median, and are named', () => {
  expect(judge(['0.92', '0.921', '0.922'])).toEqual({ rate: rate('0.921'), sources: ['0', '1', '2'] });
  expect(judge(['0.92', '0.922'])).toEqual({ rate: rate('0.921'), sources: ['0', '1'] });
});

test.each([
  ['nobody answers', [], undefined, 'too-few-sources'],
  ['one alone answers', ['0.92'], undefined, 'too-few-sources'],
  ['of two one is ten times the other', ['0.92', '9.2'], undefined, 'too-far-apart'],
  ['of three none agrees with another', ['0.92', '1.2', '9.2'], undefined, 'too-far-apart'],
  ['two of four agree', ['0.92', '0.92', '9.2', '9.2'], undefined, 'too-far-apart'],
  ['all jumped at once', ['9.2', '9.2', '9.2'], '0.92', 'jumped'],
  ['all fell at once', ['0.5', '0.5', '0.5'], '0.92', 'jumped'],
])('when %s there is no rate', (_what, rates, last, reason) => {
  expect(judge(rates, last)).toEqual({ reason });
});

test('one of three that lies is left out', () => {
  expect(judge(['0.92', '9.2', '0.921'], '0.93')).toEqual({ rate: rate('0.9205'), sources: ['0', '2'] });
});

test('whatever one of three says, the rate stays within reach of what the honest two say, or there is none', () => {
  const nearby = fc.bigInt({ min: 0n, max: 100n });
  fc.assert(
    fc.property(anyRate, nearby, anyRate, fc.nat({ max: 2 }), (honest, apartBps, lie, place) => {
      const other = ((honest * (10_000n + apartBps)) / 10_000n) as ExchangeRate;
      const told = say(honest, other);
      told.splice(place, 0, { source: 'liar', rate: lie });
      const agreed = agree(told, undefined, rules);
      if ('reason' in agreed) return;
      const [low, high] = [honest - honest / 100n - 1n, other + other / 100n + 1n];
      expect(agreed.rate >= low && agreed.rate <= high).toBe(true);
    }),
  );
});

test('honest sources that are near each other always give a rate between the lowest and the highest', () => {
  fc.assert(
    fc.property(anyRate, fc.array(fc.bigInt({ min: 0n, max: 90n }), { minLength: 2, maxLength: 7 }), (base, bps) => {
      const rates = bps.map((more) => ((base * (10_000n + more)) / 10_000n) as ExchangeRate);
      const agreed = agree(say(...rates), undefined, rules);
      if ('reason' in agreed) throw new Error(agreed.reason);
      const sorted = [...rates].sort((a, b) => (a < b ? -1 : 1));
      expect(agreed.rate).toBeGreaterThanOrEqual(sorted[0] as bigint);
      expect(agreed.rate).toBeLessThanOrEqual(sorted.at(-1) as bigint);
    }),
  );
});

test('a median does not depend on the order in which it is told', () => {
  fc.assert(
    fc.property(fc.array(anyRate, { minLength: 1, maxLength: 9 }), (rates) => {
      expect(medianOf([...rates].reverse())).toBe(medianOf(rates));
    }),
  );
});

test('a rate is written and read exactly, and twice turned over it is what it was, to fifteen digits', () => {
  fc.assert(
    fc.property(anyRate, (each) => {
      expect(parseRate(rateText(each))).toBe(each);
      const par = rate('1');
      const back = ratioOf(par, ratioOf(par, each) as ExchangeRate) as bigint;
      const off = back > each ? back - each : each - back;
      expect(off * 10n ** 9n).toBeLessThanOrEqual(each);
    }),
  );
});

test.each([
  '',
  '0',
  '0.0',
  '-1',
  '1e3',
  'NaN',
  '1.',
  '.5',
  '1,5',
  ' 1',
  '1000000000000000001',
  '0.0000000000000000001',
])('what is no rate is not read: %j', (text) => {
  expect(parseRate(text)).toBeUndefined();
});
