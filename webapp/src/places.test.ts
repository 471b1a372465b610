import { expect, test } from 'vitest';
import { pathOf, placeOf, placeOfLink } from './places.ts';

const ID = '01960000-0000-7000-8000-000000000001';

test.each([
  ['/app/', { page: 'home' }],
  ['/app/history', { page: 'history' }],
  ['/app/history/0190', { page: 'history', deposit: '0190' }],
  ['/app/settings', { page: 'settings' }],
  ['/app/deposit', { page: 'home', sheet: 'deposit' }],
  ['/app/deposit/0190', { page: 'home', sheet: 'deposit', deposit: '0190' }],
  ['/app/withdraw', { page: 'home', sheet: 'withdraw' }],
  ['/app/withdraw/why', { page: 'home', sheet: 'why-not' }],
  ['/app/withdrawal/0190', { page: 'home', sheet: 'withdrawal', withdrawal: '0190' }],
  ['/app/bonus-cost/0190', { page: 'home', sheet: 'bonus-cost', grant: '0190' }],
  ['/app/history/withdrawal/0190', { page: 'history', withdrawal: '0190' }],
  ['/app/join', { page: 'home', sheet: 'join' }],
  ['/app/settings/join', { page: 'settings', sheet: 'join' }],
  ['/app/kyc', { page: 'kyc' }],
  ['/app/limits', { page: 'limits' }],
  ['/app/limits/limit/deposit-day', { page: 'limits', sheet: 'limit', limit: 'deposit-day' }],
  ['/app/limits/exclusion', { page: 'limits', sheet: 'exclusion' }],
  ['/app/limits/helplines', { page: 'limits', sheet: 'helplines' }],
  ['/app/game/dice', { page: 'game', game: 'dice' }],
  ['/app/game/dice/seeds', { page: 'game', game: 'dice', sheet: 'seeds' }],
  ['/app/round/0190', { page: 'history', sheet: 'round', round: '0190' }],
  ['/app/fairness', { page: 'fairness' }],
  ['/app/fairness/0190', { page: 'fairness', round: '0190' }],
  ['/app/fairness/seeds', { page: 'fairness', sheet: 'seeds' }],
  ['/app/fairness/seeds/0190', { page: 'fairness', sheet: 'seeds', round: '0190' }],
  ['/app/rewards', { page: 'rewards' }],
  ['/app/rewards/code', { page: 'rewards', sheet: 'code' }],
  ['/app/rewards/bonus/0190', { page: 'rewards', sheet: 'bonus', grant: '0190' }],
  ['/app/rewards/bonus-cost/0190', { page: 'rewards', sheet: 'bonus-cost', grant: '0190' }],
  ['/app/leaderboard', { page: 'leaderboard' }],
  ['/app/settings/unlink', { page: 'settings', sheet: 'unlink' }],
] as const)('%s is a place, and the place has that address', (path, place) => {
  expect(placeOf(path)).toEqual(place);
  expect(pathOf(place)).toBe(path);
});

test.each(['/app/nowhere', '/app/settings/x/y', '/', '/app/__proto__', '/app/withdrawal', '/app/bonus-cost'])(
  '%s leads somewhere',
  (path) => {
    expect(['home', 'settings']).toContain(placeOf(path).page);
  },
);

test.each([
  ['deposit', { page: 'home', sheet: 'deposit' }],
  ['history', { page: 'history' }],
  ['settings', { page: 'settings' }],
  ['kyc', { page: 'kyc' }],
  ['limits', { page: 'limits' }],
  ['withdraw', { page: 'home', sheet: 'withdraw' }],
  ['withdraw-why', { page: 'home', sheet: 'why-not' }],
  [`withdrawal_${ID}`, { page: 'home', sheet: 'withdrawal', withdrawal: ID }],
  [`deposit_${ID}`, { page: 'home', sheet: 'deposit', deposit: ID }],
  ['withdrawal_../../staff', undefined],
  ['__proto__', undefined],
  ['friend-42', undefined],
  [undefined, undefined],
])('a link with %s opens %j', (parameter, place) => {
  expect(placeOfLink(parameter)).toEqual(place);
});
