import type { StaffId } from '../contracts/ids.ts';
import type { Direction, PauseReason } from '../contracts/operations.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { refundsToSend, withdrawalsToSend } from '../records/payments/pause-reads.ts';
import * as pauses from '../records/payments/pauses.ts';
import { newId } from '../runtime/ids.ts';
import { tellRefund } from './give-back.ts';
import { usualWithdrawalPatience } from './patience.ts';
import { tellWithdrawal } from './tell-withdrawal.ts';

export type Switch = { readonly rail: string; readonly direction: Direction };
type Deps = { readonly transaction: Transaction };

const actorOf = (by: StaffId | undefined) =>
  by === undefined ? ({ actor: 'system' } as const) : ({ actor: 'staff', actorId: by } as const);

/**
 * Pauses a rail in one direction, at once: nothing new is taken in by it, or nothing is handed out for sending. What was taken
 * or sent before goes on to its end. False: it is paused already.
 * @param by undefined: from a terminal
 */
export const pauseRail =
  ({ transaction }: Deps) =>
  (by: StaffId | undefined, { rail, direction }: Switch, reason: PauseReason): Promise<boolean> =>
    transaction(async (tx) => {
      const paused = await pauses.pauseRail(tx, rail, direction, { by, reason });
      if (paused)
        await append(tx, { ...actorOf(by), action: 'rail.paused', subject: rail, detail: { direction, reason } });
      return paused;
    });

/** Lets it go on, and tells each withdrawal and each refund that waited for it. False: it is not paused. */
export const resumeRail =
  ({ transaction, enqueue, now }: Deps & { readonly enqueue: Enqueue; readonly now: () => number }) =>
  (by: StaffId | undefined, { rail, direction }: Switch): Promise<boolean> =>
    transaction(async (tx) => {
      if (!(await pauses.resumeRail(tx, rail, direction))) return false;
      await append(tx, { ...actorOf(by), action: 'rail.resumed', subject: rail, detail: { direction } });
      if (direction === 'out') {
        const key = `resumed:${newId(now())}`;
        for (const id of await withdrawalsToSend(tx, rail))
          await tellWithdrawal(enqueue, tx, id, { signal: 'payoutMoved', key, input: { reference: '' } });
        for (const reference of await refundsToSend(tx, rail))
          await tellRefund({ enqueue, patience: usualWithdrawalPatience }, tx, reference, key);
      }
      return true;
    });
