import type { DocumentId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** A document may be seen in this staff session until then, by whoever knows what hashes to this. */
export async function openLook(
  tx: Tx,
  look: {
    readonly tokenHash: Uint8Array;
    readonly document: DocumentId;
    readonly session: string;
    readonly until: Date;
  },
): Promise<void> {
  await tx.query(sql`
    insert into compliance.document_look (token_hash, document_id, session_id, expires_at)
    values (${look.tokenHash}, ${look.document}, ${look.session}, ${look.until})`);
}

/** What it is a look at; undefined: there is none in this session, or its time is over. */
export async function documentOfLook(
  tx: Pick<Tx, 'query'>,
  tokenHash: Uint8Array,
  session: string,
  now: Date,
): Promise<DocumentId | undefined> {
  const [row] = await tx.query<{ document: DocumentId }>(sql`
    select document_id as document from compliance.document_look
    where token_hash = ${tokenHash} and session_id = ${session} and expires_at > ${now}`);
  return row?.document;
}

/** Those whose time is over; answers how many. */
export async function forgetLooks(tx: Pick<Tx, 'query'>, now: Date): Promise<number> {
  const rows = await tx.query(sql`delete from compliance.document_look where expires_at <= ${now} returning 1`);
  return rows.length;
}
