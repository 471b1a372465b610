import { randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAgenda } from '../ground/agenda.ts';
import { alphanumerics, type Random, seededRandom } from '../ground/chance.ts';
import { type Clock, machineClock } from '../ground/clock.ts';
import type { DeliveryEntry } from '../ground/deliveries.ts';
import { openTables } from '../ground/durable-tables.ts';
import { createFaults, type Faults } from '../ground/faults.ts';
import { createStripeApi } from './api.ts';
import { type Attempt, createCheckout } from './checkout.ts';
import { createEvents } from './events.ts';
import { createMethods } from './methods.ts';
import { createPage, type PageLinks } from './page-api.ts';
import { createReturns } from './refunds.ts';
import { isRefused, type Refused } from './refusal.ts';
import type { CallEntry, ChargeWire, DisputeWire, DueKind, EventWire, RefundWire } from './shapes.ts';
import { createWebhooks, type Endpoint } from './webhooks.ts';
import { createWorld, newId, type Pauses, stripePauses } from './world.ts';

export type StripeOptions = {
  /** `sk_test_…`: what the product must know. */
  readonly secretKey: string;
  /** Where events go; without it nobody is told. */
  readonly endpoint?: Endpoint;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly pauses?: Partial<Pauses>;
  /** Where everything is kept; without it nothing outlives the process. */
  readonly dataFile?: string;
  /** How many calls and deliveries are remembered. */
  readonly remembered?: number;
  readonly links?: PageLinks;
};

/** A Stripe account of its own: the API, the hosted checkout, the dashboard's hands, and what the account really holds. */
export type StripeSandbox = {
  /** `port` 0 takes a free one. Answers the port. Loopback only. */
  listen(port: number): Promise<number>;
  /** From now on events go there. */
  sendEventsTo(endpoint: Endpoint): void;
  readonly faults: Faults;
  /** The buyer at the hosted page of this address. */
  buyer(link: string): {
    pays(card?: string, changed?: { amount?: number; currency?: string }): Attempt;
    answersBank(card: string, yes: boolean): Attempt;
  };
  /** A slow payment of this charge ends. */
  settle(intent: string, succeeds: boolean): void;
  readonly dashboard: {
    refund(intent: string, amount?: number): RefundWire;
    endRefund(id: string, succeeds: boolean): void;
    dispute(charge: string): DisputeWire;
    endDispute(id: string, won: boolean): void;
    warn(charge: string): void;
  };
  charges(): ChargeWire[];
  refunds(): RefundWire[];
  disputes(): DisputeWire[];
  events(): EventWire[];
  /** Sends an event to the endpoint once more. */
  tellAgain(event: string): void;
  calls(call?: string): CallEntry[];
  deliveries(): DeliveryEntry[];
  /** Resolves when `holds` does; asked again whenever anything happens here. */
  until(holds: () => boolean, options?: { timeoutMs?: number }): Promise<void>;
  /** Resolves when no event is on its way any more. */
  idle(options?: { timeoutMs?: number }): Promise<void>;
  close(): Promise<void>;
};

export const isApiPath = (pathname: string): boolean => pathname.startsWith('/v1/');

