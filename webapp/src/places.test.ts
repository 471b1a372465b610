import { expect, test } from 'vitest';
import { pathOf, placeOf, placeOfLink } from './places.ts';

test.each([
  ['/app/', { page: 'home' }],
  ['/app/history', { page: 'history' }],
  ['/app/history/0190', { page: 'history', deposit: '0190' }],
  ['/app/settings', { page: 'settings' }],
  ['/app/deposit', { page: 'home', sheet: 'deposit' }],
  ['/app/deposit/0190', { page: 'home', sheet: 'deposit', deposit: '0190' }],
  ['/app/join', { page: 'home', sheet: 'join' }],
  ['/app/settings/join', { page: 'settings', sheet: 'join' }],
  ['/app/settings/unlink', { page: 'settings', sheet: 'unlink' }],
] as const)('%s is a place, and the place has that address', (path, place) => {
  expect(placeOf(path)).toEqual(place);
  expect(pathOf(place)).toBe(path);
});

test.each(['/app/nowhere', '/app/settings/x/y', '/', '/app/__proto__'])('%s leads somewhere', (path) => {
  expect(['home', 'settings']).toContain(placeOf(path).page);
});

test.each([
  ['deposit', { page: 'home', sheet: 'deposit' }],
  ['history', { page: 'history' }],
  ['settings', { page: 'settings' }],
  ['friend-42', undefined],
  [undefined, undefined],
])('a link with %s opens %j', (parameter, place) => {
  expect(placeOfLink(parameter)).toEqual(place);
});
