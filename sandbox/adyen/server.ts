import { randomBytes, randomInt } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAgenda } from '../ground/agenda.ts';
import { letters, type Random, seededRandom } from '../ground/chance.ts';
import { type Clock, machineClock } from '../ground/clock.ts';
import { openTables } from '../ground/durable-tables.ts';
import { createFaults, type Faults } from '../ground/faults.ts';
import { createAdyenApi, isApiPath } from './api.ts';
import { createNotices, createWebhooks, type Endpoint } from './notices.ts';
import { createPage, type PageLinks } from './page-api.ts';
import { type Attempt, createPayments } from './payments.ts';
import { createReturns } from './returns.ts';
import type {
  Amount,
  CallEntry,
  DeliveryEntry,
  Dispute,
  DueKind,
  Happening,
  Notice,
  Payment,
  Refund,
  TransferWire,
} from './shapes.ts';
import { createTransfers } from './transfers.ts';
import { adyenPauses, createWorld, newId, type Pauses } from './world.ts';

export type AdyenOptions = {
  /** What the product must know. */
  readonly apiKey: string;
  readonly merchantAccount: string;
  readonly balanceAccount: string;
  /** Where notifications go; without it nobody is told. */
  readonly endpoint?: Endpoint;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly pauses?: Partial<Pauses>;
  /** What lies in the balance account from the beginning, in minor units. */
  readonly funds?: number;
  /** Where everything is kept; without it nothing outlives the process. */
  readonly dataFile?: string;
  readonly links?: PageLinks;
};

/** An Adyen account of its own: the APIs, the hosted page, the dashboard's hands, and what the account really holds. */
export type AdyenSandbox = {
  /** `port` 0 takes a free one. Answers the port. Loopback only. */
  listen(port: number): Promise<number>;
  /** From now on notifications go there. */
  sendNoticesTo(endpoint: Endpoint): void;
  readonly faults: Faults;
  /** The buyer at the hosted page of this address. */
  buyer(link: string): {
    pays(card?: string, changed?: Partial<Amount>): Attempt;
    answersBank(card: string, yes: boolean): Attempt;
  };
  readonly dashboard: {
    settle(psp: string, succeeds: boolean): void;
    refund(psp: string, value?: number): Refund;
    endRefund(psp: string, how: 'done' | 'failed' | 'reversed'): void;
    dispute(psp: string): Dispute;
    endDispute(psp: string, won: boolean): void;
    secondChargeback(psp: string): void;
    /** A transfer arrives, or the bank sends it back. */
    endTransfer(id: string, how: 'booked' | 'failed' | 'returned'): void;
    /** Nothing can be done with this payment any more. */
    close(psp: string): void;
    /** The balance account is emptied. */
    drain(): void;
  };
  payments(): Payment[];
  refunds(): Refund[];
  disputes(): Dispute[];
  transfers(): TransferWire[];
  notices(): Notice[];
  /** Sends a notification once more. */
  tellAgain(notice: string): void;
  calls(call?: string): CallEntry[];
  deliveries(): DeliveryEntry[];
  /** Resolves when `holds` does; asked again whenever anything happens here. */
  until(holds: () => boolean, options?: { timeoutMs?: number }): Promise<void>;
  /** Resolves when no notification is on its way any more. */
  idle(options?: { timeoutMs?: number }): Promise<void>;
  close(): Promise<void>;
};

const MOST_REMEMBERED = 5_000;
const FUNDS = 100_000_000;

