import { createHash, randomBytes } from 'node:crypto';
import type { DocumentId, PlayerId, StaffId } from '../contracts/ids.ts';
import { shortCode } from '../domain/ids.ts';
import type { Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { keptDocument } from '../records/compliance/document-reads.ts';
import { documentOfLook, openLook } from '../records/compliance/looks.ts';
import type { Watermark } from '../runtime/documents/watermark.ts';
import { type DocumentDeps, openPart } from './documents.ts';

/** Whether a member of staff is the player whose case it is. */
export type IsOwnCase = (tx: Tx, staff: StaffId, player: PlayerId) => Promise<boolean>;

/** Who looks: a member of staff in a session of theirs. */
export type Looker = { readonly id: string; readonly staff: StaffId; readonly name: string };

export type Look = { readonly token: string; readonly pages: number; readonly expiresAt: Date };

export type LookDeps = Pick<DocumentDeps, 'transaction' | 'vault' | 'store' | 'now'> & {
  readonly isOwnCase: IsOwnCase;
  readonly watermark: Watermark;
};

const LOOK_MS = 60_000;

/** Opens a look at one document for a minute, in this session alone. Each is in the trail, looked through or not. */
export const lookAtDocument =
  ({ transaction, isOwnCase, now }: Pick<LookDeps, 'transaction' | 'isOwnCase' | 'now'>) =>
  ({ id: session, staff }: Looker, document: DocumentId): Promise<Look | LookRefusal> =>
    transaction(async (tx) => {
      const found = await keptDocument(tx, document);
      if (!found) return { reason: 'unknown-document' };
      if (await isOwnCase(tx, staff, found.player)) return { reason: 'own-case' };
      const token = randomBytes(32).toString('base64url');
      const expiresAt = new Date(now() + LOOK_MS);
      await openLook(tx, { tokenHash: hashOf(token), document, session, until: expiresAt });
      await append(tx, {
        actor: 'staff',
        actorId: staff,
        action: 'document.looked',
        subject: document,
        detail: { player: found.player, kind: found.kind },
      });
      return { token, pages: found.pages, expiresAt };
    });

export type LookRefusal = { readonly reason: 'unknown-document' | 'own-case' };

/** One page of a look that is open, with the name of who looks, the time and the case drawn across it. */
export const showPage =
  (deps: LookDeps) =>
  async (
    { id: session, name }: Looker,
    token: string,
    page: number,
  ): Promise<Buffer | { readonly reason: 'look-over' }> => {
    const at = new Date(deps.now());
    const found = await deps.transaction(async (tx) => {
      const document = await documentOfLook(tx, hashOf(token), session, at);
      return document && keptDocument(tx, document);
    });
    if (!found || page >= found.pages) return { reason: 'look-over' };
    const picture = await openPart(deps, found.player, found.id, page);
    return deps.watermark(picture, `${name} · ${minuteOf(at)} · P-${shortCode(found.player)}`);
  };

const minuteOf = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
