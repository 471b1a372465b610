import type { PlayerId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** How a link brought somebody: by a player's invitation, or from a campaign. */
export type ArrivalNote =
  | { readonly kind: 'referral'; readonly value: string }
  | { readonly kind: 'campaign'; readonly value: string };

/**
 * Notes by which link a player came; once for each link. Only the one somebody joined by is their first. An invitation of
 * nobody, or of themselves, is not noted. Safe to repeat.
 */
export async function noteArrival(tx: Tx, player: PlayerId, note: ArrivalNote, isFirst: boolean): Promise<void> {
  if (note.kind === 'campaign') {
    await tx.query(sql`
      insert into identity.arrival (player_id, kind, value, is_first)
      values (${player}, 'campaign', ${note.value}, ${isFirst}) on conflict do nothing`);
    return;
  }
  await tx.query(sql`
    insert into identity.arrival (player_id, kind, value, referrer_id, is_first)
    select ${player}, 'referral', p.invite_code, p.id, ${isFirst} from identity.player p
    where p.invite_code = ${note.value} and p.id <> ${player} on conflict do nothing`);
}
