import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createAccessTokens } from './access-tokens.ts';
import type { NamedKey } from './settings.ts';

const key = (id: string, fill: number): NamedKey => ({ id, key: Buffer.alloc(32, fill) });
const ISSUER = 'https://cage.example';
const MINUTE = 60_000;
let nowMs = Date.UTC(2026, 10, 21, 12);
const make = (keys: readonly NamedKey[] = [key('k1', 1)], issuer = ISSUER) =>
  createAccessTokens({ keys, issuer, lifeMs: 5 * MINUTE, codecLifeMs: 15 * MINUTE, now: () => nowMs });
const [subject, session, never] = [randomUUID(), randomUUID(), new Date(Date.UTC(2040, 0))];

test('a token says who and in which session, for its audience and its time', async () => {
  const tokens = make();
  const { token, expiresAt } = await tokens.issue('cage-player', subject, session, never);
  const claims = { subject, session, expiresAtMs: expiresAt.getTime() };
  expect(await make().read(token, 'cage-player')).toEqual(claims);
  expect(await tokens.read(token, 'cage-player')).toMatchObject(claims);
  expect(await tokens.read(token, 'cage-player')).toMatchObject(claims); // as it is remembered
  expect(await tokens.read(token, 'cage-staff')).toEqual({ reason: 'token-invalid' });
  expect(expiresAt.getTime() - nowMs).toBe(5 * MINUTE);
});

test('a token does not outlive its session', async () => {
  const ends = new Date(nowMs + MINUTE);
  const { expiresAt } = await make().issue('cage-player', subject, session, ends);
  expect(expiresAt).toEqual(ends);
});

test('a token that was remembered is refused when its time is over', async () => {
  const tokens = make();
  const { token } = await tokens.issue('cage-player', subject, session, never);
  expect(await tokens.read(token, 'cage-player')).toMatchObject({ subject });
  nowMs += 5 * MINUTE;
  expect(await tokens.read(token, 'cage-player')).toMatchObject({
    reason: 'token-expired',
    claims: { subject: expect.any(String) },
  });
  nowMs += MINUTE;
  expect(await make().read(token, 'cage-player')).toMatchObject({
    reason: 'token-expired',
    claims: { subject: expect.any(String) },
  });
});

test('a new key is put first, and nobody is logged out; a key that is gone signs nobody in', async () => {
  const { token } = await make([key('old', 1)]).issue('cage-player', subject, session, never);
  const rotated = make([key('new', 2), key('old', 1)]);
  expect(await rotated.read(token, 'cage-player')).toMatchObject({ subject });
  const later = await rotated.issue('cage-player', subject, session, never);
  expect(await make([key('new', 2)]).read(later.token, 'cage-player')).toMatchObject({ subject });
  expect(await make([key('new', 2)]).read(token, 'cage-player')).toEqual({ reason: 'token-invalid' });
});

describe('a forged token is refused:', () => {
  const claims = () => {
    const at = Math.floor(nowMs / 1_000);
    return { sid: session, sub: subject, iss: ISSUER, aud: 'cage-player', iat: at, exp: at + 300 };
  };
  const seed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 1)]);
  const ours = { key: seed, format: 'der', type: 'pkcs8' } as const;
  const header = { alg: 'EdDSA', typ: 'at+jwt', kid: 'k1' };
  const signed = async (over: Record<string, unknown> = {}, head: Record<string, unknown> = {}) => {
    const { createPrivateKey } = await import('node:crypto');
    const payload = Object.fromEntries(Object.entries({ ...claims(), ...over }).filter(([, value]) => value !== null));
    return new SignJWT(payload).setProtectedHeader({ ...header, ...head }).sign(createPrivateKey(ours));
  };
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test('one signed as ours is read, or these tests would prove nothing', async () => {
    expect(await make().read(await signed(), 'cage-player')).toMatchObject({ subject });
  });

  test.each<[string, () => Promise<string> | string]>([
    ['alg none', () => new UnsecuredJWT(claims()).encode()],
    ['alg none under our type', () => `${base64({ ...header, alg: 'none' })}.${base64(claims())}.`],
    [
      'HMAC with our public key as its secret',
      async () => {
        const { x = '' } = await exportJWK(createPublicKey(ours as never));
        return new SignJWT(claims()).setProtectedHeader({ ...header, alg: 'HS256' }).sign(Buffer.from(x, 'base64url'));
      },
    ],
    [
      'another curve',
      async () => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
        return new SignJWT(claims()).setProtectedHeader({ ...header, alg: 'ES256' }).sign(privateKey);
      },
    ],
    [
      'another Ed25519 key',
      async () => new SignJWT(claims()).setProtectedHeader(header).sign(generateKeyPairSync('ed25519').privateKey),
    ],
    [
      'a key of its own in the header',
      async () => {
        const { privateKey, publicKey } = generateKeyPairSync('ed25519');
        const jwk = await exportJWK(publicKey);
        return new SignJWT(claims()).setProtectedHeader({ ...header, jwk }).sign(privateKey);
      },
    ],
    ['another issuer', () => signed({ iss: 'https://evil.example' })],
    ['another audience', () => signed({ aud: 'cage-staff' })],
    ['no audience', () => signed({ aud: null })],
    ['an unknown key id', () => signed({}, { kid: 'k2' })],
    ['no key id', () => signed({}, { kid: undefined })],
    ['another type', () => signed({}, { typ: 'JWT' })],
    ['no end', () => signed({ exp: null })],
    ['no beginning', () => signed({ iat: null })],
    ['a beginning in the future', () => signed({ iat: Math.floor(nowMs / 1_000) + 60 })],
    ['not before the future', () => signed({ nbf: Math.floor(nowMs / 1_000) + 60 })],
    ['no session', () => signed({ sid: null })],
    ['a session that is no id', () => signed({ sid: 'x' })],
    ['a critical extension', () => signed({}, { crit: ['x'], x: 1 })],
    ['cut off', async () => (await signed()).slice(0, -2)],
    ['without its signature', async () => (await signed()).split('.').slice(0, 2).join('.')],
    [
      'another payload',
      async () => {
        const [head, , signature] = (await signed()).split('.');
        return [head, base64({ ...claims(), sub: randomUUID() }), signature].join('.');
      },
    ],
    ['nothing', () => ''],
    ['noise', () => 'a.b.c'],
  ])('%s', async (_what, forge) => {
    let token: string;
    try {
      token = await forge();
    } catch {
      token = `${base64({ ...header, crit: ['x'], x: 1 })}.${base64(claims())}.AAAA`; // the library does not even sign it
    }
    expect(await make().read(token, 'cage-player')).toEqual({ reason: 'token-invalid' });
  });

  test('one that is over', async () => {
    const at = Math.floor(nowMs / 1_000);
    for (const over of [{ iat: at - 290, exp: at - 10 }, { iat: at - 600 }]) // the second says that it lives longer than ours do
      expect(await make().read(await signed(over), 'cage-player')).toMatchObject({
        reason: 'token-expired',
        claims: { subject: expect.any(String) },
      });
  });
});
