import { createHash, verify } from 'node:crypto';
import { Address, beginCell, Cell } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import * as ton from '@ton/ton';
import * as fc from 'fast-check';
import imported from 'tonweb';
import { describe, expect, test } from 'vitest';
import { publicKeyOf } from '../../runtime/ed25519.ts';
import { startTon } from '../../sandbox/ton/server.ts';
import { createChainClient } from './chain-client.ts';
import { keyOnChain } from './key-on-chain.ts';
import { checkProof, type ProofRules, type WalletProof } from './proof.ts';
import { boxOf, provingWallet, signed, walletOf, walletVersions } from './test-proofs.ts';
import { keyOf } from './wallet-codes.ts';

const TonWeb = imported as unknown as typeof imported.default;
const seed = Buffer.alloc(32, 1);
const keys = keyPairFromSeed(seed);
const thief = keyPairFromSeed(Buffer.alloc(32, 2));
const nowMs = 1_795_000_000_000;
const rules: ProofRules = {
  network: 'mainnet',
  domains: ['cage.example', 'cage.example:8443'],
  nowMs,
  keyOnChain: async () => undefined,
};
const wish = { payload: 'nonce-of-this-session', domain: 'cage.example', atMs: nowMs };
type Change = { account?: Partial<WalletProof['account']>; proof?: Partial<WalletProof['proof']> };
const changed = ({ account, proof }: WalletProof, change: Change): WalletProof => ({
  account: { ...account, ...change.account },
  proof: { ...proof, ...change.proof },
});

describe.each(walletVersions)('%s', (version) => {
  const wallet = provingWallet(version, seed);
  const proof = wallet.proves(wish);
  const reason = async (change: Change, other: Partial<ProofRules> = {}) =>
    checkProof(changed(proof, change), { ...rules, ...other });
  /** Signed anew by the wallet's own key, after it was changed: only the step itself can find it. */
  const resigned = (change: Partial<Omit<WalletProof['proof'], 'signature'>>): Change => {
    const claims = { ...proof.proof, ...change };
    return { proof: { ...claims, signature: signed(wallet.address, claims, keys.secretKey) } };
  };

  test('who holds its key proves it, whether or not the wallet says its key', async () => {
    const proven = { address: wallet.address.toRawString(), publicKey: keys.publicKey };
    expect(await reason({})).toEqual(proven);
    expect(await reason({ account: { publicKey: undefined } })).toEqual(proven);
    expect(await reason({ account: { address: proof.account.address.toUpperCase() } })).toEqual(proven);
  });

  test('a forgery is refused by the step that it fails', async () => {
    const other = provingWallet(version, Buffer.alloc(32, 2));
    expect(await reason({ account: { address: `-1:${wallet.address.hash.toString('hex')}` } })).toEqual({
      reason: 'wallet-address',
    });
    expect(await reason({ account: { address: wallet.address.toString() } })).toEqual({ reason: 'wallet-address' });
    expect(await reason({ account: { chain: '-3' } })).toEqual({ reason: 'wallet-network' });
    expect(await reason({}, { network: 'testnet' })).toEqual({ reason: 'wallet-network' });
    // The thief's own code, key and signature under somebody else's address, and the other way round.
    expect(await reason({ account: { walletStateInit: other.walletStateInit } })).toEqual({
      reason: 'proof-state-init',
    });
    expect(await reason({ account: { address: other.address.toRawString() } })).toEqual({ reason: 'proof-state-init' });
    expect(await reason({ account: { publicKey: thief.publicKey.toString('hex') } })).toEqual({ reason: 'proof-key' });
    expect(await reason(resigned({ domain: { lengthBytes: 12, value: 'evil.example' } }))).toEqual({
      reason: 'proof-domain',
    });
    expect(await reason(resigned({ domain: { lengthBytes: 16, value: 'xcage.example' } }))).toEqual({
      reason: 'proof-domain',
    });
    expect(await reason(resigned({ domain: { lengthBytes: 11, value: 'cage.example' } }))).toEqual({
      reason: 'proof-domain',
    });
    expect(await reason(resigned({ timestamp: nowMs / 1_000 - 901 }))).toEqual({ reason: 'proof-time' });
    expect(await reason(resigned({ timestamp: nowMs / 1_000 + 301 }))).toEqual({ reason: 'proof-time' });
    expect(await reason({ proof: { payload: 'nonce-of-another' } })).toEqual({ reason: 'proof-signature' });
    expect(await reason({ proof: { signature: signed(wallet.address, proof.proof, thief.secretKey) } })).toEqual({
      reason: 'proof-signature',
    });
    expect(await reason({ proof: { signature: '' } })).toEqual({ reason: 'proof-signature' });
  });

  test('whatever byte of it is changed, it is refused, or was of no meaning', async () => {
    const parts = ['address', 'state', 'signature', 'payload', 'timestamp', 'domain'] as const;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parts), fc.nat(), fc.integer({ min: 1, max: 255 }), async (part, at, by) => {
        const outcome = await checkProof(flipped(proof, part, at, by), rules);
        // The same cells can be packed in several ways: then it is the same wallet and the same key.
        if (part === 'state' && 'address' in outcome) expect(outcome).toEqual(await checkProof(proof, rules));
        else expect(outcome).toHaveProperty('reason');
      }),
      { numRuns: 150 },
    );
  });
});

