import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { PayoutId, WithdrawalId } from '../../contracts/ids.ts';
import { type ExchangeRate, parseRate } from '../../domain/exchange-rates.ts';
import { money } from '../../domain/money.ts';
import { sentFor } from '../../domain/sent-assets.ts';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';
import { readPayments } from './faults.ts';
import { openWithdrawals, type WithdrawalWish } from './test-withdrawals.ts';
import { beginPayout, finishWithdrawal, fixWithdrawal, releaseWithdrawal, returnPayout } from './withdrawals.ts';

/** Shown at 4.95 euros for one, one per cent of it the house's: €50.00 are 10 TON, and 9.8 at least. */
const asTon = { market: '4.95', spreadBps: 100n, toleranceBps: 200n };
const WISH: WithdrawalWish = { minor: 5_000n, fee: 10n, asTon, target: 'destination:1' };

let house: House;
let withdrawals: ReturnType<typeof openWithdrawals>;
let chain: bigint;
beforeAll(async () => {
  house = await openHouse({ processes: 3 });
  withdrawals = openWithdrawals(house);
  chain = await house.houseAccount('clearing', 'TON', 'ton');
  await withdrawals.funds(100_000_000_000n, 'TON', 'ton');
});
afterEach(async () => expect([...(await house.faults()), ...(await found())]).toEqual([]));
afterAll(() => house.close());

const found = async (): Promise<string[]> => {
  const faults: string[] = [];
  for await (const page of readPayments(house.app)) faults.push(...page.faults.map(({ what }) => what));
  return faults;
};
const liquidity = async (asset: 'EUR' | 'TON') =>
  (
    await house.read<{ sum: bigint }>(
      sql`select sum(balance)::bigint as sum from ledger.account where kind = 'liquidity' and asset = ${asset}`,
    )
  )[0]?.sum ?? 0n;
const finish = (id: WithdrawalId) => house.transaction((tx) => finishWithdrawal(tx, id));
/** A rate of this very moment, which is the last. */
const market = (text: string) => house.rates('TON', text);

/** Confirmed and let go, and what the books have moved since. */
async function sending(wish: Partial<WithdrawalWish> = {}) {
  const { player } = await house.holds(20_000n);
  const before = { chain: await house.balanceOf(chain), eur: await liquidity('EUR'), ton: await liquidity('TON') };
  const id = await withdrawals.sent(player.id, { ...WISH, ...wish });
  const partOf = async (n = 1) => (await withdrawals.read(id)).parts[n - 1]?.reference as PayoutId;
  return {
    id,
    player,
    partOf,
    cash: () => house.cashOf(player),
    held: async () => withdrawals.heldOf(await house.accountOf(player)),
    setAside: () => withdrawals.heldOf(chain),
    moved: async () => ({
      chain: (await house.balanceOf(chain)) - before.chain,
      eur: (await liquidity('EUR')) - before.eur,
      ton: (await liquidity('TON')) - before.ton,
    }),
  };
}

test('the cash leaves by what was fixed at sending: both assets are exchanged by its quote, the fee stays a fee', async () => {
  const w = await sending();
  await market('5.00');
  expect(await withdrawals.fixes(w.id)).toBe('fixed');
  expect(await w.setAside()).toBe(9_900_000_000);
  expect(await withdrawals.part(w.id, 1, 'paid')).toBe('paid');
  expect(await finish(w.id)).toBe(true);
  expect(await withdrawals.read(w.id)).toMatchObject({
    status: 'paid',
    paid: { asset: 'EUR', minor: 5_000n },
    arrives: {
      about: { asset: 'TON', minor: 10_000_000_000n },
      least: { minor: 9_800_000_000n },
      fixed: { amount: { minor: 9_900_000_000n }, paid: { asset: 'TON', minor: 9_900_000_000n } },
    },
    parts: [{ amount: { asset: 'EUR', minor: 5_000n }, sent: { asset: 'TON', minor: 9_900_000_000n } }],
  });
  expect(await w.moved()).toEqual({ chain: 9_900_000_000n, eur: 5_000n, ton: -9_900_000_000n });
  expect([await w.cash(), await w.held(), await w.setAside()]).toEqual([14_990n, 0, 0]);
});

test.each([
  ['recipient-refuses', 'recipient-refuses'],
  ['jetton-wallet-refuses', 'ours'],
  ['ended', undefined],
])('one that was refused by %s says to the player why: %s', async (said, refusedBecause) => {
  const w = await sending();
  await market('5.00');
  await withdrawals.fixes(w.id);
  await withdrawals.part(w.id, 1, 'refused', said);
  await finish(w.id);
  expect(await withdrawals.read(w.id)).toMatchObject({ status: 'refused', refusedBecause });
});

