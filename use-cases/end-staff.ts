import { z } from 'zod';
import type { StaffId } from '../contracts/ids.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { endSessions } from '../records/identity/sessions.ts';
import { readStaff, type StaffAtDesk } from '../records/identity/staff-reads.ts';

/** Everybody who has ever signed in at the desk. */
export const listStaff = (reader: Pick<Tx, 'query'>): Promise<readonly StaffAtDesk[]> => readStaff(reader);

export type StaffEnded = { readonly name: string; readonly sessions: number };

/**
 * Ends every session of a member of staff, by the hand of whoever runs the house: what they may is asked of the database with
 * each request, so it holds at once, and a pass they took is void. Who their identity provider still lets in may come back.
 */
export const endStaff =
  ({ transaction }: { transaction: Transaction }) =>
  (id: string): Promise<StaffEnded | { readonly reason: 'unknown-staff' }> =>
    transaction(async (tx) => {
      const [found] = z.uuid().safeParse(id).success ? await readStaff(tx, id as StaffId) : [];
      if (!found) return { reason: 'unknown-staff' };
      const ended = await endSessions(tx, { owner: { staff: found.id } }, 'by-staff', { actor: 'system' });
      return { name: found.name, sessions: ended.length };
    });
