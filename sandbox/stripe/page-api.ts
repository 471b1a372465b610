import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { DeliveryEntry } from '../ground/deliveries.ts';
import { type Faults, readFaultSettings } from '../ground/faults.ts';
import { pageFiles } from '../pages/files.ts';
import { isFromHere, readJson, sendFile, sendJson } from '../pages/http.ts';
import type { Checkout } from './checkout.ts';
import type { Returns } from './refunds.ts';
import type { CallEntry } from './shapes.ts';
import { newestFirst, type World } from './world.ts';

/** What the desk points at. */
export type PageLinks = { readonly operations?: string; readonly workflows?: string };

type Tools = {
  readonly world: World;
  readonly checkout: Checkout;
  readonly returns: Returns;
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

/** The hosted payment page, and a desk with the account's payments: what a dashboard would do, and faults. */
export function createPage(tools: Tools) {
  const { world } = tools;
  const watching = new Set<ServerResponse>();
  const routes = createRoutes(tools);
  const stop = world.hub.listen((happening) => {
    const text = `event: ${happening.kind}\ndata: ${JSON.stringify('entry' in happening ? happening.entry : {})}\n\n`;
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
      const name = url.pathname.startsWith('/c/pay/') ? '/checkout.html' : url.pathname;
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

/** Undefined marks what was not understood. */
function createRoutes({ world, checkout, returns, faults, calls, deliveries, links }: Tools): Record<string, Route> {
  const done = {};
  return {
    'GET /page/session': ({ id }) => {
      checkout.expireDue();
      const session = world.sessions.get(String(id));
      if (!session) return undefined;
      const { wire, title, description } = session;
      return {
        title,
        description,
        status: wire.status,
        amount: wire.amount_total,
        currency: wire.currency,
        backTo: wire.cancel_url,
        lateMs: world.pauses.settlesAfterMs,
      };
    },
    'POST /page/pay': ({ session, number }) => checkout.pay(String(session), String(number)),
    'POST /page/confirm': ({ session, number, yes }) => checkout.confirm(String(session), String(number), yes === true),
    'GET /page/desk': () => ({
      links,
      faults: faults.settings,
      payments: newestFirst(world.charges.values())
        .slice(0, MOST_SHOWN)
        .map((charge) => ({
          ...charge,
          title: [...world.sessions.values()].find(({ wire }) => wire.payment_intent === charge.payment_intent)?.title,
          refunds: [...world.refunds.values()].filter((each) => each.charge === charge.id),
          dispute: [...world.disputes.values()].find((each) => each.charge === charge.id) ?? null,
        })),
      calls: calls.slice(-MOST_SHOWN),
      deliveries: deliveries.slice(-MOST_SHOWN),
    }),
    'POST /page/refund': ({ intent, amount }) => {
      const wish = { paymentIntent: String(intent), metadata: {} };
      const refund = returns.refund(typeof amount === 'number' ? { ...wish, amount } : wish);
      return 'refused' in refund ? { why: refund.error.message } : refund;
    },
    'POST /page/settle': ({ intent, succeeds }) => {
      checkout.settle(String(intent), succeeds === true);
      return done;
    },
    'POST /page/end-refund': ({ refund, succeeds }) => {
      returns.endRefund(String(refund), succeeds === true);
      return done;
    },
    'POST /page/dispute': ({ charge }) => returns.dispute(String(charge)),
    'POST /page/end-dispute': ({ dispute, won }) => {
      returns.endDispute(String(dispute), won === true);
      return done;
    },
    'POST /page/warn': ({ charge }) => {
      returns.warn(String(charge));
      return done;
    },
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
