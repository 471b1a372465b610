import { afterAll, beforeAll, expect, test } from 'vitest';
import { answersLogin } from '../../sandbox/oidc/test-browser.ts';
import { type StartedTelegram, startTelegram } from '../../sandbox/telegram/server.ts';
import { createRelyingParty } from '../oidc/relying-party.ts';
import { readTelegramClaims, telegramScope } from './oidc-claims.ts';

const CALLBACK = 'http://127.0.0.1:8080/auth/telegram/oidc/callback';
const clientSecret = 'secret-_.~of the bot';
let telegram: StartedTelegram;
beforeAll(async () => {
  telegram = await startTelegram({ webLogin: { clientSecret, redirectUris: [CALLBACK] } });
});
afterAll(() => telegram.close());

async function logsIn(person: string, scope = telegramScope) {
  const party = createRelyingParty({
    issuer: telegram.url,
    clientId: String(telegram.botId),
    clientSecret,
    redirectUri: CALLBACK,
    scope,
  });
  const { url, ...attempt } = await party.begin();
  const claims = await party.finish(await answersLogin(url, person), attempt);
  if (!('sub' in claims)) throw new Error(claims.reason);
  return claims;
}

test('who logs in with Telegram is the account of the chat, by its own number', async () => {
  const mia = telegram.player('Mia', { lastName: 'Roth', username: 'mia_r' });
  const claims = await logsIn(String(mia.id));
  expect(claims).toMatchObject({ id: mia.id, name: 'Mia Roth', preferred_username: 'mia_r' });
  expect(claims.sub).not.toBe(String(mia.id));
  expect(readTelegramClaims(claims)).toEqual({ user: { id: String(mia.id), language: undefined } });
});

test('without the profile there is no account, and `sub` is never taken for one', async () => {
  const claims = await logsIn(String(telegram.player('Mia').id), 'openid');
  expect(claims.sub).toMatch(/^\d+$/);
  expect(readTelegramClaims(claims)).toEqual({ reason: 'login-invalid' });
});

test.each([undefined, null, 0, -1, 1.5, '279058397', 2 ** 60, [1], true])('an id of %j is refused', (id) => {
  expect(readTelegramClaims({ sub: '1', id })).toEqual({ reason: 'login-invalid' });
});

test.each([
  ['ru', 'ru'],
  ['pt-BR', 'pt-BR'],
  ['en_US', 'en_US'],
  ['<script>', undefined],
  [7, undefined],
  [undefined, undefined],
])('a locale of %j is a language of %j', (locale, language) => {
  expect(readTelegramClaims({ sub: '1', id: 5, locale })).toEqual({ user: { id: '5', language } });
});