test('it is fixed once, however often and by however many: the rate that comes later changes nothing', async () => {
  const w = await sending();
  await market('5.00');
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, (_, n) => withdrawals.fixes(w.id, house.process(n).transaction)),
  );
  expect(outcomes.filter((outcome) => outcome === 'fixed')).toHaveLength(1);
  expect(new Set(outcomes)).toEqual(new Set(['fixed', 'done']));
  await market('4.00');
  expect(await withdrawals.fixes(w.id)).toBe('done');
  expect(await withdrawals.read(w.id)).toMatchObject({ arrives: { fixed: { amount: { minor: 9_900_000_000n } } } });
  await withdrawals.part(w.id, 1, 'refused');
  await finish(w.id);
});

test.each([
  ['better', '4.00', 12_375_000_000n],
  ['at the end of the tolerance', '5.051020408163265306', 9_800_000_000n],
])('a rate that is %s is the player’s', async (_what, at, sent) => {
  const w = await sending();
  await market(at);
  expect(await withdrawals.fixes(w.id)).toBe('fixed');
  expect(await withdrawals.read(w.id)).toMatchObject({ arrives: { fixed: { amount: { minor: sent } } } });
  await withdrawals.part(w.id, 1, 'refused');
  await finish(w.id);
});

test('a rate that moved beyond the tolerance ends it unsent: all of it is free again, and nothing is handed out', async () => {
  const w = await sending();
  await market('5.06');
  expect(await withdrawals.fixes(w.id)).toBe('rate-moved');
  expect(await withdrawals.fixes(w.id)).toBe('done');
  expect(await withdrawals.read(w.id)).toMatchObject({
    status: 'rate-moved',
    paid: { minor: 0n },
    arrives: { fixed: undefined },
    parts: [{ state: 'dropped', sent: undefined }],
  });
  expect([await w.cash(), await w.held(), await w.setAside()]).toEqual([20_000n, 0, 0]);
  expect(await house.transaction(async (tx) => beginPayout(tx, await w.partOf()))).toBeUndefined();
});

test('while no rate is good it waits, and nothing is handed out before it is fixed', async () => {
  const w = await sending();
  await house.rates('TON', '5.00', { goodForMs: 1 });
  expect(await withdrawals.fixes(w.id)).toBe('no-rate');
  expect(await house.transaction(async (tx) => beginPayout(tx, await w.partOf()))).toBeUndefined();
  expect([await w.held(), await w.setAside()]).toEqual([5_010, 0]);
  await market('5.00');
  expect(await withdrawals.fixes(w.id)).toBe('fixed');
  await withdrawals.part(w.id, 1, 'refused');
  await finish(w.id);
});

test('what the chain account is short of is not fixed; of a hundred at once as many are as it has', async () => {
  await market('5.00');
  const all = await Promise.all(Array.from({ length: 100 }, () => sending()));
  const outcomes = await Promise.all(
    all.map(({ id }, n) => withdrawals.fixes(id, house.process(n).transaction).then((outcome) => ({ id, outcome }))),
  );
  const has = -(await house.balanceOf(chain));
  const fixed = outcomes.filter(({ outcome }) => outcome === 'fixed');
  expect(fixed).toHaveLength(Number(has / 9_900_000_000n));
  expect(outcomes.filter(({ outcome }) => outcome === 'rail-short')).toHaveLength(100 - fixed.length);
  for (const { id } of fixed) {
    await withdrawals.part(id, 1, 'refused');
    await finish(id);
  }
  expect(await withdrawals.heldOf(chain)).toBe(0);
});

test('one that the chain refused frees both: the cash, and what was set aside', async () => {
  const w = await sending();
  await market('5.00');
  await withdrawals.fixes(w.id);
  await withdrawals.part(w.id, 1, 'refused');
  await finish(w.id);
  expect(await w.moved()).toEqual({ chain: 0n, eur: 0n, ton: 0n });
  expect([await w.cash(), await w.held(), await w.setAside()]).toEqual([20_000n, 0, 0]);
});

test('of several parts those that were paid are exchanged, each by its own quote, and its share of the fee is kept', async () => {
  const w = await sending({ parts: [1_667n, 1_667n, 1_666n], target: 'destination:1' });
  await market('4.99');
  await withdrawals.fixes(w.id);
  await withdrawals.part(w.id, 1, 'paid');
  await withdrawals.part(w.id, 2, 'refused');
  await withdrawals.part(w.id, 3, 'paid');
  await finish(w.id);
  const terms = { sends: 'TON', spreadBps: 100n, toleranceBps: 0n } as const;
  const at = parseRate('4.99') as ExchangeRate;
  const sent = [1_667n, 1_666n].reduce((sum, minor) => sum + sentFor(money('EUR', minor), terms, at).minor, 0n);
  expect(await w.moved()).toEqual({ chain: sent, eur: 3_333n, ton: -sent });
  expect(await w.cash()).toBe(20_000n - 3_333n - 6n);
  expect(await withdrawals.read(w.id)).toMatchObject({
    status: 'paid-in-part',
    arrives: { fixed: { paid: { minor: sent } } },
  });
});

