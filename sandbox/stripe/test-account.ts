import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { turnedClock } from '../ground/test-clock.ts';
import { type StartedStripe, type StripeOptions, startStripe } from './server.ts';

/** The real client library, pointed at the stand-in. */
export function clientOf({ url, secretKey }: Pick<StartedStripe, 'url' | 'secretKey'>, timeoutMs = 2_000): Stripe {
  const { hostname, port } = new URL(url);
  return new Stripe(secretKey, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: timeoutMs,
  });
}

/** An account on a clock that a test turns, with an endpoint that keeps what it is sent. */
export async function testAccount(options: Partial<StripeOptions> = {}) {
  const clock = turnedClock(Date.now());
  const stripe = await startStripe({ clock, ...options });
  const received: { body: string; signature: string }[] = [];
  let status = 200;
  const endpoint = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ body: String(Buffer.concat(chunks)), signature: String(request.headers['stripe-signature']) });
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => void endpoint.listen(0, '127.0.0.1', resolve));
  const { port } = endpoint.address() as AddressInfo;
  stripe.sendEventsTo({ url: `http://127.0.0.1:${port}/webhooks/stripe`, secret: stripe.webhookSecret });
  const client = clientOf(stripe);
  return {
    stripe,
    client,
    clock,
    received,
    types: () => received.map(({ body }) => JSON.parse(body).type as string),
    answerWith: (next: number) => {
      status = next;
    },
    /** A session of €25.00 for this order. */
    session: (order = 'order-1', key?: string) =>
      client.checkout.sessions.create(sessionWish(order, clock.now()), key ? { idempotencyKey: key } : {}),
    async close() {
      await stripe.close();
      await new Promise<void>((resolve) => void endpoint.close(() => resolve()));
    },
  };
}

export const sessionWish = (order: string, nowMs: number): Stripe.Checkout.SessionCreateParams => ({
  mode: 'payment',
  success_url: 'https://cage.example/app/?paid={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://cage.example/app/',
  client_reference_id: order,
  metadata: { order },
  payment_intent_data: { metadata: { order } },
  expires_at: Math.floor(nowMs / 1_000) + 2_000,
  line_items: [{ quantity: 1, price_data: { currency: 'eur', unit_amount: 2_500, product_data: { name: 'Deposit' } } }],
});
