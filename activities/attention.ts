import type { Transaction } from '../prisma/tx.ts';
import type { SeenTo } from '../records/payments/attention.ts';
import { type CallDeps, callStaff, callStaffAgain, sendStaffAway } from '../use-cases/call-staff.ts';

export type AttentionActivityDeps = CallDeps & { readonly transaction: Transaction };

/** How people learn that a workflow waits for them. Written down before anything is sent, so that it is true without Temporal. */
export const attentionActivities = ({ transaction, ...deps }: AttentionActivityDeps) => ({
  /** Puts it into the queue and tells the staff's chat. Repeated: it is there already, and nobody is told twice. */
  async callStaff(subject: string, attention: string): Promise<{ readonly againMs: number | undefined }> {
    return { againMs: await transaction((tx) => callStaff(deps, tx, subject, attention)) };
  },

  /** Tells the chat that it still waits. Repeated: told once for each `nth`. */
  async callStaffAgain(subject: string, attention: string, nth: number): Promise<void> {
    await transaction((tx) => callStaffAgain(deps, tx, { subject, attention, nth }));
  },

  /** It is over, by somebody's decision or by itself. Repeated: it is over already. */
  async sendStaffAway(subject: string, attention: string, told: number, by?: SeenTo): Promise<void> {
    await transaction((tx) => sendStaffAway(deps, tx, { subject, attention, told }, by));
  },
});
