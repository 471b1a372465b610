import { letters, type Random } from '../ground/chance.ts';
import { type Clock, unixTime } from '../ground/clock.ts';
import type { Table, Tables } from '../ground/durable-tables.ts';
import { createHub } from '../ground/hub.ts';
import type { Happening, Hub } from './hub.ts';
import type { Pauses } from './pauses.ts';
import type { Bot, Charge, Chat, Invoice, Message, PendingUpdate, Player, User } from './shapes.ts';

/** Everything that exists in this Telegram. */
export type World = {
  readonly clock: Clock;
  readonly random: Random;
  readonly pauses: Pauses;
  readonly hub: Hub;
  /** Given by the payment provider through @BotFather; an invoice names one. */
  readonly providerTokens: ReadonlySet<string>;
  readonly botsByToken: ReadonlyMap<string, number>;
  readonly bots: Table<Bot>;
  readonly players: Table<Player>;
  readonly chats: Table<Chat>;
  readonly messages: Table<Message>;
  /** The numbers of a chat's messages, oldest first, by `chatKey`. */
  readonly chatMessages: Map<string, Set<number>>;
  readonly updates: Table<PendingUpdate>;
  readonly invoices: Table<Invoice>;
  readonly charges: Table<Charge>;
};

export type WorldOptions = {
  readonly clock: Clock;
  readonly random: Random;
  readonly pauses: Pauses;
  readonly tables: Tables;
  readonly tokens: readonly string[];
  readonly providerTokens: readonly string[];
};

export function createWorld({ clock, random, pauses, tables, tokens, providerTokens }: WorldOptions): World {
  const bots = tables.table<Bot>('bots');
  const botsByToken = new Map(tokens.map((token) => [token, Number(token.split(':')[0])]));
  for (const [n, id] of [...botsByToken.values()].entries()) {
    if (!bots.get(String(id))) bots.put(String(id), newBot(id, n, random));
  }
  const messages = tables.table<Message>('messages');
  const chatMessages = new Map<string, Set<number>>();
  for (const { bot, player, id } of [...messages.values()].sort((a, b) => a.id - b.id)) {
    const key = chatKey(bot, player);
    chatMessages.set(key, (chatMessages.get(key) ?? new Set()).add(id));
  }
  return {
    clock,
    random,
    pauses,
    hub: createHub<Happening>(),
    providerTokens: new Set(providerTokens),
    botsByToken,
    bots,
    players: tables.table('players'),
    chats: tables.table('chats'),
    messages,
    chatMessages,
    updates: tables.table('updates'),
    invoices: tables.table('invoices'),
    charges: tables.table('charges'),
  };
}

/** A bot's updates begin at a number of their own, so that numbers of two bots are not mistaken for each other. */
function newBot(id: number, n: number, random: Random): Bot {
  const name = n === 0 ? 'Cage' : `Cage ${n + 1}`;
  return {
    id,
    username: n === 0 ? 'cage_bot' : `cage${n + 1}_bot`,
    firstName: name,
    lastUpdate: 100_000_000 + Math.floor(random() * 800_000_000),
    lastMessage: 0,
    names: {},
    descriptions: {},
    shortDescriptions: {},
    commands: {},
    menuButtons: {},
    stars: 0,
  };
}

export function botOf(world: World, id: number): Bot {
  const bot = world.bots.get(String(id));
  if (!bot) throw new Error(`no bot ${id} in this Telegram`);
  return bot;
}

export function playerOf(world: World, id: number): Player {
  const player = world.players.get(String(id));
  if (!player) throw new Error(`no player ${id} in this Telegram`);
  return player;
}

export function changeBot(world: World, id: number, change: Partial<Bot>): Bot {
  const bot = { ...botOf(world, id), ...change };
  world.bots.put(String(id), bot);
  return bot;
}

/** The bot's name in a language, else the one for all languages, else the one it was born with. */
export const nameOf = (bot: Bot, language = ''): string => bot.names[language] || bot.names[''] || bot.firstName;

export const botUser = (bot: Bot): User => ({
  id: bot.id,
  is_bot: true,
  first_name: nameOf(bot),
  username: bot.username,
});

export const playerUser = (player: Player): User => ({
  id: player.id,
  is_bot: false,
  first_name: player.firstName,
  ...(player.lastName ? { last_name: player.lastName } : {}),
  ...(player.username ? { username: player.username } : {}),
  language_code: player.language,
});

/** A private chat has the number of the player. */
export const chatOnTheWire = (player: Player) => ({
  id: player.id,
  first_name: player.firstName,
  ...(player.lastName ? { last_name: player.lastName } : {}),
  ...(player.username ? { username: player.username } : {}),
  type: 'private' as const,
});

export const chatKey = (bot: number, player: number): string => `${bot}:${player}`;

export function chatOf(world: World, bot: number, player: number): Chat {
  const known = world.chats.get(chatKey(bot, player));
  return known ?? { bot, player, started: false, met: false, blocked: false, unread: 0, keyboard: null };
}

export function changeChat(world: World, bot: number, player: number, change: Partial<Chat>): Chat {
  const chat = { ...chatOf(world, bot, player), ...change };
  world.chats.put(chatKey(bot, player), chat);
  world.hub.tell({ kind: 'chat', bot, player });
  return chat;
}

export const dateNow = (world: World): number => unixTime(world.clock);
export const newSlug = (world: World): string => letters(world.random, 20);
