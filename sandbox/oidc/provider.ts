import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson, sendTo } from '../pages/http.ts';
import { type AuthorizationRequest, readAuthorizationRequest, withQuery } from './authorization.ts';
import { authenticatedClient, type Client } from './client.ts';
import { type Algorithm, type Claims, createSigner, type Misbehaviour } from './signing.ts';

/** Somebody is asked whether to log in: each answer is where the browser goes next. */
export type Question = {
  /** What the client is known by, and where the browser goes with the answer. */
  readonly clientName: string;
  readonly returnsTo: string;
  /** Undefined where there is nobody of this name. */
  grant(person: string): string | undefined;
  refuse(): string;
};

export type ProviderOptions = {
  /** Known once the server listens. */
  readonly issuer: () => string;
  readonly clients: readonly Client[];
  readonly algorithm: Algorithm;
  readonly now: () => number;
  /** What is said of a person to a client that asked for these scopes; undefined where there is none. */
  readonly claimsOf: (person: string, scope: readonly string[]) => (Claims & { sub: string }) | undefined;
  /** Where the question is put to the person. */
  readonly ask: (question: Question) => string;
};

export type Provider = {
  /** False where the request is for somebody else. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  rotateKeys(): void;
  /** Until it is told otherwise; without a wish it behaves. */
  misbehave(how?: Misbehaviour): void;
  /** The paths that were asked for, oldest first. */
  readonly asked: readonly string[];
};

const CODE_LIVES_MS = 60_000;
const TOKEN_LIVES_S = 300;
const REMEMBERED = 1_000;

type Grant = AuthorizationRequest & { readonly claims: Claims; readonly endsAt: number; readonly at: number };

/**
 * An OpenID provider: authorization code with PKCE, nothing else (OpenID Connect Core 1.0, 3.1; RFC 9700). It is strict, so
 * that a relying party which works here works with strict ones; and it can be told to misbehave.
 */
export function createProvider(options: ProviderOptions): Provider {
  const { issuer, clients, algorithm, now, claimsOf, ask } = options;
  const signer = createSigner(algorithm);
  const grants = new Map<string, Grant>();
  const asked: string[] = [];
  let misbehaviour: Misbehaviour = {};

  const authorize = (query: URLSearchParams, response: ServerResponse): void => {
    const wish = readAuthorizationRequest(clients, query);
    if ('refused' in wish) {
      if (wish.refused === 'back') return void sendTo(response, wish.location);
      return void response.writeHead(400, { 'content-type': 'text/plain' }).end(wish.why);
    }
    const { client, redirectUri, state } = wish;
    const location = ask({
      clientName: client.name,
      returnsTo: redirectUri,
      refuse: () => withQuery(redirectUri, { error: 'access_denied', state }),
      grant(person) {
        const claims = claimsOf(person, wish.scope);
        if (!claims) return undefined;
        const code = randomBytes(32).toString('base64url');
        grants.set(code, { ...wish, claims, at: now(), endsAt: now() + CODE_LIVES_MS });
        return withQuery(redirectUri, { code, state });
      },
    });
    sendTo(response, location);
  };

  const exchange = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '');
    const form = new URLSearchParams((await readBody(request))?.toString());
    const refuse = (error: string, status = 400) =>
      sendJson(response, status, { error }, status === 401 ? { 'www-authenticate': 'Basic realm="token"' } : {});
    if (!isForm) return refuse('invalid_request');
    const client = authenticatedClient(clients, request.headers.authorization, form);
    if (!client) return refuse('invalid_client', 401);
    if (form.get('grant_type') !== 'authorization_code') return refuse('unsupported_grant_type');
    const code = form.get('code') ?? '';
    const grant = grants.get(code);
    grants.delete(code); // a code is tried once, however the try ends
    if (!grant || !isEntitled(grant, client, form, now())) return refuse('invalid_grant');

    const issuedAt = Math.floor(now() / 1_000);
    const claims = {
      iss: issuer(),
      aud: client.id,
      ...grant.claims,
      nonce: grant.nonce,
      auth_time: Math.floor(grant.at / 1_000),
      iat: issuedAt,
      exp: issuedAt + TOKEN_LIVES_S,
      ...misbehaviour.claims,
    };
    sendJson(response, 200, {
      access_token: randomBytes(32).toString('base64url'),
      token_type: 'Bearer',
      expires_in: TOKEN_LIVES_S,
      id_token: await signer.sign(claims, misbehaviour),
    });
  };

  const routes: Readonly<Record<string, Route>> = {
    'GET /.well-known/openid-configuration': ({ response }) =>
      sendJson(response, 200, { ...metadata(issuer(), algorithm), ...misbehaviour.metadata }),
    'GET /.well-known/jwks.json': async ({ response }) => sendJson(response, 200, await signer.keys()),
    'GET /auth': ({ response, url }) => authorize(url.searchParams, response),
    'POST /token': ({ request, response }) => exchange(request, response),
  };

  return {
    asked,
    async handle(request, response, url) {
      const route = routes[`${request.method} ${url.pathname}`];
      if (!route) return false;
      asked.push(url.pathname);
      if (asked.length > REMEMBERED) asked.shift();
      if (misbehaviour.status) sendJson(response, misbehaviour.status, {});
      else await route({ request, response, url });
      return true;
    },
    rotateKeys: () => signer.rotate(),
    misbehave(how = {}) {
      misbehaviour = how;
    },
  };
}

type Route = (asked: { request: IncomingMessage; response: ServerResponse; url: URL }) => void | Promise<void>;

function isEntitled(grant: Grant, client: Client, form: URLSearchParams, now: number): boolean {
  const verifier = form.get('code_verifier') ?? '';
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return (
    grant.client.id === client.id &&
    grant.redirectUri === form.get('redirect_uri') &&
    grant.endsAt > now &&
    grant.challenge === challenge
  );
}

const metadata = (issuer: string, algorithm: Algorithm) => ({
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/.well-known/jwks.json`,
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: [algorithm],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  code_challenge_methods_supported: ['S256'],
  scopes_supported: ['openid', 'profile'],
});
