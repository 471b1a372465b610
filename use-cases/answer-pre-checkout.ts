import { orderId } from '../contracts/ids.ts';
import { type CheckoutRefusal, refuseCheckout } from '../domain/checkout.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { readCheckout } from '../records/payments/reads.ts';

export type CheckoutQuestion = {
  readonly payload: string;
  readonly payer: string;
  readonly asset: string;
  readonly minor: bigint;
};

type Deps = { transaction: Transaction; now: () => number };

/**
 * Telegram asks whether a payment may go ahead, and charges nobody unless told yes within ten seconds (Bot API,
 * answerPreCheckoutQuery). Answered from the database alone: no queue, no workflow. Undefined says yes; the trail has both.
 */
export const answerPreCheckout =
  ({ transaction, now }: Deps) =>
  (asked: CheckoutQuestion): Promise<CheckoutRefusal | undefined> =>
    transaction(async (tx) => {
      const id = orderId.safeParse(asked.payload);
      const order = id.success ? await readCheckout(tx, id.data) : undefined;
      const refusal = refuseCheckout(order, asked, now());
      await append(tx, {
        actor: 'provider',
        actorId: 'telegram',
        action: refusal ? 'checkout.refused' : 'checkout.allowed',
        ...(id.success ? { subject: id.data } : {}),
        detail: { asset: asked.asset, minor: asked.minor.toString(), ...(refusal ? { reason: refusal } : {}) },
      });
      return refusal;
    });
