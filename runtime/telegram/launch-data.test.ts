import { createHmac } from 'node:crypto';
import { isValid, isValid3rd } from '@tma.js/init-data-node';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSettings } from '../settings.ts';
import { type Launch, readLaunchData } from './launch-data.ts';
import { signedLaunch, TEST_LAUNCH_KEY, withHash } from './test-launch.ts';

const TOKEN = '5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8';
const bot = { botId: '5768337691', token: TOKEN, launchKey: TEST_LAUNCH_KEY };
const NOW = 1_662_771_648_000;
const user = { id: 279058397, first_name: 'Vladislav', language_code: 'ru' };
const signed = signedLaunch({ user, token: TOKEN, atMs: NOW });
const fieldsOf = (data: string): Record<string, string> => Object.fromEntries(new URLSearchParams(data));

/** Published by the authors of @tma.js/init-data-node with its token: what Telegram itself signed in December 2024. */
const PUBLISHED =
  'user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%20%2B%20-%20%3F%20%5C%2F%22%2C%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%2C%22allows_write_to_pm%22%3Atrue%2C%22photo_url%22%3A%22https%3A%5C%2F%5C%2Ft.me%5C%2Fi%5C%2Fuserpic%5C%2F320%5C%2F4FPEE4tmP3ATHa57u6MqTDih13LTOiMoKoLDRG4PnSA.svg%22%7D&chat_instance=8134722200314281151&chat_type=private&auth_date=1733584787&hash=2174df5b000556d044f3f020384e879c8efcab55ddea2ced4eb752e93e7080d6&signature=zL-ucjNyREiHDE8aihFwpfR9aggP2xiAo3NSpfe-p7IbCisNlDKlo7Kb6G4D0Ao2mBrSgEk4maLSdv6MLIlADQ';
const PUBLISHED_AT = 1_733_584_787_000;
const { TELEGRAM_LAUNCH_KEY: telegramsKey } = readSettings({}, ['TELEGRAM_LAUNCH_KEY']);
const publishedBot = {
  botId: '7342037359',
  token: '7342037359:AAFZehRPBRs8Seg40oDjTMIW8uTGPuW1zfQ',
  launchKey: telegramsKey,
};

test('what Telegram itself signed holds under the key that is the default', () => {
  expect(readLaunchData(PUBLISHED, publishedBot, PUBLISHED_AT)).toEqual({
    user: { id: '279058397', language: 'ru' },
    startParam: undefined,
    fingerprint: expect.any(Buffer),
  });
  expect(readLaunchData(PUBLISHED, { ...publishedBot, launchKey: TEST_LAUNCH_KEY }, PUBLISHED_AT)).toEqual({
    reason: 'launch-data-invalid',
  });
});

test('another’s verifier takes the same data', async () => {
  expect(isValid(PUBLISHED, publishedBot.token, { expiresIn: 0 })).toBe(true);
  expect(await isValid3rd(PUBLISHED, Number(publishedBot.botId), { expiresIn: 0 })).toBe(true);
  expect(isValid(signed, TOKEN, { expiresIn: 0 })).toBe(true);
});

test('whoever opened it, in which language and by which link, is read', () => {
  const launch = signedLaunch({ user, startParam: 'history', token: TOKEN, atMs: NOW });
  expect(readLaunchData(launch, bot, NOW)).toMatchObject({
    user: { id: '279058397', language: 'ru' },
    startParam: 'history',
  });
});

test('of a user whose language Telegram does not tell none is made up', () => {
  const launch = signedLaunch({ user: { id: 1, first_name: 'A' }, token: TOKEN, atMs: NOW });
  expect(readLaunchData(launch, bot, NOW)).toMatchObject({ user: { id: '1', language: undefined } });
});

describe('the fingerprint', () => {
  const printOf = (data: string) => (readLaunchData(data, bot, NOW) as Launch).fingerprint.toString('hex');

  test('is the same however the launch is written', () => {
    const turned = signed.split('&').reverse().join('&');
    const everyByte = [...new URLSearchParams(signed)]
      .map(([name, value]) => `${name}=${Buffer.from(value).toString('hex').replace(/../g, '%$&')}`)
      .join('&');
    const shouted = signed.replace(/hash=(\w+)/, (_, hash: string) => `hash=${hash.toUpperCase()}`);
    for (const data of [turned, everyByte, shouted, `&${signed}&`]) expect(printOf(data)).toBe(printOf(signed));
  });

  test('stays the same when a thief of the token writes the signature in another way and hashes it anew', () => {
    const { signature = '', ...rest } = fieldsOf(signed);
    const rewritten = withHash({ ...rest, signature: `${signature}==` }, TOKEN);
    expect(printOf(rewritten)).toBe(printOf(signed));
  });

  test('is another for every other launch: of another user, second, query or bot', () => {
    const others = [
      signedLaunch({ user: { ...user, id: 1 }, token: TOKEN, atMs: NOW }),
      signedLaunch({ user, token: TOKEN, atMs: NOW + 1_000 }),
      signedLaunch({ user, token: TOKEN, atMs: NOW, queryId: 'another' }),
    ];
    expect(new Set([signed, ...others].map(printOf)).size).toBe(4);
    const [other, token] = ['77', '77:AAother-token'];
    const elsewhere = readLaunchData(
      signedLaunch({ user, token, atMs: NOW }),
      { ...bot, botId: other, token },
      NOW,
    ) as Launch;
    expect(elsewhere.fingerprint.toString('hex')).not.toBe(printOf(signed));
  });
});

