import { type Address, beginCell, type Cell, internal, SendMode, toNano } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import { WalletContractV4 } from '@ton/ton';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import type { ChainClient } from '../rails/ton/chain-client.ts';
import { type Guest, type House, openHouse } from '../records/test-house.ts';
import { openJetton, transferBody } from '../sandbox/ton/chain/jetton.ts';
import type { Person } from '../sandbox/ton/chain/people.ts';
import { type StartedTon, startTon } from '../sandbox/ton/server.ts';
import { seedOf } from '../sandbox/ton/wires.ts';
import {
  expectExact,
  knowsRates,
  memoFor,
  scannerOn,
  settleChain,
  settleCharges,
  type TestScanner,
} from './test-scanner.ts';

/** Of each attack the same is asked: nobody is credited a cent, the books balance, and the rows add up to what the chain holds. */
let house: House;
let ton: StartedTon;
let scanner: TestScanner;
let mallory: Person;
let ann: Guest;
let memo: string;
beforeAll(async () => {
  [house, ton] = await Promise.all([openHouse({ processes: 2 }), startTon()]);
  scanner = scannerOn(house, ton);
  mallory = await ton.person('mallory');
  await knowsRates(house);
  await settleChain(ton, scanner);
});
beforeEach(async () => {
  ann = await house.admits();
  memo = await memoFor(house, ann.id);
});
afterEach(async () => {
  await expectExact(house, ton, scanner);
});
afterAll(async () => {
  const faults = await house.faults();
  await Promise.all([house.close(), ton.close()]);
  expect(faults).toEqual([]);
});

const text = (words: string): Cell => beginCell().storeUint(0, 32).storeStringTail(words).endCell();

/** Everything comes to its end, and is settled. */
async function allSettled(): Promise<void> {
  await settleChain(ton, scanner);
  await scanner.receiveAll();
  await settleCharges(house);
}

const arrivalsOf = (player: Guest) =>
  house.read(sql`select state, minor from payments.arrival where player_id = ${player.id} order by lt`);

/** How many arrivals of USDT there are at all. */
const jettonArrivals = () => house.count(sql`select count(*) from payments.arrival where rail = 'usdt'`);

/** What the last transaction of our account of this kind was to us. */
async function lastKind(kind: 'hot' | 'jetton'): Promise<unknown> {
  const [row] =
    await house.read(sql`select t.kind from chain.transaction t join chain.account a on a.address = t.account
    where a.kind = ${kind} order by t.lt desc limit 1`);
  return row?.kind;
}

test('a token of the right name and another master is no USDT, whatever its notification says', async () => {
  const fake = await openJetton(ton.chain, { name: 'Tether USD', symbol: 'USD₮', decimals: 6, issuer: 'thief' });
  await fake.mint(mallory.address, 1_000_000_000n);
  await ton.chain.settle();
  const wish = {
    amount: 500_000_000n,
    to: ton.hotWallet,
    excessesTo: mallory.address,
    forward: toNano('0.6'),
    payload: text(memo),
  };
  await mallory.sends({
    to: fake.walletOf(mallory.address),
    value: toNano('1'),
    bounce: true,
    body: transferBody(wish),
  });
  await allSettled();
  expect([await jettonArrivals(), await arrivalsOf(ann)]).toEqual([0, []]);
});

test('a notification of USDT from a stranger’s wallet is a stranger’s message, and its own TON is kept for whoever sent it', async () => {
  const notice = beginCell()
    .storeUint(0x7362d09c, 32)
    .storeUint(0, 64)
    .storeCoins(1_000_000_000n)
    .storeAddress(mallory.address)
    .storeBit(true)
    .storeRef(text(memo))
    .endCell();
  await mallory.sends({ to: ton.hotWallet, value: toNano('0.7'), body: notice });
  await allSettled();
  expect([await jettonArrivals(), await arrivalsOf(ann)]).toEqual([0, []]);
  const [kept] = await house.read(
    sql`select state, minor, reason from payments.arrival order by seen_at desc, lt desc limit 1`,
  );
  expect(kept).toEqual({ state: 'unmatched', minor: 700_000_000n, reason: 'no-memo' });
});

