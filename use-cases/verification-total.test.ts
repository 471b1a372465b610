import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import { box } from '../domain/jurisdictions/box.ts';
import { curacao } from '../domain/jurisdictions/curacao.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import { malta } from '../domain/jurisdictions/malta.ts';
import { money } from '../domain/money.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { type AskedBy, verificationTotal } from './verification-total.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const byDeposits: AskedBy = { because: 'deposits-in-total', level: 'none', aims: 'basic' };
const totalOf = (player: { id: PlayerId }, profile: Jurisdiction = malta, asked: AskedBy = byDeposits) =>
  house.transaction((tx) => verificationTotal(profile, tx, player.id, asked, Date.now()));

async function paidIn(minor: bigint) {
  const order = await house.places({ minor });
  await house.process(0).settle(await house.takes(order));
  return order.player;
}

test('whoever is asked by what they paid in is told how much that is, of how much, within how many days', async () => {
  const player = await paidIn(150_000n);
  expect(await totalOf(player)).toEqual({ so: money('EUR', 150_000n), of: money('EUR', 200_000n), days: 180 });
});

test('a withdrawal that is asked by is counted by withdrawals, not by deposits', async () => {
  const player = await paidIn(150_000n);
  const byWithdrawal = { ...byDeposits, because: 'withdrawal' } as const;
  expect(await totalOf(player, box, byWithdrawal)).toMatchObject({ so: money('EUR', 0n), of: money('EUR', 200_000n) });
  expect(await totalOf(player, malta, byWithdrawal)).toBeUndefined(); // Malta has none of withdrawals
});

test('where no total asks there is none to tell: by wish, before play, or for a level that no total of the place needs', async () => {
  const player = await paidIn(10_000n);
  for (const because of ['player-wishes', 'before-play', 'document-expired', 'screening', 'staff', undefined] as const)
    expect([because, await totalOf(player, malta, { ...byDeposits, because })]).toEqual([because, undefined]);
  expect(await totalOf(player, curacao)).toBeUndefined(); // its total asks for level full
  expect(await totalOf(player, curacao, { ...byDeposits, level: 'basic', aims: 'full' })).toMatchObject({
    so: money('EUR', 10_000n),
    of: money('EUR', 170_000n),
  });
  expect(await totalOf(player, malta, { ...byDeposits, level: 'basic', aims: 'full' })).toBeUndefined();
});

test('of several totals the one is told that is nearest', async () => {
  const player = await paidIn(80_000n);
  const [first] = malta.deposits;
  const deposits = [first, { ...first, days: 1, minor: 100_000n }] as Jurisdiction['deposits'];
  expect(await totalOf(player, { ...malta, deposits })).toMatchObject({ days: 1, of: money('EUR', 100_000n) });
});
