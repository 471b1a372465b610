import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { digits, letters, type Random, seededRandom } from '../ground/chance.ts';
import { type Clock, machineClock } from '../ground/clock.ts';
import { openTables } from '../ground/durable-tables.ts';
import { createActs } from './acts.ts';
import { createBotApi } from './bot-api.ts';
import { createFaults, type Faults } from './faults.ts';
import { launchPublicKey } from './launch-key.ts';
import { createGate, type Limits, telegramLimits } from './limits.ts';
import { createLog } from './log.ts';
import { createLogin, type Login, type WebLogin } from './login.ts';
import { createPage, type PageLinks } from './page-api.ts';
import { type Pauses, telegramPauses } from './pauses.ts';
import { createPayments } from './payments.ts';
import { createPlayer, type Player } from './player.ts';
import { addFirstPlayers, addPlayer } from './players.ts';
import { createPolling } from './polling.ts';
import type { CallEntry, Charge, DeliveryEntry } from './shapes.ts';
import { createUpdates, updateOnTheWire } from './updates.ts';
import { createWebhooks, type WebhookAnswer } from './webhooks.ts';
import { createWorld } from './world.ts';

export type TelegramOptions = {
  /** The tokens of the bots: "<id>:<secret>". */
  readonly bots: readonly string[];
  readonly providerTokens: readonly string[];
  readonly clock?: Clock;
  readonly random?: Random;
  readonly pauses?: Partial<Pauses>;
  readonly limits?: Partial<Limits> | 'off';
  /** Where everything is kept; without it nothing outlives the process. */
  readonly dataFile?: string;
  /** The chat page begins with five players. */
  readonly firstPlayers?: boolean;
  /** How many calls and deliveries the log remembers. */
  readonly remembered?: number;
  /** What the chat page points at. */
  readonly links?: PageLinks;
  /** Without it no browser can log in by OpenID Connect or widget. */
  readonly webLogin?: WebLogin;
};

export type PlayerWish = {
  readonly language?: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly id?: number;
  /** Of several bots, the one this player talks to; the first when left out. */
  readonly bot?: number;
};

/** A Telegram of its own: the server bots talk to, and the hands of the players. */
export type Telegram = {
  /** `port` 0 takes a free one. Answers the port. Loopback only. */
  listen(port: number): Promise<number>;
  /** Another call with the same name answers the same player. */
  player(name: string, wish?: PlayerWish): Player;
  /** What was really charged, oldest first. */
  charges(): Charge[];
  /** Every call of a bot, oldest first. */
  calls(method?: string): CallEntry[];
  /** Every attempt to hand an update to a webhook. */
  deliveries(): DeliveryEntry[];
  readonly faults: Faults;
  /** Where browsers log in. */
  readonly login: Omit<Login, 'handle'>;
  /** Updates that no bot has taken yet, as they go over the wire. */
  pendingUpdates(): { update_id: number }[];
  /** Posts any body to the webhook once, now, outside of the queue, with the right secret. */
  deliver(update: unknown, bot?: number): Promise<WebhookAnswer>;
  /** Resolves when no update is waiting any more. */
  idle(options?: { timeoutMs?: number }): Promise<void>;
  /** Resolves when `holds` does; asked again whenever anything happens here. */
  until(holds: () => boolean, options?: { timeoutMs?: number }): Promise<void>;
  close(): Promise<void>;
};

