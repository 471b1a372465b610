import type { DocumentId, PlayerId } from '../contracts/ids.ts';
import type { DocumentKind } from '../domain/verification.ts';
import type { Tx } from '../prisma/tx.ts';
import { documentsOf, sendersOfSameFiles } from '../records/compliance/document-reads.ts';
import type { VerificationView } from '../records/compliance/verification-reads.ts';

/** One file of a player's. */
export type SentDocument = {
  readonly id: DocumentId;
  readonly kind: DocumentKind;
  /** `refused`: it was held, and found harmful then. */
  readonly state: 'held' | 'kept' | 'refused';
  readonly pages: number;
  readonly bytes: number;
  readonly sentAt: Date;
  /** Of the verification, when it was sent: a submission is of the files of its own asking. */
  readonly revision: number;
};

/** Those of what is asked now, or was sent and is looked at now: each submission is one revision on. */
export const sentNow = <D extends Pick<SentDocument, 'revision' | 'state'>>(
  { status, revision }: Pick<VerificationView, 'status' | 'revision'>,
  documents: readonly D[],
): (D & { readonly state: 'held' | 'kept' })[] =>
  documents.filter(
    (d): d is D & { readonly state: 'held' | 'kept' } =>
      d.state !== 'refused' && d.revision === (status === 'asked' ? revision : revision - 1),
  );

/** What the workflow of a verification must know of files; who keeps them says it. */
export type SentDocuments = {
  /** Those of a player, the oldest first. */
  documentsOf(tx: Pick<Tx, 'query'>, player: PlayerId): Promise<readonly SentDocument[]>;
  /** Whether another player sent one of the very same files. */
  isSentByAnother(tx: Pick<Tx, 'query'>, player: PlayerId): Promise<boolean>;
};

/** As they are kept. */
export const sentDocuments: SentDocuments = {
  documentsOf,
  isSentByAnother: async (tx, player) => (await sendersOfSameFiles(tx, player)).length > 0,
};
