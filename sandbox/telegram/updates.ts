import type { FaultDice } from './faults.ts';
import type { PendingUpdate, UpdateKind } from './shapes.ts';
import { botOf, changeBot, type World } from './world.ts';

/** Telegram leaves these out unless the bot names them (Bot API, setWebhook: allowed_updates). */
const ONLY_WHEN_NAMED = ['chat_member', 'message_reaction', 'message_reaction_count'];

/** The queue of an update (telegram-bot-api, Client.cpp): a stuck message holds up neither a tap nor a payment question. */
const QUEUES: Readonly<Record<UpdateKind, string>> = {
  message: 'messages',
  callback_query: 'taps',
  pre_checkout_query: 'payments',
  my_chat_member: 'membership',
};

export type Updates = {
  /**
   * Queues an update for the bot, unless the bot does not want its kind. Reported `twice`: it comes two times, and once more
   * under a number of its own.
   */
  push(bot: number, player: number, kind: UpdateKind, body: unknown, reported?: 'once' | 'twice'): void;
  /** In order; the ones that are too old are dropped first. */
  pending(bot: number): PendingUpdate[];
  /** The first of each queue. */
  heads(bot: number): PendingUpdate[];
  count(bot: number): number;
  delay(update: PendingUpdate, notBefore: number): void;
  forget(update: PendingUpdate): void;
  forgetAll(bot: number): void;
  /** Called whenever something was queued. */
  onPush(listener: (bot: number) => void): void;
};

type Queue = Map<number, PendingUpdate>;

export function createUpdates(world: World, dice: FaultDice): Updates {
  const queues = new Map<number, Map<string, Queue>>();
  const listeners: ((bot: number) => void)[] = [];
  const queuesOf = (bot: number): Map<string, Queue> => {
    const found = queues.get(bot) ?? new Map<string, Queue>();
    queues.set(bot, found);
    return found;
  };
  const key = ({ bot, id }: PendingUpdate): string => `${bot}:${id}`;
  const add = (update: PendingUpdate): void => {
    const ofBot = queuesOf(update.bot);
    const queue = ofBot.get(update.queue) ?? new Map<number, PendingUpdate>();
    ofBot.set(update.queue, queue.set(update.id, update));
  };
  const forget = (update: PendingUpdate): void => {
    const ofBot = queuesOf(update.bot);
    const queue = ofBot.get(update.queue);
    queue?.delete(update.id);
    if (queue?.size === 0) ofBot.delete(update.queue);
    world.updates.remove(key(update));
    world.hub.tell({ kind: 'updates', bot: update.bot });
  };
  /** All updates of a queue live equally long, so that the first is the first to go. */
  const dropExpired = (bot: number): void => {
    const now = world.clock.now();
    for (const queue of [...queuesOf(bot).values()]) {
      for (const update of queue.values()) {
        if (update.expiresAt > now) break;
        forget(update);
      }
    }
  };
  for (const update of [...world.updates.values()].sort((a, b) => a.id - b.id)) add(update);

  const queueUp = (draft: Omit<PendingUpdate, 'id' | 'failures' | 'notBefore'>): void => {
    const { bot } = draft;
    const { lastUpdate } = changeBot(world, bot, { lastUpdate: botOf(world, bot).lastUpdate + 1 });
    const update = { ...draft, id: lastUpdate, failures: 0, notBefore: world.clock.now() + dice.holdMs() };
    world.updates.put(key(update), update);
    add(update);
    world.hub.tell({ kind: 'updates', bot });
    for (const listener of listeners) listener(bot);
  };

  return {
    push(bot, player, kind, body, reported = 'once') {
      const wanted = botOf(world, bot).allowedUpdates;
      if (wanted ? !wanted.includes(kind) : ONLY_WHEN_NAMED.includes(kind)) return;
      const { messageLivesMs, queryLivesMs } = world.pauses;
      const asks = kind === 'callback_query' || kind === 'pre_checkout_query';
      const expiresAt = world.clock.now() + (asks ? queryLivesMs : messageLivesMs);
      const draft = { bot, kind, body, queue: `${QUEUES[kind]}:${player}`, expiresAt };
      queueUp({ ...draft, copies: reported === 'twice' ? 1 : 0 });
      if (reported === 'twice') queueUp({ ...draft, copies: 0 });
    },
    pending(bot) {
      dropExpired(bot);
      return [...queuesOf(bot).values()].flatMap((queue) => [...queue.values()]).sort((a, b) => a.id - b.id);
    },
    heads(bot) {
      dropExpired(bot);
      return [...queuesOf(bot).values()].flatMap((queue) => queue.values().next().value ?? []);
    },
    count(bot) {
      dropExpired(bot);
      return [...queuesOf(bot).values()].reduce((sum, queue) => sum + queue.size, 0);
    },
    delay(update, notBefore) {
      const queue = queuesOf(update.bot).get(update.queue);
      if (!queue?.has(update.id)) return; // it was dropped meanwhile
      const delayed = { ...update, notBefore, failures: update.failures + 1 };
      queue.set(update.id, delayed);
      world.updates.put(key(update), delayed);
    },
    forget,
    forgetAll(bot) {
      for (const queue of [...queuesOf(bot).values()]) for (const update of [...queue.values()]) forget(update);
    },
    onPush: (listener) => void listeners.push(listener),
  };
}

/** As it goes over the wire. */
export const updateOnTheWire = ({ id, kind, body }: PendingUpdate) => ({ update_id: id, [kind]: body });
