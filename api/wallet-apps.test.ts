import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createLogger } from '../runtime/logger.ts';
import { createWalletApps, readWallets, sourcesOf } from './wallet-apps.ts';

const entry = {
  app_name: 'keeper',
  name: 'Keeper',
  image: 'https://pictures.example/keeper.png',
  about_url: 'https://keeper.example',
  universal_url: 'https://app.keeper.example/ton-connect',
  bridge: [
    { type: 'sse', url: 'https://bridge.example/v1/' },
    { type: 'js', key: 'keeper' },
  ],
  platforms: ['ios', 'android'],
  features: ['SendTransaction', { name: 'SendTransaction', maxMessages: 4 }],
};

test('an entry that is no wallet is left out, and takes no other away', () => {
  const plain = { ...entry, app_name: 'plain', bridge: [{ type: 'sse', url: 'http://bridge.example' }] };
  const script = { ...entry, app_name: 'script', image: 'javascript:alert(1)' };
  expect(readWallets([entry, plain, script, 7, null])?.map(({ app_name }) => app_name)).toEqual(['keeper']);
  expect(readWallets({ wallets: [entry] })).toBeUndefined();
});

test('the page may talk to the bridges of the listed wallets below their own paths, and to nobody else', () => {
  const same = { ...entry, app_name: 'same' };
  const odd = { ...entry, app_name: 'odd', bridge: [{ type: 'sse', url: "https://odd.example/a;b,c 'self'" }] };
  expect(sourcesOf(readWallets([entry, same, odd]) ?? [])).toEqual({
    bridges: "https://bridge.example/v1/ https://odd.example/a%3Bb%2Cc%20'self'/",
    pictures: 'https://pictures.example',
  });
});

test('a list that was read once is kept when nobody answers any more', async () => {
  const server = createServer((_request, response) => void response.end(JSON.stringify([entry])));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wallets.json`;
  let now = 0;
  const apps = createWalletApps({ url, log: createLogger('test', 'silent'), now: () => now });
  expect((await apps.get())?.length).toBe(1);
  await new Promise((resolve) => server.close(resolve));
  now += 86_400_000;
  expect((await apps.get())?.length).toBe(1);
  expect(await createWalletApps({ url: undefined, log: createLogger('test', 'silent'), now: () => now }).get()).toBe(
    undefined,
  );
});
