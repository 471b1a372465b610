import { errors } from 'jose';
import * as oidc from 'openid-client';

export type LoginRefusal = {
  /**
   * `login-refused`: whoever was asked said no. `login-expired`: the code or token is too old, or the code was used (a
   * provider does not say which: RFC 6749, 5.2). `login-invalid`: what came back is not what this login asked for.
   */
  readonly reason: 'login-refused' | 'login-invalid' | 'login-expired';
};

/** The provider does not answer, or answers that it or our registration is not in order. Its cause is left out: it holds codes. */
export class ProviderUnavailable extends Error {
  override readonly name = 'ProviderUnavailable';
}

/** The person, or the provider in their place, did not agree (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6). */
const SAID_NO = [
  'access_denied',
  'login_required',
  'consent_required',
  'interaction_required',
  'account_selection_required',
];

/** What is wrong with what we were given, by openid-client's codes. */
const INVALID = [
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_PARSE_ERROR',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_UNSUPPORTED_OPERATION',
];

const INVALID_TOKENS = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTInvalid,
  errors.JWTClaimValidationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
];

/** Tells what went wrong with a login: a refusal to answer with, or the outage to throw. */
export function refusalBehind(error: unknown, issuer: string): LoginRefusal | ProviderUnavailable {
  if (error instanceof oidc.AuthorizationResponseError && SAID_NO.includes(error.error))
    return { reason: 'login-refused' };
  if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') return { reason: 'login-expired' };
  if (error instanceof errors.JWTExpired) return { reason: 'login-expired' };
  if (INVALID_TOKENS.some((kind) => error instanceof kind)) return { reason: 'login-invalid' };
  const code = codeOf(error);
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return { reason: 'login-expired' };
  if (INVALID.includes(code)) return { reason: 'login-invalid' };
  return unavailable(error, issuer);
}

export function unavailable(error: unknown, issuer: string): ProviderUnavailable {
  if (error instanceof ProviderUnavailable) return error;
  return new ProviderUnavailable(`the identity provider ${issuer} cannot be asked: ${codeOf(error)}`);
}

/** In words that hold nothing of what was sent. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error instanceof oidc.ResponseBodyError || error instanceof oidc.AuthorizationResponseError) {
    return /^[a-z_]{1,60}$/.test(error.error) ? error.error : 'an error without a name';
  }
  const { code } = error as { code?: unknown };
  if (typeof code === 'string') return code;
  const inner = (error.cause as { code?: unknown } | undefined)?.code;
  return typeof inner === 'string' ? inner : error.message;
}
