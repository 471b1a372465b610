import type { Payload, PayloadCodec } from '@temporalio/common';
import type { StaffId } from '../contracts/ids.ts';
import type { StaffRole } from '../contracts/staff.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { StaffSessionView } from '../records/identity/reads.ts';
import type { AccessTokens } from '../runtime/access-tokens.ts';
import { isSealed, PayloadKeyMissing } from '../runtime/payloads/codec.ts';

/** Who decides in the Temporal Web UI, and so must read there. Auditors have the trail, which says what was decided and why. */
export const payloadReaders = ['compliance', 'ops'] as const satisfies readonly StaffRole[];

export type UnreadablePayloads = {
  readonly reason: 'unreadable';
  /** The key that is not among PAYLOAD_KEYS, as its writer called it; undefined for what was altered or cut short. */
  readonly missingKey: string | undefined;
};

/** What the desk gives a browser so that the Web UI beside it can read: good for this session alone, and no longer than it lasts. */
export const payloadReading =
  ({ tokens }: { tokens: AccessTokens }) =>
  async ({ id, staff, roles, expiresAt }: StaffSessionView): Promise<{ token: string; expiresAt: Date } | undefined> =>
    payloadReaders.some((role) => roles.includes(role)) ? tokens.issue('cage-codec', staff, id, expiresAt) : undefined;

type Deps = {
  readonly codec: PayloadCodec;
  readonly transaction: Transaction;
  readonly now: () => number;
};

/** The Web UI asks for each event on its own, so a page of history is one look: one row a minute says as much as a hundred. */
const NOTED_MS = 60_000;

/**
 * Payloads in the clear for a member of staff. That they read is in the trail first: a look that cannot be written down is not
 * given. The trail does not say of which workflow, because the Web UI does not say it either.
 */
export function readPayloads({ codec, transaction, now }: Deps) {
  const noted = new Map<StaffId, { readonly atMs: number; readonly written: Promise<void> }>();
  const note = (staff: StaffId): Promise<void> => {
    const last = noted.get(staff);
    if (last && now() - last.atMs < NOTED_MS) return last.written;
    const written = transaction((tx) => append(tx, { actor: 'staff', actorId: staff, action: 'staff.read-payloads' }));
    const entry = { atMs: now(), written };
    noted.set(staff, entry);
    written.catch(() => noted.get(staff) === entry && noted.delete(staff));
    return written;
  };
  return async (staff: StaffId, payloads: Payload[]): Promise<Payload[] | UnreadablePayloads> => {
    if (payloads.some(isSealed)) await note(staff);
    return codec.decode(payloads).catch((error): UnreadablePayloads => {
      const missingKey = error instanceof PayloadKeyMissing ? plainName(error.keyId) : undefined;
      return { reason: 'unreadable', missingKey };
    });
  };
}

/** A key's name as settings spell it. Whoever wrote the payload wrote this too. */
const plainName = (id: string): string => (/^[\w-]{1,64}$/.test(id) ? id : 'of no name of ours');
