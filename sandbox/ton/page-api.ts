import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import type { Address } from '@ton/core';
import { type PageFile, pageFiles } from '../pages/files.ts';
import { isFromHere, readJson, sendFile, sendJson } from '../pages/http.ts';
import { readAddress } from './chain/messages.ts';
import type { Explored } from './explorer/names.ts';
import { accountPage, find, overview, transactionPage } from './explorer/view.ts';
import { readTonFaults, type TonFaults } from './faults.ts';
import type { CallEntry } from './toncenter/api.ts';

/** What the pages point at. */
export type PageLinks = { readonly operations?: string; readonly workflows?: string };

type Tools = Explored & {
  readonly faults: TonFaults;
  readonly calls: readonly CallEntry[];
  readonly give: (to: Address, nano: bigint, comment?: string) => Promise<void>;
  readonly giveUsdt: (to: Address, micro: bigint) => Promise<void>;
  readonly links: PageLinks;
};

const MOST_SHOWN = 60;
const MOST_GIVEN = 10n ** 15n;
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";
const files = pageFiles(path.join(import.meta.dirname, 'page'), {
  '/faucet': 'faucet.html',
  '/faults': 'faults.html',
  '/favicon.ico': 'parts/favicon.svg',
});
const file = (pathname: string): Promise<PageFile | undefined> =>
  files(pathname === '/' || /^\/explorer(\/|$)/.test(pathname) ? '/explorer.html' : pathname);

/** The explorer, the faucet and the faults, and what they ask for. */
export function createPages(tools: Tools) {
  const watching = new Set<ServerResponse>();
  const routes = createRoutes(tools);
  const tell = (event: string, data: unknown): void => {
    for (const each of watching) each.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const stop = tools.chain.listen(({ seqno }, landed) => tell('block', { seqno, landed: landed.length }));
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
        const answer = body && (await route({ ...Object.fromEntries(url.searchParams), ...body }));
        return answer === undefined
          ? sendJson(response, 400, { why: 'Not understood.' })
          : sendJson(response, 200, answer);
      }
      const found = request.method === 'GET' ? await file(url.pathname) : undefined;
      return found ? sendFile(response, found, POLICY) : sendJson(response, 404, { why: 'Not found.' });
    },
    tell,
    close() {
      stop();
      for (const each of watching) each.end();
    },
  };
}

type Route = (sent: Readonly<Record<string, unknown>>) => unknown;

/** Undefined marks what was not understood. */
function createRoutes(tools: Tools): Record<string, Route> {
  const { chain, faults, calls, links } = tools;
  return {
    'GET /page/links': () => links,
    'GET /page/overview': () => overview(tools),
    'GET /page/account': ({ address }) => {
      const read = readAddress(address);
      return read && accountPage(tools, read);
    },
    'GET /page/transaction': ({ hash }) => {
      const landed = chain.view().transaction(Buffer.from(String(hash), 'hex'));
      return landed ? transactionPage(tools, landed) : { missing: true };
    },
    'GET /page/find': ({ text }) => find(tools, String(text)) ?? {},
    'POST /page/give': async ({ address, minor, asset, comment }) => {
      const to = readAddress(address);
      const amount = /^\d{1,16}$/.test(String(minor)) ? BigInt(String(minor)) : 0n;
      if (!to || amount <= 0n || amount > MOST_GIVEN) return undefined;
      if (asset === 'USDT') await tools.giveUsdt(to, amount);
      else await tools.give(to, amount, typeof comment === 'string' && comment ? comment : undefined);
      return {};
    },
    'GET /page/faults': () => ({ faults: faults.settings, head: chain.head.seqno, calls: calls.slice(-MOST_SHOWN) }),
    'POST /page/faults': (sent) => {
      if (sent.clear === true) faults.clear();
      else {
        const change = readTonFaults(sent);
        if (!change) return undefined;
        faults.change(change);
      }
      return faults.settings;
    },
  };
}
