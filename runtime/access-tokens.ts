import { createHash, createHmac, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { assert } from '../domain/assert.ts';
import { privateKeyOf } from './ed25519.ts';
import type { NamedKey } from './settings.ts';

/** For whom a token is good: the routes of players, the staff desk, or the codec, which staff ask from the Temporal Web UI. */
export type Audience = 'cage-player' | 'cage-staff' | 'cage-codec';

/** What a token says: who, and in which session. All else is asked of the session. */
export type Claims = { readonly subject: string; readonly session: string; readonly expiresAtMs: number };
export type TokenRefusal =
  | { readonly reason: 'token-invalid' }
  /** Ours, and what it says; its time is over. */
  | { readonly reason: 'token-expired'; readonly claims: Claims };

export type AccessTokens = ReturnType<typeof createAccessTokens>;

/** RFC 9068's type, so that no other token of ours or of a provider can stand in for it. */
const TYPE = 'at+jwt';
/** Deprecated in favour of `Ed25519` by RFC 9864, and what every library still reads; one name alone is accepted. */
const ALGORITHM = 'EdDSA';
/** Clocks of our own processes may differ by so much. */
const TOLERANCE_S = 5;
const MOST_REMEMBERED = 20_000;

const claimed = z.object({ sub: z.uuid(), sid: z.uuid(), exp: z.int(), iat: z.int() });

type Deps = {
  /** Seeds of Ed25519 keys: the first one signs, all of them verify. */
  readonly keys: readonly NamedKey[];
  readonly issuer: string;
  readonly lifeMs: number;
  /** Of a token for the codec: a page of another origin cannot refresh it, so it lives as long as the session does unrefreshed. */
  readonly codecLifeMs: number;
  readonly now: () => number;
};

/**
 * Access tokens (RFC 9068, EdDSA): good for some minutes, and for one audience. A token that was verified is remembered by its
 * hash until it expires: verifying costs more than the rest of a request.
 */
export function createAccessTokens({ keys, issuer, lifeMs, codecLifeMs, now }: Deps) {
  const lifeOf = (audience: Audience): number => (audience === 'cage-codec' ? codecLifeMs : lifeMs);
  const publicKeys = new Map(keys.map(({ id, key }) => [id, createPublicKey(privateKeyOf(key))]));
  const [first] = keys;
  assert(first, 'a key signs');
  const signing = privateKeyOf(first.key);
  const remembered = new Map<string, Claims & { readonly audience: Audience }>();

  const remember = (name: string, claims: Claims, audience: Audience): void => {
    remembered.set(name, { ...claims, audience });
    if (remembered.size <= MOST_REMEMBERED) return;
    const [oldest] = remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
  };

  const verify = async (token: string, audience: Audience): Promise<Claims> => {
    const { payload } = await jwtVerify(token, ({ kid }) => keyNamed(publicKeys, kid), {
      algorithms: [ALGORITHM],
      typ: TYPE,
      issuer,
      audience,
      clockTolerance: TOLERANCE_S,
      // Also refuses what was signed in the future.
      maxTokenAge: lifeOf(audience) / 1_000,
      currentDate: new Date(now()),
    });
    return claimsOf(claimed.parse(payload));
  };

  const macs = keys.map(({ key }) => Buffer.from(hkdfSync('sha256', key, '', 'cage views', 32)));
  const macOf = (mac: Buffer, text: string): string => createHmac('sha256', mac).update(text).digest('base64url');

  return {
    lifeMs,
    /** The text with our word on it: what lies in Redis others may write to. */
    vouch: (text: string): string => `${macOf(macs[0] as Buffer, text)}.${text}`,
    /** The text we vouched for; undefined when it was somebody else. */
    vouched(kept: string): string | undefined {
      const at = kept.indexOf('.');
      const text = kept.slice(at + 1);
      return at > 0 && macs.some((mac) => macOf(mac, text) === kept.slice(0, at)) ? text : undefined;
    },
    /** @param notAfter when the session ends, however short that is */
    async issue(
      audience: Audience,
      subject: string,
      session: string,
      notAfter: Date,
    ): Promise<{ token: string; expiresAt: Date }> {
      const issuedAt = Math.floor(now() / 1_000);
      const expiresAt = Math.min(
        issuedAt + Math.floor(lifeOf(audience) / 1_000),
        Math.floor(notAfter.getTime() / 1_000),
      );
      const token = await new SignJWT({ sid: session })
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: first.id })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(signing);
      return { token, expiresAt: new Date(expiresAt * 1_000) };
    },

    async read(token: string, audience: Audience): Promise<Claims | TokenRefusal> {
      const name = createHash('sha256').update(token).digest('base64url');
      const known = remembered.get(name);
      if (known && known.audience === audience) {
        if (now() < known.expiresAtMs) return known;
        remembered.delete(name);
        return { reason: 'token-expired', claims: known };
      }
      try {
        const claims = await verify(token, audience);
        remember(name, claims, audience);
        return claims;
      } catch (error) {
        // Looked at last, when key, issuer and audience were found to be ours.
        const told = error instanceof errors.JWTExpired ? claimed.safeParse(error.payload) : undefined;
        return told?.success ? { reason: 'token-expired', claims: claimsOf(told.data) } : { reason: 'token-invalid' };
      }
    },
  };
}

const claimsOf = ({ sub, sid, exp }: z.infer<typeof claimed>): Claims => ({
  subject: sub,
  session: sid,
  expiresAtMs: exp * 1_000,
});

function keyNamed(keys: ReadonlyMap<string, KeyObject>, kid: string | undefined): KeyObject {
  const key = kid === undefined ? undefined : keys.get(kid);
  if (!key) throw new errors.JWSInvalid('no key of ours has this id');
  return key;
}
