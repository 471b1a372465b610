import type { Money } from '../../domain/money.ts';
import type { RefundOrder, RefundRail } from '../refund-rail.ts';
import type { AdyenClient } from './client.ts';
import { createMovements, type Movement, type MovementDeps } from './movements.ts';
import { amountValue, currencyOf, referenceOf } from './reading.ts';

/**
 * A refund of a payment. Adyen takes it on and tells the end later, so the answer is never the end; it is listed among the
 * movements of our balance account with our reference.
 */
export const refundMovement = (
  { modifications, account }: AdyenClient,
  reference: string,
  charge: string,
  { amount, firstSentAt }: { readonly amount: Money; readonly firstSentAt: Date | undefined },
): Movement => ({
  reference,
  by: 'refund',
  firstSentAt,
  async ask(idempotencyKey) {
    const { pspReference, status } = await modifications.refundCapturedPayment(
      charge,
      {
        merchantAccount: account.merchantAccount,
        amount: { currency: currencyOf(amount.asset), value: amountValue(amount.minor) },
        reference,
      },
      { idempotencyKey },
    );
    return { id: pspReference, status };
  },
});

/** Gives back, whole, a payment that nobody was credited for. */
export function adyenRefund(deps: MovementDeps): RefundRail {
  const movements = createMovements(deps);
  const of = ({ reference, charge, amount, firstSentAt }: RefundOrder): Movement =>
    refundMovement(deps.adyen, referenceOf('refund', reference), charge.chargeId, { amount, firstSentAt });
  return {
    id: 'adyen',
    send: async (order) => movements.send(of(order)),
    lookUp: async (order) => movements.lookUp(of(order)),
  };
}
