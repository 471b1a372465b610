import { afterAll, beforeAll, expect, test } from 'vitest';
import { assets } from '../../domain/assets.ts';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test('the ledger’s table of assets and the program’s are one list, scale and nature included', async () => {
  const rows = await house.read<{ code: string; scale: number; nature: string }>(
    sql`select code, scale, nature from ledger.asset order by code`,
  );
  const ours = Object.entries(assets).map(([code, { scale, nature }]) => ({ code, scale, nature }));
  expect(rows).toEqual(ours.sort((a, b) => (a.code < b.code ? -1 : 1)));
});

test('what players hold is never below zero, what a provider holds for us never above', async () => {
  const rows = await house.read<{ kind: string; owner: string; sign: string }>(
    sql`select kind, owner, sign from ledger.account_kind order by kind`,
  );
  expect(rows).toEqual([
    { kind: 'bankroll', owner: 'house', sign: 'any' },
    { kind: 'clearing', owner: 'house', sign: 'not-positive' },
    { kind: 'fees', owner: 'house', sign: 'not-negative' },
    { kind: 'liquidity', owner: 'house', sign: 'any' },
    { kind: 'owed', owner: 'house', sign: 'not-negative' },
    { kind: 'player-cash', owner: 'player', sign: 'not-negative' },
  ]);
});
