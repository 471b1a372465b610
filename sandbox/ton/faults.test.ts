import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Address, type Cell, external, internal, SendMode, toNano } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { turnedClock } from '../ground/test-clock.ts';
import { messageCell } from './chain/messages.ts';
import { type StartedTon, startTon, type TonOptions } from './server.ts';
import { hotWalletOf, seedOf } from './wires.ts';

/** One chain for all who do not need their own: each test goes on where the last one ended. */
let shared: StartedTon;
let ton: StartedTon;
let shop: Address;
beforeAll(async () => {
  shared = await startTon();
  shop = (await shared.person('shop')).address;
});
beforeEach(() => {
  ton = shared;
});
afterEach(async () => {
  ton.faults.clear();
  if (ton !== shared) await ton.close();
});
afterAll(() => shared.close());

async function open(options: Partial<TonOptions>) {
  if (ton !== shared) await ton.close();
  ton = await startTon(options);
  await ton.person('shop');
}

/** The next payment by the hot wallet, signed, not sent. */
async function payment(validUntil?: number): Promise<Cell> {
  const wallet = hotWalletOf(ton.hotWalletKey);
  const body = await wallet.createTransfer({
    seqno: await seqno(),
    secretKey: keyPairFromSeed(seedOf(ton.hotWalletKey)).secretKey,
    messages: [internal({ to: shop, value: toNano('1'), bounce: false })],
    sendMode: SendMode.PAY_GAS_SEPARATELY,
    ...(validUntil === undefined ? {} : { timeout: validUntil }),
  });
  return messageCell(external({ to: wallet.address, body }));
}

const call = async (method: string, params: object, signal = AbortSignal.timeout(5_000)) => {
  const response = await fetch(`${ton.url}/api/v2/jsonRPC`, {
    method: 'POST',
    signal,
    body: JSON.stringify({ id: 1, jsonrpc: '2.0', method, params }),
  });
  return { status: response.status, ...((await response.json()) as { ok: boolean; result?: never; error?: string }) };
};
const sendBoc = (message: Cell, signal?: AbortSignal) =>
  call('sendBoc', { boc: message.toBoc().toString('base64') }, signal);
const seen = async (): Promise<{ transaction_id: { lt: string; hash: string } }[]> => {
  const { result } = await call('getTransactions', { address: ton.hotWallet.toString(), limit: 100 });
  return result ?? [];
};
const seqno = async (): Promise<number> => {
  const counted = (await ton.chain.view().get(ton.hotWallet, 'seqno'))?.stack[0];
  return counted?.type === 'int' ? Number(counted.value) : -1;
};

test('an API that executes and then says it failed has executed', async () => {
  const [next, message, before] = [await seqno(), await payment(), await seen()];
  ton.faults.failCalls({ calls: ['sendBoc'], executed: true, answer: 500, next: 1 });
  expect(await sendBoc(message)).toMatchObject({ status: 500, ok: false });
  await ton.chain.settle();
  expect([await seqno(), (await seen()).length]).toEqual([next + 1, before.length + 1]);
  expect(await sendBoc(message)).toMatchObject({ status: 500, error: expect.stringContaining('exitcode=33') });
});

test('an API that falls silent after executing leaves the caller waiting, and the message lands', async () => {
  const next = await seqno();
  ton.faults.failCalls({ calls: ['sendBoc'], executed: true, answer: 'silence', next: 1 });
  await expect(sendBoc(await payment(), AbortSignal.timeout(150))).rejects.toThrow('aborted');
  await ton.chain.settle();
  expect(await seqno()).toBe(next + 1);
});

test('a dropped broadcast is answered like any other, and never lands; the same bytes land the next time', async () => {
  const [next, message] = [await seqno(), await payment()];
  ton.faults.change({ dropped: { next: 1 } });
  expect(await sendBoc(message)).toMatchObject({ ok: true });
  await ton.chain.settle();
  expect(await seqno()).toBe(next);
  expect([(await sendBoc(message)).ok, (await sendBoc(message)).ok]).toEqual([true, true]);
  await ton.chain.settle();
  expect(await seqno(), 'twice in one block is once').toBe(next + 1);
});

test('a refused broadcast never lands', async () => {
  const next = await seqno();
  ton.faults.change({ refused: { next: 1 } });
  expect(await sendBoc(await payment())).toMatchObject({ status: 500, ok: false });
  await ton.chain.settle();
  expect(await seqno()).toBe(next);
});

test('an API that lags tells the state, the history and the block of then, as one', async () => {
  await sendBoc(await payment());
  const before = await seen();
  await ton.chain.block();
  ton.faults.change({ lagBlocks: 1 });
  const then = await call('getAddressInformation', { address: ton.hotWallet.toString() });
  expect(then.result).toMatchObject({
    block_id: { seqno: ton.chain.head.seqno - 1 },
    last_transaction_id: before[0]?.transaction_id,
  });
  expect(await seen()).toEqual(before);
  ton.faults.clear();
  expect(await seen()).toHaveLength(before.length + 1);
});

