import { randomUUID } from 'node:crypto';
import { Address, beginCell, Cell, external, storeMessage } from '@ton/core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { TransferBody } from '../contracts/http/chain.ts';
import type { OrderId } from '../contracts/ids.ts';
import { curacao } from '../domain/jurisdictions/curacao.ts';
import { readMemo } from '../domain/memo.ts';
import { sql } from '../prisma/tx.ts';
import { tonSettings } from '../rails/ton/settings.ts';
import { keepInvoice } from '../records/payments/orders.ts';
import { pauseRail, resumeRail } from '../records/payments/pauses.ts';
import type { Person } from '../sandbox/ton/chain/people.ts';
import { type StartedTon, startTon } from '../sandbox/ton/server.ts';
import { protectionOf } from '../use-cases/test-protection.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';

let ton: StartedTon;
let gateway: Gateway;
let payer: Person;
beforeAll(async () => {
  ton = await startTon();
  gateway = await openGateway({ ton: chain() });
  payer = await ton.person('payer');
  await ton.giveUsdt(payer.address, 100_000_000n);
  for (const base of ['TON', 'USDT'] as const) await gateway.house.rates(base, base === 'TON' ? '5' : '0.9');
});
afterEach(() => ton.faults.clear());
afterAll(async () => {
  await gateway.close();
  await ton.close();
});

const chain = () =>
  tonSettings({
    ...ton.settings,
    TON_NETWORK: 'testnet',
    TON_API_KEY: undefined,
    TON_FINAL_BLOCKS: 2,
    TON_EXPLORER_URL: 'https://explorer.example/tx/',
    PROVIDER_TIMEOUT_MS: 3_000,
  });

type App = Awaited<ReturnType<typeof openApp>>;

/** A deposit whose invoice was made, as its workflow does. */
async function opens(app: App, rail: 'ton' | 'usdt', minor: string): Promise<string> {
  const opened = await app.ask('openDeposit', {
    body: { rail, amount: { asset: rail === 'ton' ? 'TON' : 'USDT', minor } },
    headers: { 'idempotency-key': randomUUID() },
  });
  expect(opened.status).toBe(201);
  const id = String(opened.body.id);
  await gateway.house.transaction((tx) => keepInvoice(tx, id as OrderId, { link: 'http://127.0.0.1/app' }));
  return id;
}
const plans = (app: App, id: string, from = payer.address.toRawString(), network = '-3') =>
  app.ask('planTransfer', { path: `/deposits/${id}/transfer`, body: { from, network } });

/** The wallet does what it was asked to. */
async function signs(person: Person, { messages }: TransferBody): Promise<void> {
  for (const { address, amount, payload } of messages) {
    const { address: to, isBounceable: bounce } = Address.parseFriendly(address);
    await person.sends({ to, value: BigInt(amount), bounce, body: Cell.fromBase64(payload) });
  }
  await ton.chain.settle();
}
const newestOf = (account: Address) => [...ton.chain.view().history(account)][0]?.transaction;

test('a deposit says where to send, with which memo, and gives a link for a wallet', async () => {
  const app = await openApp(gateway);
  const id = await opens(app, 'ton', '10097000000');
  const { body } = await app.ask('deposit', { path: `/deposits/${id}` });
  const { memo, address, link } = body.chain as Record<string, string>;
  expect(readMemo(memo ?? '')).toBe(memo);
  expect(Address.parseFriendly(address ?? '')).toMatchObject({ isBounceable: false, isTestOnly: true });
  expect(Address.parse(address ?? '').equals(ton.hotWallet)).toBe(true);
  expect(link).toBe(`ton://transfer/${address}?amount=10097000000&text=${memo}`);
  expect(body.chain).toMatchObject({ network: '-3', arrivals: [] });

  const usdt = await opens(app, 'usdt', '10000000');
  const other = (await app.ask('deposit', { path: `/deposits/${usdt}` })).body.chain as Record<string, string>;
  expect(other).toMatchObject({ memo, address });
  expect(new URL(other.link ?? '').searchParams.get('jetton')).toBe(
    ton.usdt.master.toString({ testOnly: true, bounceable: true }),
  );
});

