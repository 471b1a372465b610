import type { StaffId, TransferId } from '../contracts/ids.ts';
import type { GiveBackReason } from '../contracts/operations.ts';
import { assert } from '../domain/assert.ts';
import type { Asset } from '../domain/assets.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { giveBackArrival, readArrivalCase, refundOfArrival } from '../records/payments/claims.ts';
import { newId } from '../runtime/ids.ts';
import { tellRefund } from './give-back.ts';
import { usualWithdrawalPatience } from './patience.ts';

type Deps = { readonly transaction: Transaction; readonly enqueue: Enqueue; readonly now: () => number };

export type GiveBackRefusal = {
  readonly reason: 'unknown-arrival' | 'not-waiting' | 'no-sender' | 'arrival-too-little' | 'rail-short';
};

/**
 * What sending it back costs, and so by how much less goes back, in minor units. A transfer of TON takes about 0.005 of it; of USDT
 * some 0.016 TON at the most, which is less than ten cents while a TON is less than six dollars.
 */
const KEPT: Readonly<Partial<Record<Asset, bigint>>> = {
  TON: 10_000_000n,
  'PLAY-TON': 10_000_000n,
  USDT: 100_000n,
  'PLAY-USDT': 100_000n,
};

export function keptOf(asset: Asset): bigint {
  const kept = KEPT[asset];
  assert(kept !== undefined, `${asset} comes over no chain`);
  return kept;
}

/**
 * A member of staff says that money which was credited to nobody is to go back to the address it came from. It does when two have said
 * so, through the queue of all payouts, once; what came of it is in the trail. Safe to repeat.
 */
export const giveArrivalBack =
  ({ transaction, enqueue, now }: Deps) =>
  (by: StaffId, id: string, reason: GiveBackReason): Promise<{ readonly state: 'begun' | 'noted' } | GiveBackRefusal> =>
    transaction(async (tx) => {
      const found = await readArrivalCase(tx, id);
      if (!found) return { reason: 'unknown-arrival' };
      const kept = keptOf(found.amount.asset);
      const [reference, hold] = [newId(now()), newId(now()) as TransferId];
      const answer = await giveBackArrival(tx, id, { by, reason, kept, reference, hold });
      if (answer === 'gone') return { reason: 'not-waiting' };
      if (answer === 'too-little') return { reason: 'arrival-too-little' };
      if (answer === 'no-sender' || answer === 'rail-short') return { reason: answer };
      await append(tx, {
        actor: 'staff',
        actorId: by,
        action: answer === 'begun' ? 'arrival.back-begun' : 'arrival.back-asked',
        subject: id,
        detail: { reason, asset: found.amount.asset, minor: (found.amount.minor - kept).toString() },
      });
      // What is owed as a charge is sent by the workflow of its refund, which waits for just this.
      const refund = answer === 'begun' ? await refundOfArrival(tx, id) : undefined;
      if (refund) await tellRefund({ enqueue, patience: usualWithdrawalPatience }, tx, refund, newId(now()));
      return { state: answer };
    });
