import { type Address, external, SendMode, toNano } from '@ton/core';
import { keyPairFromSeed } from '@ton/crypto';
import { coldWalletOf, hotWalletOf, seedOf } from '../wires.ts';
import type { Chain } from './chain.ts';
import { type Jetton, openJetton, USDT } from './jetton.ts';
import { messageCell } from './messages.ts';
import { type Person, personOf } from './people.ts';

/** What is there from the first block on. */
export type Genesis = {
  /** Gives TON away. */
  readonly faucet: Person;
  readonly usdt: Jetton;
  /** The product's: a v4R2 wallet with money in it, deployed. */
  readonly hotWallet: Address;
  /** The operator's, with more in it than the hot one. */
  readonly coldWallet: Address;
};

const FAUCET_TON = toNano('5000000000');
const HOT_TON = toNano('2000');
const HOT_USDT = 10_000n * 10n ** 6n;
const COLD_TON = toNano('10000');
const COLD_USDT = 100_000n * 10n ** 6n;

export async function openGenesis(chain: Chain, hotWalletKey: string): Promise<Genesis> {
  const faucet = await personOf(chain, 'faucet', FAUCET_TON);
  const usdt = await openJetton(chain, USDT);
  const wallet = hotWalletOf(hotWalletKey);
  const { address, init } = wallet;
  if (!chain.view().account(address).account) {
    await faucet.sends({ to: address, value: HOT_TON });
    await chain.settle();
    await usdt.mint(address, HOT_USDT);
    await chain.settle();
    const { secretKey } = keyPairFromSeed(seedOf(hotWalletKey));
    const body = await wallet.createTransfer({
      seqno: 0,
      secretKey,
      messages: [],
      sendMode: SendMode.PAY_GAS_SEPARATELY,
    });
    const sent = await chain.submit(messageCell(external({ to: address, init, body })));
    if ('reason' in sent) throw new Error(sent.text);
    await chain.settle();
  }
  const { address: coldWallet } = coldWalletOf(hotWalletKey);
  if (!chain.view().account(coldWallet).account) {
    await faucet.sends({ to: coldWallet, value: COLD_TON });
    await usdt.mint(coldWallet, COLD_USDT);
    await chain.settle();
  }
  return { faucet, usdt, hotWallet: address, coldWallet };
}
