import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedStaffProvider, startStaffProvider } from '../staff/server.ts';
import { answersLogin } from './test-browser.ts';

const CALLBACK = 'http://127.0.0.1:8080/staff/auth/callback';
let aheadMs = 0;
let provider: StartedStaffProvider;
beforeAll(async () => {
  provider = await startStaffProvider([CALLBACK], { now: () => Date.now() + aheadMs });
});
afterAll(() => provider.close());

const verifier = 'v'.repeat(43);
const right = () => ({
  response_type: 'code',
  client_id: provider.client.id,
  redirect_uri: CALLBACK,
  scope: 'openid profile',
  state: 's'.repeat(20),
  nonce: 'n'.repeat(20),
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
});
const authUrl = (change: Record<string, string | undefined> = {}): string => {
  const query = Object.entries({ ...right(), ...change }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return `${provider.url}/auth?${new URLSearchParams(query)}`;
};
const codeIn = (callback: string) => new URL(callback).searchParams.get('code') ?? '';
const newCode = async () => codeIn(await answersLogin(authUrl(), 'tom.okafor'));

async function exchange(form: Record<string, string>, headers: Record<string, string> = {}) {
  const answer = await fetch(`${provider.url}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      redirect_uri: CALLBACK,
      code_verifier: verifier,
      ...form,
    }),
  });
  return { status: answer.status, body: (await answer.json()) as { error?: string; id_token?: string } };
}
const inForm = () => ({ client_id: provider.client.id, client_secret: provider.client.secret });

test('a code brings a token that anybody with the published key can check', async () => {
  const { status, body } = await exchange({ ...inForm(), code: await newCode() });
  expect(status).toBe(200);
  const keys = createRemoteJWKSet(new URL(`${provider.url}/.well-known/jwks.json`));
  const { payload } = await jwtVerify(body.id_token ?? '', keys, {
    issuer: provider.url,
    audience: provider.client.id,
  });
  expect(payload).toMatchObject({ sub: 'tom.okafor', name: 'Tom Okafor', roles: ['support'], nonce: 'n'.repeat(20) });
});

test('who says no is sent back with the state, and without a code', async () => {
  const back = new URL(await answersLogin(authUrl(), null));
  expect(Object.fromEntries(back.searchParams)).toEqual({ error: 'access_denied', state: 's'.repeat(20) });
});

test('a question is answered once, and by somebody who is there', async () => {
  const asked = await fetch(authUrl(), { redirect: 'manual' });
  const question = new URL(asked.headers.get('location') ?? '', provider.url).searchParams.get('question');
  const answer = (person: string | null, headers = {}) =>
    fetch(`${provider.url}/login/answer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ question, person }),
    }).then(({ status }) => status);
  expect(await answer('nobody')).toBe(400);
  expect(await answer('tom.okafor', { origin: 'https://thief.example' })).toBe(403);
  expect(await answer('tom.okafor')).toBe(200);
  expect(await answer('tom.okafor')).toBe(400);
});

describe('a login is not even asked about', () => {
  test.each([
    ['for a client that is not registered', { client_id: 'x' }],
    ['back to an address that is not registered', { redirect_uri: 'https://thief.example/' }],
    ['back to an address that only begins alike', { redirect_uri: `${CALLBACK}/../steal` }],
    ['back to nowhere', { redirect_uri: undefined }],
  ])('%s, and the browser stays here', async (_what, change) => {
    const answer = await fetch(authUrl(change), { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  });

  test.each([
    ['without PKCE', { code_challenge: undefined }],
    ['with the plain method', { code_challenge_method: 'plain' }],
    ['without a state', { state: undefined }],
    ['with a nonce that can be guessed', { nonce: '1' }],
    ['by the implicit flow', { response_type: 'id_token' }],
    ['without openid', { scope: 'profile' }],
  ])('%s, and the client is told', async (_what, change) => {
    const back = new URL(await answersLogin(authUrl(change), 'tom.okafor'));
    expect(back.href.startsWith(CALLBACK)).toBe(true);
    expect(back.searchParams.get('error')).toMatch(/^(invalid_request|invalid_scope|unsupported_response_type)$/);
  });
});

describe('no token is given', () => {
  test.each([
    ['for another secret', { client_secret: 'x' }, 'invalid_client'],
    ['for no secret', { client_secret: '' }, 'invalid_client'],
    ['for another code', { code: 'x' }, 'invalid_grant'],
    ['for another verifier', { code_verifier: 'w'.repeat(43) }, 'invalid_grant'],
    ['for another address to go back to', { redirect_uri: 'https://thief.example/' }, 'invalid_grant'],
    ['for another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('%s', async (_what, change, error) => {
    const { body } = await exchange({ ...inForm(), code: await newCode(), ...change });
    expect(body).toEqual({ error });
  });

  test('twice for one code', async () => {
    const code = await newCode();
    expect((await exchange({ ...inForm(), code })).status).toBe(200);
    expect((await exchange({ ...inForm(), code })).body).toEqual({ error: 'invalid_grant' });
  });

  test('for a code that waited too long', async () => {
    const code = await newCode();
    aheadMs = 61_000;
    const { body } = await exchange({ ...inForm(), code });
    aheadMs = 0;
    expect(body).toEqual({ error: 'invalid_grant' });
  });

  test('to whom says who they are in two ways', async () => {
    const basic = `Basic ${Buffer.from(`${provider.client.id}:${provider.client.secret}`).toString('base64')}`;
    const twice = await exchange({ ...inForm(), code: await newCode() }, { authorization: basic });
    expect(twice).toEqual({ status: 401, body: { error: 'invalid_client' } });
    const once = await exchange({ client_id: provider.client.id, code: await newCode() }, { authorization: basic });
    expect(once.status).toBe(200);
  });
});

test('every file the page names is there, and its policy lets nothing in from elsewhere', async () => {
  const answer = await fetch(`${provider.url}/login?question=x`);
  expect(answer.headers.get('content-security-policy')).not.toContain('unsafe');
  const html = await answer.text();
  expect(html).not.toMatch(/<script>|<style|style=|onclick/);
  const named = [...html.matchAll(/(?:src|href)="(\/[^"#]+)/g)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(3);
  for (const file of named) expect([file, (await fetch(provider.url + file)).status]).toEqual([file, 200]);
});
