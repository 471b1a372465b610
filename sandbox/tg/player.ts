import type { Delivery } from './delivery.ts';
import type { Ending, PayOutcome, Payments } from './payments.ts';
import { type Chat, type InlineKey, type PlayerUser, playerUser, type StoredMessage, type World } from './world.ts';

export type PlayerDeps = { readonly world: World; readonly delivery: Delivery; readonly payments: Payments };

type Wanted = string | RegExp | ((message: StoredMessage) => boolean);

/** A made-up person with the bot's chat open in front of them: what they do, and what they see. */
export class Player {
  readonly id: number;
  readonly name: string;
  readonly #deps: PlayerDeps;
  readonly #bot: number;

  constructor(deps: PlayerDeps, user: PlayerUser, bot: number) {
    this.#deps = deps;
    this.id = user.id;
    this.name = user.first_name;
    this.#bot = bot;
  }

  get #chat(): Chat {
    return this.#deps.world.chat(this.#bot, this.id);
  }

  get #from() {
    return playerUser(this.#deps.world.user(this.id) as PlayerUser);
  }

  /** The messages as the player sees them now, edits included, oldest first. */
  chat(): readonly StoredMessage[] {
    return this.#chat.messages;
  }

  /** Writes to the bot. The first word in a chat also starts it, as in Telegram. */
  says(text: string): StoredMessage {
    const { world, delivery } = this.#deps;
    this.#chat.started = true;
    this.#chat.unread = 0;
    const command = /^\/[A-Za-z0-9_]+(@\w+)?/.exec(text)?.[0];
    const entities = command ? [{ type: 'bot_command' as const, offset: 0, length: command.length }] : [];
    const stored = world.put(this.#bot, this.id, { mine: true, text, entities });
    delivery.push(this.#bot, this.id, { message: world.wire(this.#bot, this.id, stored) });
    return stored;
  }

  /** Presses a key, named by its words or its data, on the newest message that has it. Answers what the key leads to. */
  taps(key: string, on?: StoredMessage): InlineKey {
    const carriers = on ? [on] : this.#chat.messages.toReversed();
    for (const message of carriers) {
      const found = keysOf(message).find((each) => each.text === key || each.callback_data === key);
      if (found) return this.tapKey(message, found);
    }
    throw new Error(`${this.name} sees no key "${key}"; there are: ${this.keys().join(', ')}`);
  }

  /** The keys of every message, as words. */
  keys(): string[] {
    return this.#chat.messages.flatMap(keysOf).map(({ text }) => text);
  }

  tapKey(message: StoredMessage, key: InlineKey): InlineKey {
    if (key.callback_data === undefined) return key;
    const { world, delivery } = this.#deps;
    this.#chat.unread = 0;
    const id = `${this.id}-${world.now()}-${Math.floor(performance.now() * 1e3) % 1e9}`;
    delivery.push(this.#bot, this.id, {
      callback_query: { id, from: this.#from, chat_instance: `${this.#bot}${this.id}`, data: key.callback_data, message: world.wire(this.#bot, this.id, message) },
    });
    return key;
  }

  /** The newest invoice of the chat: a native one, or a link behind a key or in a text. */
  invoice(): string | undefined {
    for (const message of this.#chat.messages.toReversed()) {
      const slug = message.invoice?.slug ?? slugIn([message.text ?? '', ...keysOf(message).map(({ url }) => url ?? '')].join(' '));
      if (slug) return slug;
    }
    return undefined;
  }

  /** Pays the newest invoice, or the one given by its slug. */
  pays(ending: Ending = 'goes through', slug: string | undefined = this.invoice()): Promise<PayOutcome> {
    if (!slug) throw new Error(`${this.name} sees no invoice`);
    return this.#deps.payments.pay(this.id, slug, ending);
  }

  /** Resolves with the newest message of the bot that fits, now or when it comes. */
  sees(wanted: Wanted, { timeoutMs = 30_000 } = {}): Promise<StoredMessage> {
    const fits = (message: StoredMessage): boolean => {
      if (message.mine) return false;
      if (typeof wanted === 'function') return wanted(message);
      const text = message.text ?? message.caption ?? '';
      return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
    };
    const { happenings } = this.#deps.world;
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.#chat.messages.findLast(fits);
        if (!found) return;
        clearTimeout(timer);
        happenings.off('any', look);
        resolve(found);
      };
      const timer = setTimeout(() => {
        happenings.off('any', look);
        const last = this.#chat.messages.slice(-3).map(({ text }) => text);
        reject(new Error(`${this.name} did not see ${String(wanted)} within ${timeoutMs} ms; the last messages were ${JSON.stringify(last)}`));
      }, timeoutMs);
      happenings.on('any', look);
      look();
    });
  }

  blocks(): void {
    this.#setBlocked(true);
  }

  unblocks(): void {
    this.#setBlocked(false);
  }

  #setBlocked(blocked: boolean): void {
    if (this.#chat.blocked === blocked) return;
    this.#chat.blocked = blocked;
    const member = (status: string) => ({ user: { id: this.#bot, is_bot: true, first_name: 'Cage' }, status });
    const { world, delivery } = this.#deps;
    delivery.push(this.#bot, this.id, {
      my_chat_member: {
        chat: { id: this.id, type: 'private', first_name: this.name },
        from: this.#from,
        date: world.seconds(),
        old_chat_member: member(blocked ? 'member' : 'kicked'),
        new_chat_member: member(blocked ? 'kicked' : 'member'),
      },
    });
    world.announce({ kind: 'chat', bot: this.#bot, user: this.id });
  }
}

const keysOf = (message: StoredMessage): InlineKey[] => (message.reply_markup?.inline_keyboard ?? []).flat();

export const slugIn = (text: string): string | undefined => /(?:https?:\/\/)?t\.me\/(?:\$|invoice\/)([\w-]+)/.exec(text)?.[1];
