import { Address, Cell, loadMessage, loadMessageRelaxed } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import { WalletContractV4 } from '@ton/ton';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commentBody, jettonTransfer, tonTransfer } from './messages.ts';
import { openHotWallet } from './wallet.ts';

const seed = Buffer.alloc(32, 7);
const { publicKey } = keyPairFromSeed(seed);
const { address } = WalletContractV4.create({ workchain: 0, publicKey });
const jettonWallet = Address.parseRaw(`0:${'e5'.repeat(32)}`);

const addresses = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((hash) => new Address(0, Buffer.from(hash)));
const memos = fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }), { nil: undefined });
const messages = fc.array(
  fc.oneof(
    fc.tuple(addresses, fc.bigInt({ min: 1n, max: 5n * 10n ** 18n }), memos).map((of) => tonTransfer(...of)),
    fc
      .tuple(addresses, fc.bigInt({ min: 1n, max: 10n ** 18n }), memos, fc.bigInt({ min: 0n, max: 2n ** 53n }))
      .map(([to, minor, memo, queryId]) =>
        jettonTransfer({ jettonWallet, owner: address }, to, minor, { memo, queryId }),
      ),
  ),
  { minLength: 1, maxLength: 4 },
);

test('what is signed says exactly what was meant, as another library reads it, whatever the amounts and memos', async () => {
  const wallet = await openHotWallet(seed, address);
  await fc.assert(
    fc.asyncProperty(messages, fc.integer({ min: 1, max: 2 ** 31 - 1 }), async (meant, seqno) => {
      const { boc } = await wallet.sign({ seqno, validUntil: 1_800_000_000, messages: meant });
      const { body, info, init } = loadMessage(Cell.fromBase64(boc).beginParse());
      expect([info.dest?.toString(), init]).toEqual([address.toString(), null]);
      const said = body.beginParse();
      said.skip(512 + 32);
      expect([said.loadUint(32), said.loadUint(32), said.loadUint(8)]).toEqual([1_800_000_000, seqno, 0]);
      for (const { to, value, bounce, body: told } of meant) {
        expect(said.loadUint(8)).toBe(1);
        const read = loadMessageRelaxed(said.loadRef().beginParse());
        if (read.info.type !== 'internal') throw new Error('an internal message');
        expect([read.info.dest.toString(), read.info.value.coins, read.info.bounce]).toEqual([
          to.toString(),
          value,
          bounce,
        ]);
        expect(read.body.hash().toString('hex')).toBe(told.hash().toString('hex'));
      }
      expect([said.remainingBits, said.remainingRefs]).toEqual([0, 0]);
    }),
    { numRuns: 60 },
  );
});

test('a comment of any length is read as it was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const said = commentBody(text).beginParse();
      expect(said.loadUint(32)).toBe(0);
      expect(said.loadStringTail()).toBe(text);
    }),
  );
});

test('it is found by one hash however often it is signed, and by another one for every other number', async () => {
  const wallet = await openHotWallet(seed, address);
  const orders = { seqno: 5, validUntil: 1_800_000_000, messages: [tonTransfer(jettonWallet, 1n, undefined)] };
  const [one, same, other] = [
    await wallet.sign(orders),
    await wallet.sign(orders),
    await wallet.sign({ ...orders, seqno: 6 }),
  ];
  expect(same).toEqual(one);
  expect(other.hash).not.toBe(one.hash);
});

test('number 0, no message and five are never signed; and a key that is not of the wallet opens nothing', async () => {
  const wallet = await openHotWallet(seed, address);
  const message = tonTransfer(jettonWallet, 1n, undefined);
  const sign = (seqno: number, count: number) =>
    wallet.sign({ seqno, validUntil: 1_800_000_000, messages: Array.from({ length: count }, () => message) });
  await expect(sign(0, 1)).rejects.toThrow('deployed before');
  await expect(sign(1, 0)).rejects.toThrow('one to four');
  await expect(sign(1, 5)).rejects.toThrow('one to four');
  await expect(openHotWallet(Buffer.alloc(32, 8), address)).rejects.toThrow('is not the key of TON_HOT_WALLET');
});
