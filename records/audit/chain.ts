import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isSigned, type PublicKeys, type SealingKey, signed } from '../../runtime/sealing.ts';

/**
 * An entry as it is hashed: every column as PostgreSQL writes it, so that no digit of a number and no microsecond is lost on
 * the way through a program. `detail` is the text of the jsonb, `at` is UTC and written as ISO 8601 whatever the session's settings.
 */
export type EntryText = Readonly<Record<'id' | 'at' | 'actor' | 'action' | 'detail' | 'xid', string>> &
  Readonly<Record<'actorId' | 'subject', string | null>>;

/** A batch of the chain: its last link is the head, and that is signed together with where it stands. */
export type Seal = {
  /** 1, 2, 3 */
  readonly n: bigint;
  readonly first: bigint;
  readonly last: bigint;
  /** The head of the seal before; zeros before the first. */
  readonly previous: Buffer;
  readonly head: Buffer;
  /** The database's time, in UTC as it writes it: 2026-11-21T10:00:00.123Z */
  readonly at: string;
  readonly keyId: string;
  readonly signature: Buffer;
};

/** What the first entry's link follows. */
export const GENESIS: Buffer = Buffer.alloc(32);

const FIELDS = ['id', 'at', 'actor', 'actorId', 'action', 'subject', 'detail', 'xid'] as const;

/** The hash of an entry. A chain may show this instead of the entry, so that one can be proved without the others being read. */
export const digestOf = (entry: EntryText): Buffer =>
  sha256(framed('cage-audit-entry-1', ...FIELDS.map((field) => entry[field])));

/** An entry's link: from the link before it and the entry's hash. */
export const linkOf = (previous: Buffer, digest: Buffer): Buffer =>
  createHash('sha256').update(previous).update(digest).digest();

export function signSeal(key: SealingKey, seal: Omit<Seal, 'keyId' | 'signature'>): Seal {
  const named = { ...seal, keyId: key.id };
  return { ...named, signature: signed(key, messageOf(named)) };
}

/** Whether one of these keys signed the seal just as it stands here. */
export function judgeSignature(keys: PublicKeys, seal: Seal): 'signed' | 'not-signed' | 'unknown-key' {
  const key = keys.get(seal.keyId);
  if (!key) return 'unknown-key';
  return isSigned(key, messageOf(seal), seal.signature) ? 'signed' : 'not-signed';
}

const messageOf = ({ n, first, last, previous, head, at, keyId }: Omit<Seal, 'signature'>): Buffer =>
  framed('cage-audit-seal-1', String(n), String(first), String(last), previous, head, at, keyId);

/** Each part behind its length, so that no two lists of parts make the same bytes; what is absent has a length nothing has. */
function framed(...parts: readonly (string | Buffer | null)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = typeof part === 'string' ? Buffer.from(part) : (part ?? Buffer.alloc(0));
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part === null ? 0xff_ff_ff_ff : bytes.length);
      return [length, bytes];
    }),
  );
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

const whole = z
  .string()
  .regex(/^\d{1,19}$/)
  .transform(BigInt);
/** So many bytes in base64; written in one way only. */
export const bytes = (count: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((buffer) => buffer.length === count);

/** A seal outside the database: in the file of heads, and in an export. */
export const sealJson = z.strictObject({
  n: whole,
  first: whole,
  last: whole,
  previous: bytes(32),
  head: bytes(32),
  at: z.string(),
  keyId: z.string(),
  signature: bytes(64),
});

/** The same seal makes the same text, to the byte. */
export const sealText = (seal: Seal): string =>
  JSON.stringify({
    n: String(seal.n),
    first: String(seal.first),
    last: String(seal.last),
    previous: seal.previous.toString('base64'),
    head: seal.head.toString('base64'),
    at: seal.at,
    keyId: seal.keyId,
    signature: seal.signature.toString('base64'),
  });

/** The seal of a text, or nothing when it is none. */
export function parseSeal(text: string): Seal | undefined {
  try {
    return sealJson.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
