import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffId } from '../../contracts/ids.ts';
import { unlinkTelegramOf } from '../identity/players.ts';
import { type House, openHouse } from '../test-house.ts';
import { joinPeople } from './exclusions.ts';
import { isOneOf, isOwnCase } from './own-case.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const named = async (telegramId: string): Promise<StaffId> => {
  const staff = await house.employs();
  await house.asSuperuser(
    `update identity.staff set telegram_hash = sha256(convert_to('telegram:${telegramId}', 'UTF8')) where id = '${staff}'`,
  );
  return staff;
};
const owns = (staff: StaffId, player: Parameters<typeof isOwnCase>[2]) =>
  house.transaction((tx) => isOwnCase(tx, staff, player));

test('a member of staff is the player whom their Telegram account opens, and nobody else', async () => {
  const [own, other] = [await house.admits(), await house.admits()];
  const staff = await named(own.telegramId);
  expect([await owns(staff, own.id), await owns(staff, other.id)]).toEqual([true, false]);
  expect(await owns(await house.employs(), own.id)).toBe(false);
});

test('to unlink the chat, or to join the account with another, makes nobody somebody else', async () => {
  const [own, second] = [await house.admits(), await house.admits()];
  const staff = await named(own.telegramId);
  await house.transaction((tx) => unlinkTelegramOf(tx, own.id, { idleMs: 60_000, longestMs: 60_000 }));
  expect(await owns(staff, own.id)).toBe(true);
  await house.transaction((tx) => joinPeople(tx, second.id, own.id));
  expect(await owns(staff, second.id)).toBe(true);
});

test('two accounts of staff that name one Telegram account are one person, and those that name none are not', async () => {
  const { telegramId } = await house.admits();
  const [one, same, other, unnamed] = [
    await named(telegramId),
    await named(telegramId),
    await named(`${telegramId}1`),
    await house.employs(),
  ];
  const isAmong = (staff: StaffId, others: StaffId[]) => house.transaction((tx) => isOneOf(tx, staff, others));
  expect(await isAmong(same, [other, one])).toBe(true);
  expect(await isAmong(other, [one, same, unnamed])).toBe(false);
  expect(await isAmong(unnamed, [one, unnamed])).toBe(true);
  expect(await isAmong(unnamed, [await house.employs()])).toBe(false);
});
