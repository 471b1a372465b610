import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Clock } from './clock.ts';
import type { Table } from './durable-tables.ts';
import type { FaultDice, Faults } from './faults.ts';

/** An event on its way to the endpoint. Milliseconds. */
export type Delivery = {
  readonly event: string;
  readonly attempts: number;
  readonly notBefore: number;
  readonly expiresAt: number;
};

export type DeliveryEntry = {
  readonly at: number;
  readonly event: string;
  readonly type: string;
  readonly attempt: number;
  readonly outcome: number | string;
};

/** An event as it goes over the wire, made anew for each attempt: a signature may be of its moment. */
export type Letter = {
  readonly url: string;
  readonly type: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

type Tools = {
  readonly clock: Clock;
  readonly deliveries: Table<Delivery>;
  readonly pauses: {
    readonly webhookTimeoutMs: number;
    readonly redeliverMs: number;
    readonly redeliverMostMs: number;
  };
  readonly faults: Faults;
  readonly dice: FaultDice;
  /** Whether anybody is there to be told. */
  readonly hasEndpoint: () => boolean;
  /** Undefined: there is no such event any more. */
  readonly letterOf: (event: string) => Letter | undefined;
  readonly note: (entry: DeliveryEntry) => void;
};

export type Webhooks = {
  open(): void;
  wake(): void;
  waiting(): number;
  close(): void;
};

const MOST_AT_ONCE = 20;

/** Delivers events as providers do: at least once, in no order, for days. Without an endpoint they are kept, and go nowhere. */
export function createDeliveries(tools: Tools): Webhooks {
  const { clock, deliveries, pauses, faults, dice, hasEndpoint, letterOf } = tools;
  const busy = new Set<string>();
  const held = new Set<string>();
  const stopping = new AbortController();
  let callOff = (): void => undefined;
  let isOpen = false;

  const wake = (): void => {
    if (!isOpen || stopping.signal.aborted || !hasEndpoint()) return;
    callOff();
    const at = clock.now();
    const idle = [...deliveries.values()].filter(({ event }) => !busy.has(event));
    for (const delivery of idle) {
      if (busy.size >= MOST_AT_ONCE) return;
      if (delivery.notBefore > at) continue;
      const holdMs = held.has(delivery.event) ? 0 : dice.holdMs();
      held.add(delivery.event);
      if (holdMs > 0) {
        deliveries.put(delivery.event, { ...delivery, notBefore: at + holdMs });
        continue;
      }
      busy.add(delivery.event);
      void deliver(delivery).finally(() => {
        busy.delete(delivery.event);
        wake();
      });
    }
    const next = Math.min(...[...deliveries.values()].map(({ notBefore }) => notBefore).filter((due) => due > at));
    if (Number.isFinite(next)) callOff = clock.after(next - at, wake);
  };

  const deliver = async (delivery: Delivery): Promise<void> => {
    const letter = letterOf(delivery.event);
    if (!letter) return void deliveries.remove(delivery.event);
    if (dice.losesEvent()) return failed(delivery, letter, 'lost on the way');
    const copies = Array.from({ length: faults.settings.duplicates }, () => send(letter).catch(() => undefined));
    const outcome = await send(letter).catch((error: unknown) => (error instanceof Error ? error.message : 'failed'));
    await Promise.all(copies);
    if (stopping.signal.aborted) return;
    if (typeof outcome === 'number' && outcome >= 200 && outcome <= 299) {
      deliveries.remove(delivery.event);
      held.delete(delivery.event);
      return note(delivery, letter, outcome);
    }
    failed(delivery, letter, outcome);
  };

  const failed = (delivery: Delivery, letter: Letter, outcome: number | string): void => {
    const { redeliverMs, redeliverMostMs } = pauses;
    const notBefore = clock.now() + Math.min(redeliverMostMs, redeliverMs * 2 ** delivery.attempts);
    if (notBefore > delivery.expiresAt) deliveries.remove(delivery.event);
    else deliveries.put(delivery.event, { ...delivery, attempts: delivery.attempts + 1, notBefore });
    note(delivery, letter, outcome);
  };

  const note = (delivery: Delivery, { type }: Letter, outcome: number | string): void =>
    tools.note({ at: clock.now(), event: delivery.event, type, attempt: delivery.attempts + 1, outcome });

  const send = async (letter: Letter): Promise<number> => {
    const tooLate = new AbortController();
    const stop = clock.after(pauses.webhookTimeoutMs, () => tooLate.abort());
    try {
      return await post(letter, AbortSignal.any([tooLate.signal, stopping.signal]));
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
    waiting: () => deliveries.size,
    close() {
      stopping.abort();
      callOff();
    },
  };
}

function post({ url: address, body, headers }: Letter, signal: AbortSignal): Promise<number> {
  const url = new URL(address);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const all = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...headers,
  };
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers: all, signal }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
      answer.once('error', reject);
    });
    call.once('error', reject);
    call.end(body);
  });
}
