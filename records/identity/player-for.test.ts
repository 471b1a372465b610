import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse } from '../test-house.ts';
import { markReach, playerFor } from './player-for.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(() => house.close());

const knock = (telegramId: string, process = 0, language = 'en') =>
  house.process(process).transaction((tx) => playerFor(tx, { id: telegramId, language }, newId(Date.now()), 'EUR'));
const blockedAt = async (telegramId: string) =>
  (await house.read(sql`select blocked_at from identity.linked_account where subject = ${telegramId}`))[0]?.blocked_at;

test('somebody who knocks a hundred times at once, at several doors, becomes one player with one set of accounts', async () => {
  const knocks = await Promise.all(Array.from({ length: 100 }, (_, n) => knock('100', n)));
  const [{ id }] = knocks as [(typeof knocks)[0]];
  expect(new Set(knocks.map((player) => player.id)).size).toBe(1);
  expect(knocks.filter((player) => player.isNew)).toHaveLength(1);
  expect(await house.count(sql`select count(*) from identity.player where id = ${id}`)).toBe(1);
  expect(await house.count(sql`select count(*) from identity.linked_account where player_id = ${id}`)).toBe(1);
  expect(await house.count(sql`select count(*) from ledger.account where player_id = ${id}`)).toBe(1);
  expect(
    await house.count(sql`select count(*) from audit.entry where action = 'player.joined' and subject = ${id}`),
  ).toBe(1);
});

test('a hundred people at once become a hundred players', async () => {
  const people = Array.from({ length: 100 }, (_, n) => `guest-${n}`);
  const players = await Promise.all(people.map((person, n) => knock(person, n)));
  expect(new Set(players.map((player) => player.id)).size).toBe(100);
  expect(players.every((player) => player.isNew)).toBe(true);
});

test('who comes back is known, and spoken to as Telegram says they speak now', async () => {
  const first = await knock('200', 0, 'de');
  expect(first).toMatchObject({ isNew: true, language: 'de', wallet: 'EUR' });
  expect(await knock('200', 1, 'fr')).toEqual({ ...first, language: 'fr', isNew: false });
});

test('a knock whose transaction fails makes nobody', async () => {
  const failing = house.transaction(async (tx) => {
    await playerFor(tx, { id: '300', language: 'en' }, newId(Date.now()), 'EUR');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await house.count(sql`select count(*) from identity.linked_account where subject = '300'`)).toBe(0);
  expect((await knock('300')).isNew).toBe(true);
});

test('who blocks the bot is noted once, and who comes back is reachable again', async () => {
  await knock('400');
  const reach = (reachable: boolean) => house.transaction((tx) => markReach(tx, '400', reachable));
  expect(await blockedAt('400')).toBeNull();
  await reach(false);
  const since = await blockedAt('400');
  expect(since).toBeInstanceOf(Date);
  await reach(false);
  expect(await blockedAt('400')).toEqual(since);
  await reach(true);
  expect(await blockedAt('400')).toBeNull();
});

test('somebody we never met is not made a player by blocking us', async () => {
  await house.transaction((tx) => markReach(tx, '500', false));
  expect(await house.count(sql`select count(*) from identity.linked_account where subject = '500'`)).toBe(0);
});

test('a door that tells no language leaves what another told before, and whoever is new there begins in English', async () => {
  const tellsNothing = (id: string) =>
    house.transaction((tx) => playerFor(tx, { id, language: undefined }, newId(Date.now()), 'EUR'));
  await knock('210', 0, 'ru');
  expect(await tellsNothing('210')).toMatchObject({ language: 'ru' });
  expect(await knock('210', 0, 'ru')).toMatchObject({ language: 'ru' });
  expect(await tellsNothing('211')).toMatchObject({ language: 'en', isNew: true });
});
