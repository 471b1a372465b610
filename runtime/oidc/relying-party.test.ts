import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answersLogin } from '../../sandbox/oidc/test-browser.ts';
import { type StartedStaffProvider, startStaffProvider } from '../../sandbox/staff/server.ts';
import { ProviderUnavailable } from './refusals.ts';
import { createRelyingParty, type RelyingParty, type RelyingPartyOptions } from './relying-party.ts';

const CALLBACK = 'https://cage.example/staff/auth/callback';
const HOUR_S = 3_600;
let provider: StartedStaffProvider;
let party: RelyingParty;

const partyOf = (wish: Partial<RelyingPartyOptions> = {}) =>
  createRelyingParty({
    issuer: provider.url,
    clientId: provider.client.id,
    clientSecret: provider.client.secret,
    redirectUri: CALLBACK,
    scope: 'openid profile',
    timeoutMs: 30_000, // an RSA key is made beside it, on two cores with others
    ...wish,
  });

beforeAll(async () => {
  provider = await startStaffProvider([CALLBACK]);
});
afterAll(() => provider.close());
beforeEach(() => {
  provider.misbehave();
  party = partyOf();
});

/** Begins, chooses somebody, and is back with what the provider said. */
async function comesBack({ by = party, as = 'lena.hoff' as string | null } = {}) {
  const { url, ...attempt } = await by.begin();
  return { attempt, url, callback: await answersLogin(url, as) };
}
const changed = (address: string, name: string, value: string): string => {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
};
const now = () => Math.floor(Date.now() / 1_000);
const invalid = { reason: 'login-invalid' };

test('who logged in is told by the provider’s claims', async () => {
  const { attempt, callback } = await comesBack();
  expect(await party.finish(callback, attempt)).toMatchObject({
    sub: 'lena.hoff',
    name: 'Lena Hoff',
    roles: ['compliance'],
  });
});

test.each(['RS256', 'ES256', 'EdDSA'] as const)('a token signed with %s is taken', async (algorithm) => {
  const other = await startStaffProvider([CALLBACK], { algorithm });
  const by = partyOf({ issuer: other.url, clientId: other.client.id, clientSecret: other.client.secret });
  const { attempt, callback } = await comesBack({ by });
  expect(await by.finish(callback, attempt)).toMatchObject({ sub: 'lena.hoff' });
  await other.close();
});

test('every login asks for a code with PKCE, a state and a nonce of its own, and shows no secret', async () => {
  const [one, other] = [await party.begin(), await party.begin()];
  const asked = new URL(one.url).searchParams;
  expect(Object.fromEntries(asked)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: CALLBACK,
    state: one.state,
    nonce: one.nonce,
  });
  expect(one.url).not.toContain(one.verifier);
  expect(one.url).not.toContain(provider.client.secret);
  const drawn = [one, other].flatMap(({ state, nonce, verifier }) => [state, nonce, verifier]);
  expect(new Set(drawn).size).toBe(6);
  expect(Math.min(...drawn.map(({ length }) => length))).toBeGreaterThanOrEqual(43);
});

test('who says no is refused, and nobody is asked for a token', async () => {
  const { attempt, callback } = await comesBack({ as: null });
  const before = provider.asked.filter((path) => path === '/token').length;
  expect(await party.finish(callback, attempt)).toEqual({ reason: 'login-refused' });
  expect(provider.asked.filter((path) => path === '/token')).toHaveLength(before);
});

test('where the browser came back to is ours to know: only the query is read', async () => {
  const { attempt, callback } = await comesBack();
  const told = `http://behind-a-proxy.internal:3000/elsewhere${new URL(callback).search}`;
  expect(await party.finish(told, attempt)).toMatchObject({ sub: 'lena.hoff' });
});

