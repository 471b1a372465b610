import type { PlayerId, StaffId } from '../../contracts/ids.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/**
 * Whether this member of staff is this player, by the Telegram account that the staff's provider names them by: they may neither
 * look at it nor decide upon it. Every account counts that this Telegram account ever opened, and what was joined with one: to
 * unlink the chat, or to begin anew in another one, makes nobody somebody else.
 */
export async function isOwnCase(tx: Reader, staff: StaffId, player: PlayerId): Promise<boolean> {
  const rows = await tx.query(sql`
    select 1 from identity.staff m join compliance.known_account k on k.digest = m.telegram_hash
    where m.id = ${staff} and k.player_id in (select compliance.accounts_of(${player}))`);
  return rows.length > 0;
}

/** Whether one of these is the same person as this member of staff, under an account of its own at the staff's provider. */
export async function isOneOf(tx: Reader, staff: StaffId, others: readonly StaffId[]): Promise<boolean> {
  if (others.includes(staff)) return true;
  const rows = await tx.query(sql`
    select 1 from identity.staff m join identity.staff o on o.telegram_hash = m.telegram_hash
    where m.id = ${staff} and o.id = any(${[...others]}::uuid[])`);
  return rows.length > 0;
}
