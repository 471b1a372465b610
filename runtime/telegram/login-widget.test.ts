import { createHash, createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLaunchData } from './launch-data.ts';
import { readLoginWidget, type WidgetLogin } from './login-widget.ts';
import { TEST_LAUNCH_KEY } from './test-launch.ts';

const TOKEN = '5768337691:AAH5YkoiEuPk8-FZa32hStHTqXiLPtAEhx8';
const bot = { botId: '5768337691', token: TOKEN };
const NOW = 1_760_000_000_000;
const mia = { id: 279058397, first_name: 'Mia', username: 'mia_r', auth_date: NOW / 1_000 };

const sha256 = (text: string) => createHash('sha256').update(text).digest();
type Fields = Record<string, string | number>;

function signed(fields: Fields, key = sha256(TOKEN)): Fields {
  const lines = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  return { ...fields, hash: createHmac('sha256', key).update(lines.sort().join('\n')).digest('hex') };
}
const inHash = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const texts = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

test('who logged in is read, from a query’s fields and from behind the #', () => {
  const login = { user: { id: '279058397' }, fingerprint: expect.any(Buffer) };
  expect(readLoginWidget(signed(mia), bot, NOW)).toEqual(login);
  expect(readLoginWidget(texts(signed(mia)), bot, NOW)).toEqual(login);
  expect(readLoginWidget(inHash(signed(mia)), bot, NOW)).toEqual(login);
  expect(readLoginWidget(`${inHash(signed(mia))}==`, bot, NOW)).toEqual(login);
});

test('the fingerprint is one for one login, however it is written', () => {
  const printOf = (given: Fields | string) =>
    (readLoginWidget(given, bot, NOW) as WidgetLogin).fingerprint.toString('hex');
  const turned = Object.fromEntries(Object.entries(signed(mia)).reverse());
  const prints = [signed(mia), texts(signed(mia)), turned, inHash(signed(mia)), inHash(turned)].map(printOf);
  expect(new Set(prints).size).toBe(1);
  expect(printOf(signed({ ...mia, auth_date: mia.auth_date + 1 }))).not.toBe(prints[0]);
});

describe('is refused', () => {
  const invalid = { reason: 'login-invalid' };

  test.each([
    ['another user under the same hash', { ...signed(mia), id: 1 }],
    ['another name', { ...signed(mia), first_name: 'Eve' }],
    ['a later time', { ...signed(mia), auth_date: mia.auth_date + 60 }],
    ['a field that was added', { ...signed(mia), last_name: 'x' }],
    ['no hash', mia],
    ['an empty hash', { ...mia, hash: '' }],
    ['a hash cut short', { ...mia, hash: String(signed(mia).hash).slice(0, 40) }],
    ['what another bot was asked', signed(mia, sha256('1:another-token'))],
    ['a hash made with the token itself', signed(mia, Buffer.from(TOKEN))],
    ['a hash made with the key of launch data', signed(mia, createHmac('sha256', 'WebAppData').update(TOKEN).digest())],
    ['nobody', signed({ ...mia, id: 0 })],
    ['an id that is no number', signed({ ...mia, id: '1 or 2' })],
    ['an id with a zero before it', signed({ ...mia, id: '0279058397' })],
    ['no id', signed({ first_name: 'Mia', auth_date: mia.auth_date })],
    ['no time', signed({ id: 1 })],
    ['a field that is a list', { ...signed(mia), id: [mia.id] }],
    ['more than Telegram ever says', signed({ ...mia, photo_url: 'x'.repeat(5_000) })],
  ])('%s', (_what, fields) => {
    expect(readLoginWidget(fields as Fields, bot, NOW)).toEqual(invalid);
    expect(readLoginWidget(inHash(fields), bot, NOW)).toEqual(invalid);
  });

  test('a name in which another field hides: one signed text must not be two logins', () => {
    const hostile = signed({ ...mia, first_name: 'Mia\nid=1', id: 279058397 });
    expect(readLoginWidget(hostile, bot, NOW)).toEqual(invalid);
    const { hash = '' } = hostile;
    const resplit = { auth_date: mia.auth_date, first_name: 'Mia', id: '1\nid=279058397', username: 'mia_r', hash };
    expect(readLoginWidget(resplit, bot, NOW)).toEqual(invalid);
  });

  test('launch data, and the other way round', () => {
    const fields = new URLSearchParams(texts(signed({ ...mia, user: '{"id":1}' }))).toString();
    expect(readLaunchData(fields, { ...bot, launchKey: TEST_LAUNCH_KEY }, NOW)).toEqual({
      reason: 'launch-data-invalid',
    });
  });

  test.each(['false', '', 'e30', 'bnVsbA', 'W10', '%%%', 'x'.repeat(20_000)])('%s behind the #', (text) => {
    expect(readLoginWidget(text, bot, NOW)).toEqual(invalid);
  });

  test.each([
    [-60_000, undefined],
    [-61_000, 'login-invalid'],
    [300_000, undefined],
    [301_000, 'login-expired'],
  ])('an age of %i ms: %s', (ageMs, reason) => {
    const outcome = readLoginWidget(signed(mia), bot, NOW + ageMs);
    expect('reason' in outcome ? outcome.reason : undefined).toBe(reason);
  });

  test('anything at all, without a throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.dictionary(fc.string(), fc.anything())), (given) => {
        expect(readLoginWidget(given, bot, NOW)).toEqual(invalid);
      }),
    );
  });
});
