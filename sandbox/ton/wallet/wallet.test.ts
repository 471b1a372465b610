import { type Address, Cell, contractAddress, loadMessage, loadStateInit, toNano } from '@ton/core';
import { signVerify } from '@ton/crypto';
import { Base64, hexToByteArray, SessionCrypto } from '@tonconnect/protocol';
import { BadRequestError, UserRejectsError } from '@tonconnect/ui-react';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isExternal, normalisedHash } from '../chain/messages.ts';
import { commentCell, jettonTransfer } from './payloads.ts';
import { proofDigest } from './proof.ts';
import { testApp } from './test-app.ts';

let box: Awaited<ReturnType<typeof testApp>>;
beforeAll(async () => {
  vi.spyOn(console, 'debug').mockImplementation(() => {}); // the SDK prints every message, opened
  box = await testApp();
});
afterAll(() => box.close());

/** The app connects, and this holder says yes. */
async function connected(name: string, tonProof?: string) {
  const { connector, next, storage } = box.app();
  const status = next();
  const link = String(connector.connect(box.source, tonProof ? { tonProof } : {}));
  const hands = box.wallet.of(name);
  hands.connects(await hands.opens(link));
  return { connector, hands, status: await status, next, storage };
}
/** Unix seconds, by the wallet's clock. */
const soon = (): number => Math.floor(box.clock.now() / 1_000) + 120;
const boc = (cell: Cell): string => cell.toBoc().toString('base64');
const payTo = (to: Address, amount: bigint, payload?: Cell) => ({
  validUntil: soon(),
  messages: [
    {
      address: to.toString({ bounceable: false, testOnly: true }),
      amount: String(amount),
      ...(payload ? { payload: boc(payload) } : {}),
    },
  ],
});
const externalOf = (text: string) => {
  const message = loadMessage(Cell.fromBase64(text).beginParse());
  if (!isExternal(message)) throw new Error('this is no external message');
  return message;
};

test('the list holds one wallet that the SDK takes as it is', async () => {
  expect(await box.app().connector.getWallets()).toMatchObject([
    { appName: 'box-wallet', name: 'Box Wallet', ...box.source, imageUrl: `${box.ton.url}/wallet.png` },
  ]);
});

test.each(['Irina', 'Bruno', 'Chidi'])(
  '%s connects, and proves the address by a signature and a state',
  async (name) => {
    const { status, hands } = await connected(name, 'nonce-1');
    const { address, chain, publicKey, walletStateInit } = status?.account ?? {};
    expect(chain).toBe('-3');
    const init = loadStateInit(Cell.fromBase64(String(walletStateInit)).beginParse());
    expect(contractAddress(0, init).toRawString()).toBe(address);
    const item = status?.connectItems?.tonProof;
    if (!item || !('proof' in item)) throw new Error('no proof came');
    const { proof } = item;
    expect(proof).toMatchObject({ payload: 'nonce-1', domain: { value: 'cage.example:8443', lengthBytes: 17 } });
    const digest = proofDigest({ ...proof, address: hands.holder.address, domain: proof.domain.value });
    expect(signVerify(digest, Buffer.from(proof.signature, 'base64'), Buffer.from(String(publicKey), 'hex'))).toBe(
      true,
    );
  },
);

test('a wallet that is not deployed sends with its first message, and answers the message itself', async () => {
  const { connector, hands } = await connected('Chidi');
  await hands.gets('TON', toNano('5'));
  const shop = await box.ton.person('shop of Chidi');
  const answer = connector.sendTransaction(payTo(shop.address, toNano('2.5'), commentCell('D-7K3A')));
  expect(await hands.pays(await hands.asked())).toBeUndefined();
  const message = externalOf((await answer).boc);
  expect(message.init).toBeTruthy();
  await box.ton.chain.settle();
  expect(box.ton.chain.view().ofExternal(normalisedHash(message))?.transaction.outMessages.size).toBe(1);
  const [came] = [...box.ton.chain.view().history(shop.address)];
  expect(came?.transaction.inMessage?.body.equals(commentCell('D-7K3A'))).toBe(true);
  expect(came?.transaction.inMessage?.info).toMatchObject({ value: { coins: toNano('2.5') }, bounce: false });
});

