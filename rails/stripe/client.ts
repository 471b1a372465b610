import Stripe from 'stripe';

export type StripeAccount = {
  readonly secretKey: string;
  /** Signs the events of our endpoint. */
  readonly webhookSecret: string;
  readonly apiBase: string;
};

const TIMEOUT_MS = 8_000;

/**
 * The account's client. It never tries again by itself but for a connection that closed under it, and then under the same
 * idempotency key: whoever calls knows whether trying again is right.
 */
export function createStripeClient({ secretKey, apiBase }: StripeAccount, timeoutMs = TIMEOUT_MS): Stripe {
  const { hostname, port, protocol } = new URL(apiBase);
  const isPlain = protocol === 'http:';
  return new Stripe(secretKey, {
    host: hostname,
    port: port || (isPlain ? '80' : '443'),
    protocol: isPlain ? 'http' : 'https',
    timeout: timeoutMs,
    maxNetworkRetries: 0,
    telemetry: false,
  });
}
