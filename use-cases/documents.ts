import { createHmac, hkdfSync } from 'node:crypto';
import type { DocumentId, PlayerId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import { MOST_UPLOAD_BYTES, type UploadRefusal } from '../domain/verification.ts';
import type { Transaction } from '../prisma/tx.ts';
import type { PlayerVault } from '../records/identity/vault.ts';
import type { Scan } from '../runtime/clamd.ts';
import type { Redraw } from '../runtime/documents/redraw.ts';
import { isTwoThings, typeOf, type UploadType } from '../runtime/documents/sniff.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { NamedKey } from '../runtime/settings.ts';
import type { DocumentStore } from '../runtime/storage/store.ts';

/** What it takes to keep files of players. */
export type DocumentDeps = {
  readonly transaction: Transaction;
  readonly vault: PlayerVault;
  readonly store: DocumentStore;
  /** Undefined: there is nobody to scan them. */
  readonly scan: Scan | undefined;
  /** What becomes of a file that nobody can scan now: a house in development may say `allow`, and each such file is logged. */
  readonly unscanned: 'hold' | 'allow';
  readonly redraw: Redraw;
  /** Under which files are known again: see `digestKeyOf`. */
  readonly digestKey: Uint8Array;
  readonly hint: Hint;
  readonly now: () => number;
  readonly log: Pick<Logger, 'warn' | 'error'>;
};

/** A part of a document in the store: a page by its number, or the file as it was sent, while it is held. */
export type Part = number | 'held';

/** Where a part lies; of the id alone, so that who sees the store learns nobody's name. */
export const keyOf = (id: DocumentId, part: Part): string => `${id.slice(-2)}/${id}/${part}`;

/** Which document a key is of, and which part. */
export function partOf(key: string): { readonly id: DocumentId; readonly part: Part } {
  const [, id = '', part = ''] = key.split('/');
  return { id: id as DocumentId, part: part === 'held' ? part : Number(part) };
}

/** What a part is bound to when it is sealed: it opens as no other page, of no other document. */
const boundTo = (id: DocumentId, part: Part): string[] => ['document', id, String(part)];

type Keeping = Pick<DocumentDeps, 'transaction' | 'vault' | 'store'>;

/** Seals parts and puts them into the store. On the way of one that cannot be put, what was put before is left for the sweeper. */
export async function putParts(
  { transaction, vault, store }: Keeping,
  player: PlayerId,
  id: DocumentId,
  parts: ReadonlyMap<Part, Buffer>,
): Promise<void> {
  // The key is committed before anything lies in the store under it.
  const sealed = await transaction(async (tx) => {
    const each: [Part, Buffer][] = [];
    for (const [part, bytes] of parts) each.push([part, await vault.seal(tx, player, 'kyc', bytes, boundTo(id, part))]);
    return each;
  });
  for (const [part, bytes] of sealed) await store.put(keyOf(id, part), bytes);
}

/** Opens a part. @throws when the store does not have it, or has something else */
export async function openPart(
  { transaction, vault, store }: Keeping,
  player: PlayerId,
  id: DocumentId,
  part: Part,
): Promise<Buffer> {
  const sealed = await store.get(keyOf(id, part));
  if (!sealed) throw new Error(`the store of documents has no part ${part} of ${id}`);
  return transaction((tx) => vault.open(tx, player, 'kyc', sealed, boundTo(id, part)));
}

/** Once they are nobody's any more. What cannot be removed now is the sweeper's. */
export async function dropParts(
  { store, log }: Pick<DocumentDeps, 'store' | 'log'>,
  id: DocumentId,
  parts: readonly Part[],
): Promise<void> {
  for (const part of parts)
    await store
      .remove(keyOf(id, part))
      .catch((err) => log.warn({ err, document: id }, 'a file could not be removed; the sweeper tries again'));
}

export const pagesOf = (pages: readonly Buffer[]): ReadonlyMap<Part, Buffer> => new Map(pages.entries());

export const numbersOf = (pages: number | undefined): Part[] =>
  pages === undefined ? ['held'] : Array.from({ length: pages }, (_, n) => n);

/** What can be told from the bytes alone. */
export function judge(bytes: Buffer): { readonly type: UploadType } | { readonly reason: UploadRefusal } {
  if (bytes.length === 0) return { reason: 'upload-empty' };
  if (bytes.length > MOST_UPLOAD_BYTES) return { reason: 'upload-too-large' };
  const type = typeOf(bytes);
  if (!type) return { reason: 'upload-type' };
  return isTwoThings(bytes, type) ? { reason: 'upload-infected' } : { type };
}

/** `unknown` becomes `clean` where the house allows it, which is logged each time. */
export async function scanned(
  { scan, unscanned, log }: Pick<DocumentDeps, 'scan' | 'unscanned' | 'log'>,
  bytes: Buffer,
  id: DocumentId,
): Promise<'clean' | 'infected' | 'unknown'> {
  const found = scan ? await scan(bytes) : 'unknown';
  if (found !== 'unknown' || unscanned === 'hold') return found;
  log.warn({ document: id }, 'a file was taken without a scan for viruses, as DOCUMENTS_UNSCANNED=allow says');
  return 'clean';
}

/**
 * Of the oldest of DATA_KEYS: new ones are put before it, and what was sent under it is still known again. When it is taken away,
 * files from before are not recognised any more.
 */
export function digestKeyOf(dataKeys: readonly NamedKey[]): Buffer {
  const oldest = dataKeys.at(-1);
  assert(oldest, 'there is a data key');
  return Buffer.from(hkdfSync('sha256', oldest.key, 'cage.documents', 'digest.1', 32));
}

export const digestOf = (key: Uint8Array, bytes: Uint8Array): Buffer =>
  createHmac('sha256', key).update(bytes).digest();
