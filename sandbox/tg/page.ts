import path from 'node:path';
import express, { type Response, Router } from 'express';
import { z } from 'zod';
import type { Delivery } from './delivery.ts';
import type { Faults } from './faults.ts';
import type { Payments } from './payments.ts';
import { type Player, slugIn } from './player.ts';
import type { Happening, World } from './world.ts';

export type PageOptions = { readonly workflowsUrl?: string };
type Deps = {
  readonly world: World;
  readonly delivery: Delivery;
  readonly payments: Payments;
  readonly faults: Faults;
  readonly player: (name: string, about?: { language?: string }) => Player;
  readonly flush: () => void;
};

const files = path.join(import.meta.dirname, '..', 'telegram', 'page');
const said = z.object({ text: z.string().trim().min(1).max(4_096) });
const tapped = z.object({ message: z.number().int(), row: z.number().int(), column: z.number().int() });
const paying = z.object({ slug: z.string(), ending: z.enum(['goes through', 'is declined', 'is confirmed late', 'is reported twice']) });
const added = z.object({ name: z.string().trim().min(1).max(40), language: z.string().regex(/^[a-z]{2}$/).default('en') });
const faultChange = z.object({
  duplicate: z.number().int().min(0).max(20).optional(),
  reorder: z.boolean().optional(),
  dropAcknowledgements: z.number().int().min(0).max(100).optional(),
  refuseCalls: z.object({ count: z.number().int().min(0).max(1_000), code: z.union([z.literal(429), z.literal(500), z.literal(502)]) }).optional(),
  executeThenFail: z.number().int().min(0).max(100).optional(),
  executeThenHang: z.number().int().min(0).max(100).optional(),
  slowMs: z.number().int().min(0).max(30_000).optional(),
});

/**
 * The chat page and what it needs, all under `/page`: `state` once, `events` from then on, and a door for each thing a
 * person does. Bodies are JSON, and a foreign page cannot send that here unasked.
 */
export function page(deps: Deps, { workflowsUrl }: PageOptions = {}): Router {
  const { world, delivery, payments, faults } = deps;
  const router = Router();
  const bot = world.bots[0]?.id ?? 0;
  const stateOf = () => ({
    bot: world.bots[0] && { id: bot, name: world.bots[0].name, username: world.bots[0].username, commands: commandsOf(world, bot) },
    workflowsUrl: workflowsUrl ?? null,
    now: world.now(),
    players: world.saved.users.map(({ id, first_name, language_code }) => {
      const chat = world.chat(bot, id);
      return { id, name: first_name, language: language_code, blocked: chat.blocked, started: chat.started, unread: chat.unread, messages: chat.messages };
    }),
    faults: faults.settings,
    waiting: delivery.queue(bot).length,
  });
  const person = (id: unknown): Player | undefined => {
    const user = world.user(Number(id));
    return user && deps.player(user.first_name);
  };

  router.get('/page/state', (_request, response) => void response.json(stateOf()));
  router.get('/page/events', (request, response) => follow(world, response, (stop) => request.on('close', stop)));

  router.use('/page', (request, response, next) => {
    if (request.method === 'GET' || request.is('application/json')) return next();
    return void response.status(415).json({ reason: 'json-only' });
  }, express.json());
  router.post('/page/players', (request, response) => {
    const body = added.safeParse(request.body);
    if (!body.success) return void response.status(400).json({ reason: 'a name of 1 to 40 letters is needed' });
    const { id } = deps.player(body.data.name, { language: body.data.language });
    response.json({ id });
  });
  router.post('/page/players/:id/say', (request, response) => act(response, person(request.params.id), said.safeParse(request.body), (who, { text }) => who.says(text)));
  router.post('/page/players/:id/tap', (request, response) =>
    act(response, person(request.params.id), tapped.safeParse(request.body), (who, { message, row, column }) => {
      const found = who.chat().find(({ message_id }) => message_id === message);
      const key = found?.reply_markup?.inline_keyboard?.[row]?.[column];
      return found && key ? who.tapKey(found, key) : { gone: true };
    }),
  );
  router.post('/page/players/:id/pay', (request, response) => act(response, person(request.params.id), paying.safeParse(request.body), (who, { slug, ending }) => who.pays(ending, slug)));
  router.post('/page/players/:id/read', (request, response) =>
    act(response, person(request.params.id), { success: true, data: {} }, (who) => {
      world.chat(bot, who.id).unread = 0;
      world.announce({ kind: 'players' });
    }),
  );
  router.post('/page/players/:id/block', (request, response) =>
    act(response, person(request.params.id), z.object({ blocked: z.boolean() }).safeParse(request.body), (who, { blocked }) => (blocked ? who.blocks() : who.unblocks())),
  );
  router.get('/page/invoices/:slug', (request, response) => {
    const invoice = payments.bySlug(slugIn(`t.me/$${request.params.slug}`) ?? '');
    if (!invoice) return void response.status(404).json({ reason: 'unknown invoice' });
    const { slug, title, description, currency, total } = invoice;
    response.json({ slug, title, description, currency, total });
  });
  router.post('/page/faults', (request, response) => {
    const change = faultChange.safeParse(request.body);
    if (!change.success) return void response.status(400).json({ reason: 'not a fault' });
    faults.set(Object.fromEntries(Object.entries(change.data).filter(([, value]) => value !== undefined)));
    world.announce({ kind: 'faults' });
    response.json(faults.settings);
  });
  router.use(express.static(files, { extensions: ['html'] }));
  return router;
}

async function act<T>(response: Response, who: Player | undefined, body: { success: boolean; data?: T }, does: (who: Player, data: T) => unknown): Promise<void> {
  if (!who) return void response.status(404).json({ reason: 'unknown player' });
  if (!body.success) return void response.status(400).json({ reason: 'malformed' });
  response.json((await does(who, body.data as T)) ?? {});
}

/** Server-sent events: every happening, as it happens. */
function follow(world: World, response: Response, onEnd: (stop: () => void) => void): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', connection: 'keep-alive' });
  response.write(': hello\n\n');
  const tell = (happening: Happening): void => void response.write(`data: ${JSON.stringify(happening)}\n\n`);
  const beat = setInterval(() => response.write(': still here\n\n'), 15_000);
  world.happenings.on('any', tell);
  onEnd(() => {
    clearInterval(beat);
    world.happenings.off('any', tell);
  });
}

/** The command menu as the bot has set it for everybody. */
function commandsOf(world: World, bot: number): unknown {
  const all = world.saved.settings[`commands:${bot}:null:`] as { commands?: unknown } | undefined;
  return all?.commands ?? [];
}
