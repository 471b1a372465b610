import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { unixTime } from '../ground/clock.ts';
import type { FaultDice, Faults } from './faults.ts';
import type { Delivery, EventWire } from './shapes.ts';
import type { World } from './world.ts';

export type Endpoint = { readonly url: string; readonly secret: string };

export type Webhooks = {
  open(): void;
  wake(): void;
  waiting(): number;
  close(): void;
};

const MOST_AT_ONCE = 20;

/** `t=<seconds>,v1=<HMAC-SHA256 of "t.body">` (docs.stripe.com/webhooks, "Verify manually"). */
export function signatureOf(body: string, secret: string, seconds: number): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${signature}`;
}

/** Delivers events as Stripe does: at least once, in no order, for three days. Without an endpoint they are kept, and go nowhere. */
export function createWebhooks(
  world: World,
  endpoint: () => Endpoint | undefined,
  { faults, dice }: { faults: Faults; dice: FaultDice },
): Webhooks {
  const busy = new Set<string>();
  const held = new Set<string>();
  const stopping = new AbortController();
  let callOff = (): void => undefined;
  let isOpen = false;

  const wake = (): void => {
    if (!isOpen || stopping.signal.aborted || !endpoint()) return;
    callOff();
    const at = world.clock.now();
    const idle = [...world.deliveries.values()].filter(({ event }) => !busy.has(event));
    for (const delivery of idle) {
      if (busy.size >= MOST_AT_ONCE) return;
      if (delivery.notBefore > at) continue;
      const holdMs = held.has(delivery.event) ? 0 : dice.holdMs();
      held.add(delivery.event);
      if (holdMs > 0) {
        world.deliveries.put(delivery.event, { ...delivery, notBefore: at + holdMs });
        continue;
      }
      busy.add(delivery.event);
      void deliver(delivery).finally(() => {
        busy.delete(delivery.event);
        wake();
      });
    }
    const next = Math.min(
      ...[...world.deliveries.values()].map(({ notBefore }) => notBefore).filter((due) => due > at),
    );
    if (Number.isFinite(next)) callOff = world.clock.after(next - at, wake);
  };

  const deliver = async (delivery: Delivery): Promise<void> => {
    const event = world.events.get(delivery.event);
    const to = endpoint();
    if (!event || !to) return void world.deliveries.remove(delivery.event);
    if (dice.losesEvent()) return failed(delivery, event, 'lost on the way');
    const copies = Array.from({ length: faults.settings.duplicates }, () => send(to, event).catch(() => undefined));
    const outcome = await send(to, event).catch((error: unknown) =>
      error instanceof Error ? error.message : 'failed',
    );
    await Promise.all(copies);
    if (stopping.signal.aborted) return;
    if (typeof outcome === 'number' && outcome >= 200 && outcome <= 299) {
      world.deliveries.remove(delivery.event);
      held.delete(delivery.event);
      return note(delivery, event, outcome);
    }
    failed(delivery, event, outcome);
  };

  const failed = (delivery: Delivery, event: EventWire, outcome: number | string): void => {
    const { redeliverMs, redeliverMostMs } = world.pauses;
    const notBefore = world.clock.now() + Math.min(redeliverMostMs, redeliverMs * 2 ** delivery.attempts);
    if (notBefore > delivery.expiresAt) world.deliveries.remove(delivery.event);
    else world.deliveries.put(delivery.event, { ...delivery, attempts: delivery.attempts + 1, notBefore });
    note(delivery, event, outcome);
  };

  const note = (delivery: Delivery, { type }: EventWire, outcome: number | string): void =>
    world.hub.tell({
      kind: 'delivery',
      entry: { at: world.clock.now(), event: delivery.event, type, attempt: delivery.attempts + 1, outcome },
    });

  const send = async ({ url, secret }: Endpoint, event: EventWire): Promise<number> => {
    const tooLate = new AbortController();
    const stop = world.clock.after(world.pauses.webhookTimeoutMs, () => tooLate.abort());
    try {
      const body = JSON.stringify(event, undefined, 2);
      const signature = signatureOf(body, secret, unixTime(world.clock));
      return await post(url, body, signature, AbortSignal.any([tooLate.signal, stopping.signal]));
    } finally {
      stop();
    }
  };

  return {
    open() {
      isOpen = true;
      wake();
    },
    wake,
    waiting: () => world.deliveries.size,
    close() {
      stopping.abort();
      callOff();
    },
  };
}

function post(address: string, body: string, signature: string, signal: AbortSignal): Promise<number> {
  const url = new URL(address);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'stripe-signature': signature,
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
  };
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers, signal }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', reject);
    });
    call.once('error', reject);
    call.end(body);
  });
}
