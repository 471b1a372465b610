import type { DocumentId, PlayerId } from '../../contracts/ids.ts';
import type { DocumentKind, UploadRefusal } from '../../domain/verification.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

export type DocumentView = {
  readonly id: DocumentId;
  readonly player: PlayerId;
  readonly kind: DocumentKind;
  readonly state: 'held' | 'kept' | 'refused';
  /** Of the verification, when it was sent: the next submission is of the files of its own revision. */
  readonly revision: number;
  readonly type: string;
  readonly bytes: number;
  /** 0 until it is kept. */
  readonly pages: number;
  /** HMAC-SHA-256 of what was sent; null once it was refused. */
  readonly digest: Buffer | null;
  /** Why it was refused after it was held. */
  readonly refusedWhy: UploadRefusal | null;
  readonly sentAt: Date;
};

/** A player's files, the oldest first; without those that were taken back. */
export const documentsOf = (tx: Reader, player: PlayerId): Promise<DocumentView[]> =>
  tx.query<DocumentView>(sql`
    select id, player_id as player, kind, state, revision, type, bytes, coalesce(pages, 0) as pages, digest,
      refused_why as "refusedWhy", sent_at as "sentAt"
    from compliance.document where player_id = ${player} and state <> 'removed' order by sent_at, id`);

/** Whether none of a player's files waits to be scanned. */
export async function areAllKept(tx: Reader, player: PlayerId): Promise<boolean> {
  const held = await tx.query(
    sql`select 1 from compliance.document where player_id = ${player} and state = 'held' limit 1`,
  );
  return held.length === 0;
}

/** Other players who sent one of the same files, byte for byte. */
export async function sendersOfSameFiles(tx: Reader, player: PlayerId): Promise<PlayerId[]> {
  const rows = await tx.query<{ player: PlayerId }>(sql`
    select distinct o.player_id as player from compliance.document d join compliance.document o on o.digest = d.digest
    where d.player_id = ${player} and o.player_id <> d.player_id and d.state in ('held', 'kept') order by 1`);
  return rows.map((row) => row.player);
}

export type KeptDocument = Pick<DocumentView, 'id' | 'player' | 'kind' | 'pages'>;

/** A file that can be looked at. */
export async function keptDocument(tx: Reader, id: DocumentId): Promise<KeptDocument | undefined> {
  const [row] = await tx.query<KeptDocument>(
    sql`select id, player_id as player, kind, pages from compliance.document where id = ${id} and state = 'kept'`,
  );
  return row;
}

/** For a player whether it is theirs; for staff (no player) whether there is one. */
export async function isDocumentOf(tx: Reader, id: string, player: PlayerId | undefined): Promise<boolean> {
  const rows = await tx.query(sql`
    select 1 from compliance.document
    where id = ${id} and state <> 'removed' and player_id = coalesce(${player ?? null}::uuid, player_id)`);
  return rows.length > 0;
}
