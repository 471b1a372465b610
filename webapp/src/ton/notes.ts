import type { Phase } from './payment-run.ts';

export type Note = 'bridge-away' | 'no-answer' | 'rate-over';

const BRIDGE_MS = 8_000;
const WALLET_MS = 45_000;

type Signing = Extract<Phase, { at: 'signing' }>;

/** What takes longer than it should: the bridge has not taken the request; nobody has answered it; the rate is not held any more. */
export function noteOf({ sinceMs, open }: Signing, heldUntilMs: number, nowMs: number): Note | undefined {
  if (nowMs > heldUntilMs) return 'rate-over';
  if (!open) return nowMs - sinceMs > BRIDGE_MS ? 'bridge-away' : undefined;
  return nowMs - sinceMs > WALLET_MS ? 'no-answer' : undefined;
}
