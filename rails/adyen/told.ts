import { z } from 'zod';
import { orderId, refundId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import type { ProviderHint, RailNews, TakeBackNews, ToldRail } from '../told-rail.ts';
import { isHeard, takeBacks } from './events.ts';
import { isSignedBody, isSignedItem, type NoticeItem, standardBody, transferBody } from './notice.ts';
import { bookedAs, PAYER, PROVIDER, readReference } from './reading.ts';

/** What is kept of a signed notification until it is worked on: nothing of a person or a card. */
const said = z.object({
  event: z.string(),
  psp: z.string(),
  original: z.string(),
  reference: z.string(),
  success: z.boolean(),
  currency: z.string(),
  value: z.number(),
  reason: z.string().nullable(),
});
type Said = z.infer<typeof said>;

export type AdyenToldDeps = {
  readonly hmacKeys: readonly string[];
  readonly merchantAccount: string;
  readonly play: boolean;
};

/**
 * What Adyen tells by webhook. There is nothing to ask a payment by, so a signed notification is believed for itself
 * (docs/decisions/0014): each is of one payment, one step and one amount, all of it signed, so that a repeat is a repeat and no order of
 * arrival matters. Of our own payouts and refunds it is a hint: those are looked up.
 */
export function adyenTold({ hmacKeys, merchantAccount, play }: AdyenToldDeps): ToldRail {
  return {
    id: 'adyen',
    receipt: '[accepted]',

    readHint(body, header) {
      const text = body.toString();
      const json = parsed(text);
      const transfer = transferBody.safeParse(json);
      if (transfer.success) {
        const isSigned = isSignedBody(text, header('hmacsignature') ?? '', hmacKeys);
        return isSigned ? transferHint(transfer.data) : 'forged';
      }
      const read = standardBody.safeParse(json);
      if (!read.success) return 'forged'; // without its signature in place it may be from anybody
      const items = read.data.notificationItems.map((each) => each.NotificationRequestItem);
      if (!items.every((each) => isSignedItem(each, hmacKeys))) return 'forged';
      const hints = items.filter((each) => isOurs(each, merchantAccount)).map(hintOf);
      return hints.length > 0 ? hints : 'passed-over';
    },

    isAway: () => false, // nobody is asked

    async ask(hint) {
      const ours = readReference(hint.object);
      if (ours) return [movedOf(ours)];
      return some(newsOf(said.parse(hint.said), play));
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const movedOf = ({ kind, id }: NonNullable<ReturnType<typeof readReference>>): RailNews =>
  kind === 'refund' ? { kind: 'refund-moved', reference: refundId.parse(id) } : { kind: 'payout-moved', reference: id };

const some = (news: RailNews | undefined): RailNews[] => (news ? [news] : []);

function transferHint({ type, data }: z.infer<typeof transferBody>): ProviderHint | 'passed-over' {
  const reference = [data.reference, data.categoryData?.modificationMerchantReference ?? ''].find(readReference);
  if (reference === undefined) return 'passed-over'; // money that came in, fees: the payment's own notifications speak of them
  return { event: `transfer:${data.id}:${data.status}:${data.sequenceNumber ?? 0}`, type, object: reference };
}

const isOurs = ({ eventCode, merchantAccountCode, success }: NoticeItem, merchantAccount: string): boolean =>
  merchantAccountCode === merchantAccount &&
  isHeard(eventCode) &&
  !(eventCode === 'AUTHORISATION' && success === 'false');

function hintOf(one: NoticeItem): ProviderHint {
  const { eventCode, pspReference, merchantReference, success } = one;
  return {
    event: `${eventCode}:${pspReference}:${success}`,
    type: eventCode,
    object: readReference(merchantReference) ? merchantReference : `${eventCode}:${pspReference}`,
    said: {
      event: eventCode,
      psp: pspReference,
      original: one.originalReference,
      reference: merchantReference,
      success: success === 'true',
      currency: one.amount.currency,
      value: one.amount.value,
      // Of an authorisation it holds digits of the card.
      reason: eventCode === 'AUTHORISATION' ? null : (one.reason?.slice(0, 200) ?? null),
    },
  };
}

function newsOf(notice: Said, play: boolean): RailNews | undefined {
  if (notice.event !== 'AUTHORISATION') return takenBack(notice, play);
  const order = orderId.safeParse(notice.reference);
  if (!order.success) return undefined; // paid by a page that is not ours
  return {
    kind: 'paid',
    provider: PROVIDER,
    chargeId: notice.psp,
    orderId: order.data,
    payer: PAYER,
    ...moneyOf(notice, play),
    providerRef: null,
  };
}

function takenBack(notice: Said, play: boolean): TakeBackNews | undefined {
  const means = takeBacks[notice.event as keyof typeof takeBacks](notice.success);
  if (!means) return undefined;
  return {
    kind: 'taken-back',
    by: means.by,
    provider: PROVIDER,
    // A second round of a dispute is booked for itself: the first may have been won meanwhile.
    id: means.isSecond ? `${notice.psp}:second` : notice.psp,
    chargeId: notice.original,
    ...moneyOf(notice, play),
    state: means.state,
    reason: notice.reason,
  };
}

function moneyOf({ psp, currency, value }: Said, play: boolean) {
  const asset = bookedAs(currency, play);
  assert(asset, `${psp} is in ${currency}, which nobody books: a person must look`);
  assert(Number.isSafeInteger(value) && value > 0, `an amount of ${value} is no money`);
  return { asset, minor: BigInt(value) };
}
