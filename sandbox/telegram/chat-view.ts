import { moneyText } from './currencies.ts';
import { invoiceLink } from './methods/payments.ts';
import type { Invoice, KeyboardButton, Message, MessageEntity } from './shapes.ts';
import { botOf, chatOf, nameOf, type World } from './world.ts';

export type ButtonView = {
  readonly text: string;
  readonly does: 'calls back' | 'opens invoice' | 'opens link' | 'copies' | 'opens app' | 'pays' | 'switches inline';
  /** callback_data, the address or what is copied. */
  readonly data: string;
  readonly style?: 'primary' | 'danger' | 'success';
};

export type InvoiceView = {
  readonly slug: string;
  readonly link: string;
  readonly title: string;
  readonly description: string;
  readonly payload: string;
  readonly currency: string;
  /** Minor units, or Stars. */
  readonly total: number;
  readonly totalText: string;
  readonly prices: readonly { readonly label: string; readonly amount: number; readonly text: string }[];
};

/** A message as the player sees it. */
export type MessageView = {
  readonly id: number;
  readonly from: 'bot' | 'me';
  /** Unix seconds. */
  readonly date: number;
  readonly edited: boolean;
  /** Of the message, its caption, or what Telegram itself says ("You paid Cage €50.00"). */
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly buttons: readonly (readonly ButtonView[])[];
  readonly isService: boolean;
  readonly invoice?: InvoiceView;
  readonly photo?: { readonly name: string; readonly url?: string };
  readonly replyTo?: number;
  readonly linkPreviewOff: boolean;
};

export type ChatKeyboard = {
  readonly rows: readonly (readonly KeyboardButton[])[];
  readonly placeholder: string;
  readonly isOneTime: boolean;
};

const SLUG = /^(?:https?:\/\/)?t\.me\/(?:\$|invoice\/)([A-Za-z0-9_-]+)$/;

/** The invoice behind an address, if it is one. */
export const invoiceBehind = (url: string): string | undefined => SLUG.exec(url)?.[1];

export function invoiceView(invoice: Invoice): InvoiceView {
  const { slug, title, description, payload, currency, total, prices } = invoice;
  return {
    slug,
    link: invoiceLink(slug),
    title,
    description,
    payload,
    currency,
    total,
    totalText: moneyText(total, currency),
    prices: prices.map(({ label, amount }) => ({ label, amount, text: moneyText(amount, currency) })),
  };
}

export function messageView(world: World, message: Message): MessageView {
  const { text, entities } = message.text ??
    message.caption ?? { text: spokenByTelegram(world, message), entities: [] };
  const invoice = message.invoice ? world.invoices.get(message.invoice) : undefined;
  return {
    id: message.id,
    from: message.from === 'bot' ? 'bot' : 'me',
    date: message.date,
    edited: message.editDate !== undefined,
    text,
    entities,
    buttons: (message.markup?.inline_keyboard ?? []).map((row) => row.map((button) => buttonView(button, message))),
    isService: Boolean(message.paid ?? message.refunded),
    ...(invoice ? { invoice: invoiceView(invoice) } : {}),
    ...(message.photo ? { photo: message.photo } : {}),
    ...(message.replyTo ? { replyTo: message.replyTo } : {}),
    linkPreviewOff: message.linkPreview?.is_disabled === true,
  };
}

function spokenByTelegram(world: World, message: Message): string {
  const bot = nameOf(botOf(world, message.bot));
  if (message.paid) return `You paid ${bot} ${moneyText(message.paid.total_amount, message.paid.currency)}`;
  if (message.refunded) {
    return `${bot} returned ${moneyText(message.refunded.total_amount, message.refunded.currency)}`;
  }
  if (message.dice) return `${message.dice.emoji} ${message.dice.value}`;
  if (message.contact) return `${message.contact.first_name}, ${message.contact.phone_number}`;
  return message.invoice ? (world.invoices.get(message.invoice)?.description ?? '') : '';
}

type Inline = NonNullable<Message['markup']>['inline_keyboard'][number][number];

function buttonView(button: Inline, message: Message): ButtonView {
  const style = button.style ? { style: button.style } : {};
  const view = (does: ButtonView['does'], data: string): ButtonView => ({ text: button.text, does, data, ...style });
  if (button.pay) return view('pays', message.invoice ?? '');
  if (button.callback_data !== undefined) return view('calls back', button.callback_data);
  if (button.copy_text) return view('copies', button.copy_text.text);
  if (button.web_app) return view('opens app', button.web_app.url);
  if (button.url === undefined) return view('switches inline', '');
  const slug = invoiceBehind(button.url);
  return slug ? view('opens invoice', slug) : view('opens link', button.url);
}

export function keyboardView(world: World, bot: number, player: number): ChatKeyboard | undefined {
  const { keyboard } = chatOf(world, bot, player);
  if (!keyboard) return undefined;
  const placeholder = keyboard.input_field_placeholder ?? '';
  if ('force_reply' in keyboard) return { rows: [], placeholder, isOneTime: true };
  return { rows: keyboard.keyboard, placeholder, isOneTime: keyboard.one_time_keyboard === true };
}
