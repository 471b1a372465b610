import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../prisma/tx.ts';
import type { NamedKey } from '../../runtime/settings.ts';
import { type Guest, type House, openHouse } from '../test-house.ts';
import { createVault, type PlayerVault, type Purpose } from './vault.ts';

const [older, newer]: [NamedKey, NamedKey] = [
  { id: 'd1', key: randomBytes(32) },
  { id: 'd2', key: randomBytes(32) },
];
const vault = createVault([older]);

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(() => house.close());

type Wish = { by?: PlayerVault; purpose?: Purpose; boundTo?: string[]; process?: number };
const seals = (player: Guest, plain: string | Uint8Array, wish: Wish = {}) =>
  house
    .process(wish.process ?? 0)
    .transaction((tx) =>
      (wish.by ?? vault).seal(tx, player.id, wish.purpose ?? 'kyc', plain, wish.boundTo ?? ['facts']),
    );
const opens = (player: Guest, sealed: Uint8Array, wish: Wish = {}) =>
  house.transaction(async (tx) =>
    (await (wish.by ?? vault).open(tx, player.id, wish.purpose ?? 'kyc', sealed, wish.boundTo ?? ['facts'])).toString(),
  );
const keysOf = (player: Guest) =>
  house.read<{ purpose: string; key_id: string; wrapped: Buffer }>(
    sql`select purpose, key_id, wrapped from identity.player_key where player_id = ${player.id} order by purpose`,
  );

test('what is sealed for a player opens for what it belongs to, and shows nothing of itself until then', async () => {
  const player = await house.admits();
  const sealed = await seals(player, 'Amelia Earhart');
  expect(sealed.toString('latin1')).not.toContain('Amelia');
  expect(sealed[0]).toBe(1);
  expect(await opens(player, sealed)).toBe('Amelia Earhart');
  expect(await opens(player, await seals(player, Buffer.from('bytes')))).toBe('bytes');
  expect((await seals(player, 'Amelia Earhart')).equals(sealed)).toBe(false);
});

test('it opens for no other player, purpose or thing, nor changed by a bit', async () => {
  const [player, other] = [await house.admits(), await house.admits()];
  const sealed = await seals(player, 'mine');
  await seals(other, 'theirs');
  await seals(player, 'profile', { purpose: 'profile' });
  await expect(opens(other, sealed)).rejects.toThrow();
  await expect(opens(player, sealed, { purpose: 'profile' })).rejects.toThrow();
  await expect(opens(player, sealed, { boundTo: ['facts', '1'] })).rejects.toThrow();
  await expect(opens(player, sealed, { boundTo: [] })).rejects.toThrow();
  for (const at of [0, 5, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(opens(player, changed)).rejects.toThrow();
  }
});

test('a player has one key for each purpose, however many make it at once', async () => {
  const player = await house.admits();
  const sealed = await Promise.all(
    Array.from({ length: 24 }, (_, n) => seals(player, `page ${n}`, { process: n, boundTo: [String(n)] })),
  );
  expect(await keysOf(player)).toHaveLength(1);
  for (const [n, each] of sealed.entries())
    expect(await opens(player, each, { boundTo: [String(n)] })).toBe(`page ${n}`);
  await seals(player, 'nickname', { purpose: 'profile' });
  const [kyc, profile] = await keysOf(player);
  expect(kyc?.wrapped.equals(profile?.wrapped ?? Buffer.of())).toBe(false);
});

test('a new data key wraps the keys of new players, and the old one still opens those it wrapped', async () => {
  const rotated = createVault([newer, older]);
  const [before, after] = [await house.admits(), await house.admits()];
  const sealed = await seals(before, 'before');
  expect(await opens(before, sealed, { by: rotated })).toBe('before');
  await seals(after, 'after', { by: rotated });
  expect((await keysOf(after)).map(({ key_id }) => key_id)).toEqual(['d2']);
  await expect(opens(before, sealed, { by: createVault([newer]) })).rejects.toThrow(/d1/);
});

test('a key that was moved to another player opens nothing', async () => {
  const [player, other] = [await house.admits(), await house.admits()];
  const sealed = await seals(player, 'mine');
  await house.asOwner(
    `insert into identity.player_key (player_id, purpose, key_id, wrapped)
     select '${other.id}', purpose, key_id, wrapped from identity.player_key where player_id = '${player.id}'`,
  );
  await expect(opens(other, sealed)).rejects.toThrow();
});

test('without its key nothing opens any more, and the application can delete none', async () => {
  const player = await house.admits();
  const sealed = await seals(player, 'gone');
  await expect(house.read(sql`delete from identity.player_key where player_id = ${player.id}`)).rejects.toThrow(
    /permission denied/,
  );
  await house.asOwner(`delete from identity.player_key where player_id = '${player.id}'`);
  await expect(opens(player, sealed)).rejects.toThrow(/kyc key is gone/);
});

test('a house without data keys seals nothing', async () => {
  await expect(seals(await house.admits(), 'mine', { by: createVault([]) })).rejects.toThrow(/key to seal with/);
});
