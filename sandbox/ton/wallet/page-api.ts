import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { Address } from '@ton/core';
import { z } from 'zod';
import type { Hub } from '../../ground/hub.ts';
import { pageFiles } from '../../pages/files.ts';
import { isFromHere, readJson, sendFile, sendJson } from '../../pages/http.ts';
import type { Chain } from '../chain/chain.ts';
import type { Names as ChainNames } from '../explorer/names.ts';
import type { Asks } from './asks.ts';
import type { Coin, Coins } from './coins.ts';
import { CONNECT_ENDINGS, type createConnecting } from './connecting.ts';
import type { Holder } from './holders.ts';
import { createPageView, type PageLinks } from './page-view.ts';
import { type createPaying, PAY_ENDINGS } from './paying.ts';
import type { Sessions } from './sessions.ts';
import type { Transfers } from './transfers.ts';
import { walletsList } from './wallets-list.ts';

type Tools = {
  readonly chain: Chain;
  readonly coins: Coins;
  readonly network: string;
  readonly hub: Hub<'changed'>;
  readonly asks: Asks;
  readonly sessions: Sessions;
  readonly transfers: Transfers;
  readonly connecting: ReturnType<typeof createConnecting>;
  readonly paying: ReturnType<typeof createPaying>;
  readonly holders: readonly Holder[];
  readonly links: PageLinks;
  readonly chainNames: Pick<ChainNames, 'of'>;
  readonly give: (coin: Coin, to: Holder, minor: bigint) => Promise<void>;
};

const folder = path.join(import.meta.dirname, 'page');
const file = pageFiles(folder, { '/wallet': 'wallet.html' });
/** An app's icon comes from the app. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: http: https:; frame-ancestors 'none'";
/** The list and the picture are for the pages of every app. */
const FOR_ALL = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

/** The wallets list, and the page with its hands on the wallets. */
export function createWalletPage(tools: Tools) {
  const { hub } = tools;
  const view = createPageView({ ...tools, paymentOf: tools.paying.paymentOf });
  const acts = createActs(tools);
  const watching = new Set<ServerResponse>();
  const stop = hub.listen(() => {
    for (const each of watching) each.write('event: changed\ndata: {}\n\n');
  });

  const own = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    if (!isFromHere(request)) return sendJson(response, 403, { why: 'Only for pages of this address.' });
    if (url.pathname === '/wallet/page/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 500\n\n');
      watching.add(response);
      return void response.once('close', () => watching.delete(response));
    }
    if (url.pathname === '/wallet/page/state') {
      return sendText(response, view(url.searchParams.get('holder') ?? ''));
    }
    const act = acts[url.pathname.slice('/wallet/page/'.length)];
    if (act && request.method === 'POST') {
      const answer = await act((await readJson(request)) ?? {}).catch(why);
      return sendText(response, answer ?? {});
    }
    const found = request.method === 'GET' ? await file(url.pathname.replace(/^\/wallet\//, '/')) : undefined;
    return found ? sendFile(response, found, POLICY) : sendJson(response, 404, { why: 'Not found.' });
  };

  return {
    async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
      const { pathname } = url;
      if (pathname === '/wallets.json') {
        sendJson(response, 200, walletsList(`http://${request.headers.host ?? ''}`), FOR_ALL);
      } else if (pathname === '/wallet.png') {
        response.writeHead(200, { ...FOR_ALL, 'content-type': 'image/png', 'cache-control': 'max-age=3600' });
        response.end(await readFile(path.join(folder, 'wallet.png')));
      } else if (pathname === '/wallet' || pathname.startsWith('/wallet/')) await own(request, response, url);
      else return false;
      return true;
    },
    close() {
      stop();
      for (const each of watching) each.end();
    },
  };
}

type Act = (sent: Readonly<Record<string, unknown>>) => Promise<unknown>;

const sending = z.object({
  holder: z.string(),
  to: z.string().refine((to) => Address.isFriendly(to), 'This is not an address.'),
  coin: z.enum(['TON', 'USDT', 'FAKE']),
  minor: z.string().regex(/^[1-9]\d*$/, 'How much?'),
  comment: z.string().max(500).optional(),
});

/** What the page's buttons do. An answer with `why` says why it was not done. */
function createActs(tools: Tools): Readonly<Record<string, Act>> {
  const { asks, sessions, transfers, connecting, paying, holders, give } = tools;
  const holderOf = (name: unknown): Holder => {
    const holder = holders.find((each) => each.name === name);
    if (!holder) throw new Error('There is no such wallet.');
    return holder;
  };
  const askOf = <Kind extends 'connect' | 'pay'>(id: unknown, kind: Kind) => {
    const ask = asks.get(String(id));
    if (ask?.kind !== kind) throw new Error('This was not asked.');
    return ask as Extract<typeof ask, { kind: Kind }>;
  };
  return {
    async open({ link }) {
      const ask = await connecting.open(String(link));
      return ask ? { ask: ask.id } : { why: 'This is not a TON Connect link.' };
    },
    async connect({ ask, holder, ending }) {
      const chosen = holderOf(holder);
      if (chosen.kind !== 'person') throw new Error('Only people connect to apps.');
      connecting.approve(askOf(ask, 'connect'), chosen, z.enum(CONNECT_ENDINGS).parse(ending));
    },
    pay: ({ ask, ending }) => paying.approve(askOf(ask, 'pay'), z.enum(PAY_ENDINGS).parse(ending)),
    async decline({ ask: id }) {
      const ask = asks.get(String(id));
      if (ask?.kind === 'pay') paying.decline(ask);
      else if (ask) connecting.decline(ask);
    },
    async disconnect({ session }) {
      sessions.end(String(session));
    },
    async send(sent) {
      const read = sending.safeParse(sent);
      if (!read.success) return { why: read.error.issues[0]?.message };
      const { holder, to, coin, minor, comment } = read.data;
      await transfers.byHand(holderOf(holder), { to, coin, minor: BigInt(minor), ...(comment ? { comment } : {}) });
      return undefined;
    },
    async give({ holder, coin, minor }) {
      const read = sending.pick({ coin: true, minor: true }).parse({ coin, minor });
      await give(read.coin, holderOf(holder), BigInt(read.minor));
    },
  };
}

const why = (error: unknown) => ({ why: error instanceof Error ? error.message : String(error) });

function sendText(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
}
