import type { PlayerId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import type { Asset } from '../domain/assets.ts';
import type { Money } from '../domain/money.ts';
import { createBatcher } from '../prisma/batcher.ts';
import type { Tx } from '../prisma/tx.ts';
import { walletsOf } from '../records/identity/reads.ts';
import { cashOfAll, starsOfAll } from '../records/ledger/reads.ts';

/** A player's wallet currency, their free cash, one amount per asset, and apart from it their Stars, where they ever had any. */
export type Wallet = { readonly wallet: Asset; readonly cash: readonly Money[]; readonly stars: Money | undefined };

/** A player's wallet. Everybody asks for it, and often: those who ask at once share three questions to the database. */
export function readWallet(reader: Pick<Tx, 'query'>): (player: PlayerId) => Promise<Wallet> {
  const walletOf = createBatcher<PlayerId, Wallet | undefined>(
    async (players) => {
      const [wallets, cash, stars] = await Promise.all([
        walletsOf(reader, players),
        cashOfAll(reader, players),
        starsOfAll(reader, players),
      ]);
      return players.map((player) => {
        const wallet = wallets.get(player);
        return wallet && { wallet, cash: cash.get(player) ?? [], stars: stars.get(player) };
      });
    },
    { writers: 2 },
  );
  return async (player) => {
    const wallet = await walletOf(player);
    assert(wallet, `no player ${player}`);
    return wallet;
  };
}
