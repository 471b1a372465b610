import type { Acts } from './acts.ts';
import {
  type InvoiceView,
  invoiceBehind,
  invoiceView,
  keyboardView,
  type MessageView,
  messageView,
} from './chat-view.ts';
import type { TapAnswer } from './hub.ts';
import { type LaunchWish, launchUrl } from './launch-data.ts';
import { findMessage, messagesOf } from './messages.ts';
import type { Ending, Payments, PayOutcome } from './payments.ts';
import type { Player as PlayerRow } from './shapes.ts';
import type { World } from './world.ts';

/** As Telegram Web wears them by day; the page asks for them by night, too. */
export const DAY_THEME = { bg_color: '#ffffff', text_color: '#000000' } as const;

export type Sought = string | RegExp | ((message: MessageView) => boolean);
export type Waiting = {
  readonly timeoutMs?: number;
  /** Only messages after this one count (a number of `MessageView.id`). */
  readonly after?: number;
};

/** What became of a tap: the bot's answer comes later, the rest is there at once. */
export type Tap = {
  readonly message: MessageView;
  /** Undefined when the bot never answered. */
  readonly answered: Promise<TapAnswer | undefined>;
  readonly invoice?: InvoiceView;
  readonly url?: string;
};

/** A player at the other end of the chat, for tests. */
export type Player = {
  readonly id: number;
  readonly chatId: number;
  readonly name: string;
  says(text: string): void;
  /** Waits for the key (its words or callback data) in the newest message that has it, and presses it. */
  taps(key: string | RegExp, where?: Waiting & { in?: number | MessageView }): Promise<Tap>;
  /** Everything in the chat, oldest first. */
  chat(): MessageView[];
  keyboard(): string[][];
  /** The newest message that fits, as soon as there is one; an edited message counts as it reads now. */
  sees(what: Sought, waiting?: Waiting): Promise<MessageView>;
  /** The newest invoice in the chat, as a message or a link. */
  opensInvoice(waiting?: Waiting): Promise<InvoiceView>;
  /** Presses Pay: the newest invoice, another player's, or one known by its link. */
  pays(invoice?: InvoiceView | string, ending?: Ending, options?: { lateMs?: number }): Promise<PayOutcome>;
  /** The address the app is opened at, with launch data that was signed just now. */
  opensMiniApp(url: string, wish?: Partial<LaunchWish>): string;
  blocks(): void;
  unblocks(): void;
};

const PATIENCE_MS = 10_000;

type Tools = { readonly world: World; readonly acts: Acts; readonly payments: Payments; readonly bot: number };

