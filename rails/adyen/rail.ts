import { createHash } from 'node:crypto';
import { PaymentLinkResponse } from '@adyen/api-library/lib/src/typings/checkout/paymentLinkResponse.js';
import { Split } from '@adyen/api-library/lib/src/typings/checkout/split.js';
import { type OrderId, orderId } from '../../contracts/ids.ts';
import { depositTerms } from '../../contracts/terms.ts';
import { assert } from '../../domain/assert.ts';
import { inPlayMoney } from '../../domain/quotes.ts';
import type { DepositRail, OrderToPay, RailEvent } from '../deposit-rail.ts';
import type { AdyenClient } from './client.ts';
import { amountValue, bookedAs, currencyOf, findTransfer, PAYER, PROVIDER, paymentPartOf } from './reading.ts';

/** A payment is authorised a moment before its link says so, and captured after it. */
const AROUND_MS = 3_600_000;

export type AdyenRailDeps = {
  readonly adyen: AdyenClient;
  /** Where the buyer is sent back to. */
  readonly returnTo: (order: OrderId) => string;
  readonly play: boolean;
  readonly now: () => number;
};

/**
 * Cards and whatever else the account takes, on Adyen's own page, by a payment link: a Checkout session can be asked about
 * only with what the buyer's browser brings back, a link by its id, whether the buyer comes back or not (docs/decisions/0014).
 * The order's id is the payment's reference.
 */
export function adyenRail({ adyen, returnTo, play, now }: AdyenRailDeps): DepositRail {
  return {
    id: 'adyen',
    terms: play ? inPlayMoney(depositTerms.adyen) : depositTerms.adyen,

    async open(order) {
      const wish = linkOf(adyen, order, returnTo(order.id));
      // The same wish is the same link, whatever became of the first answer; a changed one would be refused under its key.
      const digest = createHash('sha256').update(JSON.stringify(wish)).digest('base64url').slice(0, 16);
      const { id, url } = await adyen.links.paymentLinks(wish, { idempotencyKey: `open:${order.id}:${digest}` });
      return { link: url, providerRef: id };
    },

    readEvent: () => undefined, // Adyen tells by webhook alone

    async lookUp(id) {
      const link = await adyen.links.getPaymentLink(id);
      return PAID.has(link.status) ? paidBy(adyen, link, play, now()) : undefined;
    },
  };
}

const PAID = new Set<string>([PaymentLinkResponse.StatusEnum.Completed, PaymentLinkResponse.StatusEnum.Paid]);

function linkOf({ account }: AdyenClient, { id, pay, title, expiresAt }: OrderToPay, returnUrl: string) {
  const amount = { currency: currencyOf(pay.asset), value: amountValue(pay.minor) };
  return {
    merchantAccount: account.merchantAccount,
    reference: id,
    amount,
    description: title,
    expiresAt,
    returnUrl,
    reusable: false, // paid once, and closed by it
    captureDelayHours: 0,
    ...(account.balanceAccount === undefined
      ? {}
      : {
          splits: [
            {
              type: Split.TypeEnum.BalanceAccount,
              account: account.balanceAccount,
              amount: { value: amount.value },
              reference: id,
            },
          ],
        }),
  };
}

/**
 * The payment of a link that was paid and that nobody told us of. The link does not name it; the movement into our balance
 * account does. Throws where it is not there yet: asked again later, and by then a person sees it in the log.
 */
async function paidBy(
  adyen: AdyenClient,
  { id, reference, amount, updatedAt }: PaymentLinkResponse,
  play: boolean,
  nowMs: number,
): Promise<RailEvent> {
  const order = orderId.parse(reference);
  assert(amount.currency !== undefined && amount.value !== undefined, `link ${id} has an amount`);
  const asset = bookedAs(amount.currency, play);
  assert(asset, `${id} was paid in ${amount.currency}, which nobody books: a person must look`);
  if (adyen.account.balanceAccount === undefined)
    throw new Error(
      `link ${id} is paid, and Adyen has told nothing of it: see its payments, and have the event sent again`,
    );
  const paidMs = updatedAt === undefined ? nowMs : new Date(updatedAt).getTime();
  const captured = await findTransfer(
    adyen,
    { category: 'platformPayment', since: new Date(paidMs - AROUND_MS), until: new Date(nowMs) },
    (transfer) => transfer.type === 'capture' && paymentPartOf(transfer).paymentMerchantReference === order,
  );
  const charge = captured && paymentPartOf(captured).pspPaymentReference;
  if (charge === undefined) throw new Error(`link ${id} is paid, and its payment is not booked yet`);
  return {
    kind: 'paid',
    provider: PROVIDER,
    chargeId: charge,
    orderId: order,
    payer: PAYER,
    asset,
    minor: BigInt(amount.value),
    providerRef: null,
  };
}
