import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Update } from '@grammyjs/types';
import express from 'express';
import { botApi } from './bot-api.ts';
import { Delivery } from './delivery.ts';
import { Faults } from './faults.ts';
import { keep } from './keeping.ts';
import { Limits } from './limits.ts';
import { type PageOptions, page } from './page.ts';
import { Payments } from './payments.ts';
import { Player } from './player.ts';
import { type ChargeMade, type PlayerUser, World } from './world.ts';

export type TelegramOptions = {
  readonly tokens?: readonly string[];
  readonly providerTokens?: readonly string[];
  readonly port?: number;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly file?: string;
  /** Pauses before redelivery, how long a webhook may take, how late a late payment is reported. */
  readonly pauseMs?: (attempts: number) => number;
  readonly timeoutMs?: number;
  readonly lateMs?: number;
  readonly page?: PageOptions;
};

export type Call = { readonly method: string; readonly args: unknown; readonly code: number };
export type Telegram = Awaited<ReturnType<typeof startTelegram>>;

const TOKEN = '7000000001:AAsandboxsandboxsandboxsandboxsandb';
const PROVIDER = '400000001:TEST:sandbox';

/** A Telegram on loopback: the Bot API for bots, a chat page for people, and a face for tests. */
export async function startTelegram(options: TelegramOptions = {}) {
  const { tokens = [TOKEN], providerTokens = [PROVIDER], now = Date.now, random = Math.random } = options;
  const world = new World(tokens, now);
  const keeping = keep(world, options.file);
  const faults = new Faults(random);
  const pauseMs = options.pauseMs ?? ((attempts: number) => Math.min(60_000, 500 * 2 ** Math.min(attempts, 8)));
  const delivery = new Delivery(world, faults, { pauseMs, timeoutMs: options.timeoutMs ?? 60_000 });
  const payments = new Payments(world, delivery, { providers: providerTokens, lateMs: options.lateMs ?? 120_000 });
  const calls: Call[] = [];
  const deps = { world, delivery, payments, limits: new Limits(now) };
  const main = world.bots[0]?.id ?? 0;
  const people = new Map<number, Player>();

  const player = (name: string, about: { language?: string; bot?: number } = {}): Player => {
    const known = world.saved.users.find((user) => user.first_name === name);
    const user = known ?? world.addUser({ id: newUserId(world), first_name: name, language_code: about.language ?? 'en' });
    const person = people.get(user.id) ?? new Player(deps, user, about.bot ?? main);
    people.set(user.id, person);
    return person;
  };

  const app = express();
  app.disable('x-powered-by');
  app.use(botApi({ ...deps, faults, onCall: (call) => void (calls.push(call) > 5_000 && calls.shift()) }));
  app.use(page({ ...deps, faults, player, flush: keeping.flush }, options.page));
  const server = createServer(app);
  const port = await listen(server, options.port ?? 0);
  for (const bot of world.bots) delivery.pump(bot.id);

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    token: tokens[0] ?? TOKEN,
    providerToken: providerTokens[0] ?? PROVIDER,
    faults,
    player,
    players: (): Player[] => world.saved.users.map((user: PlayerUser) => player(user.first_name)),
    /** What was really charged, whatever anybody was told. */
    charges: (): readonly ChargeMade[] => world.saved.charges,
    /** The newest calls of the Bot API, oldest first. */
    calls: (): readonly Call[] => calls,
    pendingUpdates: (): readonly Update[] => world.bots.flatMap((bot) => delivery.queue(bot.id).map(({ update }) => update)),
    /** Hands an update of a test's own making to the bot. */
    deliver: (body: Record<string, unknown>, lane = 0): void => delivery.push(main, lane, body),
    /** Resolves when every update was acknowledged. */
    idle: () => delivery.idle(main),
    async close(): Promise<void> {
      delivery.close();
      payments.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      keeping.flush();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Real ids are large and have no order that people could guess; ours only have to be different. */
const newUserId = (world: World): number => 5_000_000_001 + world.saved.users.length * 7_919;
