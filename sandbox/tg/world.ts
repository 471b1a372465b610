import { EventEmitter } from 'node:events';
import type { Message, MessageEntity, Update, User } from '@grammyjs/types';

export type PlayerUser = { readonly id: number; readonly first_name: string; readonly language_code: string; readonly username?: string };
export type BotAccount = { readonly id: number; readonly token: string; readonly name: string; readonly username: string };

/** A message as the player's app keeps it: the Bot API's own shape, and what a later edit made of it. */
export type StoredMessage = {
  message_id: number;
  date: number;
  edit_date?: number;
  /** True when the player wrote it. */
  mine: boolean;
  text?: string;
  entities?: MessageEntity[];
  reply_markup?: { inline_keyboard?: InlineKey[][]; keyboard?: { text: string }[][]; [other: string]: unknown };
  invoice?: { slug: string; title: string; description: string; currency: string; total_amount: number };
  payment?: { currency: string; total_amount: number; charge: string };
  caption?: string;
  dice?: { emoji: string; value: number };
};
export type InlineKey = { text: string; callback_data?: string; url?: string; pay?: boolean; copy_text?: { text: string }; web_app?: { url: string } };

export type Chat = { readonly bot: number; readonly user: number; messages: StoredMessage[]; blocked: boolean; started: boolean; unread: number };

export type Invoice = {
  readonly slug: string;
  readonly bot: number;
  readonly title: string;
  readonly description: string;
  readonly payload: string;
  readonly currency: string;
  readonly total: number;
  readonly provider: string;
};

/** What was really charged: the stand-in's own books, which a test compares with ours. */
export type ChargeMade = {
  readonly id: string;
  readonly providerCharge: string;
  readonly bot: number;
  readonly user: number;
  readonly payload: string;
  readonly currency: string;
  readonly amount: number;
  readonly at: number;
  refunded: boolean;
};

export type Webhook = { url: string; secret: string; allowed: string[] | undefined; max: number; lastError?: { date: number; message: string } };
export type Queued = { readonly update: Update; readonly lane: number; readonly at: number; attempts: number; nextAt: number; inFlight: boolean };

/** Everything that survives a restart. */
export type Saved = {
  nextMessage: number;
  nextUpdate: number;
  users: PlayerUser[];
  chats: Chat[];
  invoices: Invoice[];
  charges: ChargeMade[];
  webhooks: Record<string, Webhook>;
  queues: Record<string, Queued[]>;
  settings: Record<string, unknown>;
};

export type Happening =
  | { kind: 'message' | 'edit'; bot: number; user: number; message: StoredMessage }
  | { kind: 'delete'; bot: number; user: number; messageId: number }
  | { kind: 'action'; bot: number; user: number; action: string }
  | { kind: 'toast'; bot: number; user: number; text: string; alert: boolean }
  | { kind: 'checkout'; bot: number; user: number; id: string }
  | { kind: 'players' | 'chat' | 'queue' | 'faults'; bot?: number; user?: number }
  | { kind: 'call'; bot: number; method: string; code: number; at: number };

/** The stand-in's whole state. One object, changed in place, announced to whoever listens. */
export class World {
  readonly happenings = new EventEmitter();
  readonly bots: readonly BotAccount[];
  readonly now: () => number;
  saved: Saved = { nextMessage: 1, nextUpdate: 700_000_001, users: [], chats: [], invoices: [], charges: [], webhooks: {}, queues: {}, settings: {} };

  constructor(tokens: readonly string[], now: () => number) {
    this.happenings.setMaxListeners(0);
    this.now = now;
    this.bots = tokens.map((token, n) => ({
      id: Number(token.slice(0, token.indexOf(':'))),
      token,
      name: n === 0 ? 'Cage' : `Cage ${n + 1}`,
      username: n === 0 ? 'cage_sandbox_bot' : `cage_sandbox_${n + 1}_bot`,
    }));
  }

  announce(happening: Happening): void {
    this.happenings.emit('any', happening);
  }

  user(id: number): PlayerUser | undefined {
    return this.saved.users.find((user) => user.id === id);
  }

  addUser(user: PlayerUser): PlayerUser {
    this.saved.users.push(user);
    this.announce({ kind: 'players' });
    return user;
  }

  /** The private chat of a user with a bot; its id is the user's. */
  chat(bot: number, user: number): Chat {
    const known = this.saved.chats.find((chat) => chat.bot === bot && chat.user === user);
    if (known) return known;
    const chat: Chat = { bot, user, messages: [], blocked: false, started: false, unread: 0 };
    this.saved.chats.push(chat);
    return chat;
  }

  seconds(): number {
    return Math.floor(this.now() / 1_000);
  }

  put(bot: number, user: number, message: Omit<StoredMessage, 'message_id' | 'date'>): StoredMessage {
    const chat = this.chat(bot, user);
    const stored: StoredMessage = { message_id: this.saved.nextMessage++, date: this.seconds(), ...message };
    chat.messages.push(stored);
    if (!message.mine) chat.unread += 1;
    this.announce({ kind: 'message', bot, user, message: stored });
    return stored;
  }

  /** A stored message in the shape the Bot API answers and delivers. */
  wire(bot: number, user: number, stored: StoredMessage): Message {
    const account = this.bots.find(({ id }) => id === bot) as BotAccount;
    const player = this.user(user) as PlayerUser;
    const { mine, invoice, payment, reply_markup, message_id, date, edit_date, text, entities, caption, dice } = stored;
    return {
      message_id,
      date,
      ...(edit_date === undefined ? {} : { edit_date }),
      chat: { id: user, type: 'private', first_name: player.first_name, ...(player.username ? { username: player.username } : {}) },
      from: mine ? playerUser(player) : botUser(account),
      ...(text === undefined ? {} : { text }),
      ...(entities && entities.length > 0 ? { entities } : {}),
      ...(caption === undefined ? {} : { caption }),
      ...(dice === undefined ? {} : { dice }),
      ...(reply_markup?.inline_keyboard ? { reply_markup } : {}),
      ...(invoice ? { invoice: { title: invoice.title, description: invoice.description, currency: invoice.currency, total_amount: invoice.total_amount, start_parameter: '' } } : {}),
      ...(payment ? { successful_payment: payment } : {}),
    } as unknown as Message;
  }
}

export const playerUser = ({ id, first_name, language_code, username }: PlayerUser): User => ({ id, is_bot: false, first_name, language_code, ...(username ? { username } : {}) });

export const botUser = ({ id, name, username }: BotAccount): User => ({ id, is_bot: true, first_name: name, username });