test('what a wallet signs brings the exact TON to the hot wallet, with the memo as its comment', async () => {
  const app = await openApp(gateway);
  const id = await opens(app, 'ton', '10097000000');
  const { status, body } = await plans(app, id);
  expect(status).toBe(200);
  const seconds = Number(body.validUntil) - Date.now() / 1_000;
  expect(seconds).toBeGreaterThan(200);
  expect(seconds).toBeLessThanOrEqual(300);
  await signs(payer, body as TransferBody);
  const message = newestOf(ton.hotWallet)?.inMessage;
  const { memo } = (await app.ask('deposit', { path: `/deposits/${id}` })).body.chain as { memo: string };
  expect(message?.info).toMatchObject({ type: 'internal', value: { coins: 10_097_000_000n } });
  const slice = message?.body.beginParse();
  expect([slice?.loadUint(32), slice?.loadStringTail()]).toEqual([0, memo]);
});

test('what a wallet signs brings the exact USDT, with gas enough, and the rest of it back', async () => {
  const app = await openApp(gateway);
  const id = await opens(app, 'usdt', '12345678');
  const { body } = await plans(app, id);
  const held = () => ton.usdt.balanceOf(ton.hotWallet);
  const before = held();
  await signs(payer, body as TransferBody);
  expect(held() - before).toBe(12_345_678n);
  const { memo } = (await app.ask('deposit', { path: `/deposits/${id}` })).body.chain as { memo: string };
  const told = newestOf(ton.usdt.walletOf(ton.hotWallet))?.inMessage?.body;
  // The comment goes along to the hot wallet's own jetton wallet, where the scanner reads it.
  expect(told?.toString()).toContain(
    beginCell().storeUint(0, 32).storeStringTail(memo).endCell().toString().slice(2, -1),
  );
});

test.each([
  ['another network', 'ton', { network: '-239' }, { reason: 'wrong-network', network: '-3' }],
  ['a masterchain account', 'ton', { from: `-1:${'0'.repeat(64)}` }, { reason: 'address-invalid' }],
  ['the hot wallet itself', 'ton', { from: () => ton.hotWallet.toRawString() }, { reason: 'address-invalid' }],
  [
    'a wallet that holds nothing',
    'ton',
    { from: `0:${'7'.repeat(64)}` },
    {
      reason: 'too-little-balance',
      needs: { asset: 'TON', minor: '10000000000' },
      has: { asset: 'TON', minor: '0' },
    },
  ],
  [
    'a wallet without USDT',
    'usdt',
    { from: `0:${'7'.repeat(64)}` },
    { reason: 'too-little-balance', needs: { asset: 'USDT', minor: '10000000' }, has: { asset: 'USDT', minor: '0' } },
  ],
] as const)('%s is refused before anything is signed', async (_, rail, wish, refused) => {
  const app = await openApp(gateway);
  const id = await opens(app, rail, rail === 'ton' ? '10000000000' : '10000000');
  const { from = payer.address.toRawString(), network = '-3' } = wish as {
    from?: string | (() => string);
    network?: string;
  };
  const answer = await plans(app, id, typeof from === 'string' ? from : from(), network);
  expect(answer).toMatchObject({ status: 409, body: refused });
});

test('a wallet with the USDT and no TON to move it, or just the TON and nothing for the fee, is told of the gas', async () => {
  const app = await openApp(gateway);
  const poor = Address.parseRaw(`0:${'3'.repeat(64)}`);
  await ton.giveUsdt(poor, 10_000_000n);
  expect(await plans(app, await opens(app, 'usdt', '10000000'), poor.toRawString())).toMatchObject({
    status: 409,
    body: { reason: 'too-little-gas', needs: { asset: 'TON', minor: '65000000' } },
  });
  const bare = Address.parseRaw(`0:${'4'.repeat(64)}`);
  await ton.give(bare, 10_000_000_000n);
  expect(await plans(app, await opens(app, 'ton', '9999000000'), bare.toRawString())).toMatchObject({
    body: { reason: 'too-little-gas' },
  });
});