test('what came back after it was paid is the player’s as the cash it was taken as, whatever the rate is by then', async () => {
  const w = await sending();
  await market('5.00');
  await withdrawals.fixes(w.id);
  await withdrawals.part(w.id, 1, 'paid');
  await finish(w.id);
  await market('9.00');
  const reference = await w.partOf();
  const returns = await Promise.all(
    Array.from({ length: 10 }, (_, n) => house.process(n).transaction((tx) => returnPayout(tx, reference, 'bounced'))),
  );
  expect(returns.filter(Boolean)).toHaveLength(1);
  expect(await w.cash()).toBe(20_000n);
  expect(await w.moved()).toEqual({ chain: 0n, eur: 0n, ton: 0n });
  expect(await withdrawals.read(w.id)).toMatchObject({ status: 'paid', returned: { asset: 'EUR', minor: 5_000n } });
});

test('one that is never confirmed, declined or stopped before it is fixed frees its cash and its fee', async () => {
  const { player } = await house.holds(20_000n);
  const expired = await withdrawals.held(player.id, WISH);
  expect(await house.transaction((tx) => releaseWithdrawal(tx, expired, 'expired'))).toBe(true);
  expect(await house.cashOf(player)).toBe(20_000n);
  expect(await withdrawals.fixes(expired)).toBe('done');
});

test('the code confirms what was shown, and not another least', async () => {
  const { player } = await house.holds(20_000n);
  const id = await withdrawals.held(player.id, WISH);
  expect(await withdrawals.confirms(id, { least: money('TON', 1n) })).toBe(false);
  expect(await withdrawals.confirms(id)).toBe(true);
  await house.transaction((tx) => releaseWithdrawal(tx, id, 'cancelled'));
});

test('a paused rail fixes nothing: a rate that was fixed in a pause would be an old one', async () => {
  const w = await sending();
  await market('5.00');
  await house.asSuperuser(
    `insert into payments.rail_pause (rail, direction, reason) values ('ton', 'out', 'provider-in-trouble')`,
  );
  expect(await withdrawals.fixes(w.id)).toBe('rail-paused');
  await house.asSuperuser(`delete from payments.rail_pause`);
  expect(await withdrawals.fixes(w.id)).toBe('fixed');
  await withdrawals.part(w.id, 1, 'refused');
  await finish(w.id);
});

test('play money is exchanged into play money, at what it plays at', async () => {
  await withdrawals.funds(20_000_000_000n, 'PLAY-TON', 'ton');
  const { player } = await house.holds(20_000n, 'PLAY-EUR');
  await market('5.00');
  const id = await withdrawals.sent(player.id, { ...WISH, asset: 'PLAY-EUR' });
  expect(await withdrawals.fixes(id)).toBe('fixed');
  await withdrawals.part(id, 1, 'paid');
  await finish(id);
  expect(await house.cashOf(player, 'PLAY-EUR')).toBe(14_990n);
  expect(await withdrawals.read(id)).toMatchObject({
    arrives: { fixed: { paid: { asset: 'PLAY-TON', minor: 9_900_000_000n } } },
  });
});

test('the database rounds as the rule does, to the last minor unit', async () => {
  for (const [minor, at, spread] of [
    [300n, '3', 0n],
    [4_999n, '4.987654321987654321', 137n],
    [1n, '0.000000000000000777', 9_999n],
    [500_000n, '100000.000000000000000001', 50n],
  ] as const) {
    const terms = { sends: 'TON', spreadBps: spread, toleranceBps: 0n } as const;
    const expected = sentFor(money('EUR', minor), terms, parseRate(at) as ExchangeRate).minor;
    await house.asSuperuser(
      `do $$ begin assert payments.sent_for(${minor}, ${at}, ${spread}, 'EUR', 'TON') = ${expected}; end $$`,
    );
  }
});

test('the processes that know nothing of fixing cannot send what is not fixed, nor change what is', async () => {
  const w = await sending();
  await market('5.00');
  await withdrawals.fixes(w.id);
  await expect(
    house.asSuperuser(`update payments.withdrawal set sent_minor = sent_minor + 1 where id = '${w.id}'`),
  ).rejects.toThrow(/changes in its state alone/);
  await expect(
    house.asSuperuser(`update payments.payout set sent_minor = sent_minor + 1 where withdrawal_id = '${w.id}'`),
  ).rejects.toThrow(/changes in its state alone/);
  expect(await house.transaction((tx) => fixWithdrawal(tx, w.id, []))).toBe('done');
  await withdrawals.part(w.id, 1, 'refused');
  await finish(w.id);
});
