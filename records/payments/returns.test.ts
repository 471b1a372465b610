import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { PayoutId, WithdrawalId } from '../../contracts/ids.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse } from '../test-house.ts';
import { readPayments } from './faults.ts';
import { openWithdrawals, type WithdrawalWish } from './test-withdrawals.ts';
import { finishWithdrawal, returnPayout, settlePayout } from './withdrawals.ts';

let house: House;
let withdrawals: ReturnType<typeof openWithdrawals>;
beforeAll(async () => {
  house = await openHouse();
  withdrawals = openWithdrawals(house);
  await withdrawals.funds(1_000_000n);
});
afterEach(async () => expect([...(await house.faults()), ...(await found())]).toEqual([]));
afterAll(() => house.close());

const found = async (): Promise<string[]> => {
  const faults: string[] = [];
  for await (const page of readPayments(house.app)) faults.push(...page.faults.map(({ what }) => what));
  return faults;
};
const partOf = async (id: WithdrawalId, n = 1): Promise<PayoutId> =>
  (await withdrawals.read(id)).parts[n - 1]?.reference as PayoutId;
const returns = (reference: PayoutId) => house.transaction((tx) => returnPayout(tx, reference, 'account_closed'));
const settles = (reference: PayoutId, outcome: 'paid' | 'refused', pass: string) =>
  house.transaction((tx) => settlePayout(tx, reference, outcome, pass));

/** Sent in parts, each answered so; finished where `isOver`. */
async function ended(answers: readonly ('paid' | 'refused')[], wish: WithdrawalWish = {}, isOver = true) {
  const { player } = await house.holds(5_000n);
  const id = await withdrawals.sent(player.id, wish);
  for (const [n, answer] of answers.entries()) await withdrawals.part(id, n + 1, answer);
  if (isOver) await house.transaction((tx) => finishWithdrawal(tx, id));
  return { id, cash: () => house.cashOf(player) };
}

test('what a bank sends back after it was paid is the player’s again, with its fee, and once', async () => {
  const { id, cash } = await ended(['paid'], { minor: 1_000n, fee: 30n });
  expect(await cash()).toBe(3_970n);
  const reference = await partOf(id);
  const answers = await Promise.all(Array.from({ length: 20 }, () => returns(reference)));
  expect(answers.filter(Boolean)).toHaveLength(1);
  expect(await cash()).toBe(5_000n);
  expect(await withdrawals.read(id)).toMatchObject({
    status: 'paid',
    paid: { minor: 1_000n },
    returned: { minor: 1_000n },
    parts: [{ state: 'returned', answer: 'account_closed' }],
  });
});

test('of several parts each comes back for itself, and the fees of all are the fee, to the last unit', async () => {
  const { id, cash } = await ended(['paid', 'paid', 'paid'], { minor: 1_000n, fee: 10n, parts: [333n, 333n, 334n] });
  const seen: bigint[] = [];
  for (const n of [2, 1, 3]) {
    expect(await returns(await partOf(id, n))).toBe(true);
    seen.push(await cash());
    expect(await found()).toEqual([]);
  }
  // What is kept costs its share of the fee, rounded down: 667 of 1,000 at 10 are 6, 334 are 3.
  expect(seen).toEqual([5_000n - 667n - 6n, 5_000n - 334n - 3n, 5_000n]);
});

test('before its withdrawal is booked nothing comes back: what is held is freed by its end', async () => {
  const { id, cash } = await ended(['paid'], {}, false);
  expect(await returns(await partOf(id))).toBe(false);
  expect(await cash()).toBe(5_000n);
  await house.transaction((tx) => finishWithdrawal(tx, id));
  expect(await returns(await partOf(id))).toBe(true);
  expect(await cash()).toBe(5_000n);
});

test('what never was paid does not come back', async () => {
  const { id, cash } = await ended(['refused']);
  expect(await returns(await partOf(id))).toBe(false);
  expect(await cash()).toBe(5_000n);
});

test('what staff saw of it is written down once, and only what was paid and is not comes back', async () => {
  const [stands, back, never] = [await ended(['paid']), await ended(['paid']), await ended(['refused'])];
  expect(await settles(await partOf(stands.id), 'paid', newId(Date.now()))).toBe('settled');
  expect(await settles(await partOf(never.id), 'refused', newId(Date.now()))).toBe('settled');
  const pass = newId(Date.now());
  expect(await settles(await partOf(back.id), 'refused', pass)).toBe('returned');
  expect(await settles(await partOf(back.id), 'refused', pass)).toBe('repeated');
  expect([await stands.cash(), await back.cash(), await never.cash()]).toEqual([4_000n, 5_000n, 5_000n]);
});

test('books that say that something came back which did not are named', async () => {
  const { id } = await ended(['paid']);
  const reference = await partOf(id);
  await house.asSuperuser(`alter table payments.payout disable trigger user;
    update payments.payout set state = 'returned' where reference = '${reference}'`);
  expect(await found()).toContain(`withdrawal ${id}: 1000 of it came back, the books have 0`);
  await house.asSuperuser(`update payments.payout set state = 'paid' where reference = '${reference}';
    alter table payments.payout enable trigger user`);
});
