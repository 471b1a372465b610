import { sql, type Tx } from '../../prisma/tx.ts';
import type { SealingKey } from '../../runtime/sealing.ts';
import { digestOf, type EntryText, linkOf, signSeal } from './chain.ts';

/** How many entries got their place, and whether more may be waiting. */
export type Sealed = { readonly entries: number; readonly more: boolean };

type Turn = {
  n: bigint;
  position: bigint;
  head: Buffer;
  at: string;
  near_xid: bigint;
  near_id: bigint;
  far_xid: bigint;
  far_id: bigint;
};
type Waiting = EntryText & { readonly is_far: boolean; readonly is_sealed: boolean };

/**
 * Seals the next entries of the trail, in one transaction: those of transactions older than every open one, in the order of
 * their transactions. So none can come in behind the seal, and a writer who takes long holds back what came after.
 * Does nothing while another sealer is at it. Safe to repeat: what was committed is gone on from.
 */
export async function sealNext(tx: Tx, key: SealingKey, atMost = 1_000): Promise<Sealed> {
  const [turn] = await tx.query<Turn>(sql`
    select n, position, head, to_json(date_trunc('milliseconds', at) at time zone 'UTC') #>> '{}' || 'Z' as at,
      near_xid, near_id, far_xid, far_id from audit.begin_sealing()`);
  if (!turn) return { entries: 0, more: false };
  const found = await tx.query<Waiting>(
    sql`select * from audit.unsealed(${turn.near_xid}, ${turn.near_id}, ${turn.far_xid}, ${turn.far_id}, ${atMost})`,
  );
  if (found.length === 0) return { entries: 0, more: false };

  const entries = found.filter(({ is_sealed: isSealed }) => !isSealed);
  const links = chained(turn.head, entries);
  const place = { n: turn.n + 1n, first: turn.position + 1n, last: turn.position + BigInt(entries.length) };
  const seal = signSeal(key, { ...place, previous: turn.head, head: links.at(-1) ?? turn.head, at: turn.at });
  const near = found.findLast(({ is_far: isFar }) => !isFar) ?? { xid: turn.near_xid, id: turn.near_id };
  const far = found.findLast(({ is_far: isFar }) => isFar) ?? { xid: turn.far_xid, id: turn.far_id };
  await tx.query(sql`
    select audit.seal_batch(${seal.n}, ${seal.previous}, ${entries.map(({ id }) => id)}::bigint[], ${links}::bytea[], ${seal.at},
      ${seal.keyId}, ${seal.signature}, ${near.xid}, ${near.id}, ${far.xid}, ${far.id})`);
  return { entries: entries.length, more: found.length >= atMost };
}

function chained(head: Buffer, entries: readonly EntryText[]): Buffer[] {
  const links: Buffer[] = [];
  for (const entry of entries) links.push(linkOf(links.at(-1) ?? head, digestOf(entry)));
  return links;
}
