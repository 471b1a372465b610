import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LimitBody } from '../../../contracts/http/limits.ts';
import {
  changeOf,
  durationInWords,
  leftOf,
  listed,
  measureOf,
  nameOf,
  presetsOf,
  readValue,
  usedPercent,
  type Value,
} from './measures.ts';

const eur = (minor: number): Value => ({ asset: 'EUR', minor: String(minor) });
const limit = (change: Partial<LimitBody>): LimitBody => ({
  kind: 'deposit',
  window: 'day',
  value: null,
  used: null,
  left: null,
  resetsAt: null,
  wish: null,
  ...change,
});

test.each([
  [null, eur(100), 'tighter'],
  [eur(100), null, 'looser'],
  [null, null, 'same'],
  [eur(100), eur(100), 'same'],
  [eur(100), eur(99), 'tighter'],
  [eur(100), eur(101), 'looser'],
  [{ minutes: 60 }, { minutes: 30 }, 'tighter'],
  [{ minutes: 60 }, { minutes: 90 }, 'looser'],
] as const)('from %j to %j is %s', (now, next, change) => {
  expect(changeOf(now, next)).toBe(change);
});

test('what tightens one way loosens the other, for any two limits', () => {
  const value = fc.option(fc.nat().map(eur), { nil: null });
  fc.assert(
    fc.property(value, value, (one, other) => {
      const back = { same: 'same', tighter: 'looser', looser: 'tighter' }[changeOf(one, other)];
      expect(changeOf(other, one)).toBe(back);
    }),
  );
});

test('what is used is never drawn past the end, though more may be used than a limit that was tightened after', () => {
  expect(usedPercent(limit({ value: eur(500), used: eur(50) }))).toBe(10);
  expect(usedPercent(limit({ value: eur(500), used: eur(900) }))).toBe(100);
  expect(usedPercent(limit({ value: eur(0), used: eur(0) }))).toBe(100);
  expect(usedPercent(limit({ value: eur(500) }))).toBe(0);
});

test('what is left is never less than nothing, and is of the same kind', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (next, used) => {
      const money = leftOf(eur(next), eur(used));
      expect(money).toEqual(eur(Math.max(0, next - used)));
    }),
  );
  expect(leftOf({ minutes: 60 }, { minutes: 20 })).toEqual({ minutes: 40 });
  expect(leftOf({ minutes: 60 }, null)).toEqual({ minutes: 60 });
});

test.each([
  ['300', 'deposit', eur(30_000)],
  ['0.01', 'loss', eur(1)],
  ['0', 'deposit', undefined],
  ['-5', 'deposit', undefined],
  ['many', 'deposit', undefined],
  ['90', 'session', { minutes: 90 }],
  ['1440', 'session', { minutes: 1440 }],
  ['1441', 'session', undefined],
  ['0', 'session', undefined],
  ['1.5', 'session', undefined],
] as const)('"%s" for %s is read as %j', (text, kind, value) => {
  expect(readValue(text, kind, 'EUR')).toEqual(value);
});

test('a limit has an address of its own, and no other word is one', () => {
  expect(measureOf(nameOf({ kind: 'loss', window: 'week' }))).toEqual({ kind: 'loss', window: 'week' });
  for (const word of [undefined, '', 'loss', 'loss-year', '__proto__', 'toString'])
    expect(measureOf(word)).toBeUndefined();
});

test('a limit that is set, or wished for, is listed; what else can be set is offered, time by the day alone', () => {
  const set = limit({ value: eur(500) });
  const wished = limit({
    kind: 'loss',
    window: 'week',
    wish: { value: eur(1), from: '2026-11-23T00:00:00Z', isRipe: false },
  });
  const { set: shown, free } = listed([limit({ kind: 'deposit', window: 'month' }), wished, set]);
  expect(shown).toEqual([set, wished]);
  expect(free.map(nameOf)).toEqual(['deposit-week', 'deposit-month', 'loss-day', 'loss-month', 'session-day']);
});

test('presets are of the wallet that they are for', () => {
  expect(presetsOf('deposit', 'EUR')[0]).toEqual(eur(5_000));
  expect(presetsOf('loss', 'TON')[0]).toEqual({ asset: 'TON', minor: '20000000000' });
  expect(presetsOf('deposit', 'PLAY-EUR')[0]).toMatchObject({ asset: 'PLAY-EUR' });
  expect(presetsOf('session', 'EUR')[1]).toEqual({ minutes: 60 });
});

test('a time is said in hours and minutes, without what is zero', () => {
  expect(durationInWords(45, 'en')).toBe('45 min');
  expect(durationInWords(120, 'en')).toBe('2 hr');
  expect(durationInWords(79, 'en')).toBe('1 hr 19 min');
  expect(durationInWords(79, 'ru')).toBe('1 ч 19 мин');
});
