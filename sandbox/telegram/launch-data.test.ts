import { createPublicKey, verify } from 'node:crypto';
import { isValid } from '@tma.js/init-data-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLaunchData } from '../../runtime/telegram/launch-data.ts';
import { type StartedTelegram, startTelegram } from './server.ts';

let telegram: StartedTelegram;
beforeAll(async () => {
  telegram = await startTelegram();
});
afterAll(() => telegram.close());

const verifier = () => ({ botId: String(telegram.botId), token: telegram.token, launchKey: telegram.launchKey });
const APP = 'https://cage.example/app/';
const dataIn = (url: string) => new URLSearchParams(new URL(url).hash.slice(1)).get('tgWebAppData') ?? '';

test('launch data is signed as Telegram signs it: another’s verifier and our own take it', () => {
  const ada = telegram.player('Ada', { language: 'ru' });
  const data = dataIn(ada.opensMiniApp(APP));
  expect(isValid(data, telegram.token, { expiresIn: 60 })).toBe(true);
  expect(readLaunchData(data, verifier(), Date.now())).toEqual({
    user: { id: String(ada.id), language: 'ru' },
    startParam: undefined,
    fingerprint: expect.any(Buffer),
  });
  expect(isValid(data.replace('ru', 'en'), telegram.token, { expiresIn: 60 })).toBe(false);
});

test('who knows the public key alone can tell that Telegram signed it', async () => {
  const data = new URLSearchParams(dataIn(telegram.player('Ada').opensMiniApp(APP)));
  const { key } = (await (await fetch(`${telegram.url}/page/launch-key`)).json()) as { key: string };
  const signature = Buffer.from(data.get('signature') ?? '', 'base64url');
  data.delete('hash');
  data.delete('signature');
  const text = [...data]
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n');
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(key, 'hex')]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const isSigned = (of: string) => verify(null, Buffer.from(of), publicKey, signature);
  expect(isSigned(`${telegram.botId}:WebAppData\n${text}`)).toBe(true);
  expect(isSigned(`${telegram.botId + 1}:WebAppData\n${text}`)).toBe(false);
});

test('one key signs for all bots', async () => {
  const [first, second] = ['11:AAtoken-of-the-first-bot', '22:AAtoken-of-the-second-bot'];
  const two = await startTelegram({ bots: [first, second] });
  const data = dataIn(two.player('Ada', { bot: 22 }).opensMiniApp(APP));
  const launchKey = two.launchKey;
  expect(readLaunchData(data, { botId: '22', token: second, launchKey }, Date.now())).toHaveProperty('user');
  expect(readLaunchData(data, { botId: '11', token: first, launchKey }, Date.now())).toHaveProperty('reason');
  await two.close();
});

test('a link brings its parameter along, and the app is told where everything stands', () => {
  const url = new URL(telegram.player('Ada').opensMiniApp(APP, { way: 'link', startParam: 'history' }));
  const params = new URLSearchParams(url.hash.slice(1));
  expect(url.origin + url.pathname).toBe(APP);
  expect(params.get('tgWebAppVersion')).toMatch(/^\d+\.\d+$/);
  expect(JSON.parse(params.get('tgWebAppThemeParams') ?? '')).toHaveProperty('bg_color');
  expect(readLaunchData(dataIn(url.href), verifier(), Date.now())).toMatchObject({ startParam: 'history' });
});

test('an app opened from a reply keyboard is told of nobody', () => {
  const data = dataIn(telegram.player('Ada').opensMiniApp(APP, { way: 'keyboard' }));
  expect(new URLSearchParams(data).get('user')).toBeNull();
  expect(readLaunchData(data, verifier(), Date.now())).toEqual({ reason: 'launch-data-invalid' });
});
