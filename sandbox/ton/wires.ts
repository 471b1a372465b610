import { createHash } from 'node:crypto';
import type { Address } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import { WalletContractV4 } from '@ton/ton';

/** What a process must be told to find this TON, known before it runs. */

export const API_ROOT = '/api/v2';

/** An address follows from a contract's code and first data, so it is the same on every chain of ours; a test compares. */
export const USDT_MASTER = 'kQD49BJ_rq1Z6NdsVSROsFHo4m6XkA1Y-fLzKFmok1okaO-L';

/** Of the wallet contract v4R2 with this key: `<id>:<base64 of 32 bytes>`. */
export function hotWalletOf(key: string): WalletContractV4 {
  return WalletContractV4.create({ workchain: 0, publicKey: keyPairFromSeed(seedOf(key)).publicKey });
}

/** The operator's other wallet, that the product has no key of: v4R2 too. Its key follows from the hot wallet's, so that its address is known before this runs. */
export function coldWalletOf(key: string): WalletContractV4 {
  return WalletContractV4.create({ workchain: 0, publicKey: keyPairFromSeed(coldSeedOf(key)).publicKey });
}

export const coldSeedOf = (key: string): Buffer =>
  createHash('sha256').update('cold wallet').update(seedOf(key)).digest();

export function seedOf(key: string): Buffer {
  const seed = Buffer.from(key.split(':')[1] ?? '', 'base64');
  if (seed.length !== 32) throw new Error('a key is <id>:<base64 of 32 bytes>');
  return seed;
}

/** The product's settings, but for the key. */
export const tonSettings = (url: string, hotWalletKey: string) => ({
  TON_API_URL: `${url}${API_ROOT}`,
  TON_NETWORK: 'testnet',
  TON_TESTNET_IS_MONEY: 'on',
  TON_HOT_WALLET: written(hotWalletOf(hotWalletKey).address),
  TON_COLD_WALLET: written(coldWalletOf(hotWalletKey).address),
  USDT_MASTER,
  TONCONNECT_WALLETS_URL: `${url}/wallets.json`,
  TON_EXPLORER_URL: `${url}/explorer/tx/`,
  TON_EXPLORER_ADDRESS_URL: `${url}/explorer/address/`,
});

const written = (address: Address): string => address.toString({ testOnly: true });
