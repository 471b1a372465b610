import type { PayoutAnswer, PayoutLook } from '../payout-rail.ts';
import { type Found, sendOnce } from '../sending-once.ts';
import { type AdyenClient, AdyenError } from './client.ts';
import { findTransfer, paymentPartOf, standingOf } from './reading.ts';

/** Keys live for a week at the least (docs.adyen.com, "API idempotency"): a day before that one counts as forgotten. */
const KEY_LIVES_MS = 6 * 86_400_000;
/** A call that was given up may still be at work over there, and what it did not be listed yet, for so long. */
const QUIET_MS = 300_000;
const MARGIN_MS = 60_000;

/** Money that leaves us, whichever way: how it is asked for, and by what it is found again. */
export type Movement = {
  /** Ours, as it lies over there. */
  readonly reference: string;
  readonly by: 'refund' | 'transfer';
  readonly firstSentAt: Date | undefined;
  /** Does it, under this key. */
  readonly ask: (idempotencyKey: string) => Promise<Asked>;
};
type Asked = { readonly id: string; readonly status: string; readonly why?: string | undefined };

export type MovementDeps = {
  readonly adyen: AdyenClient;
  readonly now: () => number;
  /** An argument, so that a test need not wait. */
  readonly quietMs?: number | undefined;
};

/**
 * Sends money once for its reference, and finds what became of it. Every movement of our balance account is listed with our
 * reference: what is not there once it must be was never accepted. Adyen's own idempotency is the second lock: as long as a key lives,
 * asking again under it does nothing again.
 */
export function createMovements({ adyen, now, quietMs = QUIET_MS }: MovementDeps) {
  const lookUp = async ({ reference, by, firstSentAt }: Movement): Promise<PayoutLook> => {
    const sentMs = firstSentAt?.getTime() ?? now();
    const found = await findTransfer(
      adyen,
      {
        category: by === 'refund' ? 'platformPayment' : 'bank',
        ...(by === 'transfer' ? { reference } : {}),
        since: new Date(sentMs - MARGIN_MS),
        until: new Date(now() + MARGIN_MS),
      },
      (transfer) =>
        by === 'transfer'
          ? transfer.reference === reference
          : transfer.type === 'refund' && paymentPartOf(transfer).modificationMerchantReference === reference,
    );
    if (found) return lookOf({ id: found.id ?? reference, status: found.status, why: found.reason });
    if (firstSentAt !== undefined && now() - sentMs < quietMs)
      throw new Error(`${reference} is not listed, and may still be at work: too early to tell`);
    return { state: 'never-accepted' };
  };

  return {
    lookUp,

    send: (movement: Movement): Promise<PayoutAnswer> =>
      sendOnce({
        keyLivesMs: KEY_LIVES_MS,
        quietMs,
        nowMs: now(),
        firstSentAt: movement.firstSentAt,
        lookUp: () => lookUp(movement),
        ask: async (generation) => lookOf(await movement.ask(`${movement.reference}-${generation}`)),
        refusalIn,
      }),
  };
}

function lookOf({ id, status, why }: Asked): Found {
  const state = standingOf(status);
  return state === 'refused' ? { state, providerRef: id, why: why ?? status } : { state, providerRef: id };
}

/** A request under this key is still at work, or was another one (docs.adyen.com, "API idempotency", error codes). */
const AT_WORK = new Set(['704', '00_409', '30_031']);

/**
 * Why Adyen will not, where that is certain; undefined where it may have. What it could not process as it was asked (422) it
 * did not begin; a wrong key or a right that is missing is our own trouble, and no word on the payment.
 */
function refusalIn(error: unknown): string | undefined {
  if (!(error instanceof AdyenError) || error.status !== 422 || AT_WORK.has(error.code)) return undefined;
  return error.code === '' ? 'not processed' : `not processed (${error.code})`;
}