test('jettons that a stranger brings to our own jetton wallet without its master are not there', async () => {
  const forged = beginCell()
    .storeUint(0x178d4519, 32)
    .storeUint(1, 64)
    .storeCoins(900_000_000n)
    .storeAddress(mallory.address)
    .storeAddress(mallory.address)
    .storeCoins(0)
    .storeBit(true)
    .storeRef(text(memo))
    .endCell();
  await mallory.sends({ to: ton.usdt.walletOf(ton.hotWallet), value: toNano('0.2'), bounce: true, body: forged });
  await allSettled();
  expect([await jettonArrivals(), await lastKind('jetton')]).toEqual([0, 'other']);
});

/** Our own key sends: what the payouts will do. */
async function hotSends(to: Address, value: bigint, body: Cell): Promise<void> {
  const { publicKey, secretKey } = keyPairFromSeed(seedOf(ton.hotWalletKey));
  const wallet = WalletContractV4.create({ workchain: 0, publicKey });
  const seqno = (await scanner.client.seqno(ton.hotWallet)) ?? 0;
  const messages = [internal({ to, value, bounce: true, body })];
  const signed = await wallet.createTransfer({ seqno, secretKey, messages, sendMode: SendMode.PAY_GAS_SEPARATELY });
  const message = beginCell()
    .storeUint(0b10, 2)
    .storeUint(0, 2)
    .storeAddress(wallet.address)
    .storeCoins(0)
    .storeBit(false)
    .storeBit(true)
    .storeRef(signed)
    .endCell();
  await scanner.client.send(message.toBoc());
  await ton.chain.settle();
}

test('a payout of TON that bounces comes back as a payout, and not as a deposit', async () => {
  await hotSends(ton.usdt.master, toNano('1'), beginCell().storeUint(0x11223344, 32).storeStringTail(memo).endCell());
  await allSettled();
  expect([await lastKind('hot'), await arrivalsOf(ann)]).toEqual(['bounce', []]);
});

test('a payout of USDT that its recipient’s wallet turns down comes back as a payout', async () => {
  const bob = await ton.person('bob');
  await ton.usdt.lock(bob.address);
  const wish = { amount: 5_000_000n, to: bob.address, excessesTo: ton.hotWallet, payload: text(memo) };
  await hotSends(ton.usdt.walletOf(ton.hotWallet), toNano('0.1'), transferBody(wish));
  await allSettled();
  expect([await lastKind('jetton'), await jettonArrivals(), await arrivalsOf(ann)]).toEqual(['bounce', 0, []]);
});

test('a memo may be used again by anybody: each transfer is its player’s, in an order of its own, once', async () => {
  for (const who of ['dora', 'emil'])
    await (await ton.person(who)).sends({ to: ton.hotWallet, value: toNano('2'), comment: memo });
  await allSettled();
  await allSettled();
  expect(await house.cashOf(ann)).toBe(2n * 594n);
  expect(
    await house.count(sql`select count(*) from payments."order" where player_id = ${ann.id} and status = 'credited'`),
  ).toBe(2);
});

test('a message without a value is none, whatever is written on it', async () => {
  await mallory.sends({ to: ton.hotWallet, value: 0n, comment: memo });
  await allSettled();
  expect(await arrivalsOf(ann)).toEqual([]);
});

/** A comment in so many cells, one inside the other. */
function snake(cells: number, bytes: Buffer): Cell {
  let cell = beginCell().storeBuffer(bytes).endCell();
  for (let n = 1; n < cells; n++) cell = beginCell().storeBuffer(bytes).storeRef(cell).endCell();
  return beginCell().storeUint(0, 32).storeRef(cell).endCell();
}