function flipped(
  whole: WalletProof,
  part: 'address' | 'state' | 'signature' | 'payload' | 'timestamp' | 'domain',
  at: number,
  by: number,
): WalletProof {
  const turn = (bytes: Buffer): Buffer => {
    const turned = Buffer.from(bytes);
    const n = at % turned.length;
    turned[n] = (turned[n] ?? 0) ^ by;
    return turned;
  };
  const { account, proof } = whole;
  switch (part) {
    case 'address':
      return changed(whole, {
        account: { address: `0:${turn(Buffer.from(account.address.slice(2), 'hex')).toString('hex')}` },
      });
    case 'state':
      return changed(whole, {
        account: { walletStateInit: turn(Buffer.from(account.walletStateInit, 'base64')).toString('base64') },
      });
    case 'signature':
      return changed(whole, { proof: { signature: turn(Buffer.from(proof.signature, 'base64')).toString('base64') } });
    case 'payload':
      return changed(whole, { proof: { payload: turn(Buffer.from(proof.payload)).toString('latin1') } });
    case 'timestamp':
      return changed(whole, { proof: { timestamp: proof.timestamp ^ by } });
    case 'domain':
      return changed(whole, {
        proof: { domain: { ...proof.domain, value: turn(Buffer.from(proof.domain.value)).toString('latin1') } },
      });
  }
}

test('a proof that a wallet of the real world made holds, and no second later than it may', async () => {
  // Made by a v3R1 wallet on the main network, published in TonProof.NET (A. Shitov, MIT), TonProof.Tests/Data.
  const made: WalletProof = {
    account: {
      address: '0:c83546fdc5fac87d55f04804919c0829bc0e6be24b8e564590dbc44380c30ee9',
      chain: '-239',
      publicKey: 'e635249f6b3fbaf9742ae1d09d8f6f01b6082ff9256d719006329405019f3198',
      walletStateInit:
        'te6cckEBAwEAkQACATQCAQBQAAAAACmpoxfmNSSfaz+6+XQq4dCdj28Btggv+SVtcZAGMpQFAZ8xmADA/wAg3SCCAUyXupcw7UTQ1wsf4KTyYIMI1xgg0x/TH9Mf+CMTu/Jj7UTQ0x/TH9P/0VEyuvKhUUS68qIE+QFUEFX5EPKj+ACTINdKltMH1AL7AOjRAaTIyx/LH8v/ye1UGy3yHQ==',
    },
    proof: {
      timestamp: 1_721_827_131,
      domain: { lengthBytes: 20, value: 'winogarcia.github.io' },
      signature: 'LVQzfrfwz8I5ZCl7WFpGdICvYbHxPplZnMKx0gT/X0jFlDOohPa9/6RtzvcSGWqtHBwE6XlUUadmcZoTMlyUAw==',
      payload:
        'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1bmlxdWVfbmFtZSI6IjExMjM3N2UxLWUwYjktNGIyOC05NjJkLTRiZDAxMTFmZmY3NyIsIm5iZiI6MTcyMTgyNzA4MiwiZXhwIjoxNzIxODI3OTgyLCJpYXQiOjE3MjE4MjcwODIsImlzcyI6Iklzc3VlckZvclBheWxvYWQiLCJhdWQiOiJBdWRpZW5jZUZvclBheWxvYWQifQ.BZ6LvTKvsSPZ4H6nbwcQP3gjVgvkbYm2vPIQjJ4Gyak',
    },
  };
  const then = (seconds: number) => ({
    ...rules,
    domains: ['winogarcia.github.io'],
    nowMs: (1_721_827_131 + seconds) * 1_000,
  });
  expect(await checkProof(made, then(900))).toMatchObject({ address: made.account.address });
  expect(await checkProof(made, then(901))).toEqual({ reason: 'proof-time' });
});

