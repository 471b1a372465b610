import type { Delivery } from './delivery.ts';
import { format } from './formatting.ts';
import type { Limits } from './limits.ts';
import type { Payments } from './payments.ts';
import { badRequest, blocked, neverStarted } from './refusals.ts';
import { type BotAccount, botUser, type Chat, type InlineKey, type StoredMessage, type World } from './world.ts';

export type MethodDeps = { readonly world: World; readonly delivery: Delivery; readonly payments: Payments; readonly limits: Limits };
type Args = Record<string, unknown>;
type Method = (deps: MethodDeps, bot: BotAccount, args: Args) => unknown;

const MOST_TEXT = 4_096;
const text = (args: Args, name: string): string => (args[name] === undefined ? '' : String(args[name]));

/** The chat a bot wants to write to: somebody who started it and did not block it. */
function reach({ world }: MethodDeps, bot: BotAccount, args: Args): Chat {
  const id = Number(args['chat_id']);
  if (!args['chat_id']) throw badRequest('chat_id is empty');
  if (!Number.isInteger(id) || !world.user(id)) throw badRequest('chat not found');
  const chat = world.chat(bot.id, id);
  if (chat.blocked) throw blocked();
  if (!chat.started) throw neverStarted();
  return chat;
}

function content(args: Args): Pick<StoredMessage, 'text' | 'entities' | 'reply_markup'> {
  const given = Array.isArray(args['entities']) ? { text: text(args, 'text').trim(), entities: args['entities'] } : format(text(args, 'text'), args['parse_mode'] as string | undefined);
  if (given.text === '') throw badRequest('message text is empty');
  if (given.text.length > MOST_TEXT) throw badRequest('message is too long');
  return { text: given.text, entities: given.entities, ...markup(args) };
}

function markup(args: Args): Pick<StoredMessage, 'reply_markup'> {
  const given = args['reply_markup'] as StoredMessage['reply_markup'];
  if (!given) return {};
  for (const key of (given.inline_keyboard ?? []).flat()) checkKey(key);
  return { reply_markup: given };
}

function checkKey(key: InlineKey): void {
  if (!key.text) throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  const does = [key.callback_data, key.url, key.copy_text, key.web_app, key.pay].filter((what) => what !== undefined);
  if (does.length === 0) throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  if (key.callback_data !== undefined && (key.callback_data === '' || Buffer.byteLength(key.callback_data) > 64)) throw badRequest('BUTTON_DATA_INVALID');
  if (key.url !== undefined && !/^(https?|tg|tonsite):\/\/\S+$/.test(key.url)) throw badRequest(`inline keyboard button URL '${key.url}' is invalid: Wrong HTTP URL`);
}

function edit(deps: MethodDeps, bot: BotAccount, args: Args, change: (old: StoredMessage) => Partial<StoredMessage>): unknown {
  const chat = reach(deps, bot, args);
  const message = chat.messages.find(({ message_id }) => message_id === Number(args['message_id']));
  if (!message) throw badRequest('message to edit not found');
  if (message.mine || message.payment) throw badRequest("message can't be edited");
  const changed = { ...message, ...change(message) };
  if (change(message).reply_markup === undefined) delete changed.reply_markup;
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  if (changed.text === message.text && same(changed.entities, message.entities) && same(changed.reply_markup, message.reply_markup)) {
    throw badRequest('message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message');
  }
  Object.assign(message, changed, { edit_date: deps.world.seconds() });
  if (changed.reply_markup === undefined) delete message.reply_markup;
  deps.world.announce({ kind: 'edit', bot: bot.id, user: chat.user, message });
  return deps.world.wire(bot.id, chat.user, message);
}

function send(deps: MethodDeps, bot: BotAccount, args: Args, message: () => Omit<StoredMessage, 'message_id' | 'date' | 'mine'>): unknown {
  const chat = reach(deps, bot, args);
  const built = message();
  deps.limits.take(bot.id, chat.user);
  return deps.world.wire(bot.id, chat.user, deps.world.put(bot.id, chat.user, { mine: false, ...built }));
}

/** What a bot has told Telegram about itself: kept under a name, given back when asked. */
const setting = (what: string): { set: Method; get: Method; delete: Method } => {
  const key = (bot: BotAccount, args: Args): string => `${what}:${bot.id}:${JSON.stringify(args['scope'] ?? null)}:${text(args, 'language_code')}`;
  return {
    set: ({ world }, bot, args) => {
      const { scope: _scope, language_code: _language, ...value } = args;
      world.saved.settings[key(bot, args)] = value;
      world.announce({ kind: 'players' });
      return true;
    },
    get: ({ world }, bot, args) => world.saved.settings[key(bot, args)] ?? {},
    delete: ({ world }, bot, args) => {
      delete world.saved.settings[key(bot, args)];
      return true;
    },
  };
};
const commands = setting('commands');
const menu = setting('menu');
const shortDescription = setting('short-description');
const description = setting('description');
const name = setting('name');

