import { Address } from '@ton/core';
import type { RailId } from '../../contracts/rails.ts';
import type { Asset } from '../../domain/assets.ts';
import type { ChainClient } from '../../rails/ton/chain-client.ts';
import type { Watched } from '../../rails/ton/reading.ts';

/** An account of ours, what it holds, and from which amount on it is credited, in minor units. */
export type WatchedAccount = {
  readonly address: string;
  readonly kind: 'hot' | 'jetton';
  readonly rail: RailId;
  readonly asset: Asset;
  readonly owner: string;
  readonly master: string | undefined;
  readonly least: bigint;
  readonly reading: Watched;
};

export type HeldAsset = { readonly asset: Asset; readonly least: bigint };

/** A contract says that it is somebody else's, or another one than it was: nothing that it holds is believed to be ours. */
export class WrongJettonWallet extends Error {
  override readonly name = 'WrongJettonWallet';
}

type Wish = {
  /** As `0:<hex>`. */
  readonly hotWallet: string;
  /** Undefined: no jettons. */
  readonly usdtMaster: string | undefined;
  readonly coldWallet?: string | undefined;
  readonly ton: HeldAsset;
  readonly usdt: HeldAsset;
  /** Where the jettons of this master were held when they were first watched; undefined: they never were. */
  readonly known: (master: string) => Promise<string | undefined>;
};

/**
 * Our accounts on the chain: the hot wallet, and the wallet that the jetton's master keeps for it. The master is asked at each start,
 * and must say the same as the first time. Throws on an outage.
 */
export async function watchedAccounts(
  client: Pick<ChainClient, 'walletAddressOf' | 'jettonBalance'>,
  { hotWallet, usdtMaster, coldWallet, ton, usdt, known }: Wish,
): Promise<WatchedAccount[]> {
  const jetton = usdtMaster === undefined ? undefined : await jettonWallet(client, hotWallet, usdtMaster, known);
  const hot: WatchedAccount = {
    ...ton,
    address: hotWallet,
    kind: 'hot',
    rail: 'ton',
    owner: hotWallet,
    master: undefined,
    reading: { kind: 'hot', address: hotWallet, coldWallet, jettonWallets: jetton === undefined ? [] : [jetton] },
  };
  if (jetton === undefined) return [hot];
  const reading = { kind: 'jetton', address: jetton, coldWallet } as const;
  return [
    hot,
    { ...usdt, address: jetton, kind: 'jetton', rail: 'usdt', owner: hotWallet, master: usdtMaster, reading },
  ];
}

async function jettonWallet(
  client: Pick<ChainClient, 'walletAddressOf' | 'jettonBalance'>,
  hotWallet: string,
  master: string,
  known: Wish['known'],
): Promise<string> {
  const wallet = await client.walletAddressOf(Address.parseRaw(master), Address.parseRaw(hotWallet));
  const address = wallet.toRawString();
  const before = await known(master);
  if (before !== undefined && before !== address)
    throw new WrongJettonWallet(`the jettons of ${master} were held at ${before}, and now the master says ${address}`);
  const holding = await client.jettonBalance(wallet);
  if (holding && (holding.owner.toRawString() !== hotWallet || holding.master.toRawString() !== master))
    throw new WrongJettonWallet(`${address} says that it is not the hot wallet's, or not of ${master}`);
  return address;
}
