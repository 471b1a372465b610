import { randomBytes } from 'node:crypto';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';

export type Algorithm = 'RS256' | 'ES256' | 'EdDSA';
export type Claims = Readonly<Record<string, unknown>>;

/** What a provider that is broken, or broken into, may answer. For tests. */
export type Misbehaviour = {
  /** Put over the right ones; undefined takes one out. */
  readonly claims?: Claims;
  readonly signing?: 'none' | 'hmac-with-public-key' | 'unpublished-key' | 'unknown-kid';
  readonly isCut?: true;
  /** Every endpoint answers this status and nothing else. */
  readonly status?: number;
  /** Put over the right discovery document. */
  readonly metadata?: Claims;
};

type SigningKey = { readonly kid: string; readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };

export type Signer = {
  keys(): Promise<{ keys: JWK[] }>;
  sign(claims: Claims, how?: Misbehaviour): Promise<string>;
  /** Another key from now on; the old one is no longer published. */
  rotate(): void;
};

/** The provider's key: made at the first need, and anew in every process. */
export function createSigner(algorithm: Algorithm): Signer {
  let current: Promise<SigningKey> | undefined;
  const key = (): Promise<SigningKey> => {
    current ??= makeKey(algorithm);
    return current;
  };

  return {
    async keys() {
      const { kid, publicKey } = await key();
      return { keys: [{ ...(await exportJWK(publicKey)), kid, alg: algorithm, use: 'sig' }] };
    },
    async sign(claims, { signing, isCut } = {}) {
      const token = await signed(claims, await key(), algorithm, signing);
      return isCut ? token.slice(0, -20) : token;
    },
    rotate() {
      current = undefined;
    },
  };
}

async function signed(
  claims: Claims,
  { kid, privateKey, publicKey }: SigningKey,
  alg: Algorithm,
  signing: Misbehaviour['signing'],
): Promise<string> {
  const jwt = new SignJWT({ ...claims });
  switch (signing) {
    case 'none': {
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
    }
    case 'hmac-with-public-key': {
      const secret = Buffer.from(await exportSPKI(publicKey));
      return jwt.setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid }).sign(secret);
    }
    case 'unpublished-key':
    case 'unknown-kid': {
      const other = await makeKey(alg);
      const named = signing === 'unknown-kid' ? other.kid : kid;
      return jwt.setProtectedHeader({ alg, typ: 'JWT', kid: named }).sign(other.privateKey);
    }
    case undefined:
      return jwt.setProtectedHeader({ alg, typ: 'JWT', kid }).sign(privateKey);
  }
}

async function makeKey(algorithm: Algorithm): Promise<SigningKey> {
  const pair = await generateKeyPair(algorithm, { extractable: true });
  return { kid: randomBytes(8).toString('hex'), ...pair };
}