test('while the network does not answer, nothing is planned, and it is said', async () => {
  const app = await openApp(gateway);
  const id = await opens(app, 'ton', '1000000000');
  ton.faults.failCalls({ answer: 503 });
  expect(await plans(app, id)).toMatchObject({ status: 503, body: { reason: 'chain-away' } });
});

test('a deposit that ran out, is paused, or is somebody else’s is not planned', async () => {
  const app = await openApp(gateway);
  const id = await opens(app, 'ton', '1000000000');
  const other = await openApp(gateway);
  expect(await plans(other, id)).toMatchObject({ status: 404, body: { reason: 'unknown-deposit' } });
  const staff = await gateway.house.employs(['ops']);
  await gateway.house.transaction((tx) => pauseRail(tx, 'ton', 'in', { by: staff, reason: 'maintenance' }));
  expect(await plans(app, id)).toMatchObject({ status: 503, body: { reason: 'rail-paused' } });
  expect(await app.ask('depositAddress', { path: '/deposit-address?rail=ton' })).toMatchObject({
    status: 503,
    body: { reason: 'rail-paused' },
  });
  await gateway.house.transaction((tx) => resumeRail(tx, 'ton', 'in'));
  await gateway.house.asOwner(`update payments."order" set status = 'expired' where id = '${id}'`);
  expect(await plans(app, id)).toMatchObject({ status: 409, body: { reason: 'not-payable' } });
  expect(
    await app.ask('sawSent', {
      path: `/deposits/${(await app.opens('2500')).body.id}/sent`,
      body: { boc: 'te6ccgEBAQ==' },
    }),
  ).toMatchObject({ status: 409, body: { reason: 'not-on-chain' } });
});

const signed = (n: number) =>
  beginCell()
    .store(storeMessage(external({ to: payer.address, body: beginCell().storeUint(n, 32).endCell() })))
    .endCell()
    .toBoc()
    .toString('base64');

test('what a wallet says it sent is shown as sent, moves no money, and keeps it from being asked again', async () => {
  const app = await openApp(gateway);
  const id = await opens(app, 'ton', '1000000000');
  const says = (boc: string) => app.ask('sawSent', { path: `/deposits/${id}/sent`, body: { boc } });
  for (const junk of [
    'te6ccgEBAQEAAgAAAA==',
    'AAAAAAAA',
    beginCell().storeUint(7, 9).endCell().toBoc().toString('base64'),
  ])
    expect(await says(junk)).toMatchObject({ status: 409, body: { reason: 'not-a-message' } });

  const told = await says(signed(1));
  expect(told).toMatchObject({
    status: 200,
    body: {
      status: 'awaiting-payment',
      chain: { arrivals: [{ state: 'sent', explorer: null, amount: null, blocks: { passed: 0, needed: 2 } }] },
    },
  });
  expect((await says(signed(1))).body).toEqual(told.body);
  expect(await plans(app, id)).toMatchObject({ status: 409, body: { reason: 'already-sent' } });
  for (let n = 2; n < 20; n++) await says(signed(n));
  expect(await gateway.house.count(sql`select count(*) from payments.sent_hint where order_id = ${id}`)).toBe(5);
  // Ten minutes later nobody believes it any more.
  await gateway.house.asOwner(`update payments.sent_hint set told_at = told_at - interval '10 minutes'`);
  expect((await plans(app, id)).status).toBe(200);
});

test('the address to send to by hand is the same for ever, and says what is credited and when', async () => {
  const app = await openApp(gateway);
  const asks = () => app.ask('depositAddress', { path: '/deposit-address?rail=usdt' });
  const [first, again] = [await asks(), await asks()];
  expect(again.body).toEqual(first.body);
  expect(first.body).toMatchObject({
    rail: 'usdt',
    asset: 'USDT',
    credits: 'EUR',
    least: { asset: 'USDT', minor: '1000000' },
    rate: '0.8955', // 0.9 less half a percent
    finalAfterBlocks: 2,
  });
  const many = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const { body } = await app.ask('depositAddress', { path: '/deposit-address?rail=ton' });
      return body.memo;
    }),
  );
  expect(new Set([...many, first.body.memo]).size).toBe(1);
});