test('a lie is shown, and then never was: not in the history, not in the balance, not by its hash', async () => {
  await ton.chain.settle();
  const [next, history] = [await seqno(), await seen()];
  const before = await call('getAddressInformation', { address: ton.hotWallet.toString() });
  ton.faults.change({ lies: { blocks: 1, next: 1 } });
  await sendBoc(await payment());
  await ton.chain.block();
  const [shown] = await seen();
  expect([await seqno(), (await seen()).length]).toEqual([next + 1, history.length + 1]);
  await ton.chain.block();
  expect(await seen()).toEqual(history);
  const after = await call('getAddressInformation', { address: ton.hotWallet.toString() });
  const { balance, last_transaction_id } = before.result as never;
  expect(after.result).toMatchObject({ balance, last_transaction_id });
  const { lt, hash } = shown?.transaction_id ?? { lt: '', hash: '' };
  const asked = await call('getTransactions', { address: ton.hotWallet.toString(), lt, hash });
  expect(asked).toMatchObject({ status: 500, error: expect.stringContaining('LITE_SERVER_UNKNOWN') });
});

test('what vanished may come again, at another place under another hash', async () => {
  const next = await seqno();
  ton.faults.change({ lies: { blocks: 1, again: true, next: 1 } });
  await sendBoc(await payment());
  await ton.chain.block();
  const [first] = await seen();
  await ton.chain.settle();
  const [again] = await seen();
  expect(await seqno()).toBe(next + 1);
  expect(BigInt(again?.transaction_id.lt ?? 0)).toBeGreaterThan(BigInt(first?.transaction_id.lt ?? 0));
  expect(again?.transaction_id.hash).not.toBe(first?.transaction_id.hash);
});

test('seqno alone can fail, and blocks can stop', async () => {
  await open({ blockMs: 5 });
  await ton.chain.blocks(3);
  const address = ton.hotWallet.toString();
  const message = await payment();
  ton.faults.failCalls({ calls: ['runGetMethod:seqno'], answer: 502 });
  expect(await call('runGetMethod', { address, method: 'seqno', stack: [] })).toMatchObject({ status: 502 });
  expect(await call('runGetMethod', { address, method: 'get_public_key', stack: [] })).toMatchObject({ ok: true });
  ton.faults.change({ blockEveryMs: 0 });
  await sendBoc(message);
  expect(await seqno()).toBe(1);
  ton.faults.clear();
  await ton.chain.blocks(2);
  expect(await seqno()).toBe(2);
});

test('a message past its time is refused, however fresh its seqno', async () => {
  const clock = turnedClock(Date.now());
  await open({ clock });
  const inAMinute = () => Math.floor(clock.now() / 1_000) + 60;
  const message = await payment(inAMinute());
  clock.turn(61_000);
  expect(await sendBoc(message)).toMatchObject({ ok: false, error: expect.stringContaining('exitcode=36') });
  expect(await sendBoc(await payment(inAMinute()))).toMatchObject({ ok: true });
});

test('history is paged as toncenter pages it: newest first, from a transaction on, down to another that is left out', async () => {
  for (let sent = 0; sent < 5; sent += 1) {
    await sendBoc(await payment());
    await ton.chain.settle();
  }
  const address = ton.hotWallet.toString();
  const all = await seen();
  const { lt, hash } = (all[1] as (typeof all)[number]).transaction_id;
  const to_lt = all[3]?.transaction_id.lt;
  const hex = Buffer.from(hash, 'base64').toString('hex');
  expect((await call('getTransactions', { address, lt, hash, to_lt })).result).toEqual(all.slice(1, 3));
  expect((await call('getTransactions', { address, lt, hash: hex, limit: 1 })).result).toEqual([all[1]]);
  const other = all[2]?.transaction_id.hash;
  expect(await call('getTransactions', { address, lt, hash: other })).toMatchObject({ status: 500 });
  expect(await call('getTransactions', { address: 'nowhere' })).toMatchObject({ status: 416 });
});

test('a restart keeps money, histories, messages under way and the numbering of blocks', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cage-ton-'));
  const options = { dataFile: path.join(folder, 'ton.jsonl'), hotWalletKey: ton.hotWalletKey };
  await open(options);
  await sendBoc(await payment());
  await ton.chain.block(); // the shop's money is under way
  const before = await call('getAddressInformation', { address: ton.hotWallet.toString() });
  const [history, head] = [await seen(), ton.chain.head];
  await open(options);
  expect(ton.chain.head.seqno).toBeGreaterThan(head.seqno);
  const { balance, code, data, last_transaction_id } = before.result as never;
  const after = await call('getAddressInformation', { address: ton.hotWallet.toString() });
  expect(after.result).toMatchObject({ balance, code, data, last_transaction_id });
  expect(await seen()).toEqual(history);
  await ton.chain.settle();
  const [received] = [...ton.chain.view().history(shop)];
  expect(received?.transaction.inMessage?.info).toMatchObject({ value: { coins: toNano('1') } });
  rmSync(folder, { recursive: true });
});

test('an API with a key answers nobody without it', async () => {
  await open({ apiKey: 'a-key-of-ours' });
  expect(await call('getMasterchainInfo', {})).toMatchObject({ status: 401, ok: false });
  const asked = await fetch(`${ton.url}/api/v2/getMasterchainInfo`, { headers: { 'x-api-key': 'a-key-of-ours' } });
  expect(await asked.json()).toMatchObject({ ok: true, result: { last: { seqno: ton.chain.head.seqno } } });
});
