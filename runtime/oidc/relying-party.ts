import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { isSafeAddress } from '../addresses.ts';
import { type LoginRefusal, refusalBehind, unavailable } from './refusals.ts';

/** What an identity provider says of who logged in, checked; `sub` is its own name for them. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/** What must be kept between `begin` and `finish`, by us and for this browser alone: with it a login can be finished. */
export type LoginAttempt = { readonly state: string; readonly nonce: string; readonly verifier: string };

export type RelyingParty = {
  /** A new login, and the address to send the browser to. Throws ProviderUnavailable. */
  begin(): Promise<LoginAttempt & { readonly url: string }>;
  /**
   * Who logged in. `callbackUrl` is where the provider sent the browser back to; only its query is read. An attempt is to
   * be forgotten before this is called: a code that was sent is used up, whatever the answer. Throws ProviderUnavailable,
   * and then nothing is known but that the login must begin anew.
   */
  finish(callbackUrl: string, attempt: LoginAttempt): Promise<Claims | LoginRefusal>;
};

export type RelyingPartyOptions = {
  /** OpenID Connect Discovery 1.0, 4: its metadata is read below it. https, or http on a loopback address. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As registered with the provider, to the letter. */
  readonly redirectUri: string;
  /** Words with blanks between; `openid` must be among them. */
  readonly scope: string;
  readonly timeoutMs?: number;
  readonly now?: () => number;
};

/** An allow-list: neither `none`, nor HMAC, whose key anybody could take for the public one (RFC 8725, 3.1). */
const ALGORITHMS = ['EdDSA', 'ES256', 'RS256'];
const CLOCKS_DIFFER_S = 60;
/** A token comes straight from its maker: one that was made long ago was kept by somebody. */
const MOST_TOKEN_AGE_S = 600;
const METADATA_KEPT_MS = 3_600_000;
const KEYS_KEPT_MS = 600_000;

type Provider = {
  readonly config: oidc.Configuration;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
  readonly readAt: number;
};

/** Logs people in by OpenID Connect: authorization code with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1; RFC 9700). */
export function createRelyingParty(options: RelyingPartyOptions): RelyingParty {
  const { issuer, redirectUri, scope, now = Date.now } = options;
  if (!isSafeAddress(issuer)) throw new Error('an issuer must be https, or http on a loopback address');
  const provider = keep(() => discover(options, now()), now);
  const known = () => provider().catch((error: unknown) => Promise.reject(unavailable(error, issuer)));

  return {
    async begin() {
      const { config } = await known();
      const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, state, nonce, verifier };
    },
    async finish(callbackUrl, { state, nonce, verifier }) {
      if (!URL.canParse(callbackUrl, redirectUri)) return { reason: 'login-invalid' };
      const { config, keys } = await known();
      // Host and path are ours to know: a proxy may have told us others.
      const here = new URL(redirectUri);
      here.search = new URL(callbackUrl, redirectUri).search;
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
      try {
        const { id_token: token = '' } = await oidc.authorizationCodeGrant(config, here, checks);
        return await verifiedClaims(token, keys, config);
      } catch (error) {
        const refusal = refusalBehind(error, issuer);
        if (refusal instanceof Error) throw refusal;
        return refusal;
      }
    },
  };
}

/** The signature, too: that the token came over TLS is not enough for us. The rest openid-client has looked at; this is a second look. */
async function verifiedClaims(token: string, keys: Provider['keys'], config: oidc.Configuration): Promise<Claims> {
  const { payload } = await jwtVerify<{ sub: string }>(token, keys, {
    algorithms: ALGORITHMS,
    issuer: config.serverMetadata().issuer,
    audience: config.clientMetadata().client_id,
    requiredClaims: ['sub', 'exp', 'iat', 'nonce'],
    clockTolerance: CLOCKS_DIFFER_S,
    maxTokenAge: MOST_TOKEN_AGE_S, // a token from the future fails this, too
  });
  return payload;
}

async function discover(options: RelyingPartyOptions, readAt: number): Promise<Provider> {
  const { issuer, clientId, clientSecret, timeoutMs = 5_000 } = options;
  const isPlain = new URL(issuer).protocol === 'http:';
  const config = await oidc.discovery(
    new URL(issuer),
    clientId,
    { [oidc.clockTolerance]: CLOCKS_DIFFER_S },
    basicAuthentication(clientSecret),
    { timeout: timeoutMs / 1_000, execute: isPlain ? [oidc.allowInsecureRequests] : [] },
  );
  const { jwks_uri: keysUrl = '', authorization_endpoint: page = '' } = config.serverMetadata();
  for (const address of [keysUrl, page]) {
    if (!isSafeAddress(address) || (!isPlain && !address.startsWith('https:'))) {
      throw new Error('the metadata of the provider names an address that is not https');
    }
  }
  const keys = createRemoteJWKSet(new URL(keysUrl), {
    timeoutDuration: timeoutMs,
    cacheMaxAge: KEYS_KEPT_MS,
    // Read anew at the first token that names an unknown key: it came from the provider, so no stranger can make us ask.
    cooldownDuration: 0,
  });
  return { config, keys, readAt };
}

/**
 * RFC 6749, 2.3.1, and the client's id in the body as Telegram's page shows it. Written as forms are (`-._` stay as they
 * are), so that a provider which compares what it got without decoding it gets along, too.
 */
const basicAuthentication =
  (secret: string): oidc.ClientAuth =>
  (_server, { client_id: id }, body, headers) => {
    const written = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length);
    headers.set('authorization', `Basic ${Buffer.from(`${written(id)}:${written(secret)}`).toString('base64')}`);
    body.set('client_id', id);
  };

/** Reads at the first need, tries again at the next after a failure, and goes on with what it has while it cannot be renewed. */
function keep(read: () => Promise<Provider>, now: () => number): () => Promise<Provider> {
  let known: Provider | undefined;
  let reading: Promise<Provider> | undefined;
  return async () => {
    if (known && now() - known.readAt < METADATA_KEPT_MS) return known;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    try {
      known = await reading;
    } catch (error) {
      if (!known) throw error;
    }
    return known;
  };
}