export function createStripeSandbox(options: StripeOptions): StripeSandbox {
  const { secretKey, clock = machineClock, random = seededRandom(randomInt(2 ** 32)) } = options;
  const tables = openTables(options.dataFile);
  const world = createWorld(clock, random, { ...stripePauses, ...options.pauses }, tables);
  const { faults, dice } = createFaults(random, world.hub);
  const events = createEvents(world, () => dice.dropsEvent());
  const agenda = createAgenda<DueKind>(
    world,
    () => newId(world, 'due'),
    (what, subject) => {
      if (what === 'settle') checkout.settle(subject, true);
      else if (what === 'dispute') returns.dispute(subject);
      else returns.endRefund(subject, what === 'refund-succeeds');
    },
  );
  const checkout = createCheckout(world, { events, agenda });
  const returns = createReturns(world, { events, agenda });
  let endpoint = options.endpoint;
  const webhooks = createWebhooks(world, () => endpoint, { faults, dice });
  events.onTold(webhooks.wake);
  let url = '';
  const calls: CallEntry[] = [];
  const deliveries: DeliveryEntry[] = [];
  const forget = remember(world.hub, { calls, deliveries, most: options.remembered ?? 20_000 });
  const methods = createMethods({ world, checkout, returns });
  const api = createStripeApi({ world, secretKey, methods, faults, dice, pageUrl: () => url });
  const page = createPage({ world, checkout, returns, faults, calls, deliveries, links: options.links ?? {} });

  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://stripe.invalid');
    const handled = isApiPath(asked.pathname) ? api(request, response, asked) : page.handle(request, response, asked);
    handled.catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(error instanceof Error ? error.message : String(error));
    });
  });
  const until = (holds: () => boolean, { timeoutMs = 10_000 } = {}): Promise<void> => {
    if (holds()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!holds()) return;
        stop();
        clearTimeout(timer);
        resolve();
      };
      const stop = world.hub.listen(look);
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`not within ${timeoutMs} ms; events waiting: ${webhooks.waiting()}`));
      }, timeoutMs);
    });
  };

  return {
    faults,
    async listen(port) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
      const listening = (server.address() as AddressInfo).port;
      url = `http://127.0.0.1:${listening}`;
      agenda.open();
      webhooks.open();
      return listening;
    },
    sendEventsTo(to) {
      endpoint = to;
      webhooks.wake();
    },
    buyer(link) {
      const session = link.split('/').at(-1) ?? '';
      return {
        pays: (card = '4242424242424242', changed = {}) => checkout.pay(session, card, changed),
        answersBank: (card, yes) => checkout.confirm(session, card, yes),
      };
    },
    settle: checkout.settle,
    dashboard: {
      refund: (intent, amount) =>
        found(returns.refund({ paymentIntent: intent, metadata: {}, ...(amount ? { amount } : {}) })),
      endRefund: returns.endRefund,
      dispute: (charge) => found(returns.dispute(charge)),
      endDispute: returns.endDispute,
      warn: returns.warn,
    },
    charges: () => [...world.charges.values()],
    refunds: () => [...world.refunds.values()],
    disputes: () => [...world.disputes.values()],
    events: () => [...world.events.values()],
    tellAgain(event) {
      const at = world.clock.now();
      world.deliveries.put(event, { event, attempts: 0, notBefore: at, expiresAt: at + world.pauses.deliverForMs });
      webhooks.wake();
    },
    calls: (call) => calls.filter((entry) => !call || entry.call === call),
    deliveries: () => [...deliveries],
    until,
    idle: (patience) => until(() => webhooks.waiting() === 0, patience),
    async close() {
      forget();
      agenda.close();
      webhooks.close();
      page.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
      tables.close();
    },
  };
}

function found<Answer extends object>(answer: Answer | Refused | undefined): Exclude<Answer, Refused> {
  if (answer === undefined) throw new Error('this is not possible as things are');
  if (isRefused(answer)) throw new Error(answer.error.message);
  return answer as Exclude<Answer, Refused>;
}

/** The last calls and deliveries, for tests and the page. */
function remember(
  hub: ReturnType<typeof createWorld>['hub'],
  { calls, deliveries, most }: { calls: CallEntry[]; deliveries: DeliveryEntry[]; most: number },
): () => void {
  const keep = <Entry>(entries: Entry[], entry: Entry): void => {
    entries.push(entry);
    if (entries.length > most) entries.splice(0, Math.ceil(most / 10));
  };
  return hub.listen((happening) => {
    if (happening.kind === 'call') keep(calls, happening.entry);
    if (happening.kind === 'delivery') keep(deliveries, happening.entry);
  });
}

export type StartedStripe = StripeSandbox & {
  readonly url: string;
  readonly secretKey: string;
  readonly webhookSecret: string;
};

/** For tests: an account of its own on a free port. Its events go nowhere until `sendEventsTo`. */
export async function startStripe(
  options: Partial<StripeOptions> & { readonly port?: number } = {},
): Promise<StartedStripe> {
  const random = options.random ?? seededRandom(randomInt(2 ** 32));
  const secretKey = options.secretKey ?? `sk_test_${alphanumerics(random, 32)}`;
  const webhookSecret = options.endpoint?.secret ?? `whsec_${alphanumerics(random, 32)}`;
  const sandbox = createStripeSandbox({ ...options, secretKey, random });
  const url = `http://127.0.0.1:${await sandbox.listen(options.port ?? 0)}`;
  return { ...sandbox, url, secretKey, webhookSecret };
}
