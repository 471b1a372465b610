import { Address } from '@ton/core';

/** Which network Cage works on. Addresses of test networks are marked as such when they are written for people. */
export type TonNetwork = 'mainnet' | 'testnet';

export type AddressRefusal = {
  readonly reason: 'not-an-address' | 'test-only' | 'other-workchain';
};

/** @property bounceable whether it was written as a contract's: money to it comes back where the contract does not take it */
export type ReadAddress = { readonly address: Address; readonly raw: string; readonly bounceable: boolean };

/**
 * An address as people and wallets write it: 48 characters with flags and a checksum, or `<workchain>:<64 hex digits>`, which says
 * nothing of itself. Refused by name: one that is meant for test networks alone while this one is not (TEP-2, flag 0x80), and one
 * outside of the basic workchain, where no player has a wallet.
 */
export function readAddress(text: string, network: TonNetwork): ReadAddress | AddressRefusal {
  const written = text.trim();
  let read: { address: Address; isBounceable: boolean; isTestOnly: boolean };
  try {
    read = Address.isFriendly(written)
      ? Address.parseFriendly(written)
      : { address: Address.parseRaw(written), isBounceable: false, isTestOnly: false };
  } catch {
    return { reason: 'not-an-address' };
  }
  if (read.isTestOnly && network === 'mainnet') return { reason: 'test-only' };
  if (read.address.workChain !== 0) return { reason: 'other-workchain' };
  return { address: read.address, raw: read.address.toRawString(), bounceable: read.isBounceable };
}

/** As people read and copy it. Wallets are written as not bounceable (TEP-2, 2024), contracts as bounceable. */
export const writeAddress = (raw: string, network: TonNetwork, bounceable = false): string =>
  Address.parseRaw(raw).toString({ bounceable, testOnly: network === 'testnet', urlSafe: true });