describe('is refused', () => {
  const invalid = { reason: 'launch-data-invalid' };
  const { signature, ...unsigned } = fieldsOf(signed);
  const otherBot = signedLaunch({ user, token: '1:another-bots-token-of-some-length', atMs: NOW });

  test.each([
    ['what another bot was opened with', otherBot],
    ['another user under the same hash', signed.replace('279058397', '279058398')],
    ['a field that was added', `${signed}&start_param=admin`],
    ['a field that was taken out', signed.replace(/query_id=[^&]*&/, '')],
    ['a hash cut short', signed.replace(/(hash=\w{10})\w+/, '$1')],
    ['no hash', signed.replace(/&?hash=\w+/, '')],
    ['an empty hash', signed.replace(/hash=\w+/, 'hash=')],
    ['a wrong hash', signed.replace(/hash=\w+/, `hash=${'0'.repeat(64)}`)],
    ['a field twice', `${signed}&user=${encodeURIComponent(JSON.stringify({ ...user, id: 1 }))}`],
    ['the same field twice', `${signed}&query_id=AAHdF6IQAAAAAN0XohDhrOrc`],
    ['data cut short', signed.slice(0, -20)],
    ['nothing', ''],
    ['no fields', 'hello'],
    ['a stray percent sign', '%E0%A4%A'],
  ])('%s', (_what, data) => {
    expect(readLaunchData(data, bot, NOW)).toEqual(invalid);
  });

  test.each([
    ['no signature', withHash(unsigned, TOKEN)],
    ['an empty signature', withHash({ ...unsigned, signature: '' }, TOKEN)],
    ['a signature of zeroes', withHash({ ...unsigned, signature: 'A'.repeat(86) }, TOKEN)],
    [
      'a signature cut short',
      withHash({ ...fieldsOf(signed), signature: fieldsOf(signed).signature?.slice(0, 80) ?? '' }, TOKEN),
    ],
    ['a signature made for another bot', withHash(fieldsOf(otherBot), TOKEN)],
    ['a signature by another key', signedLaunch({ user, token: TOKEN, atMs: NOW, signer: 'thief' })],
    [
      'another user under Telegram’s signature for somebody else',
      withHash({ ...fieldsOf(signed), user: JSON.stringify({ ...user, id: 1 }) }, TOKEN),
    ],
    [
      'a later time under Telegram’s signature',
      withHash({ ...fieldsOf(signed), auth_date: String(NOW / 1_000 + 1) }, TOKEN),
    ],
    [
      'two fields written as one',
      withHash(
        {
          auth_date: `${unsigned.auth_date}\nquery_id=${unsigned.query_id}`,
          user: unsigned.user ?? '',
          signature: signature ?? '',
        },
        TOKEN,
      ),
    ],
  ])('what whoever has the bot’s token can hash, without Telegram: %s', (_what, data) => {
    expect(readLaunchData(data, bot, NOW)).toEqual(invalid);
  });

  test('a hash made with the token itself, and not with the key Telegram makes of it', () => {
    const fields = new URLSearchParams(signed);
    fields.delete('hash');
    const text = [...fields]
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('\n');
    fields.set('hash', createHmac('sha256', TOKEN).update(text).digest('hex'));
    expect(readLaunchData(fields.toString(), bot, NOW)).toEqual(invalid);
  });

  test.each([
    ['a bot', { ...user, is_bot: true }],
    ['nobody', { id: 0, first_name: 'x' }],
    ['an id that is a text', { id: '279058397', first_name: 'x' }],
    ['an id no number holds', { id: 2 ** 60, first_name: 'x' }],
    ['no object', 7],
  ])('%s as the user, signed or not', (_what, odd) => {
    const data = signedLaunch({ user: odd as never, token: TOKEN, atMs: NOW });
    expect(readLaunchData(data, bot, NOW)).toEqual(invalid);
  });

  test.each([
    [-60_000, undefined],
    [-61_000, 'launch-data-invalid'],
    [300_000, undefined],
    [301_000, 'launch-data-old'],
    [86_400_000, 'launch-data-old'],
  ])('an age of %i ms: %s', (ageMs, reason) => {
    const outcome = readLaunchData(signed, bot, NOW + ageMs);
    expect('reason' in outcome ? outcome.reason : undefined).toBe(reason);
  });

  test('anything at all, without a throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(readLaunchData(text, bot, NOW)).toEqual(invalid);
        expect(readLaunchData(`${text}&${signed.slice(signed.indexOf('signature='))}`, bot, NOW)).toEqual(invalid);
      }),
    );
  });
});
