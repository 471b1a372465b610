import { afterAll, beforeAll, expect, test } from 'vitest';
import { malta } from '../../domain/jurisdictions/malta.ts';
import { type House, openHouse } from '../../records/test-house.ts';
import { protectionOf } from '../../use-cases/test-protection.ts';
import { openBot } from '../test-chat.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

test.each(['/kyc', '/verify'])(
  '%s says how far the player is verified, and opens the app where documents are sent',
  async (command) => {
    const bot = openBot(house, { appUrl: 'https://cage.example/app/' });
    const { said } = await (await bot.guest()).writes(command);
    expect(said).toMatchObject([{ text: expect.stringContaining('Nothing is asked of you') }]);
    expect(said[0]?.keys).toEqual([['Open in the app=https://cage.example/app/kyc'], ['Menu=home']]);
  },
);

test('whoever is asked by what they paid in is told how far they are', async () => {
  const bot = openBot(house, { protection: protectionOf(malta) });
  const person = await bot.guest();
  await house.asSuperuser(`
    insert into compliance.verification (player_id, status, aims, because, revision)
    select player_id, 'asked', 1, 'deposits-in-total', 1 from identity.linked_account where subject = '${person.id}'`);
  const { said } = await person.writes('/kyc');
  expect(said[0]?.text).toContain('You are at €0.00 of €2,000.00 within 180 days.');
});
