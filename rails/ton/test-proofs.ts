import { createHash } from 'node:crypto';
import { type Address, beginCell, type Cell, contractAddress } from '@ton/core';
import { keyPairFromSeed, sign } from '@ton/crypto';
import { WalletContractV3R1, WalletContractV3R2, WalletContractV4, WalletContractV5R1 } from '@ton/ton';
import type { WalletProof } from './proof.ts';

const makers = {
  v3R1: WalletContractV3R1,
  v3R2: WalletContractV3R2,
  v4R2: WalletContractV4,
  v5R1: WalletContractV5R1,
} as const;
export type WalletVersion = keyof typeof makers;
export const walletVersions = Object.keys(makers) as WalletVersion[];

/** A wallet app's side of a proof, as TON Connect describes it. */
export function provingWallet(version: WalletVersion, seed: Buffer) {
  const { publicKey } = keyPairFromSeed(seed);
  return walletOf(makers[version].create({ workchain: 0, publicKey }).init, seed);
}

/** Any contract that begins so, and whoever holds that key. */
export function walletOf({ code, data }: { readonly code: Cell; readonly data: Cell }, seed: Buffer) {
  const keys = keyPairFromSeed(seed);
  const address = contractAddress(0, { code, data });
  const walletStateInit = boxOf(code, data);
  return {
    address,
    walletStateInit,
    proves({ payload, domain, atMs, chain = '-239' }: ProofWish): WalletProof {
      const timestamp = Math.floor(atMs / 1_000);
      const proof = { timestamp, domain: { lengthBytes: Buffer.byteLength(domain), value: domain }, payload };
      return {
        account: {
          address: address.toRawString(),
          chain,
          publicKey: keys.publicKey.toString('hex'),
          walletStateInit,
        },
        proof: { ...proof, signature: signed(address, proof, keys.secretKey) },
      };
    },
  };
}

type ProofWish = {
  readonly payload: string;
  readonly domain: string;
  readonly atMs: number;
  readonly chain?: string;
};

/** split_depth and special: none; code and data: there; libraries: none. */
export const boxOf = (code: Cell, data: Cell): string =>
  beginCell()
    .storeUint(0b00110, 5)
    .storeRef(code)
    .storeRef(data)
    .endCell()
    .toBoc({ idx: false, crc32: false })
    .toString('base64');

export function signed(
  address: Address,
  { timestamp, domain, payload }: Omit<WalletProof['proof'], 'signature'>,
  secretKey: Buffer,
): string {
  const head = new DataView(new ArrayBuffer(4));
  head.setInt32(0, address.workChain);
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, domain.lengthBytes, true);
  const time = new DataView(new ArrayBuffer(8));
  time.setBigUint64(0, BigInt(timestamp), true);
  const message = createHash('sha256').update('ton-proof-item-v2/');
  for (const part of [head, address.hash, length, domain.value, time, payload]) message.update(part);
  const digest = createHash('sha256').update(Buffer.from('ffff', 'hex')).update('ton-connect').update(message.digest());
  return sign(digest.digest(), secretKey).toString('base64');
}
