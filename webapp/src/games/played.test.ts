import { expect, test } from 'vitest';
import type { BalancesBody } from '../../../contracts/http/account.ts';
import type { BonusesBody } from '../../../contracts/http/bonuses.ts';
import type { RoundBody, RoundsBody } from '../../../contracts/http/games.ts';
import { createCache } from '../api/cache.ts';
import { beforeWin, netOf, roundsOf, signedText, tellMoney, tellRound } from './played.ts';

const eur = (minor: number) => ({ asset: 'EUR', minor: String(minor) }) as const;
const round = (change: Partial<RoundBody> = {}) =>
  ({
    id: 'r',
    game: 'dice',
    state: 'settled',
    version: 1,
    stake: eur(100),
    isFree: false,
    actions: [],
    win: eur(0),
    winCash: eur(0),
    winBonus: eur(0),
    ...change,
  }) as RoundBody;

test('a win is one only above its stake; what is free costs nothing', () => {
  expect(netOf(round({ win: eur(40) }))).toBe(-60n);
  expect(netOf(round({ win: eur(100) }))).toBe(0n);
  expect(netOf(round({ win: eur(600) }))).toBe(500n);
  expect(netOf(round({ win: eur(40), isFree: true }))).toBe(40n);
  expect([500n, 0n, -60n].map((net) => signedText(net, 'EUR', 'en'))).toEqual(['+€5.00', '€0.00', '−€0.60']);
});

test('while the board runs the stake is gone and the win has not come: what is shown gives nothing away', () => {
  const won = round({ win: eur(600), winCash: eur(450), winBonus: eur(150) });
  expect(beforeWin({ round: won, cash: eur(13_300), bonus: eur(2_150), wager: null })).toEqual({
    cash: eur(12_850),
    bonus: eur(2_000),
  });
});

test('an answer brings the balance and the bonus: nothing is asked for them', () => {
  const cache = createCache();
  cache.put('balances', { wallet: 'EUR', cash: [eur(500), { asset: 'TON', minor: '7' }] });
  cache.put('bonuses', { active: { balance: eur(900), wager: { done: eur(0), needed: eur(5_000) } } });
  tellMoney(cache, { round: round(), cash: eur(400), bonus: eur(800), wager: { done: eur(100), needed: eur(5_000) } });
  expect(cache.get<BalancesBody>('balances').value?.cash).toEqual([eur(400), { asset: 'TON', minor: '7' }]);
  expect(cache.get<BonusesBody>('bonuses').value?.active).toMatchObject({
    balance: eur(800),
    wager: { done: eur(100) },
  });
});

test('a bonus that ended with a round is asked for: how it ended is not in the answer', async () => {
  const cache = createCache();
  const asked: string[] = [];
  cache.reads('bonuses', async () => void asked.push('bonuses'));
  cache.put('bonuses', { active: { balance: eur(900), wager: { done: eur(0), needed: eur(5_000) } } });
  tellMoney(cache, { round: round(), cash: eur(400), bonus: eur(800), wager: { done: eur(1), needed: eur(5_000) } });
  expect(asked).toEqual([]);
  tellMoney(cache, { round: round(), cash: eur(400), bonus: null, wager: null });
  expect(asked).toEqual(['bonuses']);
});

test('a round that went on takes its own place among the last ones', () => {
  const cache = createCache();
  tellRound(cache, round({ id: 'a' }));
  tellRound(cache, round({ id: 'b', state: 'open' }));
  tellRound(cache, round({ id: 'b', version: 2 }));
  const { rounds } = cache.get<RoundsBody>(roundsOf('dice')).value ?? { rounds: [] };
  expect(rounds.map(({ id, version }) => [id, version])).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
});