test('USDT is sent by the payer’s own token wallet', async () => {
  const { connector, hands } = await connected('Irina');
  const { address } = hands.holder;
  await hands.gets('TON', toNano('5'));
  await hands.gets('USDT', 40_000_000n);
  const { address: shop } = await box.ton.person('shop of Irina');
  const body = jettonTransfer({ minor: 25_000_000n, to: shop, excessesTo: address, comment: 'memo' });
  const answer = connector.sendTransaction(payTo(box.ton.usdt.walletOf(address), toNano('0.05'), body));
  await hands.pays(await hands.asked());
  await answer;
  await box.ton.chain.settle();
  expect(hands.balances().USDT).toBe(15_000_000n);
  expect(box.ton.usdt.balanceOf(shop)).toBe(25_000_000n);
});

test('a declined connection and a declined payment are told as declined, and nothing is sent', async () => {
  const { connector, next } = box.app();
  const status = next();
  const hands = box.wallet.of('Emil');
  hands.declines(await hands.opens(String(connector.connect(box.source))));
  await expect(status).rejects.toThrow(UserRejectsError);

  const emil = await connected('Emil');
  await hands.gets('TON', toNano('3'));
  const before = hands.balances().TON;
  const answer = emil.connector.sendTransaction(payTo(hands.holder.address, 1n));
  hands.declines(await hands.asked());
  await expect(answer).rejects.toThrow(UserRejectsError);
  await box.ton.chain.settle();
  expect(hands.balances().TON).toBe(before);
});

/** The first thing that lies at the bridge for this client. */
async function firstFor(client: string): Promise<{ from: string; message: string }> {
  const answer = await fetch(`${box.source.bridgeUrl}/events?client_id=${client}`);
  const events = answer.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  const reader = events?.getReader();
  const { value } = (await reader?.read()) ?? {};
  await reader?.cancel();
  return JSON.parse(value?.data ?? '{}');
}

test.each([
  ['nowhere.json', 2, 'not found'],
  ['broken.json', 3, 'lacks a good "url"'],
])('a manifest that is missing or is none ends the connection: %s is code %i', async (file, code, why) => {
  // Sealed by hand: the SDK throws this error where nobody can catch it.
  const crypto = new SessionCrypto();
  const request = JSON.stringify({ manifestUrl: `${box.pageUrl}/${file}`, items: [{ name: 'ton_addr' }] });
  const query = new URLSearchParams({ v: '2', id: crypto.sessionId, r: request });
  const ask = await box.wallet.of('Irina').opens(`${box.source.universalLink}?${query}`);
  expect(ask).toMatchObject({ state: 'refused', why: expect.stringContaining(why) });
  const { from, message } = await firstFor(crypto.sessionId);
  const event = JSON.parse(crypto.decrypt(Base64.decode(message).toUint8Array(), hexToByteArray(from)));
  expect(event).toMatchObject({ event: 'connect_error', payload: { code } });
});

test('what is for another account, of another network or late is refused before anybody is asked', async () => {
  const { connector, hands } = await connected('Irina');
  const { address } = hands.holder;
  const from = box.wallet.of('Bruno').holder.address.toRawString();
  await expect(connector.sendTransaction({ ...payTo(address, 1n), from })).rejects.toThrow(BadRequestError);
  const late = Math.floor(box.clock.now() / 1_000) - 1;
  await expect(connector.sendTransaction({ ...payTo(address, 1n), validUntil: late })).rejects.toThrow(/timed out/);
  if (connector.account) Object.assign(connector.account, { chain: '-239' }); // else the SDK itself refuses
  await expect(connector.sendTransaction({ ...payTo(address, 1n), network: '-239' })).rejects.toThrow(/Wrong network/);
});

test('a request that nobody answers in its time expires', async () => {
  const { connector, hands } = await connected('Irina');
  const answer = connector.sendTransaction(payTo(hands.holder.address, 1n));
  const expired = expect(answer).rejects.toThrow(/timed out/);
  await hands.asked();
  box.clock.turn(120_000);
  await expired;
});

test('too little TON is told before anything is signed, and the request stays open', async () => {
  const { connector, hands } = await connected('Bruno');
  const answer = connector.sendTransaction(payTo(hands.holder.address, toNano('1')));
  const ask = await hands.asked();
  expect(await hands.pays(ask)).toMatchObject({ why: expect.stringContaining('not enough TON') });
  hands.declines(ask);
  await expect(answer).rejects.toThrow(UserRejectsError);
});

