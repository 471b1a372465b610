import type { Address } from '@ton/core';
import type { Chain } from '../chain/chain.ts';
import { type Jetton, openJetton, USDT } from '../chain/jetton.ts';

/** FAKE calls itself USDT, and somebody else issues it. */
export type Coin = 'TON' | 'USDT' | 'FAKE';

/** The tokens that a wallet here knows. */
export type Coins = {
  jetton(coin: Exclude<Coin, 'TON'>): Jetton | undefined;
  /** There is a false USDT from now on. */
  forge(): Promise<Jetton>;
  /** Whose token wallet this is, of this owner's. */
  coinOf(tokenWallet: Address, owner: Address): Coin | undefined;
  balancesOf(owner: Address): Balances;
};

/** Minor units. */
export type Balances = { readonly [coin in Coin]: bigint };

const FALSE_USDT = { ...USDT, issuer: 'USDT forger' };

export async function openCoins({ chain, usdt, isForged }: { chain: Chain; usdt: Jetton; isForged: boolean }) {
  let fake = isForged ? await openJetton(chain, FALSE_USDT) : undefined;
  const jetton = (coin: 'USDT' | 'FAKE'): Jetton | undefined => (coin === 'USDT' ? usdt : fake);
  const coins: Coins = {
    jetton,
    async forge() {
      fake ??= await openJetton(chain, FALSE_USDT);
      return fake;
    },
    coinOf: (tokenWallet, owner) =>
      (['USDT', 'FAKE'] as const).find((coin) => jetton(coin)?.walletOf(owner).equals(tokenWallet)),
    balancesOf: (owner) => ({
      TON: chain.view().account(owner).account?.storage.balance.coins ?? 0n,
      USDT: usdt.balanceOf(owner),
      FAKE: fake?.balanceOf(owner) ?? 0n,
    }),
  };
  return coins;
}
