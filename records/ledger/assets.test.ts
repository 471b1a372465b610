import { afterAll, beforeAll, expect, test } from 'vitest';
import { assets } from '../../domain/assets.ts';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';
import { accountKinds } from './kinds.ts';

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
    sql`select kind, owner, sign, is_sharded from ledger.account_kind order by kind`,
  );
  const ours = Object.entries(accountKinds).map(([kind, { owner, sign, ...how }]) => ({
    kind,
    owner,
    sign,
    is_sharded: 'isSharded' in how,
  }));
  expect(rows).toEqual(ours.sort((a, b) => (a.kind < b.kind ? -1 : 1)));
  expect(accountKinds['player-cash'].sign).toBe('not-negative');
  expect(accountKinds.clearing.sign).toBe('not-positive');
});
