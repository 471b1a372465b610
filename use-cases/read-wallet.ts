import type { PlayerId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import { createBatcher } from '../prisma/batcher.ts';
import type { Tx } from '../prisma/tx.ts';
import { type Wallet, walletsOf } from '../records/identity/reads.ts';

/** A player's wallet. Everybody asks for it, and often: those who ask at once share a question to the database. */
export function readWallet(reader: Pick<Tx, 'query'>): (player: PlayerId) => Promise<Wallet> {
  const walletOf = createBatcher<PlayerId, Wallet | undefined>((players) => walletsOf(reader, players), {
    writers: 2,
  });
  return async (player) => {
    const wallet = await walletOf(player);
    assert(wallet, `no player ${player}`);
    return wallet;
  };
}