test('signed and not sent looks sent to the app; a late answer comes after the money; sent twice is two transactions', async () => {
  const { connector, hands } = await connected('Irina');
  await hands.gets('TON', toNano('5'));
  const { address: shop } = await box.ton.person('shop of twice');
  const received = () => [...box.ton.chain.view().history(shop)].length;

  const unsent = connector.sendTransaction(payTo(shop, toNano('0.5')));
  await hands.pays(await hands.asked(), 'unsent');
  expect(externalOf((await unsent).boc).info.dest.equals(hands.holder.address)).toBe(true);
  await box.ton.chain.settle();
  expect(received()).toBe(0);

  const late = connector.sendTransaction(payTo(shop, toNano('0.5')));
  let isAnswered = false;
  void late.then(() => {
    isAnswered = true;
  });
  await hands.pays(await hands.asked(), 'late');
  await box.ton.chain.settle();
  expect([received(), isAnswered]).toEqual([1, false]);
  box.clock.turn(20_000);
  expect((await late).boc).toBeTruthy();

  const twice = connector.sendTransaction(payTo(shop, toNano('0.5')));
  await hands.pays(await hands.asked(), 'twice');
  await twice;
  await box.ton.chain.settle();
  expect(received()).toBe(3);
});

test('either side may leave, and the other side learns of it', async () => {
  const left = await connected('Emil');
  const gone = left.next();
  left.hands.disconnects();
  expect(await gone).toBeNull();

  const { connector } = await connected('Emil');
  await connector.disconnect();
  await expect.poll(() => box.wallet.of('Emil').apps()).toEqual([]);
});

test('a connection goes on where it was when the app is loaded anew', async () => {
  const { connector, hands, storage } = await connected('Irina');
  connector.pauseConnection();
  const again = box.app('tonconnect-manifest.json', storage).connector;
  await again.restoreConnection();
  expect(again.account?.address).toBe(hands.holder.address.toRawString());
  await hands.gets('TON', toNano('1'));
  const answer = again.sendTransaction(payTo(hands.holder.address, 1n));
  await hands.pays(await hands.asked());
  expect((await answer).boc).toBeTruthy();
});

test('what lies at the bridge is sealed: it reads neither calls nor addresses', async () => {
  const { connector } = await connected('Irina', 'nonce-2');
  const { message } = await firstFor(String(await connector.getSessionId()));
  const bytes = Buffer.from(message, 'base64');
  expect(bytes.length).toBeGreaterThan(500);
  expect(bytes.toString('latin1')).not.toMatch(/connect|ton_addr|address|nonce-2/);
});

test('what a false USDT moves is not USDT', async () => {
  const hands = box.wallet.of('Emil');
  await hands.gets('TON', toNano('1'));
  const { address: shop } = await box.ton.person('shop of fakes');
  await hands.gets('FAKE', 5_000_000n);
  const to = shop.toString({ bounceable: false, testOnly: true });
  await hands.sends({ to, coin: 'FAKE', minor: 5_000_000n, comment: 'memo' });
  await box.ton.chain.settle();
  expect(box.ton.usdt.balanceOf(shop)).toBe(0n);
  expect(hands.balances().FAKE).toBe(0n);
});

test('an exchange lets nothing bounce, whatever the address says; others do as the address says', async () => {
  const to = box.ton.hotWallet.toString({ bounceable: true, testOnly: true });
  const bounceOfNewest = async (name: string): Promise<unknown> => {
    const hands = box.wallet.of(name);
    await hands.gets('TON', toNano('2'));
    await hands.sends({ to, coin: 'TON', minor: toNano('1'), comment: 'memo' });
    await box.ton.chain.settle();
    const [newest] = box.ton.chain.view().history(box.ton.hotWallet);
    return newest?.transaction.inMessage?.info;
  };
  expect(await bounceOfNewest('Exchange')).toMatchObject({ bounce: false, value: { coins: toNano('1') } });
  expect(await bounceOfNewest('Irina')).toMatchObject({ bounce: true, value: { coins: toNano('1') } });
});
