import type { Money } from '../../domain/money.ts';
import type { AdyenClient } from './client.ts';
import type { Movement } from './movements.ts';
import { amountValue, currencyOf } from './reading.ts';

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
