import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLaunchData } from './launch-data.ts';
import { signedLaunch } from './test-launch.ts';

const TOKEN = '5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8';
const NOW = 1_662_771_648_000;
const user = { id: 279058397, first_name: 'Vladislav', language_code: 'ru' };

/** Published by the authors of the library and used by others since: its token, data and hash belong together. */
const PUBLISHED =
  'query_id=AAHdF6IQAAAAAN0XohDhrOrc&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22Vladislav%22%2C%22last_name%22%3A%22Kibenko%22%2C%22username%22%3A%22vdkfrost%22%2C%22language_code%22%3A%22ru%22%2C%22is_premium%22%3Atrue%7D&auth_date=1662771648&hash=c501b71e775f74ce10e377dea85a7ea24ecd640b223ea86dfe453e0eaed2e2b2';

test('launch data with a published signature is read', () => {
  expect(readLaunchData(PUBLISHED, TOKEN, NOW)).toEqual({
    user: { id: '279058397', language: 'ru' },
    startParam: undefined,
  });
});

test('whoever opened it, in which language and by which link, is read', () => {
  const signed = signedLaunch({ user, startParam: 'history', token: TOKEN, atMs: NOW });
  expect(readLaunchData(signed, TOKEN, NOW)).toEqual({
    user: { id: '279058397', language: 'ru' },
    startParam: 'history',
  });
});

test('a user without a language speaks English until Telegram says otherwise', () => {
  const signed = signedLaunch({ user: { id: 1, first_name: 'A' }, token: TOKEN, atMs: NOW });
  expect(readLaunchData(signed, TOKEN, NOW)).toMatchObject({ user: { id: '1', language: 'en' } });
});

describe('is refused', () => {
  const invalid = { reason: 'launch-data-invalid' };
  const signed = signedLaunch({ user, token: TOKEN, atMs: NOW });

  test.each([
    [
      'what another bot was opened with',
      signedLaunch({ user, token: '1:another-bots-token-of-some-length', atMs: NOW }),
    ],
    ['another user under the same hash', signed.replace('279058397', '279058398')],
    ['a field that was added', `${signed}&start_param=admin`],
    ['a field that was taken out', signed.replace(/query_id=[^&]*&/, '')],
    ['a hash cut short', signed.replace(/(hash=\w{10})\w+/, '$1')],
    ['no hash', signed.replace(/&?hash=\w+/, '')],
    ['an empty hash', signed.replace(/hash=\w+/, 'hash=')],
    ['a field twice', `${signed}&user=${encodeURIComponent(JSON.stringify({ ...user, id: 1 }))}`],
    ['nothing', ''],
    ['no fields', 'hello'],
    ['a stray percent sign', '%E0%A4%A'],
  ])('%s', (_what, data) => {
    expect(readLaunchData(data, TOKEN, NOW)).toEqual(invalid);
  });

  test('a hash made with the token itself, and not with the key Telegram makes of it', () => {
    const fields = new URLSearchParams(signed);
    fields.delete('hash');
    const text = [...fields]
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('\n');
    fields.set('hash', createHmac('sha256', TOKEN).update(text).digest('hex'));
    expect(readLaunchData(fields.toString(), TOKEN, NOW)).toEqual(invalid);
  });

  test.each([
    ['a bot', { ...user, is_bot: true }],
    ['nobody', { id: 0, first_name: 'x' }],
    ['an id that is a text', { id: '279058397', first_name: 'x' }],
    ['an id no number holds', { id: 2 ** 60, first_name: 'x' }],
    ['no object', 7],
  ])('%s as the user, signed or not', (_what, odd) => {
    expect(readLaunchData(signedLaunch({ user: odd as never, token: TOKEN, atMs: NOW }), TOKEN, NOW)).toEqual(invalid);
  });

  test.each([
    [-60_000, undefined],
    [-61_000, 'launch-data-invalid'],
    [300_000, undefined],
    [301_000, 'launch-data-old'],
    [86_400_000, 'launch-data-old'],
  ])('an age of %i ms: %s', (ageMs, reason) => {
    const outcome = readLaunchData(signed, TOKEN, NOW + ageMs);
    expect('reason' in outcome ? outcome.reason : undefined).toBe(reason);
  });

  test('anything at all, without a throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(readLaunchData(text, TOKEN, NOW)).toEqual(invalid);
        expect(readLaunchData(`${text}&${PUBLISHED.slice(-69)}`, TOKEN, NOW)).toEqual(invalid);
      }),
    );
  });
});
