import type { PlayerId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** What a player is recognised by when they come as another one. */
export type Likenesses = Readonly<Record<'document' | 'person', Buffer>>;

/** Keeps what this player is recognised by, and answers by what another player is the same. */
export async function keepLikenesses(tx: Tx, player: PlayerId, own: Likenesses): Promise<('document' | 'person')[]> {
  const kinds = ['document', 'person'] as const;
  // Two who are the same, looked at in the same moment, would not see each other.
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended('compliance.likeness', 0))`);
  for (const kind of kinds)
    await tx.query(sql`
      insert into compliance.likeness (player_id, kind, digest) values (${player}, ${kind}, ${own[kind]})
      on conflict (player_id, kind) do update set digest = excluded.digest, at = clock_timestamp()`);
  const rows = await tx.query<{ kind: 'document' | 'person' }>(sql`
    select distinct l.kind from compliance.likeness l join compliance.likeness mine on mine.kind = l.kind and mine.digest = l.digest
    where mine.player_id = ${player} and l.player_id <> ${player} order by l.kind`);
  return rows.map(({ kind }) => kind);
}
