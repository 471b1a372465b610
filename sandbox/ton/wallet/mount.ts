import type { IncomingMessage, ServerResponse } from 'node:http';
import { createBridge } from '../bridge/bridge.ts';
import { createWallet, type Wallet, type WalletOptions } from './wallet.ts';

type Handle = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

type Ground = Omit<WalletOptions, 'bridge'> & { readonly mount: (part: Handle) => void };

/** The bridge and the wallet on a chain's server: /bridge/*, /wallets.json, /wallet and below. */
export async function mountWallet({ mount, ...ground }: Ground): Promise<Wallet> {
  const bridge = createBridge(ground);
  const wallet = await createWallet({ ...ground, bridge });
  mount(bridge.handle);
  mount(wallet.handle);
  wallet.open();
  return {
    ...wallet,
    close() {
      wallet.close();
      bridge.close();
    },
  };
}
