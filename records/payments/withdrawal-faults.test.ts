import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WithdrawalId } from '../../contracts/ids.ts';
import { newId } from '../../runtime/ids.ts';
import { type House, openHouse } from '../test-house.ts';
import { readPayments } from './faults.ts';
import { openWithdrawals } from './test-withdrawals.ts';
import { finishWithdrawal, releaseWithdrawal } from './withdrawals.ts';

let house: House;
let waiting: WithdrawalId;
let paid: WithdrawalId;
let exchanged: WithdrawalId;
beforeEach(async () => {
  house = await openHouse();
  const withdrawals = openWithdrawals(house);
  await withdrawals.funds(100_000n);
  const { player } = await house.holds(20_000n);
  paid = await withdrawals.sent(player.id, { minor: 3_000n, fee: 50n, parts: [1_000n, 2_000n] });
  await withdrawals.part(paid, 1, 'paid');
  await withdrawals.part(paid, 2, 'refused');
  await house.transaction((tx) => finishWithdrawal(tx, paid));
  await withdrawals.funds(100_000_000_000n, 'TON', 'ton');
  await house.rates('TON', '5.00');
  exchanged = await withdrawals.sent(player.id, { minor: 1_000n, fee: 50n, asTon: { market: '5.00' } });
  await withdrawals.fixes(exchanged);
  await withdrawals.part(exchanged, 1, 'paid');
  await house.transaction((tx) => finishWithdrawal(tx, exchanged));
  const expired = await withdrawals.held(player.id, { fee: 10n });
  await house.transaction((tx) => releaseWithdrawal(tx, expired, 'expired'));
  waiting = await withdrawals.held(player.id, { fee: 10n });
});
afterEach(() => house.close());

const found = async (pageSize?: number): Promise<string[]> => {
  const faults: string[] = [];
  for await (const page of readPayments(house.app, pageSize)) faults.push(...page.faults.map(({ what }) => what));
  return faults;
};
const forges = (script: string) => house.asSuperuser(`set session_replication_role = replica; ${script}`);

test('withdrawals that wait, were paid in part or came to nothing agree with the books, in pages of any size', async () => {
  for (const size of [1, 2, 1_000]) expect(await found(size)).toEqual([]);
});

test.each([
  [
    'whose hold is of another amount',
    () => `update payments.withdrawal set minor = minor + 1 where id = '${waiting}'`,
    /holds another amount/,
  ],
  [
    'that is over while its money is held',
    () => `update payments.withdrawal set status = 'expired', ended_at = now(), paid_minor = 0 where id = '${waiting}'`,
    /is expired, and its hold stands/,
  ],
  [
    'whose parts are not the whole',
    () => `update payments.payout set minor = minor + 1 where withdrawal_id = '${waiting}'`,
    /its parts are 1001, it is 1000/,
  ],
  [
    'that says it paid more than its parts',
    () => `update payments.withdrawal set paid_minor = 1001 where id = '${paid}'`,
    /says that 1001 was paid, its parts 1000/,
  ],
  [
    'whose part says that it was paid, and nothing was posted',
    () =>
      `update payments.payout set state = 'paid' where withdrawal_id = '${paid}'; update payments.withdrawal set paid_minor = 3000, status = 'paid' where id = '${paid}'`,
    /3000 was paid, the books have 1000/,
  ],
  [
    'that sent another amount than its rate makes of it',
    () => `update payments.payout set sent_minor = sent_minor + 1 where withdrawal_id = '${exchanged}'`,
    /what its parts send is not by the rate it says/,
  ],
  [
    'that sent another amount than was set aside for it',
    () => `update payments.withdrawal set sent_minor = sent_minor + 1 where id = '${exchanged}'`,
    /sends 2000000001, its parts 2000000000, and 2000000000 was set aside/,
  ],
  [
    'that was paid, and something else was sent by the books',
    () =>
      `update ledger.entry e set amount = amount - 1, balance_after = balance_after - 1 from ledger.account a where a.id = e.account_id and a.kind = 'clearing' and a.asset = 'TON'
       and e.transfer_id = (select quote_id from payments.payout where withdrawal_id = '${exchanged}')`,
    /2000000000 was sent, the books have 1999999999/,
  ],
])('a withdrawal %s is found', async (_what, forgery, fault) => {
  await forges(forgery());
  expect((await found()).join()).toMatch(fault);
});

test('a payout that is for no withdrawal is found', async () => {
  await forges(
    `insert into ledger.transfer (id, action, kind, subject) values (uuidv7(), 'post', 'withdrawal', '${newId(Date.now())}')`,
  );
  expect(await found()).toEqual(['a payout is for no withdrawal']);
});
