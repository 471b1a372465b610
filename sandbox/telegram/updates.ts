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
  /** Queues an update for the bot, unless the bot does not want its kind. */
  push(bot: number, player: number, kind: UpdateKind, body: unknown): PendingUpdate | undefined;
  /** Tells again what was told, under a new number. */
  repeat(update: PendingUpdate): PendingUpdate;
  /** In order; the ones that are too old are dropped first. */
  pending(bot: number): PendingUpdate[];
  /** The first of each queue. */
  heads(bot: number): PendingUpdate[];
  delay(update: PendingUpdate, notBefore: number): void;
  forget(update: PendingUpdate): void;
  forgetAll(bot: number): void;
  /** Called whenever something was queued. */
  onPush(listener: (bot: number) => void): void;
};

export function createUpdates(world: World, dice: FaultDice): Updates {
  const queues = new Map<number, Map<string, PendingUpdate[]>>();
  const listeners: ((bot: number) => void)[] = [];
  const queuesOf = (bot: number): Map<string, PendingUpdate[]> => {
    const found = queues.get(bot) ?? new Map<string, PendingUpdate[]>();
    queues.set(bot, found);
    return found;
  };
  const key = ({ bot, id }: PendingUpdate): string => `${bot}:${id}`;
  const add = (update: PendingUpdate): PendingUpdate => {
    const ofBot = queuesOf(update.bot);
    ofBot.set(update.queue, [...(ofBot.get(update.queue) ?? []), update]);
    return update;
  };
  const forget = (update: PendingUpdate): void => {
    const ofBot = queuesOf(update.bot);
    const rest = (ofBot.get(update.queue) ?? []).filter(({ id }) => id !== update.id);
    if (rest.length > 0) ofBot.set(update.queue, rest);
    else ofBot.delete(update.queue);
    world.updates.remove(key(update));
    world.hub.tell({ kind: 'updates', bot: update.bot });
  };
  const dropExpired = (bot: number): void => {
    const now = world.clock.now();
    for (const queue of queuesOf(bot).values()) {
      for (const update of queue) if (update.expiresAt <= now) forget(update);
    }
  };
  for (const update of [...world.updates.values()].sort((a, b) => a.id - b.id)) add(update);

  const queueUp = (bot: number, draft: Omit<PendingUpdate, 'id' | 'failures' | 'notBefore'>): PendingUpdate => {
    const { lastUpdate } = changeBot(world, bot, { lastUpdate: botOf(world, bot).lastUpdate + 1 });
    const update = { ...draft, id: lastUpdate, failures: 0, notBefore: world.clock.now() + dice.holdMs() };
    world.updates.put(key(update), update);
    add(update);
    world.hub.tell({ kind: 'updates', bot });
    for (const listener of listeners) listener(bot);
    return update;
  };

  return {
    push(bot, player, kind, body) {
      const wanted = botOf(world, bot).allowedUpdates;
      if (wanted ? !wanted.includes(kind) : ONLY_WHEN_NAMED.includes(kind)) return undefined;
      const { messageLivesMs, queryLivesMs } = world.pauses;
      const asks = kind === 'callback_query' || kind === 'pre_checkout_query';
      const expiresAt = world.clock.now() + (asks ? queryLivesMs : messageLivesMs);
      return queueUp(bot, { bot, kind, body, queue: `${QUEUES[kind]}:${player}`, expiresAt });
    },
    repeat: ({ bot, kind, body, queue }) =>
      queueUp(bot, { bot, kind, body, queue, expiresAt: world.clock.now() + world.pauses.messageLivesMs }),
    pending(bot) {
      dropExpired(bot);
      return [...queuesOf(bot).values()].flat().sort((a, b) => a.id - b.id);
    },
    heads(bot) {
      dropExpired(bot);
      return [...queuesOf(bot).values()].flatMap(([head]) => (head ? [head] : []));
    },
    delay(update, notBefore) {
      const delayed = { ...update, notBefore, failures: update.failures + 1 };
      const ofBot = queuesOf(update.bot);
      const queue = ofBot.get(update.queue)?.map((each) => (each.id === update.id ? delayed : each));
      if (!queue?.includes(delayed)) return; // it was dropped meanwhile
      ofBot.set(update.queue, queue);
      world.updates.put(key(update), delayed);
    },
    forget,
    forgetAll(bot) {
      for (const queue of [...queuesOf(bot).values()]) for (const update of [...queue]) forget(update);
    },
    onPush: (listener) => void listeners.push(listener),
  };
}

/** As it goes over the wire. */
export const updateOnTheWire = ({ id, kind, body }: PendingUpdate) => ({ update_id: id, [kind]: body });