test('no comment stops the scanner or is anybody’s: deep, huge, no text, odd bits, encrypted, another operation', async () => {
  const bombs = [
    snake(200, Buffer.from('A')),
    snake(12, Buffer.alloc(120, 'B')),
    snake(3, Buffer.alloc(0)),
    beginCell()
      .storeUint(0, 32)
      .storeBuffer(Buffer.from([0xff, 0xfe, 0xc0, 0x80]))
      .endCell(),
    beginCell().storeUint(0, 32).storeUint(5, 3).endCell(),
    beginCell().storeUint(0, 31).endCell(),
    beginCell().storeUint(0x2167da4b, 32).storeBuffer(Buffer.alloc(64, 7)).endCell(),
    beginCell().storeUint(0xd53276da, 32).storeStringTail(memo).endCell(),
    beginCell().storeUint(0, 32).storeStringTail(memo).storeRef(text('x')).storeRef(text('y')).endCell(),
    text(`\u0000\u202e${memo.slice(0, -1)}\n`),
  ];
  const before = await house.count(sql`select count(*) from payments.arrival where state = 'unmatched'`);
  await mallory.sends(...bombs.map((body) => ({ to: ton.hotWallet, value: toNano('1'), body })));
  await allSettled();
  expect(await arrivalsOf(ann)).toEqual([]);
  expect(await house.count(sql`select count(*) from payments.arrival where state = 'unmatched'`)).toBe(
    before + bombs.length,
  );
});

test('what a sender writes where a fee once stood is no money: neither theirs nor ours', async () => {
  for (const extraFlags of [1n, 3n] as const)
    for (const [value, bounce] of [
      [toNano('1'), false],
      [100_000n, true],
    ] as const)
      await mallory.sends({ to: ton.hotWallet, value, bounce, extraFlags });
  await allSettled();
  expect(await arrivalsOf(ann)).toEqual([]);
});

test('dust by the thousand is kept to the nano, credits nobody, and fills nobody’s chat', async () => {
  const dust = Array.from({ length: 255 }, () => ({ to: ton.hotWallet, value: 1n, comment: memo }));
  for (let n = 0; n < 8; n++) await mallory.sends(...dust);
  await allSettled();
  expect(
    await house.read(
      sql`select state, count(*)::int as n, sum(minor)::int as minor from payments.arrival where player_id = ${ann.id} group by 1`,
    ),
  ).toEqual([{ state: 'below-minimum', n: 2_040, minor: 2_040 }]);
  expect(
    await house.count(sql`select count(*) from delivery.outbox where lane = ${`1:${ann.telegramId}`}`),
  ).toBeLessThanOrEqual(2); // one message, and what became of it
  expect(await house.cashOf(ann)).toBe(0n);
});

test('what was seen and is not there any more credits nobody, and is told; what comes anew instead is credited once', async () => {
  const wallet = await ton.person('fred');
  await wallet.sends({ to: ton.hotWallet, value: toNano('3'), comment: memo });
  await ton.chain.block();
  await ton.chain.block();
  await scanner.round();
  expect((await arrivalsOf(ann)).map(({ state }) => state)).toEqual(['seen']);
  await ton.chain.takeBack(2, { again: true });
  await ton.chain.block();
  await scanner.round();
  expect((await arrivalsOf(ann)).map(({ state }) => state)).toEqual(['vanished']);
  await allSettled();
  expect((await arrivalsOf(ann)).map(({ state }) => state).sort()).toEqual(['credited', 'vanished']);
  expect(await house.cashOf(ann)).toBe(891n);
});

type Shown = Awaited<ReturnType<ChainClient['transactions']>>;
const lies: [string, (shown: Shown) => Shown][] = [
  ['reordered', (shown) => [...shown].reverse()],
  ['repeated', ([first, ...rest]) => (first ? [first, first, ...rest] : rest)],
  ['with a link missing', (shown) => shown.filter((_, n) => n !== 1)],
  ['without its newest', (shown) => shown.slice(1)],
  ['empty', () => []],
];
for (const [how, lie] of lies)
  test(`a page that is ${how} is not believed; the truth that comes later is credited once`, async () => {
    for (const value of ['4', '5', '6']) {
      await mallory.sends({ to: ton.hotWallet, value: toNano(value), comment: memo });
      await ton.chain.settle();
    }
    const liar = scannerOn(house, ton, {
      wrap: (client) => ({ ...client, transactions: async (...asked) => lie(await client.transactions(...asked)) }),
    });
    for (let n = 0; n < 4; n++) {
      await expect(liar.round()).rejects.toThrow();
      await ton.chain.block();
    }
    expect(await arrivalsOf(ann)).toEqual([]);
    await allSettled();
    expect(await house.cashOf(ann)).toBe(15n * 297n);
  });
