import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TonConnect, type Wallet } from '@tonconnect/ui-react';
import { turnedClock } from '../../ground/test-clock.ts';
import { startTon } from '../server.ts';
import { walletsList } from './wallets-list.ts';

/** The storage that the SDK wants where there is no browser. */
const memory = () => {
  const kept = new Map<string, string>();
  return {
    getItem: async (key: string) => kept.get(key) ?? null,
    setItem: async (key: string, value: string) => void kept.set(key, value),
    removeItem: async (key: string) => void kept.delete(key),
  };
};

/** A chain with its wallet, and an app that speaks to it through the real SDK of TON Connect. */
export async function testApp() {
  const clock = turnedClock(Date.now());
  const ton = await startTon({ blockMs: 20, clock });
  const { wallet } = ton;
  const manifest = { url: 'https://cage.example:8443', name: 'Cage', iconUrl: 'https://cage.example/icon.png' };
  const page = createServer((request, response) => {
    if (request.url === '/broken.json') response.end('{"name":"Cage"}');
    else if (request.url === '/tonconnect-manifest.json') response.end(JSON.stringify(manifest));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void page.listen(0, '127.0.0.1', resolve));
  const pageUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  const [listed] = walletsList(ton.url);
  if (!listed) throw new Error('no wallet is listed');
  const source = { universalLink: listed.universal_url, bridgeUrl: String(listed.bridge[0]?.url) };
  const open: TonConnect[] = [];

  return {
    ton,
    wallet,
    /** The chain's, the wallet's and the bridge's. */
    clock,
    source,
    pageUrl,
    /** An app as the product is one. Its status is told as it changes. */
    app(manifestFile = 'tonconnect-manifest.json', storage = memory()) {
      const connector = new TonConnect({
        manifestUrl: `${pageUrl}/${manifestFile}`,
        walletsListSource: ton.settings.TONCONNECT_WALLETS_URL,
        storage,
        analytics: { mode: 'off' },
      });
      open.push(connector);
      const next = (): Promise<Wallet | null> =>
        new Promise((resolve, reject) => {
          const stop = connector.onStatusChange(
            (status) => {
              stop();
              resolve(status);
            },
            (error) => {
              stop();
              reject(error);
            },
          );
        });
      return { connector, next, storage };
    },
    async close() {
      for (const connector of open) connector.pauseConnection();
      await ton.close();
      page.closeAllConnections();
      await new Promise<void>((resolve) => void page.close(() => resolve()));
    },
  };
}
