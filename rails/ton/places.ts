import { sql, type Tx } from '../../prisma/tx.ts';
import type { TonNetwork } from './address.ts';
import type { TonSettings } from './settings.ts';

/** The chain as destinations know it. */
export type TonPlaces = {
  readonly network: TonNetwork;
  /** Why no player may be paid at this address: it is our own, or a token's contract, where what is sent is lost. */
  readonly takenBy: (tx: Pick<Tx, 'query'>, raw: string) => Promise<'ours' | 'token' | undefined>;
};

type Known = Partial<Pick<TonSettings, 'hotWallet' | 'usdtMaster'>>;

export const tonPlaces = (network: TonNetwork, { hotWallet, usdtMaster }: Known = {}): TonPlaces => ({
  network,
  async takenBy(tx, raw) {
    if (raw === hotWallet) return 'ours';
    if (raw === usdtMaster) return 'token';
    // Our own wallets of tokens are known once the chain was asked for them.
    const ours = await tx.query(sql`select 1 from chain.account where address = ${raw}`);
    return ours.length > 0 ? 'ours' : undefined;
  },
});