const ours = {
  v1R1: ton.WalletContractV1R1,
  v1R2: ton.WalletContractV1R2,
  v1R3: ton.WalletContractV1R3,
  v2R1: ton.WalletContractV2R1,
  v2R2: ton.WalletContractV2R2,
  v3R1: ton.WalletContractV3R1,
  v3R2: ton.WalletContractV3R2,
  v4R2: ton.WalletContractV4,
  v5R1: ton.WalletContractV5R1,
};
test.each(Object.entries(ours))('the key of a %s wallet is read from where its library puts it', (_, maker) => {
  expect(keyOf(maker.create({ workchain: 0, publicKey: keys.publicKey }).init)).toEqual(keys.publicKey);
});

test('the key of a v4R1 wallet, which tonweb alone makes, is read as well', async () => {
  const web = new TonWeb(new TonWeb.HttpProvider('http://127.0.0.1:9'));
  const v4R1 = new web.wallet.all.v4R1(web.provider, { publicKey: keys.publicKey, wc: 0 });
  const { stateInit } = await v4R1.createStateInit();
  const root = Cell.fromBoc(Buffer.from(await stateInit.toBoc(false)))[0]?.beginParse();
  const [code, data] = [root?.loadRef(), root?.loadRef()];
  expect(code && data && keyOf({ code, data })).toEqual(keys.publicKey);
});

const strange = beginCell().storeStringTail('a wallet nobody knows').endCell();
const someData = beginCell().storeBuffer(keys.publicKey).endCell();

test('a wallet of an unknown kind is asked for its key on the chain, and its own word for it is worth nothing', async () => {
  const wallet = walletOf({ code: strange, data: someData }, seed);
  const proof = wallet.proves(wish);
  expect(await checkProof(proof, rules)).toEqual({ reason: 'wallet-unknown' });
  const asked: string[] = [];
  const says = (key: Buffer) => ({
    ...rules,
    keyOnChain: async (address: Address) => {
      asked.push(address.toRawString());
      return key;
    },
  });
  expect(await checkProof(proof, says(keys.publicKey))).toMatchObject({ address: wallet.address.toRawString() });
  expect(asked).toEqual([wallet.address.toRawString()]);
  expect(await checkProof(proof, says(thief.publicKey))).toEqual({ reason: 'proof-key' });
  const silent = changed(proof, { account: { publicKey: undefined } });
  expect(await checkProof(silent, says(thief.publicKey))).toEqual({ reason: 'proof-signature' });
});

