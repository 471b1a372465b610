import type Stripe from 'stripe';
import { API_VERSION } from './api-version.ts';
import type { AnyWire, EventWire } from './shapes.ts';
import { newId, now, type World } from './world.ts';

export type EventType = Stripe.Event['type'];

export type Events = {
  /** Something happened to an object: it is written down as it is now, and goes out to the endpoint. */
  tell(type: EventType, object: AnyWire, options?: { readonly silently?: boolean }): void;
  onTold(wake: () => void): void;
};

export function createEvents(world: World, dropped: () => boolean): Events {
  let wake = (): void => undefined;
  return {
    tell(type, object, { silently = false } = {}) {
      const event: EventWire = {
        id: newId(world, 'evt'),
        object: 'event',
        api_version: API_VERSION,
        created: now(world),
        data: { object },
        livemode: false,
        pending_webhooks: 1,
        request: { id: null, idempotency_key: null },
        type,
      };
      world.events.put(event.id, event);
      world.hub.tell({ kind: 'changed' });
      if (silently || dropped()) return;
      const at = world.clock.now();
      world.deliveries.put(event.id, {
        event: event.id,
        attempts: 0,
        notBefore: at,
        expiresAt: at + world.pauses.deliverForMs,
      });
      wake();
    },
    onTold(next) {
      wake = next;
    },
  };
}
