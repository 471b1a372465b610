import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pageFiles } from '../pages/files.ts';
import { isFromHere, readJson, sendFile, sendJson, sendTo } from '../pages/http.ts';
import type { Acts } from './acts.ts';
import { invoiceBehind, invoiceView } from './chat-view.ts';
import { readFaultSettings } from './fault-settings.ts';
import type { Faults } from './faults.ts';
import { firstToken, launchUrl, launchWays } from './launch-data.ts';
import { launchPublicKey } from './launch-key.ts';
import type { Log } from './log.ts';
import { findMessage } from './messages.ts';
import { createPageEvents } from './page-events.ts';
import { botFace, chatPicture, composerPicture } from './page-view.ts';
import { type Ending, endings, type Payments } from './payments.ts';
import { addPlayer } from './players.ts';
import type { Bot } from './shapes.ts';
import type { Updates } from './updates.ts';
import { botOf, playerOf, type World } from './world.ts';

/** Where the page's links "behind the scenes" lead. */
export type PageLinks = { readonly workflows?: string; readonly operations?: string };

type Tools = {
  readonly world: World;
  readonly acts: Acts;
  readonly payments: Payments;
  readonly faults: Faults;
  readonly log: Log;
  readonly updates: Updates;
  readonly links: PageLinks;
};

type Asked = {
  readonly bot: number;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
};
type Page = { handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>; close(): void };

const pageFile = pageFiles(path.join(import.meta.dirname, 'page'), {
  '/': 'chat.html',
  '/faults': 'faults.html',
  '/favicon.ico': 'parts/favicon.svg',
});

/** The page's own face: what players do with their hands. Only pages of this very address may use it. */
export function createPage(tools: Tools): Page {
  const { world, faults, log, updates } = tools;
  const events = createPageEvents({ world, faults, log, waiting: updates.count });
  const routes = createRoutes(tools);

  return {
    async handle(request, response, url) {
      if (!isFromHere(request)) return sendJson(response, 403, { why: 'Only for pages of this address.' });
      const bot = Number(url.searchParams.get('bot')) || ([...world.botsByToken.values()][0] ?? 0);
      if (url.pathname === '/page/events') return events.open(response, bot);
      const route = routes[`${request.method} ${url.pathname}`];
      if (route) {
        const body = await readJson(request);
        const answer = body ? await route({ bot, query: url.searchParams, body }) : undefined;
        return answer === undefined
          ? sendJson(response, 400, { why: 'Not understood.' })
          : sendJson(response, 200, answer);
      }
      const named = request.method === 'GET' ? botNamed(world, url.pathname.slice(1)) : undefined;
      if (named) return redirect(response, named.id, url.searchParams);
      const invoice = request.method === 'GET' ? INVOICE.exec(url.pathname)?.[1] : undefined;
      if (invoice) return redirectToInvoice(response, world.invoices.get(invoice)?.bot ?? bot, invoice);
      const file = request.method === 'GET' ? await pageFile(url.pathname) : undefined;
      if (!file) return sendJson(response, 404, { why: 'Not found.' });
      sendFile(response, file, POLICY);
    },
    close: () => events.close(),
  };
}

/** What a link may bring along, and how much of it (core.telegram.org/api/links, "Bot links"); Telegram drops the rest. */
const BROUGHT: Readonly<Record<string, RegExp>> = { start: /^[\w-]{1,64}$/, startapp: /^[\w-]{0,512}$/ };

/** `t.me/<bot>?start=…` of this Telegram: the chat, with what the link brings along. */
function redirect(response: ServerResponse, bot: number, query: URLSearchParams): void {
  const kept = new URLSearchParams({ bot: String(bot) });
  for (const [name, allowed] of Object.entries({ ...BROUGHT, player: /^\d+$/ })) {
    const value = query.get(name);
    if (value !== null && allowed.test(value)) kept.set(name, value);
  }
  sendTo(response, `/?${kept}`);
}

/** `t.me/$<slug>` and `t.me/invoice/<slug>` (core.telegram.org/api/links, "Invoice links"). */
const INVOICE = /^\/(?:\$|invoice\/)([\w-]+)$/;

/** The chat with the bot that asks for the money, with its pay form open. */
function redirectToInvoice(response: ServerResponse, bot: number, slug: string): void {
  sendTo(response, `/?${new URLSearchParams({ bot: String(bot), invoice: slug })}`);
}

