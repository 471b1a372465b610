import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { type Faults, readFaultSettings } from '../ground/faults.ts';
import { pageFiles } from '../pages/files.ts';
import { isFromHere, readJson, sendFile, sendJson } from '../pages/http.ts';
import type { Payments } from './payments.ts';
import type { Returns } from './returns.ts';
import type { CallEntry, DeliveryEntry } from './shapes.ts';
import type { Transfers } from './transfers.ts';
import type { World } from './world.ts';

/** What the desk points at. */
export type PageLinks = { readonly operations?: string; readonly workflows?: string };

type Tools = {
  readonly world: World;
  readonly payments: Payments;
  readonly returns: Returns;
  readonly transfers: Transfers;
  readonly faults: Faults;
  readonly calls: readonly CallEntry[];
  readonly deliveries: readonly DeliveryEntry[];
  readonly links: PageLinks;
};

const MOST_SHOWN = 60;
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
const file = pageFiles(path.join(import.meta.dirname, 'page'), {
  '/': 'desk.html',
  '/favicon.ico': 'parts/favicon.svg',
});

/** The hosted payment page, and a desk with the account's payments and payouts: what a dashboard would do, and faults. */
export function createPage(tools: Tools) {
  const watching = new Set<ServerResponse>();
  const routes = createRoutes(tools);
  const stop = tools.world.hub.listen((happening) => {
    const text = `event: ${happening.kind}\ndata: {}\n\n`;
    for (const each of watching) each.write(text);
  });
  return {
    async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
      if (!isFromHere(request)) return sendJson(response, 403, { why: 'Only for pages of this address.' });
      if (url.pathname === '/page/events') {
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
        response.write('retry: 500\n\n');
        watching.add(response);
        return void response.once('close', () => watching.delete(response));
      }
      const route = routes[`${request.method} ${url.pathname}`];
      if (route) {
        const body = await readJson(request);
        const answer = body && route({ ...Object.fromEntries(url.searchParams), ...body });
        return answer === undefined
          ? sendJson(response, 400, { why: 'Not understood.' })
          : sendJson(response, 200, answer);
      }
      const name = url.pathname.startsWith('/PL/') ? '/checkout.html' : url.pathname;
      const found = request.method === 'GET' ? await file(name) : undefined;
      return found ? sendFile(response, found, POLICY) : sendJson(response, 404, { why: 'Not found.' });
    },
    close() {
      stop();
      for (const each of watching) each.end();
    },
  };
}

type Route = (sent: Readonly<Record<string, unknown>>) => unknown;

/** The last first. */
const latest = <Row>(rows: Iterable<Row>): Row[] => [...rows].slice(-MOST_SHOWN).reverse();

/** Undefined marks what was not understood. */
function createRoutes(tools: Tools): Record<string, Route> {
  const { world, payments, returns, transfers, faults, calls, deliveries, links } = tools;
  const done = {};
  const then = (act: () => unknown): unknown => {
    act();
    return done;
  };
  return {
    'GET /page/link': ({ id }) => {
      const link = payments.link(String(id));
      return (
        link && {
          title: link.description,
          status: link.status,
          amount: link.amount,
          backTo: link.returnUrl.replace('card=paid', 'card=left'),
          lateMs: world.pauses.settlesAfterMs,
        }
      );
    },
    'POST /page/pay': ({ link, number }) => payments.pay(String(link), String(number)),
    'POST /page/confirm': ({ link, number, yes }) => payments.confirm(String(link), String(number), yes === true),
    'GET /page/desk': () => ({
      links,
      faults: faults.settings,
      balance: { currency: 'EUR', value: transfers.balance() },
      payments: latest(world.payments.values()).map((payment) => ({
        ...payment,
        title: world.links.get(payment.link)?.description,
        refunds: [...world.refunds.values()].filter((each) => each.payment === payment.psp),
        dispute: world.disputes.get(payment.dispute ?? '') ?? null,
      })),
      payouts: latest([...world.transfers.values()].filter(({ category }) => category === 'bank')).map(
        ({ id, amount, status, reason, reference }) => ({ id, amount, status, reason, reference }),
      ),
      calls: calls.slice(-MOST_SHOWN),
      deliveries: deliveries.slice(-MOST_SHOWN),
    }),
    'POST /page/refund': ({ psp }) => {
      const payment = world.payments.get(String(psp));
      if (!payment) return undefined;
      const amount = { ...payment.amount, value: payment.amount.value - payment.refunded };
      const refund = returns.refund(payment.psp, amount, 'by hand');
      return 'refused' in refund ? undefined : done;
    },
    'POST /page/settle': ({ psp, succeeds }) => then(() => payments.settle(String(psp), succeeds === true)),
    'POST /page/end-refund': ({ psp, how }) =>
      how === 'done' || how === 'failed' || how === 'reversed'
        ? then(() => returns.endRefund(String(psp), how))
        : undefined,
    'POST /page/dispute': ({ psp }) => returns.dispute(String(psp)),
    'POST /page/end-dispute': ({ psp, won }) => then(() => returns.endDispute(String(psp), won === true)),
    'POST /page/second': ({ psp }) => then(() => returns.second(String(psp))),
    'POST /page/end-payout': ({ id, how }) =>
      how === 'booked' || how === 'failed' || how === 'returned'
        ? then(() => transfers.move(String(id), how, how === 'booked' ? undefined : 'counterpartyAccountClosed'))
        : undefined,
    'POST /page/faults': (sent) => {
      if (sent.clear === true) faults.clear();
      else {
        const change = readFaultSettings(sent);
        if (!change) return undefined;
        faults.change(change);
      }
      return faults.settings;
    },
  };
}