test('what is known to be moved by no key is not asked on the chain either', async () => {
  const { code } = ton.WalletContractV5R1.create({ publicKey: keys.publicKey }).init;
  const deaf = beginCell().storeBit(0).storeUint(0, 64).storeBuffer(keys.publicKey).storeBit(0).endCell();
  const proof = walletOf({ code, data: deaf }, seed).proves(wish);
  const answering = { ...rules, keyOnChain: async () => keys.publicKey };
  expect(await checkProof(proof, answering)).toEqual({ reason: 'wallet-unknown' });
  const short = walletOf({ code, data: beginCell().storeBit(1).endCell() }, seed).proves(wish);
  expect(await checkProof(short, answering)).toEqual({ reason: 'wallet-unknown' });
});

test('a key under which anybody can sign proves nothing', async () => {
  const { code } = ton.WalletContractV4.create({ workchain: 0, publicKey: keys.publicKey }).init;
  for (const weak of [
    Buffer.alloc(32),
    Buffer.from(`01${'00'.repeat(31)}`, 'hex'),
    Buffer.from(`ed${'ff'.repeat(31)}`, 'hex'),
  ]) {
    const data = beginCell().storeUint(0, 64).storeBuffer(weak).storeBit(0).endCell();
    const proof = walletOf({ code, data }, seed).proves(wish);
    const forged = changed(proof, {
      account: { publicKey: weak.toString('hex') },
      proof: { signature: Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]).toString('base64') },
    });
    expect(await checkProof(forged, rules)).toEqual({ reason: 'proof-key' });
  }
});

test('each of the weak keys really lets anybody sign something', () => {
  const anybodys = Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]); // R: the neutral point; S: 0
  const orderFour = Buffer.alloc(32);
  const isForged = Array.from({ length: 200 }, (_, n) => createHash('sha256').update(`${n}`).digest()).some((message) =>
    verify(null, message, publicKeyOf(orderFour), anybodys),
  );
  expect(isForged).toBe(true);
});

test('a StateInit that is not two cells and nothing more is none, however it is packed', async () => {
  const { code, data } = ton.WalletContractV4.create({ workchain: 0, publicKey: keys.publicKey }).init;
  const proof = walletOf({ code, data }, seed).proves(wish);
  let fork = beginCell().storeUint(0, 2).endCell();
  for (let n = 0; n < 250; n++) fork = beginCell().storeUint(0, 2).storeRef(fork).storeRef(fork).endCell();
  const endless = beginCell().storeUint(0b00111, 5).storeRef(code).storeRef(data).storeRef(fork).endCell();
  const boxes = [
    endless.toBoc().toString('base64'),
    boxOf(data, code),
    code.toBoc().toString('base64'),
    'AAAA',
    Buffer.from('b5ee9c72', 'hex').toString('base64'),
    Buffer.alloc(2_000, 0xb5).toString('base64'),
  ];
  for (const walletStateInit of boxes)
    expect(await checkProof(changed(proof, { account: { walletStateInit } }), rules)).toEqual({
      reason: 'proof-state-init',
    });
});

test('what a contract answers to get_public_key is a key, or nothing', async () => {
  const answers = (exitCode: number, key: bigint) =>
    keyOnChain({ run: async () => ({ exitCode, stack: { readBigNumber: () => key } }) })(
      Address.parseRaw(`0:${'1'.repeat(64)}`),
    );
  expect(await answers(0, 7n)).toEqual(Buffer.from(`${'00'.repeat(31)}07`, 'hex'));
  expect(await answers(11, 7n)).toBeUndefined();
  expect(await answers(0, -1n)).toBeUndefined();
  expect(await answers(0, 1n << 256n)).toBeUndefined();
});

test('a deployed wallet says its key over the API of the chain, and an address without a contract says none', async () => {
  const chain = await startTon();
  try {
    const ask = keyOnChain(createChainClient({ url: `${chain.url}/api/v2`, apiKey: undefined, timeoutMs: 5_000 }));
    const hot = keyPairFromSeed(Buffer.from(chain.hotWalletKey.split(':')[1] ?? '', 'base64'));
    expect(await ask(chain.hotWallet)).toEqual(hot.publicKey);
    expect(await ask(Address.parseRaw(`0:${'1'.repeat(64)}`))).toBeUndefined();
  } finally {
    await chain.close();
  }
});
