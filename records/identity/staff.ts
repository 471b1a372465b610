import { createHash } from 'node:crypto';
import type { StaffId } from '../../contracts/ids.ts';
import type { StaffRole } from '../../contracts/staff.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

export type StaffMember = {
  readonly id: StaffId;
  readonly name: string;
  readonly roles: readonly StaffRole[];
};

/** The member of staff whom a provider names so; known from the first sign-in on. Name and roles are as told now. */
export async function admitStaff(
  tx: Tx,
  told: {
    issuer: string;
    subject: string;
    name: string;
    roles: readonly StaffRole[];
    /** The Telegram account their provider names them by, so that they do not decide upon themselves; undefined: it names none. */
    telegram?: string | undefined;
  },
  candidate: string,
): Promise<StaffMember> {
  const [row] = await tx.query<{ id: StaffId }>(sql`
    insert into identity.staff (id, issuer, subject, name, roles, telegram_hash)
    values (${candidate}, ${told.issuer}, ${told.subject}, ${told.name}, ${[...told.roles]}, ${told.telegram === undefined ? null : telegramHash(told.telegram)})
    on conflict (issuer, subject) do update set name = excluded.name, roles = excluded.roles, telegram_hash = excluded.telegram_hash
    returning id`);
  if (!row) throw new Error('an upsert answers one row');
  return { id: row.id, name: told.name, roles: told.roles };
}

/** As accounts of players are remembered (`compliance.known_account`), with which `isOwnCase` compares it. */
const telegramHash = (id: string): Buffer => createHash('sha256').update(`telegram:${id}`).digest();

/** The provider gives them no role of ours any more. Answers who they are; undefined when they never were here. */
export async function dropRoles(tx: Tx, told: { issuer: string; subject: string }): Promise<StaffId | undefined> {
  const [row] = await tx.query<{ id: StaffId }>(
    sql`update identity.staff set roles = '{}' where issuer = ${told.issuer} and subject = ${told.subject} returning id`,
  );
  return row?.id;
}
