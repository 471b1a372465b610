import type { DocumentId, PlayerId } from '../../contracts/ids.ts';
import { type DocumentKind, MOST_FILES_OF_A_KIND, type UploadRefusal } from '../../domain/verification.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

export type NewDocument = {
  readonly id: DocumentId;
  readonly player: PlayerId;
  readonly kind: DocumentKind;
  readonly type: string;
  readonly bytes: number;
  /** Undefined: it is held until it can be scanned. */
  readonly pages: number | undefined;
  /** HMAC-SHA-256 of what was sent. */
  readonly digest: Uint8Array;
  readonly sentAt: Date;
};

type SendRefusal = Extract<UploadRefusal, 'upload-not-asked' | 'upload-too-many'>;

/**
 * Whether a file of this kind is asked of the player now. Holds their verification until the end of the transaction, as whoever
 * submits it does: a file is either part of a submission or refused.
 */
export async function mayBeSent(tx: Tx, player: PlayerId, kind: DocumentKind): Promise<SendRefusal | undefined> {
  const [asked] = await tx.query<{ revision: number }>(sql`
    select v.revision from compliance.verification v join compliance.asked_document a using (player_id)
    where v.player_id = ${player} and v.status = 'asked' and a.kind = ${kind} and a.state in ('asked', 'again', 'received')
    for update of v`);
  if (!asked) return 'upload-not-asked';
  const [row] = await tx.query<{ files: number }>(sql`
    select count(*)::integer as files from compliance.document
    where player_id = ${player} and kind = ${kind} and revision = ${asked.revision} and state in ('held', 'kept')`);
  return (row?.files ?? 0) >= MOST_FILES_OF_A_KIND ? 'upload-too-many' : undefined;
}

/** Writes a file down, and that what it is was received. The file itself lies in the store already. */
export async function addDocument(tx: Tx, d: NewDocument): Promise<SendRefusal | undefined> {
  const refused = await mayBeSent(tx, d.player, d.kind);
  if (refused) return refused;
  await tx.query(sql`
    insert into compliance.document (id, player_id, kind, state, revision, type, bytes, pages, digest, sent_at, kept_at)
    select ${d.id}, v.player_id, ${d.kind}, ${d.pages === undefined ? 'held' : 'kept'}, v.revision, ${d.type}, ${d.bytes},
      ${d.pages ?? null}, ${d.digest}, ${d.sentAt}, ${d.pages === undefined ? null : d.sentAt}::timestamptz
    from compliance.verification v where v.player_id = ${d.player}`);
  await tx.query(sql`
    update compliance.asked_document set state = 'received', at = ${d.sentAt}
    where player_id = ${d.player} and kind = ${d.kind} and state in ('asked', 'again')`);
  return undefined;
}

/** What is asked for again, or still, now that a file of it is gone. */
const askStill = (tx: Tx, player: PlayerId, kind: DocumentKind) =>
  tx.query(sql`
    update compliance.asked_document a set state = case when a.why is null then 'asked' else 'again' end
    where a.player_id = ${player} and a.kind = ${kind} and a.state = 'received' and not exists (
      select from compliance.document d join compliance.verification v using (player_id)
      where d.player_id = a.player_id and d.kind = a.kind and d.state in ('held', 'kept') and d.revision = v.revision)`);

export type EndedDocument = { readonly pages: number | undefined; readonly kind: DocumentKind };

/** Takes back a file that was not submitted yet; undefined: there is no such file of theirs. */
export async function removeDocument(
  tx: Tx,
  player: PlayerId,
  id: DocumentId,
  at: Date,
): Promise<EndedDocument | undefined> {
  await tx.query(sql`select 1 from compliance.verification where player_id = ${player} for update`);
  const [was] = await tx.query<{ kind: DocumentKind; pages: number | null }>(sql`
    update compliance.document d set state = 'removed', ended_at = ${at}, digest = null
    from compliance.verification v
    where d.id = ${id} and d.player_id = ${player} and d.state in ('held', 'kept')
      and v.player_id = d.player_id and v.status = 'asked' and v.revision = d.revision
    returning d.kind, d.pages`);
  if (!was) return undefined;
  await askStill(tx, player, was.kind);
  return { kind: was.kind, pages: was.pages ?? undefined };
}

/** A held file was scanned and drawn anew. False: it is not held any more. */
export async function keepHeld(tx: Tx, id: DocumentId, pages: number, at: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    update compliance.document set state = 'kept', pages = ${pages}, kept_at = ${at} where id = ${id} and state = 'held' returning 1`);
  return rows.length > 0;
}

/** A held file is not taken after all; it is asked for again. False: it is not held any more. */
export async function refuseHeld(tx: Tx, { id, player }: HeldDocument, why: UploadRefusal, at: Date): Promise<boolean> {
  await tx.query(sql`select 1 from compliance.verification where player_id = ${player} for update`);
  const [was] = await tx.query<{ kind: DocumentKind }>(sql`
    update compliance.document set state = 'refused', refused_why = ${why}, ended_at = ${at}, digest = null
    where id = ${id} and state = 'held' returning kind`);
  if (!was) return false;
  await askStill(tx, player, was.kind);
  return true;
}

export type HeldDocument = { readonly id: DocumentId; readonly player: PlayerId; readonly type: string };

/** Files that wait to be scanned, the longest waiting first, but those behind `after` before all others. */
export const heldDocuments = (
  tx: Pick<Tx, 'query'>,
  atMost: number,
  after: DocumentId | undefined,
): Promise<HeldDocument[]> =>
  tx.query<HeldDocument>(sql`
    select id, player_id as player, type from compliance.document where state = 'held'
    order by coalesce((sent_at, id) <= (select x.sent_at, x.id from compliance.document x where x.id = ${after ?? null}::uuid), false), sent_at, id
    limit ${atMost}`);

/** Of these, the files that lie in the store for a reason, and for which. */
export async function documentsInStore(
  tx: Pick<Tx, 'query'>,
  ids: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, 'held' | 'kept'>> {
  const rows = await tx.query<{ id: DocumentId; state: 'held' | 'kept' }>(sql`
    select id, state from compliance.document where id = any(${[...ids]}::uuid[]) and state in ('held', 'kept')`);
  return new Map(rows.map(({ id, state }) => [id, state]));
}