const botNamed = (world: World, username: string): Bot | undefined =>
  [...world.bots.values()].find((bot) => bot.username.toLowerCase() === username.toLowerCase());

const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https: http:; frame-src http: https:; frame-ancestors 'none'";

/** Undefined marks what was not understood. */
type Route = (asked: Asked) => unknown | Promise<unknown>;

function createRoutes({ world, acts, payments, faults, links }: Tools): Readonly<Record<string, Route>> {
  const playerIn = (id: unknown) => world.players.get(String(id));

  return {
    'GET /page/start': ({ bot }) => ({
      bot: botFace(botOf(world, bot)),
      bots: [...world.botsByToken.values()].map((id) => botFace(botOf(world, id))),
      links,
    }),
    'GET /page/chat': ({ bot, query }) => {
      const player = playerIn(query.get('player'));
      return player && chatPicture(world, botOf(world, bot), player);
    },
    'GET /page/composer': ({ bot, query }) => {
      const player = playerIn(query.get('player'));
      return player && composerPicture(world, botOf(world, bot), player);
    },
    'GET /page/invoice': ({ query }) => {
      const asked = query.get('slug') ?? '';
      const invoice = world.invoices.get(invoiceBehind(asked) ?? asked);
      return invoice && { ...invoiceView(invoice), seller: botFace(botOf(world, invoice.bot)).name };
    },
    'GET /page/launch-key': () => ({ key: launchPublicKey(firstToken(world)) }),
    'POST /page/launch': ({ bot, body }) => {
      const player = playerIn(body.player);
      const way = launchWays.find((each) => each === body.way);
      const url = parsedUrl(String(body.url));
      if (!player || !way || !url || !/^https?:$/.test(url.protocol)) return undefined;
      const startParam = String(body.startParam ?? '').slice(0, 512);
      const theme = themeIn(body.theme);
      return { url: launchUrl(world, bot, player, { way, startParam, url: url.href, theme }) };
    },
    'POST /page/players': ({ body }) => {
      const [firstName, ...more] = String(body.name ?? '')
        .trim()
        .split(/\s+/);
      if (!firstName) return undefined;
      const lastName = more.join(' ');
      return addPlayer(world, {
        firstName,
        ...(lastName ? { lastName } : {}),
        language: String(body.language ?? 'en'),
      });
    },
    'POST /page/say': ({ bot, body }) => {
      const player = playerIn(body.player);
      const said = player && acts.say(player.id, bot, String(body.text ?? ''));
      return said && { id: said.id };
    },
    'POST /page/contact': ({ bot, body }) => {
      const player = playerIn(body.player);
      const said = player && acts.shareContact(player.id, bot);
      return said && { id: said.id };
    },
    'POST /page/tap': ({ bot, body }) => {
      const player = playerIn(body.player);
      const message = player && findMessage(world, bot, player.id, Number(body.message));
      const keys = message?.markup?.inline_keyboard.flat();
      const key = keys?.find(({ callback_data }) => callback_data === body.data);
      return message && key && { query: acts.tap(message, key).query };
    },
    'POST /page/pay': ({ body }) => {
      const player = playerIn(body.player);
      const ending = endings.find((each) => each === body.ending) satisfies Ending | undefined;
      return player && ending && payments.pay(player.id, String(body.slug), ending);
    },
    'POST /page/block': ({ bot, body }) => {
      const player = playerIn(body.player);
      if (player) acts.setBlocked(player.id, bot, body.blocked === true);
      return player && { blocked: body.blocked === true };
    },
    'POST /page/read': ({ bot, body }) => {
      const player = playerIn(body.player);
      if (player) acts.read(playerOf(world, player.id).id, bot);
      return player && {};
    },
    'POST /page/faults': ({ body }) => {
      const wish = body.clear === true ? undefined : readFaultSettings(body);
      if (body.clear === true) faults.clear();
      else if (wish) faults.change(wish);
      return body.clear === true || wish ? faults.settings : undefined;
    },
  };
}

const parsedUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

/** Colours as the page wears them, and nothing else. */
function themeIn(value: unknown): Record<string, string> {
  const pairs = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return Object.fromEntries(
    pairs.filter(([name, colour]) => /^[a-z_]+$/.test(name) && /^#[0-9a-f]{6}$/.test(String(colour))),
  );
}
