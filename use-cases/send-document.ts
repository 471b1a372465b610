import type { DocumentId, PlayerId } from '../contracts/ids.ts';
import type { DocumentKind, UploadRefusal } from '../domain/verification.ts';
import { append } from '../records/audit/append.ts';
import {
  addDocument,
  documentsInStore,
  mayBeSent,
  type NewDocument,
  removeDocument as take,
} from '../records/compliance/documents.ts';
import { newId } from '../runtime/ids.ts';
import {
  type DocumentDeps,
  digestOf,
  dropParts,
  judge,
  numbersOf,
  type Part,
  pagesOf,
  putParts,
  scanned,
} from './documents.ts';

export type SentDocument = Pick<NewDocument, 'id' | 'kind' | 'bytes' | 'sentAt'> & { readonly state: 'held' | 'kept' };

/**
 * A player sends one file of what is asked of them. It is believed in nothing: known by its own bytes, scanned, drawn anew in a
 * process of its own, sealed, and only then stored and written down. Of a file that is refused nothing is left; one that nobody
 * can scan now is sealed as it is, and looked through later (`finishHeld`).
 */
export const sendDocument =
  (deps: DocumentDeps) =>
  async (
    player: PlayerId,
    kind: DocumentKind,
    bytes: Buffer,
  ): Promise<SentDocument | { readonly reason: UploadRefusal | 'unavailable' }> => {
    const early = await deps.transaction((tx) => mayBeSent(tx, player, kind));
    if (early) return { reason: early };

    const id = newId(deps.now()) as DocumentId;
    const judged = await examine(deps, id, bytes);
    if ('reason' in judged) return judged;

    const { parts, pages, type } = judged;
    const sentAt = new Date(deps.now());
    const added: NewDocument = {
      id,
      player,
      kind,
      type,
      bytes: bytes.length,
      pages,
      digest: digestOf(deps.digestKey, bytes),
      sentAt,
    };
    let isWritten = false;
    try {
      await putParts(deps, player, id, parts);
      const refused = await write(deps, added);
      if (refused) return { reason: refused };
      isWritten = true;
    } finally {
      if (!isWritten) await dropUnwritten(deps, id, [...parts.keys()]);
    }
    return { id, kind, bytes: bytes.length, sentAt, state: pages === undefined ? 'held' : 'kept' };
  };

type Examined = {
  readonly type: string;
  readonly parts: ReadonlyMap<Part, Buffer>;
  readonly pages: number | undefined;
};

async function examine(
  deps: DocumentDeps,
  id: DocumentId,
  bytes: Buffer,
): Promise<Examined | { readonly reason: UploadRefusal | 'unavailable' }> {
  const judged = judge(bytes);
  if ('reason' in judged) return judged;
  const found = await scanned(deps, bytes, id);
  if (found === 'infected') return { reason: 'upload-infected' };
  if (found === 'unknown') return { type: judged.type, parts: new Map([['held', bytes]]), pages: undefined };
  const drawn = await deps.redraw(bytes, judged.type);
  if ('reason' in drawn) return { reason: drawn.reason === 'busy' ? 'unavailable' : drawn.reason };
  return { type: judged.type, parts: pagesOf(drawn.pages), pages: drawn.pages.length };
}

const write = (deps: DocumentDeps, d: NewDocument): Promise<UploadRefusal | undefined> =>
  deps.transaction(async (tx) => {
    const refused = await addDocument(tx, d);
    if (refused) return refused;
    await append(tx, {
      actor: 'player',
      actorId: d.player,
      action: 'document.sent',
      subject: d.id,
      detail: { kind: d.kind, state: d.pages === undefined ? 'held' : 'kept' },
    });
    tx.afterCommit(() => deps.hint(d.player, { what: 'kyc' }));
    return undefined;
  });

/** Unless it was written after all: asked anew, because the answer may have been lost. */
async function dropUnwritten(deps: DocumentDeps, id: DocumentId, parts: readonly Part[]): Promise<void> {
  const isThere = await deps
    .transaction((tx) => documentsInStore(tx, [id]))
    .then(
      (there) => there.has(id),
      () => true, // nobody knows: what is nobody's is swept later
    );
  if (!isThere) await dropParts(deps, id, parts);
}

/** Takes a file back, as long as it was not submitted. */
export const removeDocument =
  (deps: Pick<DocumentDeps, 'transaction' | 'store' | 'hint' | 'now' | 'log'>) =>
  async (player: PlayerId, id: DocumentId): Promise<'removed' | 'gone'> => {
    const was = await deps.transaction(async (tx) => {
      const removed = await take(tx, player, id, new Date(deps.now()));
      if (!removed) return undefined;
      await append(tx, {
        actor: 'player',
        actorId: player,
        action: 'document.removed',
        subject: id,
        detail: { kind: removed.kind },
      });
      tx.afterCommit(() => deps.hint(player, { what: 'kyc' }));
      return removed;
    });
    if (!was) return 'gone';
    await dropParts(deps, id, numbersOf(was.pages));
    return 'removed';
  };
