import { beginCell, toNano } from '@ton/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { transferBody } from '../sandbox/ton/chain/jetton.ts';
import { type StartedTon, startTon } from '../sandbox/ton/server.ts';
import { arrivals as arrivalsLoop } from './arrivals.ts';
import {
  expectExact,
  knowsRates,
  memoFor,
  scannerOn,
  settleChain,
  settleCharges,
  type TestScanner,
} from './test-scanner.ts';

let house: House;
let ton: StartedTon;
let scanner: TestScanner;
beforeAll(async () => {
  [house, ton] = await Promise.all([openHouse({ processes: 2 }), startTon()]);
  scanner = scannerOn(house, ton);
  await knowsRates(house);
  await settleChain(ton, scanner);
});
afterAll(async () => {
  const faults = await house.faults();
  await Promise.all([house.close(), ton.close()]);
  expect(faults).toEqual([]);
});

const arrivals = (player?: Guest) =>
  house.read(sql`select state, asset, minor, reason, matched_by, player_id from payments.arrival
    where ${player?.id ?? null}::uuid is null or player_id = ${player?.id ?? null} order by lt`);

test('what the accounts held before they were watched is the house’s own, and nobody’s arrival', async () => {
  expect(await arrivals()).toEqual([]);
  await expectExact(house, ton, scanner);
});

test('TON and USDT with a memo are credited at the rate of their arrival once they are final, each in an order of its own', async () => {
  const ann = await house.admits();
  const memo = await memoFor(house, ann.id);
  const wallet = await ton.person('ann');
  await ton.giveUsdt(wallet.address, 50_000_000n);
  const payload = beginCell().storeUint(0, 32).storeStringTail(memo).endCell();
  const jettons = transferBody({
    amount: 20_000_000n,
    to: ton.hotWallet,
    excessesTo: wallet.address,
    forward: 1n,
    payload,
  });
  await wallet.sends(
    { to: ton.hotWallet, value: toNano('10'), comment: memo },
    { to: ton.usdt.walletOf(wallet.address), value: toNano('0.1'), bounce: true, body: jettons },
  );
  await ton.chain.settle();
  await scanner.round();
  expect(
    (await arrivals(ann)).map(({ state }) => state),
    'seen, and nothing is credited yet',
  ).toEqual(['seen', 'seen']);
  expect(await scanner.receiveAll()).toEqual([]);
  await settleChain(ton, scanner);
  expect(await scanner.receiveAll()).toEqual(['recorded', 'recorded']);
  expect(await scanner.receiveAll()).toEqual([]);
  await settleCharges(house);
  expect((await arrivals(ann)).map(({ state, minor }) => [state, minor])).toEqual([
    ['credited', 10_000_000_000n],
    ['credited', 20_000_000n],
  ]);
  // 10 TON at 3 less 1 %, 20 USDT at 0.9 less 0.5 %
  expect(await house.cashOf(ann)).toBe(2_970n + 1_791n);
  await expectExact(house, ton, scanner);
});

test('what comes without a memo from a wallet that a player proved is theirs; from one they removed it is nobody’s', async () => {
  const bob = await house.admits();
  const wallet = await ton.person('bob');
  await house.asSuperuser(`insert into payments.wallet (id, player_id, address, public_key)
    values (gen_random_uuid(), '${bob.id}', '${wallet.address.toRawString()}', decode(repeat('07', 32), 'hex'))`);
  await wallet.sends({ to: ton.hotWallet, value: toNano('10') });
  await settleChain(ton, scanner);
  expect(await scanner.receiveAll()).toEqual(['recorded']);
  await settleCharges(house);
  expect(await arrivals(bob)).toMatchObject([{ state: 'credited', matched_by: 'wallet' }]);
  expect(await house.cashOf(bob)).toBe(2_970n);

  await house.asSuperuser(`update payments.wallet set removed_at = now() where player_id = '${bob.id}'`);
  await wallet.sends({ to: ton.hotWallet, value: toNano('10') });
  await settleChain(ton, scanner);
  expect(await scanner.receiveAll()).toEqual([]);
  expect((await arrivals()).at(-1)).toMatchObject({ state: 'unmatched', reason: 'no-memo', player_id: null });
  await expectExact(house, ton, scanner);
});

test('money that our books refuse hides nothing behind it, and is offered again after a minute', async () => {
  const [cyd, wallet] = [await house.admits(), await ton.person('cyd')];
  const memo = await memoFor(house, cyd.id);
  await wallet.sends({ to: ton.hotWallet, value: toNano('10'), comment: memo });
  await settleChain(ton, scanner);
  await wallet.sends({ to: ton.hotWallet, value: toNano('11'), comment: memo });
  await settleChain(ton, scanner);
  let nowMs = 0;
  const offered: bigint[] = [];
  const round = arrivalsLoop({
    pool: house.app,
    held: async () => true,
    log: createLogger('test', 'silent'),
    now: () => nowMs,
    receive: async (arrival) => {
      offered.push(arrival.minor);
      if (arrival.minor === 10_000_000_000n && nowMs === 0) throw new Error('refused');
      return scanner.receive(arrival);
    },
  });
  await round();
  await round();
  expect(new Set(offered)).toEqual(new Set([10_000_000_000n, 11_000_000_000n]));
  expect(offered).toHaveLength(2);
  nowMs = 60_000;
  await round();
  expect(offered.slice(2)).toEqual([10_000_000_000n]);
  await settleCharges(house);
  expect((await arrivals(cyd)).map(({ state }) => state)).toEqual(['credited', 'credited']);
});