export function createTelegram(options: TelegramOptions): Telegram {
  const { bots, providerTokens, clock = machineClock, random = seededRandom(randomInt(2 ** 32)) } = options;
  const pauses = { ...telegramPauses, ...options.pauses };
  const limits = options.limits === 'off' ? 'off' : { ...telegramLimits, ...options.limits };
  const tables = openTables(options.dataFile);
  const world = createWorld({ clock, random, pauses, tables, tokens: bots, providerTokens });
  if (options.firstPlayers) addFirstPlayers(world);

  const log = createLog(world.hub, options.remembered ?? 20_000);
  const { faults, dice } = createFaults(random, world.hub);
  const updates = createUpdates(world, dice);
  const polling = createPolling(world, updates);
  const onReply = (bot: number, body: string): void => botApi.runReply(bot, body);
  const webhooks = createWebhooks(world, { updates, faults, dice, log: log.delivery, onReply });
  updates.onPush(webhooks.wake);
  const payments = createPayments(world, updates);
  const acts = createActs(world, updates);
  const tools = { world, updates, polling, payments, acts, wake: webhooks.wake };
  const botApi = createBotApi({ ...tools, gate: createGate(clock, limits), faults, dice, log });
  const page = createPage({ world, acts, payments, faults, log, updates, links: options.links ?? {} });
  let listening = 0;
  const login = createLogin(world, options.webLogin, () => `http://127.0.0.1:${listening}`);
  const handlePage = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    if (!(await login.handle(request, response, url))) await page.handle(request, response, url);
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://telegram.invalid');
    const handled = /^\/bot([^/]*\/|$)/.test(url.pathname)
      ? botApi.handle(request, response, url)
      : handlePage(request, response, url);
    handled.catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(error instanceof Error ? error.message : String(error));
    });
  });
  const botIds = [...world.botsByToken.values()];
  const firstBot = (): number => botIds[0] ?? Number.NaN;
  const waiting = () => botIds.flatMap((bot) => updates.pending(bot));
  const until = (holds: () => boolean, { timeoutMs = 10_000 } = {}): Promise<void> => {
    if (holds()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const stop = world.hub.listen(() => {
        if (!holds()) return;
        stop();
        clearTimeout(timer);
        resolve();
      });
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`not within ${timeoutMs} ms; updates waiting: ${JSON.stringify(waiting())}`));
      }, timeoutMs);
    });
  };

  return {
    faults,
    login,
    async listen(port) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
      webhooks.open();
      listening = (server.address() as AddressInfo).port;
      return listening;
    },
    player(name, { bot = firstBot(), ...wish } = {}) {
      const known = [...world.players.values()].find(({ firstName }) => firstName === name);
      const player = known ?? addPlayer(world, { firstName: name, ...wish });
      return createPlayer({ world, acts, payments, bot }, player);
    },
    charges: () => [...world.charges.values()],
    calls: (method) => log.calls.filter((call) => !method || call.method.toLowerCase() === method.toLowerCase()),
    deliveries: () => [...log.deliveries],
    pendingUpdates: () => waiting().map(updateOnTheWire),
    deliver: (update, bot = firstBot()) => webhooks.post(bot, update),
    until,
    idle: (patience) => until(() => botIds.every((bot) => updates.count(bot) === 0), patience),
    async close() {
      payments.close();
      acts.close();
      polling.close();
      webhooks.close();
      page.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
      tables.close();
    },
  };
}

export type StartOptions = Partial<TelegramOptions> & {
  readonly port?: number;
  /** Chance of this run; drawn, and told, when left out. */
  readonly seed?: number;
};

export type StartedTelegram = Telegram & {
  readonly url: string;
  readonly token: string;
  readonly botId: number;
  readonly providerToken: string;
  /** What the product is given as TELEGRAM_LAUNCH_KEY. */
  readonly launchKey: string;
  readonly seed: number;
};

/** For tests: a Telegram with one bot and one provider, listening on a free port. */
export async function startTelegram(options: StartOptions = {}): Promise<StartedTelegram> {
  const { port = 0, seed = randomInt(2 ** 32), ...rest } = options;
  const random = rest.random ?? seededRandom(seed);
  const token = rest.bots?.[0] ?? `${digits(random, 10)}:AA${letters(random, 33)}`;
  const providerToken = rest.providerTokens?.[0] ?? `${digits(random, 9)}:TEST:${digits(random, 12)}`;
  const telegram = createTelegram({ bots: [token], providerTokens: [providerToken], ...rest, random });
  const url = `http://127.0.0.1:${await telegram.listen(port)}`;
  return {
    ...telegram,
    url,
    token,
    botId: Number(token.split(':')[0]),
    providerToken,
    launchKey: launchPublicKey(token),
    seed,
  };
}