const setWebhook: Method = ({ world, delivery }, bot, args) => {
  const url = text(args, 'url');
  const loopback = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/.test(url);
  if (url !== '' && !url.startsWith('https://') && !loopback) throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  const secret = text(args, 'secret_token');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[\w-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  const max = Number(args['max_connections'] ?? 40);
  const old = world.saved.webhooks[bot.id];
  world.saved.webhooks[bot.id] = { url, secret, allowed: (args['allowed_updates'] as string[] | undefined) ?? old?.allowed, max: max >= 1 && max <= 100 ? max : 40 };
  if (args['drop_pending_updates']) world.saved.queues[bot.id] = [];
  delivery.pump(bot.id);
  return true;
};

const getUpdates: Method = ({ world, delivery }, bot, args) => {
  const hook = world.saved.webhooks[bot.id];
  if (hook?.url) throw Object.assign(badRequest(''), { code: 409, message: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first" });
  if (args['allowed_updates']) world.saved.webhooks[bot.id] = { url: '', secret: '', max: 40, allowed: args['allowed_updates'] as string[] };
  return delivery.poll(bot.id, { offset: Number(args['offset'] ?? 0), limit: Math.min(100, Number(args['limit'] ?? 100)), timeoutS: Number(args['timeout'] ?? 0) });
};

const refundStars: Method = ({ world }, bot, args) => {
  const charge = world.saved.charges.find(({ id, bot: owner, user }) => id === args['telegram_payment_charge_id'] && owner === bot.id && user === Number(args['user_id']));
  if (charge?.currency !== 'XTR') throw badRequest('CHARGE_NOT_FOUND');
  if (charge.refunded) throw badRequest('CHARGE_ALREADY_REFUNDED');
  charge.refunded = true;
  return true;
};

const starTransactions: Method = ({ world }, bot, args) => {
  const from = Number(args['offset'] ?? 0);
  const all = world.saved.charges
    .filter(({ bot: owner, currency }) => owner === bot.id && currency === 'XTR')
    .flatMap((charge) => {
      const partner = { type: 'user', user: { id: charge.user, is_bot: false, first_name: world.user(charge.user)?.first_name }, invoice_payload: charge.payload };
      const paid = { id: charge.id, amount: charge.amount, date: charge.at, source: partner };
      return charge.refunded ? [paid, { id: charge.id, amount: charge.amount, date: charge.at, receiver: partner }] : [paid];
    });
  return { transactions: all.slice(from, from + Number(args['limit'] ?? 100)) };
};

/** What the stand-in can do; a method that is not here is answered as Telegram answers unknown ones. */
export const methods: Readonly<Record<string, Method>> = {
  getMe: (_deps, bot) => ({ ...botUser(bot), can_join_groups: false, can_read_all_group_messages: false, supports_inline_queries: false, can_connect_to_business: false, has_main_web_app: false }),
  setWebhook,
  deleteWebhook: (deps, bot, args) => setWebhook(deps, bot, { url: '', drop_pending_updates: args['drop_pending_updates'] }),
  getWebhookInfo: ({ world, delivery }, bot) => {
    const hook = world.saved.webhooks[bot.id];
    const error = hook?.lastError;
    return {
      url: hook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: delivery.queue(bot.id).length,
      ...(hook?.allowed ? { allowed_updates: hook.allowed } : {}),
      ...(hook?.url ? { max_connections: hook.max } : {}),
      ...(error ? { last_error_date: error.date, last_error_message: error.message } : {}),
    };
  },
  getUpdates,
  sendMessage: (deps, bot, args) => send(deps, bot, args, () => content(args)),
  editMessageText: (deps, bot, args) =>
    edit(deps, bot, args, (old) => {
      if (old.text === undefined) throw badRequest('there is no text in the message to edit');
      return content(args);
    }),
  editMessageReplyMarkup: (deps, bot, args) => edit(deps, bot, args, () => markup(args)),
  editMessageCaption: (deps, bot, args) =>
    edit(deps, bot, args, (old) => {
      if (old.caption === undefined) throw badRequest('there is no caption in the message to edit');
      return { caption: text(args, 'caption'), ...markup(args) };
    }),
  deleteMessage: (deps, bot, args) => {
    const chat = reach(deps, bot, args);
    const index = chat.messages.findIndex(({ message_id }) => message_id === Number(args['message_id']));
    if (index < 0) throw badRequest('message to delete not found');
    const [gone] = chat.messages.splice(index, 1);
    if (gone) deps.world.announce({ kind: 'delete', bot: bot.id, user: chat.user, messageId: gone.message_id });
    return true;
  },
  sendPhoto: (deps, bot, args) => send(deps, bot, args, () => ({ caption: text(args, 'caption'), ...markup(args) })),
  sendDice: (deps, bot, args) => send(deps, bot, args, () => ({ dice: { emoji: text(args, 'emoji') || '🎲', value: 1 + (deps.world.saved.nextMessage % 6) }, ...markup(args) })),
  sendInvoice: (deps, bot, args) => {
    const chat = reach(deps, bot, args);
    const { slug, title, description: about, currency, total } = deps.payments.create(bot.id, args);
    const keys = (args['reply_markup'] as StoredMessage['reply_markup']) ?? { inline_keyboard: [[{ text: 'Pay', pay: true }]] };
    return send(deps, bot, { ...args, chat_id: chat.user }, () => ({ invoice: { slug, title, description: about, currency, total_amount: total }, reply_markup: keys }));
  },
  createInvoiceLink: ({ payments }, bot, args) => `https://t.me/$${payments.create(bot.id, args).slug}`,
  answerPreCheckoutQuery: ({ payments }, bot, args) => {
    payments.answer(bot.id, text(args, 'pre_checkout_query_id'), args['ok'] === true || args['ok'] === 'true', text(args, 'error_message'));
    return true;
  },
  answerCallbackQuery: ({ world }, bot, args) => {
    const id = text(args, 'callback_query_id');
    const [user, at] = id.split('-').map(Number);
    if (!user || !at || world.now() - at > 150_000) throw badRequest('query is too old and response timeout expired or query ID is invalid');
    if (text(args, 'text').length > 200) throw badRequest('MESSAGE_TOO_LONG');
    world.announce({ kind: 'toast', bot: bot.id, user, text: text(args, 'text'), alert: args['show_alert'] === true });
    return true;
  },
  sendChatAction: (deps, bot, args) => {
    const { user } = reach(deps, bot, args);
    if (!/^(typing|upload_\w+|record_\w+|choose_sticker|find_location)$/.test(text(args, 'action'))) throw badRequest('wrong parameter action in request');
    deps.world.announce({ kind: 'action', bot: bot.id, user, action: text(args, 'action') });
    return true;
  },
  getChat: (deps, bot, args) => {
    const { user } = reach(deps, bot, args);
    return { id: user, type: 'private', first_name: deps.world.user(user)?.first_name, accent_color_id: 0, max_reaction_count: 11 };
  },
  setMyCommands: (deps, bot, args) => {
    const list = args['commands'] as { command?: string; description?: string }[] | undefined;
    if (!Array.isArray(list)) throw badRequest("can't parse commands JSON object");
    if (list.some(({ command }) => !/^\/?[a-z0-9_]{1,32}$/.test(command ?? ''))) throw badRequest('BOT_COMMAND_INVALID');
    if (list.some(({ description: about }) => !about || about.length > 256)) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
    return commands.set(deps, bot, args);
  },
  getMyCommands: (deps, bot, args) => (commands.get(deps, bot, args) as { commands?: unknown[] }).commands ?? [],
  deleteMyCommands: commands.delete,
  setChatMenuButton: menu.set,
  getChatMenuButton: (deps, bot, args) => (menu.get(deps, bot, args) as { menu_button?: unknown }).menu_button ?? { type: 'default' },
  setMyShortDescription: shortDescription.set,
  getMyShortDescription: (deps, bot, args) => ({ short_description: '', ...(shortDescription.get(deps, bot, args) as object) }),
  setMyDescription: description.set,
  getMyDescription: (deps, bot, args) => ({ description: '', ...(description.get(deps, bot, args) as object) }),
  setMyName: name.set,
  getMyName: (deps, bot, args) => ({ name: bot.name, ...(name.get(deps, bot, args) as object) }),
  refundStarPayment: refundStars,
  getStarTransactions: starTransactions,
  getMyStarBalance: ({ world }, bot) => ({ amount: world.saved.charges.filter((c) => c.bot === bot.id && c.currency === 'XTR' && !c.refunded).reduce((sum, c) => sum + c.amount, 0) }),
};
