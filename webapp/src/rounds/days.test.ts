import { expect, test } from 'vitest';
import type { HistoryItemBody } from '../../../contracts/http/deposits.ts';
import { daysOf } from './days.ts';
import { deposit, round } from './test-rounds.ts';

const all = { hasMore: false } as const;
const none: { items: HistoryItemBody[]; hasMore: boolean } = { items: [], ...all };
const linesOf = (...args: Parameters<typeof daysOf>) =>
  daysOf(...args).map(({ entries }) =>
    entries.map((entry) => (entry.kind === 'money' ? 'money' : `${entry.rounds[0]?.game} ${entry.rounds.length}`)),
  );

test('consecutive rounds of a game are one line; another game, or money between them, begins a new one', () => {
  const rounds = ['12:05', '12:04', '12:02', '12:01'].map((at) => round({ at, game: 'dice' }));
  const mines = round({ at: '12:00', game: 'mines' });
  const money = { items: [deposit({ at: '12:03' })], ...all };
  expect(linesOf(none, { items: [...rounds, mines], ...all })).toEqual([['dice 4', 'mines 1']]);
  expect(linesOf(money, { items: [...rounds, mines], ...all })).toEqual([['dice 2', 'money', 'dice 2', 'mines 1']]);
});

test('an open round stands alone, so do free spins among paid ones, and rounds of another asset', () => {
  const rounds = [
    round({ at: '12:05' }),
    round({ at: '12:04', state: 'open' }),
    round({ at: '12:03' }),
    round({ at: '12:02', isFree: true }),
    round({ at: '12:01', asset: 'XTR' }),
  ];
  expect(linesOf(none, { items: rounds, ...all })).toEqual([['dice 1', 'dice 1', 'dice 1', 'dice 1', 'dice 1']]);
});

test('no line reaches over midnight', () => {
  const rounds = [round({ at: '12:00' }), round({ at: '12:00', day: '20' })];
  expect(linesOf(none, { items: rounds, ...all })).toEqual([['dice 1'], ['dice 1']]);
});

test('a day tells what came of play apart from money that moved, cash apart from bonus', () => {
  const rounds = [
    round({ at: '12:05', stake: [60n, 40n], win: [360n, 240n] }),
    round({ at: '12:04', stake: [500n, 0n], win: [0n, 0n] }),
  ];
  const [day] = daysOf({ items: [deposit({ at: '12:03', minor: 5_000n })], ...all }, { items: rounds, ...all });
  expect(day?.play).toEqual([{ asset: 'EUR', cash: -200n, bonus: 200n }]);
  expect(day?.in).toEqual([{ asset: 'EUR', minor: '5000' }]);
  expect(day?.out).toEqual([]);
});

test('where not all rounds of a day are known, nothing is said of what came of them', () => {
  const rounds = [round({ at: '12:00' }), round({ at: '12:00', day: '20' })];
  const days = daysOf(none, { items: rounds, hasMore: true });
  expect(days.map(({ play }) => play.length)).toEqual([1, 0]);
});

test('where not all payments of a day are known, no sum of them is told', () => {
  const items = [deposit({ at: '12:00' }), deposit({ at: '12:00', day: '20' })];
  const days = daysOf({ items, hasMore: true }, { items: [], ...all });
  expect(days.map((day) => day.in.length)).toEqual([1, 0]);
});

test('rounds that are older than the oldest known payment wait for the payments beside them', () => {
  const items = [deposit({ at: '12:00' })];
  const rounds = [round({ at: '12:01' }), round({ at: '11:59' })];
  expect(linesOf({ items, hasMore: true }, { items: rounds, ...all })).toEqual([['dice 1', 'money']]);
  expect(linesOf({ items, ...all }, { items: rounds, ...all })).toEqual([['dice 1', 'money', 'dice 1']]);
});
