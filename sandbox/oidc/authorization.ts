import type { Client } from './client.ts';

/** A login that somebody is asked about. */
export type AuthorizationRequest = {
  readonly client: Client;
  readonly redirectUri: string;
  readonly scope: readonly string[];
  readonly state: string;
  readonly nonce: string;
  readonly challenge: string;
};

/** `page`: nobody can be sent back, so it is said here. `back`: the client is told. */
export type AuthorizationRefusal =
  | { readonly refused: 'page'; readonly why: string }
  | { readonly refused: 'back'; readonly location: string };

/** Stricter than the standard asks: code flow alone, PKCE S256, a state and a nonce must be there, each parameter once. */
export function readAuthorizationRequest(
  clients: readonly Client[],
  query: URLSearchParams,
): AuthorizationRequest | AuthorizationRefusal {
  const client = clients.find(({ id }) => id === query.get('client_id'));
  if (!client) return { refused: 'page', why: 'No client of this name is registered here.' };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) {
    return { refused: 'page', why: 'This redirect_uri is not registered for this client.' };
  }
  const state = query.get('state') ?? '';
  const back = (error: string, description: string): AuthorizationRefusal => ({
    refused: 'back',
    location: withQuery(redirectUri, { error, error_description: description, ...(state ? { state } : {}) }),
  });
  const names = [...query.keys()];
  if (new Set(names).size !== names.length) return back('invalid_request', 'a parameter is there twice');
  if (query.get('response_type') !== 'code') return back('unsupported_response_type', 'only the code flow');
  const scope = (query.get('scope') ?? '').split(' ').filter(Boolean);
  if (!scope.includes('openid')) return back('invalid_scope', 'scope without openid');
  const nonce = query.get('nonce') ?? '';
  if (state.length < 16 || nonce.length < 16)
    return back('invalid_request', 'state and nonce of some length are needed');
  const challenge = query.get('code_challenge') ?? '';
  if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge)) {
    return back('invalid_request', 'PKCE with S256 is needed');
  }
  return { client, redirectUri, scope, state, nonce, challenge };
}

export function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
