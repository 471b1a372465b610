import { Address, beginCell, internal, SendMode, toNano } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import { TonClient, WalletContractV4 } from '@ton/ton';
import imported from 'tonweb';
import { afterEach, expect, test } from 'vitest';
import { transferBody } from './chain/jetton.ts';
import { type StartedTon, startTon } from './server.ts';
import { seedOf, USDT_MASTER } from './wires.ts';

const TonWeb = imported as unknown as typeof imported.default;

let ton: StartedTon;
afterEach(() => ton.close());

const tonweb = () => new TonWeb(new TonWeb.HttpProvider(`${ton.url}/api/v2/jsonRPC`));
const balanceOf = (address: Address): bigint => ton.chain.view().account(address).account?.storage.balance.coins ?? 0n;

test('tonweb deploys a wallet and pays out of it, and the money arrives one block later', async () => {
  ton = await startTon();
  const web = tonweb();
  const { publicKey, secretKey } = TonWeb.utils.nacl.sign.keyPair.fromSeed(Buffer.alloc(32, 9));
  const wallet = new web.wallet.all.v4R2(web.provider, { publicKey });
  const address = Address.parse((await wallet.getAddress()).toString(true, true, true));
  await ton.give(address, toNano('10'));
  expect(await wallet.methods.seqno().call()).toBeNull();
  await wallet.deploy(secretKey).send();
  await ton.chain.block();
  expect(await wallet.methods.seqno().call()).toBe(1);

  const { address: shop } = await ton.person('shop');
  const before = balanceOf(shop);
  const transfer = { secretKey, toAddress: shop.toString(), amount: TonWeb.utils.toNano('2.5'), seqno: 1, sendMode: 3 };
  await wallet.methods.transfer({ ...transfer, payload: 'CAGE-1' }).send();
  expect(await wallet.methods.seqno().call(), 'nothing happens before the next block').toBe(1);
  await ton.chain.block();
  expect([await wallet.methods.seqno().call(), balanceOf(shop)]).toEqual([2, before]);
  await ton.chain.block();
  expect(balanceOf(shop) - before).toBeGreaterThan(toNano('2.49'));
  const [received] = await web.provider.getTransactions(shop.toString(), 1);
  expect(received.in_msg).toMatchObject({ message: 'CAGE-1', value: '2500000000' });
});

test('TonClient reads the same chain: state, balance, history, get-methods', async () => {
  ton = await startTon();
  const client = new TonClient({ endpoint: `${ton.url}/api/v2/jsonRPC` });
  const hot = client.open(
    WalletContractV4.create({ workchain: 0, publicKey: keyPairFromSeed(seedOf(ton.hotWalletKey)).publicKey }),
  );
  expect(hot.address.equals(ton.hotWallet)).toBe(true);
  expect(await hot.getSeqno()).toBe(1);
  const { address: ann } = await ton.person('ann');
  const transfer = { seqno: 1, secretKey: keyPairFromSeed(seedOf(ton.hotWalletKey)).secretKey };
  const messages = [internal({ to: ann, value: toNano('3'), bounce: false, body: 'hello' })];
  await hot.sendTransfer({ ...transfer, messages, sendMode: SendMode.PAY_GAS_SEPARATELY });
  await ton.chain.settle();
  const [paid, deployed, ...older] = await client.getTransactions(hot.address, { limit: 10 });
  expect(paid?.prevTransactionLt).toBe(deployed?.lt);
  expect(older.at(-1)?.prevTransactionLt).toBe(0n);
  const out = paid?.outMessages.get(0);
  const createdLt = out?.info.type === 'internal' ? out.info.createdLt : 0n;
  const arrived = await client.tryLocateResultTx(hot.address, ann, createdLt.toString());
  expect(arrived.inMessage?.body.equals(beginCell().storeUint(0, 32).storeStringTail('hello').endCell())).toBe(true);
  await expect(client.tryLocateResultTx(hot.address, ann, '17')).rejects.toThrow('404');
});

test('USDT moves by its own contracts: paid, announced, the rest of the gas given back; a locked owner is paid nothing', async () => {
  ton = await startTon();
  const { usdt } = ton;
  const [ann, bob] = [await ton.person('ann'), await ton.person('bob')];
  await ton.giveUsdt(ann.address, 100_000_000n);
  const pay = async () => {
    const wish = { to: bob.address, amount: 40_000_000n, excessesTo: ann.address, forward: 1n };
    await ann.sends({ to: usdt.walletOf(ann.address), value: toNano('0.1'), bounce: true, body: transferBody(wish) });
    await ton.chain.settle();
  };
  await pay();
  expect([usdt.balanceOf(ann.address), usdt.balanceOf(bob.address)]).toEqual([60_000_000n, 40_000_000n]);
  const [notice] = [...ton.chain.view().history(bob.address)];
  expect(notice?.transaction.inMessage?.body.beginParse().loadUint(32)).toBe(0x7362d09c);

  await usdt.lock(bob.address);
  await pay();
  expect([usdt.balanceOf(ann.address), usdt.balanceOf(bob.address)]).toEqual([60_000_000n, 40_000_000n]);
  await usdt.unlock(bob.address);
  await pay();
  expect(usdt.balanceOf(bob.address)).toBe(80_000_000n);

  const minter = new TonWeb.token.jetton.JettonMinter(tonweb().provider, {
    address: usdt.master.toString(),
  } as never);
  expect(usdt.master.toString({ testOnly: true })).toBe(USDT_MASTER);
  const asked = await minter.getJettonWalletAddress(new TonWeb.utils.Address(bob.address.toString()));
  expect(usdt.walletOf(bob.address).equals(Address.parse(asked.toString()))).toBe(true);
});
