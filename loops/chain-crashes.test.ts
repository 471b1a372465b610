import { toNano } from '@ton/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Transaction } from '../prisma/tx.ts';
import { sql } from '../prisma/tx.ts';
import type { ChainClient } from '../rails/ton/chain-client.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { type StartedTon, startTon } from '../sandbox/ton/server.ts';
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
  [house, ton] = await Promise.all([openHouse({ processes: 3 }), startTon()]);
  scanner = scannerOn(house, ton);
  await knowsRates(house);
  await settleChain(ton, scanner);
});
afterAll(async () => {
  const faults = await house.faults();
  await Promise.all([house.close(), ton.close()]);
  expect(faults).toEqual([]);
});

class Killed extends Error {}

/** A process that is killed right after its `step`th step: a call to the chain, a statement, or a commit whose answer it never reads. */
function mortal(step: number) {
  let steps = 0;
  const lives = () => {
    steps += 1;
    if (steps === step) throw new Killed(`after step ${step}`);
    if (steps > step) throw new Error('the dead do nothing');
  };
  const wrap = (client: ChainClient): ChainClient =>
    Object.fromEntries(
      Object.entries(client).map(([name, call]) => [
        name,
        async (...asked: never[]) => {
          const answer = await (call as (...a: never[]) => Promise<unknown>)(...asked);
          lives();
          return answer;
        },
      ]),
    ) as unknown as ChainClient;
  const transaction: Transaction = async (fn) => {
    const done = await house.transaction((tx) =>
      fn({
        ...tx,
        query: async (statement) => {
          const rows = await tx.query(statement);
          lives();
          return rows as never;
        },
      }),
    );
    lives();
    return done;
  };
  return { wrap, transaction, died: () => steps >= step, steps: () => steps };
}

const unlessIt = (died: () => boolean) => (error: unknown) => {
  if (!died()) throw error;
};

test('a scanner that is killed at any step and started again credits every deposit once', {
  timeout: 180_000,
}, async () => {
  const ann = await house.admits();
  const memo = await memoFor(house, ann.id);
  const wallet = await ton.person('ann');
  const once = async (step: number): Promise<number> => {
    await wallet.sends({ to: ton.hotWallet, value: toNano('1'), comment: memo });
    await ton.chain.settle();
    const process = mortal(step);
    const dying = scannerOn(house, ton, { ...process, only: 'hot' });
    for (let n = 0; n < 4 && !process.died(); n++) {
      await dying.round().catch(unlessIt(process.died));
      if (!process.died()) await dying.receiveAll().catch(unlessIt(process.died));
      await ton.chain.block();
    }
    return process.steps();
  };
  const steps = await once(Number.POSITIVE_INFINITY);
  for (let step = 1; step <= steps; step++) {
    await once(step);
    await scanner.round(); // whoever comes next
    await scanner.receiveAll();
  }
  const sent = BigInt(steps) + 1n;
  await settleChain(ton, scanner);
  await scanner.receiveAll();
  await settleCharges(house);
  expect(await house.cashOf(ann)).toBe(sent * 297n);
  expect(
    await house.read(sql`select state, count(*) as n from payments.arrival where player_id = ${ann.id} group by 1`),
  ).toEqual([{ state: 'credited', n: sent }]);
  await expectExact(house, ton, scanner);
});

test('three scanners at once do what one does', async () => {
  const bob = await house.admits();
  const memo = await memoFor(house, bob.id);
  const wallet = await ton.person('bob');
  const crowd = [0, 1, 2].map((n) => scannerOn(house, ton, { transaction: house.process(n).transaction, page: 3 }));
  for (let n = 0; n < 8; n++) {
    await wallet.sends(...Array.from({ length: 5 }, () => ({ to: ton.hotWallet, value: toNano('1'), comment: memo })));
    await ton.chain.settle();
    await Promise.all(crowd.map((each) => each.round()));
    await Promise.all(crowd.map((each) => each.receiveAll()));
  }
  await settleChain(ton, scanner);
  await Promise.all(crowd.map((each) => each.receiveAll()));
  await settleCharges(house);
  expect(await house.cashOf(bob)).toBe(40n * 297n);
  expect(
    await house.count(sql`select count(*) from payments.arrival where player_id = ${bob.id} and state <> 'credited'`),
  ).toBe(0);
  await expectExact(house, ton, scanner);
});

test('a long history is read page by page, and one that is killed in it goes on where it was', async () => {
  const carl = await house.admits();
  const memo = await memoFor(house, carl.id);
  const wallet = await ton.person('carl');
  await wallet.sends(...Array.from({ length: 60 }, () => ({ to: ton.hotWallet, value: toNano('1'), comment: memo })));
  await ton.chain.settle();
  let pages = 0;
  const counted = (client: ChainClient): ChainClient => ({
    ...client,
    transactions: async (...asked) => {
      pages += 1;
      if (pages === 4) throw new Killed('in the middle');
      return client.transactions(...asked);
    },
  });
  await expect(scannerOn(house, ton, { wrap: counted, page: 10 }).round()).rejects.toThrow(Killed);
  expect(await house.count(sql`select count(*) from chain.transaction where state = 'walked'`)).toBe(30);
  expect(await house.count(sql`select count(*) from payments.arrival where player_id = ${carl.id}`)).toBe(0);
  const next = scannerOn(house, ton, { wrap: counted, page: 10 });
  expect(await next.round()).toBe('again');
  expect(pages).toBe(7);
  await settleChain(ton, scanner);
  await scanner.receiveAll();
  await settleCharges(house);
  expect(await house.cashOf(carl)).toBe(60n * 297n);
  await expectExact(house, ton, scanner);
});

test('a chain that does not lead to what was final is not believed: nothing of it is stored, and it is said', async () => {
  const dora = await house.admits();
  const wallet = await ton.person('bob');
  await wallet.sends({ to: ton.hotWallet, value: toNano('2'), comment: await memoFor(house, dora.id) });
  await settleChain(ton, scanner);
  await ton.chain.takeBack(12);
  await wallet.sends({ to: ton.hotWallet, value: toNano('7'), comment: await memoFor(house, dora.id) });
  await ton.chain.settle();
  for (let n = 0; n < 12; n++) await ton.chain.block();
  const rows = await house.count(sql`select count(*) from chain.transaction`);
  await scanner.round();
  expect(await house.count(sql`select count(*) from chain.transaction`)).toBe(rows);
  expect(await house.read(sql`select trouble from chain.account where kind = 'hot'`)).toEqual([
    { trouble: 'broken-chain' },
  ]);
  expect(
    await house.count(sql`select count(*) from payments.arrival where player_id = ${dora.id} and minor = 7000000000`),
  ).toBe(0);
});
