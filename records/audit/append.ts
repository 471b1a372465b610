import type { AuditAction } from '../../contracts/audit-actions.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

export type AuditEntry = {
  readonly actor: 'player' | 'staff' | 'system' | 'provider';
  readonly actorId?: string;
  readonly action: AuditAction;
  readonly subject?: string;
  /** Ids, amounts and reasons; nothing personal. */
  readonly detail?: Record<string, unknown>;
};

/** Writes to the trail in the transaction that does the thing. */
export async function append(tx: Tx, { actor, actorId, action, subject, detail = {} }: AuditEntry): Promise<void> {
  await tx.query(
    sql`select audit.append(${actor}, ${actorId ?? null}, ${action}, ${subject ?? null}, ${JSON.stringify(detail)}::jsonb)`,
  );
}