describe('a token is refused', () => {
  test.each([
    ['signed by nobody (alg none)', { signing: 'none' }],
    ['signed with HMAC by the public key', { signing: 'hmac-with-public-key' }],
    ['signed by a key that was never published, under a published name', { signing: 'unpublished-key' }],
    ['signed by a key of an unknown name', { signing: 'unknown-kid' }],
    ['cut short', { isCut: true }],
    ['of another issuer', { claims: { iss: 'https://accounts.example' } }],
    ['of no issuer', { claims: { iss: undefined } }],
    ['for another client', { claims: { aud: 'another-client' } }],
    ['for several clients, made for another', { claims: { aud: ['cage-staff-desk', 'b'], azp: 'b' } }],
    ['for nobody', { claims: { aud: undefined } }],
    ['from the future', { claims: { iat: now() + HOUR_S, exp: now() + 2 * HOUR_S } }],
    ['that begins in the future', { claims: { nbf: now() + HOUR_S }, expired: true }],
    ['of another login (nonce)', { claims: { nonce: 'x'.repeat(43) } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['about nobody', { claims: { sub: undefined } }],
    ['that never ends', { claims: { exp: undefined } }],
    ['that does not say when it was made', { claims: { iat: undefined } }],
  ] as const)(
    '%s',
    async (_what, { expired, ...how }: { expired?: true } & Parameters<typeof provider.misbehave>[0]) => {
      const { attempt, callback } = await comesBack();
      provider.misbehave(how);
      expect(await party.finish(callback, attempt)).toEqual(expired ? { reason: 'login-expired' } : invalid);
    },
  );

  test.each([
    ['that has ended', { exp: now() - HOUR_S }],
    ['that was made long ago and lives for years', { iat: now() - HOUR_S, exp: now() + 9_000 * HOUR_S }],
  ])('%s', async (_what, claims) => {
    const { attempt, callback } = await comesBack();
    provider.misbehave({ claims });
    expect(await party.finish(callback, attempt)).toEqual({ reason: 'login-expired' });
  });
});

test.each(['none', 'hmac-with-public-key'] as const)(
  'a provider that promises it cannot make us take: %s',
  async (signing) => {
    provider.misbehave({ metadata: { id_token_signing_alg_values_supported: ['none', 'HS256', 'ES256'] } });
    const { attempt, callback } = await comesBack();
    provider.misbehave({ signing });
    expect(await party.finish(callback, attempt)).toEqual(invalid);
  },
);

describe('an answer is refused', () => {
  test.each([
    ['to another login (state)', (url: string) => changed(url, 'state', 'x'.repeat(43))],
    ['to no login', (url: string) => url.replace(/&state=[^&]*/, '')],
    ['without a code', (url: string) => url.replace(/code=[^&]*&/, '')],
    ['with two codes', (url: string) => `${url}&code=another`],
    ['of another issuer (RFC 9207)', (url: string) => changed(url, 'iss', 'https://accounts.example')],
    ['with a token in it', (url: string) => changed(url, 'id_token', 'x')],
    ['that is no address', () => 'http://['],
  ])('%s', async (_what, change) => {
    const { attempt, callback } = await comesBack();
    expect(await party.finish(change(callback), attempt)).toEqual(invalid);
  });

  test('that says no in the name of somebody who was never asked', async () => {
    const { attempt } = await comesBack();
    expect(await party.finish(`${CALLBACK}?error=access_denied&state=guessed`, attempt)).toEqual(invalid);
  });

  test('with a code that was used', async () => {
    const { attempt, callback } = await comesBack();
    expect(await party.finish(callback, attempt)).toHaveProperty('sub');
    expect(await party.finish(callback, attempt)).toEqual({ reason: 'login-expired' });
  });

  test('with a code that was stolen: without its verifier it is worth nothing, and is used up', async () => {
    const { attempt, callback } = await comesBack();
    const thief = { ...attempt, verifier: (await party.begin()).verifier };
    expect(await party.finish(callback, thief)).toEqual({ reason: 'login-expired' });
    expect(await party.finish(callback, attempt)).toEqual({ reason: 'login-expired' });
  });

  test('with somebody else’s code in one’s own login', async () => {
    const [mine, theirs] = [await comesBack(), await comesBack({ as: 'ines.prado' })];
    const code = new URL(theirs.callback).searchParams.get('code') ?? '';
    expect(await party.finish(changed(mine.callback, 'code', code), mine.attempt)).toEqual({ reason: 'login-expired' });
  });
});

describe('the provider’s keys', () => {
  test('are read once for many logins, and so is its metadata', async () => {
    const before = provider.asked.length;
    for (const as of ['lena.hoff', 'ines.prado', 'tom.okafor']) {
      const { attempt, callback } = await comesBack({ as });
      expect(await party.finish(callback, attempt)).toMatchObject({ sub: as });
    }
    const asked = provider.asked.slice(before);
    expect(asked.filter((path) => path.endsWith('jwks.json'))).toHaveLength(1);
    expect(asked.filter((path) => path.endsWith('openid-configuration'))).toHaveLength(1);
  });

  test('may change at any time: a new one is taken at once, without a restart', async () => {
    const first = await comesBack();
    expect(await party.finish(first.callback, first.attempt)).toHaveProperty('sub');
    provider.rotateKeys();
    const second = await comesBack();
    expect(await party.finish(second.callback, second.attempt)).toHaveProperty('sub');
  });

  test('are not asked for by a token that names its own', async () => {
    const { attempt, callback } = await comesBack();
    provider.misbehave({ claims: { jku: 'https://thief.example/jwks' }, signing: 'unknown-kid' });
    expect(await party.finish(callback, attempt)).toEqual(invalid);
  });
});

describe('while the provider is away', () => {
  const told = async (work: Promise<unknown>): Promise<Error> => {
    const error = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ProviderUnavailable);
    return error as Error;
  };

  test('a login cannot begin, and can as soon as it is back', async () => {
    provider.misbehave({ status: 503 });
    await told(party.begin());
    provider.misbehave();
    expect(await party.begin()).toHaveProperty('url');
  });

  test.each([500, 503, 404])('a code cannot be exchanged (%i), and no secret is told', async (status) => {
    const { attempt, callback } = await comesBack();
    provider.misbehave({ status });
    const error = await told(party.finish(callback, attempt));
    const shown = JSON.stringify([error.message, error.stack, { ...error }, error.cause]);
    const code = new URL(callback).searchParams.get('code') ?? '';
    for (const secret of [code, attempt.verifier, attempt.state, provider.client.secret])
      expect(shown).not.toContain(secret);
  });

  test('nobody answers', async () => {
    const gone = await startStaffProvider([CALLBACK]);
    const by = partyOf({ issuer: gone.url });
    await gone.close();
    expect((await told(by.begin())).message).toContain('ECONNREFUSED');
  });

  test('a login of before goes on with the metadata that is known when it cannot be renewed', async () => {
    let aheadMs = 0;
    const by = partyOf({ now: () => Date.now() + aheadMs });
    await by.begin();
    aheadMs = 2 * HOUR_S * 1_000;
    provider.misbehave({ status: 503 });
    expect(await by.begin()).toHaveProperty('url');
    provider.misbehave();
    const before = provider.asked.length;
    await by.begin();
    expect(provider.asked.slice(before)).toContain('/.well-known/openid-configuration');
  });

  test('a wrong client secret is told as what it is, to us', async () => {
    const by = partyOf({ clientSecret: 'not-the-secret' });
    const { attempt, callback } = await comesBack({ by });
    await told(by.finish(callback, attempt));
  });
});

describe('metadata is refused', () => {
  test.each([
    ['of another issuer', { issuer: 'https://accounts.example' }],
    ['whose keys are read over plain http from elsewhere', { jwks_uri: 'http://keys.example/jwks' }],
    ['whose page is no page', { authorization_endpoint: 'javascript:alert(1)' }],
  ])('%s', async (_what, metadata) => {
    provider.misbehave({ metadata });
    await expect(party.begin()).rejects.toThrow(ProviderUnavailable);
  });

  test.each([
    'http://accounts.example',
    'http://localhost:8080',
    'http://10.0.0.1',
    'http://127.0.0.1.example',
    'ftp://a.example',
  ])('of an issuer that anybody on the way could play: %s', (issuer) => {
    expect(() => partyOf({ issuer })).toThrow('must be https');
  });
});
