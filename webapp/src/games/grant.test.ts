import { expect, test } from 'vitest';
import type { BonusesBody } from '../../../contracts/http/bonuses.ts';
import { freeSpinOf, playedWith } from './grant.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const spins = { many: 10, game: 'brass-orchard', stake: { asset: 'EUR', minor: '20' } };
const bonuses = (playUntil: string | null, spinsLeft = 3) =>
  ({ active: { id: 'g', playUntil, spinsLeft, terms: { spins } } }) as BonusesBody;

test('a bonus whose time is over is not played with, though nobody has ended it yet', () => {
  expect(playedWith(bonuses('2026-11-22T12:00:01Z'), NOW)?.id).toBe('g');
  expect(playedWith(bonuses('2026-11-22T12:00:00Z'), NOW)).toBeNull();
  expect(playedWith(undefined, NOW)).toBeNull();
});

test('free spins are for their own game and currency, as long as there are some', () => {
  const grant = playedWith(bonuses(null), NOW);
  expect(freeSpinOf(grant, 'brass-orchard', 'EUR')).toEqual({ grant: 'g', stake: spins.stake, left: 3 });
  expect(freeSpinOf(grant, 'dice', 'EUR')).toBeUndefined();
  expect(freeSpinOf(grant, 'brass-orchard', 'USD')).toBeUndefined();
  expect(freeSpinOf(playedWith(bonuses(null, 0), NOW), 'brass-orchard', 'EUR')).toBeUndefined();
});
