import { z } from 'zod';
import { type PublicKeys, publicBytes, publicKey } from '../../runtime/sealing.ts';
import {
  bytes,
  digestOf,
  type EntryText,
  GENESIS,
  judgeSignature,
  linkOf,
  type Seal,
  sealJson,
  sealText,
} from './chain.ts';
import type { Position } from './sealed.ts';

/*
 * A part of the trail with its proof, as lines of JSON: what is asked for, each position in order with its entry (or only
 * the entry's hash), and behind the last position of each batch the signed seal. Nothing else is needed to check it.
 */

const entryJson = z.strictObject({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  actorId: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  detail: z.string(),
  xid: z.string(),
}) satisfies z.ZodType<EntryText>;

const whole = sealJson.shape.n;
const headerJson = z.strictObject({
  trail: z.literal('cage-audit-1'),
  from: z.string(),
  to: z.string(),
  madeAt: z.string(),
  /** The position of the first line, and the link that its link follows. */
  first: whole,
  before: bytes(32),
  keys: z.record(z.string(), bytes(32)),
});
const lineJson = z.union([
  z.strictObject({ position: whole, entry: entryJson }),
  z.strictObject({ position: whole, digest: bytes(32) }),
  z.strictObject({ seal: sealJson }),
]);

export type ProofHeader = {
  readonly from: string;
  readonly to: string;
  readonly madeAt: string;
  readonly first: bigint;
  readonly before: Buffer;
};

export const headerLine = ({ from, to, madeAt, first, before }: ProofHeader, keys: PublicKeys): string =>
  `${JSON.stringify({
    trail: 'cage-audit-1',
    from,
    to,
    madeAt,
    first: String(first),
    before: before.toString('base64'),
    keys: Object.fromEntries([...keys].map(([id, key]) => [id, publicBytes(key)])),
  })}\n`;

/** An entry, or its hash alone where it is not to be shown; of an entry that is gone there is nothing to prove. */
export function positionLine({ position, entryId, entry }: Position, isShown: boolean): string {
  if (!entry) throw new Error(`entry ${entryId} is gone (position ${position}): run verify`);
  const content = isShown ? { entry } : { digest: digestOf(entry).toString('base64') };
  return `${JSON.stringify({ position: String(position), ...content })}\n`;
}

export const sealLine = (seal: Seal): string => `{"seal":${sealText(seal)}}\n`;

/** What a file proves, in words, and what it does not. It holds when there are no faults. */
export type Finding = { readonly holds: readonly string[]; readonly faults: readonly string[] };

type Reading = {
  readonly keys: PublicKeys;
  position: bigint;
  /** The link at that position. */
  link: Buffer;
  seal: Seal | undefined;
  sealedTo: bigint;
  seals: number;
  shown: number;
  withheld: number;
  readonly signers: Set<string>;
  readonly faults: string[];
};

const FAULTS = 100;

/**
 * Reads an export line by line: recomputes every link up to each signed head, and checks the signatures by the keys that
 * are given; by those that the file brings when none are.
 */
export async function checkProof(lines: AsyncIterable<string>, given?: PublicKeys): Promise<Finding> {
  let reading: Reading | undefined;
  let header: z.infer<typeof headerJson> | undefined;
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (!header || !reading) {
      header = parse(headerJson, text);
      if (!header) return { holds: [], faults: ['line 1 is not the beginning of an export'] };
      reading = begun(header, given ?? keysOf(header.keys));
      continue;
    }
    const line = parse(lineJson, text);
    if (!line) reading.faults.push(`line ${number} is neither an entry nor a seal`);
    else if ('seal' in line) takeSeal(reading, line.seal);
    else takePosition(reading, line.position, 'entry' in line ? line.entry : line.digest);
    if (reading.faults.length >= FAULTS) break;
  }
  if (!header || !reading) return { holds: [], faults: ['the file is empty'] };
  if (reading.position > reading.sealedTo)
    reading.faults.push(
      `positions ${reading.sealedTo + 1n} to ${reading.position} lead to no signed head: the end is missing`,
    );
  return {
    faults: reading.faults,
    holds: reading.faults.length > 0 ? [] : inWords(header, reading, given !== undefined),
  };
}

const begun = (header: z.infer<typeof headerJson>, keys: PublicKeys): Reading => ({
  keys,
  position: header.first - 1n,
  link: header.before,
  seal: undefined,
  sealedTo: header.first - 1n,
  seals: 0,
  shown: 0,
  withheld: 0,
  signers: new Set(),
  faults:
    header.first === 1n && !header.before.equals(GENESIS) ? ['the first link does not begin where the trail does'] : [],
});

const keysOf = (keys: Readonly<Record<string, Buffer>>): PublicKeys =>
  new Map(Object.entries(keys).map(([id, key]) => [id, publicKey(key)]));

function takePosition(reading: Reading, position: bigint, content: EntryText | Buffer): void {
  if (position !== reading.position + 1n)
    reading.faults.push(
      `position ${position} follows position ${reading.position}: something between is missing, or moved`,
    );
  const isHash = Buffer.isBuffer(content);
  reading.link = linkOf(reading.link, isHash ? content : digestOf(content));
  reading.position = position;
  if (isHash) reading.withheld += 1;
  else reading.shown += 1;
}

function takeSeal(reading: Reading, seal: Seal): void {
  const before = reading.seal;
  const positions = `positions ${reading.sealedTo + 1n} to ${seal.last}`;
  if (seal.last !== reading.position)
    reading.faults.push(`seal ${seal.n} ends at position ${seal.last}, the entries before it at ${reading.position}`);
  else if (!seal.head.equals(reading.link)) {
    reading.faults.push(
      `${positions} are not what seal ${seal.n} signed: an entry was altered, or one was taken away or moved`,
    );
  }
  if (before && (seal.n !== before.n + 1n || seal.first !== before.last + 1n || !seal.previous.equals(before.head)))
    reading.faults.push(`seal ${seal.n} does not follow seal ${before.n}`);
  if (!before && (seal.first > reading.sealedTo + 1n || seal.last <= reading.sealedTo))
    reading.faults.push(`seal ${seal.n} is not of the positions before it`);
  const judgement = judgeSignature(reading.keys, seal);
  if (judgement === 'not-signed')
    reading.faults.push(`seal ${seal.n} was altered, or key ${seal.keyId} did not sign it`);
  if (judgement === 'unknown-key')
    reading.faults.push(`seal ${seal.n} is signed by key ${seal.keyId}, which was not given`);
  reading.signers.add(seal.keyId);
  // From here on by what was signed, so that one altered entry is told once.
  Object.assign(reading, { seal, link: seal.head, sealedTo: seal.last, seals: reading.seals + 1 });
}

function inWords(
  { from, to, first }: ProofHeader,
  { position, shown, withheld, seals, signers, seal }: Reading,
  isGiven: boolean,
): string[] {
  if (seals === 0) return [`The file says that nothing was written from ${from} until ${to}, and proves nothing.`];
  const who = [...signers].map((id) => `key ${id}`).join(' and ');
  return [
    `Positions ${first} to ${position} of the trail are here as they were sealed: none altered, none missing, none moved.`,
    `${shown} entries are shown, ${withheld} are here by their hash alone. The last of ${seals} seals is seal ${seal?.n}, of ${seal?.at}.`,
    isGiven
      ? `Every seal is signed by ${who}, as you gave it.`
      : `Every seal is signed by ${who}, as the file itself gives it: this proves who signed only if that is the key you know. Give it with --key.`,
    'Not proved: that what was written is true, and that no entry of these times was written outside of these positions.',
  ];
}

function parse<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
