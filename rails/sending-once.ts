import type { PayoutAnswer, PayoutLook } from './payout-rail.ts';

/** How long a provider surely keeps an idempotency key, and how long a call that was given up may still be at work there. */
export type KeySpan = { readonly keyLivesMs: number; readonly quietMs: number };

/** What a look-up found that was accepted, and what the answer to a sending says alike. */
export type Found = Exclude<PayoutLook, { state: 'never-accepted' }>;

export type Sending = KeySpan & {
  readonly nowMs: number;
  /** When it was first sent, of one that was sent before. */
  readonly firstSentAt: Date | undefined;
  lookUp(): Promise<PayoutLook>;
  /** Does it, under the key of this generation. */
  ask(generation: number): Promise<Found>;
  /** Why the provider will not, where that is certain; undefined where it may have. */
  refusalIn(error: unknown): string | undefined;
};

/**
 * Sends money, once for its reference. Before a second key is used the first one's deed is looked for, and an error that is no certain
 * refusal is thrown: it is unknown, and looked up.
 */
export async function sendOnce(sending: Sending): Promise<PayoutAnswer> {
  const generation = keyGeneration(sending);
  if (generation > 0) {
    const known = await sending.lookUp();
    if (known.state !== 'never-accepted') return answerOf(known);
  }
  try {
    return answerOf(await sending.ask(generation));
  } catch (error) {
    const why = sending.refusalIn(error);
    if (why !== undefined) return { outcome: 'refused', why };
    throw error;
  }
}

/**
 * Which key a sending goes under: a new one for each span that a key surely lives, because a forgotten key does the thing again.
 * Just after the change the call under the old one may still be at work, so nothing is sent then.
 */
function keyGeneration({ firstSentAt, nowMs, keyLivesMs, quietMs }: Sending): number {
  if (!firstSentAt) return 0;
  const ageMs = Math.max(0, nowMs - firstSentAt.getTime());
  const generation = Math.floor(ageMs / keyLivesMs);
  if (generation > 0 && ageMs % keyLivesMs < quietMs)
    throw new Error('its key has just run out: too early for another one');
  return generation;
}

function answerOf(look: Found): PayoutAnswer {
  if (look.state === 'refused')
    return { outcome: 'refused', why: look.why ?? 'refused', providerRef: look.providerRef };
  return { outcome: 'accepted', providerRef: look.providerRef, isFinal: look.state === 'paid' };
}