export function createAdyenSandbox(options: AdyenOptions): AdyenSandbox {
  const { clock = machineClock, random = seededRandom(randomInt(2 ** 32)), funds = FUNDS } = options;
  const tables = openTables(options.dataFile);
  const { merchantAccount, balanceAccount } = options;
  const pauses = { ...adyenPauses, ...options.pauses };
  const world = createWorld({ clock, random, pauses, merchantAccount, balanceAccount, funds }, tables);
  const { faults, dice } = createFaults(random, world.hub);
  const notices = createNotices(world, () => dice.dropsEvent());
  const agenda = createAgenda<DueKind>(
    world,
    () => newId(world),
    (what, subject) => {
      if (what === 'settle') payments.settle(subject, true);
      else if (what === 'dispute') returns.dispute(subject);
      else if (what === 'transfer') transfers.move(subject, 'booked');
      else returns.endRefund(subject, what === 'refund' ? 'done' : 'failed');
    },
  );
  const transfers = createTransfers(world, { notices, agenda });
  const payments = createPayments(world, { notices, transfers, agenda });
  const returns = createReturns(world, { notices, transfers, agenda });
  let endpoint = options.endpoint;
  const webhooks = createWebhooks(world, () => endpoint, { faults, dice });
  notices.onTold(webhooks.wake);
  let url = '';
  const [calls, deliveries]: [CallEntry[], DeliveryEntry[]] = [[], []];
  const forget = remember(world.hub, calls, deliveries);
  const shared = { world, payments, returns, transfers, faults };
  const api = createAdyenApi({ ...shared, apiKey: options.apiKey, dice, pageUrl: () => url });
  const page = createPage({ ...shared, calls, deliveries, links: options.links ?? {} });

  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://adyen.invalid');
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
        reject(new Error(`not within ${timeoutMs} ms; notifications waiting: ${webhooks.waiting()}`));
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
    sendNoticesTo(to) {
      endpoint = to;
      webhooks.wake();
    },
    buyer(link) {
      const id = link.split('/').at(-1) ?? '';
      return {
        pays: (card = '4111111111111111', changed = {}) => payments.pay(id, card, changed),
        answersBank: (card, yes) => payments.confirm(id, card, yes),
      };
    },
    dashboard: {
      settle: payments.settle,
      refund(psp, value) {
        const amount = world.payments.get(psp)?.amount ?? { currency: 'EUR', value: 0 };
        const refund = returns.refund(psp, { ...amount, value: value ?? amount.value }, 'by hand');
        if ('refused' in refund) throw new Error(JSON.stringify(refund.body));
        return refund;
      },
      endRefund: returns.endRefund,
      dispute(psp) {
        const dispute = returns.dispute(psp);
        if (!dispute) throw new Error('this is not possible as things are');
        return dispute;
      },
      endDispute: returns.endDispute,
      secondChargeback: returns.second,
      endTransfer: (id, how) =>
        void transfers.move(id, how, how === 'booked' ? undefined : 'counterpartyAccountClosed'),
      drain() {
        const amount = { currency: 'EUR', value: transfers.balance() };
        transfers.pay({ amount, reference: 'drained', counterparty: {} });
      },
      close(psp) {
        const payment = world.payments.get(psp);
        if (payment) world.payments.put(psp, { ...payment, status: 'closed' });
      },
    },
    payments: () => [...world.payments.values()],
    refunds: () => [...world.refunds.values()],
    disputes: () => [...world.disputes.values()],
    transfers: () => [...world.transfers.values()],
    notices: () => [...world.notices.values()],
    tellAgain(event) {
      const at = world.clock.now();
      world.deliveries.put(event, { event, attempts: 0, notBefore: at, expiresAt: at + pauses.deliverForMs });
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

/** The last calls and deliveries, for tests and the page. */
function remember(
  hub: { listen(hear: (happening: Happening) => void): () => void },
  calls: CallEntry[],
  deliveries: DeliveryEntry[],
): () => void {
  const keep = <Entry>(entries: Entry[], entry: Entry): void => {
    entries.push(entry);
    if (entries.length > MOST_REMEMBERED) entries.splice(0, MOST_REMEMBERED / 10);
  };
  return hub.listen((happening) => {
    if (happening.kind === 'call') keep(calls, happening.entry);
    if (happening.kind === 'delivery') keep(deliveries, happening.entry);
  });
}

export type StartedAdyen = AdyenSandbox & {
  readonly url: string;
  readonly apiKey: string;
  readonly hmacKey: string;
  readonly merchantAccount: string;
  readonly balanceAccount: string;
};

/** For tests: an account of its own on a free port. Its notifications go nowhere until `sendNoticesTo`. */
export async function startAdyen(
  options: Partial<AdyenOptions> & { readonly port?: number } = {},
): Promise<StartedAdyen> {
  const random = options.random ?? seededRandom(randomInt(2 ** 32));
  const apiKey = options.apiKey ?? `AQE${letters(random, 40)}`;
  const hmacKey = options.endpoint?.hmacKey ?? randomBytes(32).toString('hex').toUpperCase();
  const { merchantAccount = 'CageCOM', balanceAccount = 'BA00000000000000000000001' } = options;
  const sandbox = createAdyenSandbox({ ...options, apiKey, merchantAccount, balanceAccount, random });
  const url = `http://127.0.0.1:${await sandbox.listen(options.port ?? 0)}`;
  return { ...sandbox, url, apiKey, hmacKey, merchantAccount, balanceAccount };
}
