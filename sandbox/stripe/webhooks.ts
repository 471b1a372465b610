import { createHmac } from 'node:crypto';
import { unixTime } from '../ground/clock.ts';
import { createDeliveries, type Webhooks } from '../ground/deliveries.ts';
import type { FaultDice, Faults } from '../ground/faults.ts';
import type { World } from './world.ts';

export type Endpoint = { readonly url: string; readonly secret: string };

/** `t=<seconds>,v1=<HMAC-SHA256 of "t.body">` (docs.stripe.com/webhooks, "Verify manually"). */
export function signatureOf(body: string, secret: string, seconds: number): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${signature}`;
}

/** Delivers events as Stripe does: at least once, in no order, for three days. */
export const createWebhooks = (
  world: World,
  endpoint: () => Endpoint | undefined,
  { faults, dice }: { faults: Faults; dice: FaultDice },
): Webhooks =>
  createDeliveries({
    ...world,
    faults,
    dice,
    hasEndpoint: () => endpoint() !== undefined,
    letterOf(id) {
      const [event, to] = [world.events.get(id), endpoint()];
      if (!event || !to) return undefined;
      const body = JSON.stringify(event, undefined, 2);
      return {
        url: to.url,
        type: event.type,
        body,
        headers: {
          'stripe-signature': signatureOf(body, to.secret, unixTime(world.clock)),
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
      };
    },
    note: (entry) => world.hub.tell({ kind: 'delivery', entry }),
  });