test('where nobody plays unverified, nobody is told where to send by hand either [curacao/screened-before-play]', async () => {
  const strict = await openGateway({ ton: chain(), protection: protectionOf(curacao) });
  try {
    const app = await openApp(strict);
    const asks = () => app.ask('depositAddress', { path: '/deposit-address?rail=ton' });
    expect(await asks()).toMatchObject({ status: 409, body: { reason: 'verification-needed', level: 'basic' } });
    await strict.house.asSuperuser(
      `insert into compliance.verification (player_id, status, level) values ('${app.me.id}', 'approved', 1)`,
    );
    expect(await asks()).toMatchObject({ status: 200, body: { rail: 'ton' } });
  } finally {
    await strict.close();
  }
});

/** A transaction of the hot wallet as the scanner keeps it. */
async function comes(app: App, rail: 'ton' | 'usdt', minor: string, state: string, order: string | null = null) {
  const lt = String(Math.floor(Math.random() * 1e12) + 1);
  const hash = lt.padStart(64, '0');
  const account = `0:${'a'.repeat(64)}`;
  await gateway.house.asOwner(`
    insert into chain.account (address, kind, rail, asset, owner, opening_minor, final_minor, head_seqno) values ('${account}', 'hot', 'ton', 'TON', '${account}', 0, 0, 101)
      on conflict do nothing;
    insert into chain.transaction (account, lt, hash, at, kind, in_minor, out_minor, fee_minor, aborted, plain, state, seen_seqno)
      values ('${account}', ${lt}, '${hash}', now(), 'deposit', ${minor}, 0, 0, false, true, 'seen', 100);
    insert into payments.arrival (account, lt, hash, rail, asset, minor, state, player_id, matched_by, order_id, at, final_at)
      values ('${account}', ${lt}, '${hash}', '${rail}', '${rail.toUpperCase()}', ${minor}, '${state}', '${app.me.id}', 'memo',
        ${order ? `'${order}'` : 'null'}, now(), ${state === 'seen' || state === 'vanished' ? 'null' : 'now()'})`);
  return hash;
}
const arrivalsOf = async (app: App, id: string) =>
  ((await app.ask('deposit', { path: `/deposits/${id}` })).body.chain as { arrivals: Record<string, unknown>[] })
    .arrivals;

test('what was seen is shown beside the order it would pay: of just this amount, else the newest; and counts its blocks', async () => {
  const app = await openApp(gateway);
  const [small, large, usdt] = [
    await opens(app, 'ton', '1000000000'),
    await opens(app, 'ton', '2000000000'),
    await opens(app, 'usdt', '5000000'),
  ];
  const hash = await comes(app, 'ton', '1000000000', 'seen');
  expect(await arrivalsOf(app, small)).toEqual([
    {
      state: 'seen',
      hash,
      explorer: `https://explorer.example/tx/${hash}`,
      at: expect.any(String),
      amount: { asset: 'TON', minor: '1000000000' },
      blocks: { passed: 1, needed: 2 },
    },
  ]);
  await comes(app, 'ton', '3000000000', 'vanished');
  expect(await arrivalsOf(app, large)).toMatchObject([{ state: 'vanished' }]);
  expect(await arrivalsOf(app, usdt)).toEqual([]);
  expect(await plans(app, small)).toMatchObject({ body: { reason: 'already-sent' } });
  expect((await plans(app, large)).status).toBe(200); // what vanished may be sent again
  await comes(app, 'usdt', '4000000', 'final', usdt);
  expect(await arrivalsOf(app, usdt)).toMatchObject([{ state: 'final', blocks: { passed: 2, needed: 2 } }]);
});