export function createPlayer({ world, acts, payments, bot }: Tools, row: PlayerRow): Player {
  const { id } = row;
  const chat = (): MessageView[] => messagesOf(world, bot, id).map((message) => messageView(world, message));

  /** Resolves with what `look` finds, now or when the chat changes. */
  const found = <Found>(look: () => Found | undefined, what: string, timeoutMs: number): Promise<Found> => {
    const now = look();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve, reject) => {
      const stop = world.hub.listen((happening) => {
        const mine = (happening.kind === 'message' || happening.kind === 'edited') && happening.message.player === id;
        const seen = mine ? look() : undefined;
        if (seen === undefined) return;
        stop();
        clearTimeout(timer);
        resolve(seen);
      });
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`${row.firstName} did not see ${what} within ${timeoutMs} ms. The chat:\n${asText(chat())}`));
      }, timeoutMs);
    });
  };

  const newest = <Found>(after: number, pick: (message: MessageView) => Found | undefined): Found | undefined => {
    for (const message of chat().reverse()) {
      const picked = message.id > after ? pick(message) : undefined;
      if (picked !== undefined) return picked;
    }
    return undefined;
  };

  const opensInvoice: Player['opensInvoice'] = ({ timeoutMs = PATIENCE_MS, after = 0 } = {}) =>
    found(() => newest(after, (message) => invoiceIn(world, message)), 'an invoice', timeoutMs);

  return {
    id,
    chatId: id,
    name: row.firstName,
    chat,
    says(text) {
      const said = acts.say(id, bot, text);
      if (!said) throw new Error(`${row.firstName} cannot say "${text}": blocked the bot, or nothing to say`);
    },
    async taps(key, { timeoutMs = PATIENCE_MS, after = 0, in: where } = {}) {
      const within = typeof where === 'object' ? where.id : where;
      const { message, button } = await found(
        () =>
          newest(after, (each) => {
            if (within !== undefined && each.id !== within) return undefined;
            const hit = each.buttons.flat().find((one) => fits(key, one.text) || fits(key, one.data));
            return hit && { message: each, button: hit };
          }),
        `a key ${key}`,
        timeoutMs,
      );
      const slug = button.does === 'pays' || button.does === 'opens invoice' ? button.data : undefined;
      const invoice = slug === undefined ? undefined : world.invoices.get(slug);
      const pressed = findMessage(world, bot, id, message.id);
      const inline = pressed?.markup?.inline_keyboard.flat().find(({ callback_data }) => callback_data === button.data);
      const callsBack = button.does === 'calls back' && pressed && inline;
      return {
        message,
        answered: callsBack ? acts.tap(pressed, inline).answered : Promise.resolve(undefined),
        ...(invoice ? { invoice: invoiceView(invoice) } : {}),
        ...(button.does === 'opens link' ? { url: button.data } : {}),
      };
    },
    keyboard: () => (keyboardView(world, bot, id)?.rows ?? []).map((row) => row.map(({ text }) => text)),
    sees(what, { timeoutMs = PATIENCE_MS, after = 0 } = {}) {
      return found(
        () => newest(after, (message) => (sought(what, message) ? message : undefined)),
        String(what),
        timeoutMs,
      );
    },
    opensInvoice,
    async pays(invoice, ending = 'goes through', options = {}) {
      const chosen = invoice ?? (await opensInvoice());
      const slug = typeof chosen === 'string' ? slugIn(chosen) : chosen.slug;
      return payments.pay(id, slug, ending, options);
    },
    opensMiniApp: (url, wish = {}) => launchUrl(world, bot, row, { way: 'menu', ...wish, url, theme: DAY_THEME }),
    blocks: () => acts.setBlocked(id, bot, true),
    unblocks: () => acts.setBlocked(id, bot, false),
  };
}

/** Of a link, wherever this Telegram answers; or it is the slug itself. */
const slugIn = (link: string): string => /\/(?:\$|invoice\/)([\w-]+)$/.exec(link)?.[1] ?? link;

const fits = (key: string | RegExp, text: string): boolean => (typeof key === 'string' ? key === text : key.test(text));

function sought(what: Sought, message: MessageView): boolean {
  if (typeof what === 'function') return what(message);
  return typeof what === 'string' ? message.text.includes(what) : what.test(message.text);
}

function invoiceIn(world: World, message: MessageView): InvoiceView | undefined {
  if (message.invoice) return message.invoice;
  const links = message.entities.map(
    ({ url, offset, length }) => invoiceBehind(url ?? message.text.slice(offset, offset + length)) ?? '',
  );
  const keys = message.buttons.flat().filter(({ does }) => does === 'opens invoice' || does === 'pays');
  for (const slug of [...keys.map(({ data }) => data), ...links]) {
    const invoice = world.invoices.get(slug);
    if (invoice) return invoiceView(invoice);
  }
  return undefined;
}

/** For a failing test's message. */
const asText = (chat: readonly MessageView[]): string =>
  chat
    .map(({ id, from, text, buttons }) => {
      const keys = buttons.map((row) => `\n    [${row.map((button) => button.text).join('] [')}]`).join('');
      return `  ${id} ${from}: ${text.replaceAll('\n', '\n    ')}${keys}`;
    })
    .join('\n') || '  (empty)';
