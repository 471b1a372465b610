import type { Address } from '@ton/core';
import type { Chain } from '../chain/chain.ts';
import type { Jetton } from '../chain/jetton.ts';

/** Who is who on this chain, for the pages alone. */
export type Names = {
  /** Their token wallet is named after them. */
  set(address: Address, name: string): void;
  of(address: Address): string | undefined;
  all(): readonly { readonly address: Address; readonly name: string }[];
  /** Whose USDT wallet this is, as far as the owner has a name. */
  ownerOf(jettonWallet: Address): Address | undefined;
};

export function createNames(usdt: Jetton): Names {
  const names = new Map<string, { readonly address: Address; readonly name: string }>();
  const owners = new Map<string, Address>();
  const walletOf = (address: Address): string => usdt.walletOf(address).toRawString();
  return {
    set(address, name) {
      names.set(address.toRawString(), { address, name });
      owners.set(walletOf(address), address);
    },
    of(address) {
      const own = names.get(address.toRawString());
      if (own) return own.name;
      const owner = owners.get(address.toRawString());
      const named = owner && names.get(owner.toRawString());
      return named && usdtWalletOf(named.name);
    },
    all: () => [...names.values()],
    ownerOf: (jettonWallet) => owners.get(jettonWallet.toRawString()),
  };
}

/** "Irina’s wallet" has "Irina’s USDT wallet", and "Cage, hot wallet" has "Cage, hot USDT wallet". */
const usdtWalletOf = (name: string): string =>
  / wallet$/.test(name) ? name.replace(/ wallet$/, ' USDT wallet') : `${name}’s USDT wallet`;

/** What the explorer looks at. */
export type Explored = { readonly chain: Chain; readonly usdt: Jetton; readonly names: Names };

export type Place = { readonly address: string; readonly name?: string };

export function placeOf({ names }: Explored, address: Address): Place {
  const name = names.of(address);
  return { address: written(address), ...(name ? { name } : {}) };
}

/** As people pass it on: money sent to it never comes back for want of a contract. */
export const written = (address: Address): string => address.toString({ testOnly: true, bounceable: false });
export const hexOf = (hash: Buffer): string => hash.toString('hex');
