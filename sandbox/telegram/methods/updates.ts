import { isSecure } from '../entities/link.ts';
import { badRequest, isRefused, type Refused } from '../refusal.ts';
import type { Bot, Webhook } from '../shapes.ts';
import { botOf, botUser, changeBot, chatOnTheWire } from '../world.ts';
import { type Call, free, knownPlayer, type Method, type Told } from './call.ts';

const KINDS = [
  ...['message', 'edited_message', 'channel_post', 'edited_channel_post', 'inline_query', 'chosen_inline_result'],
  ...['callback_query', 'shipping_query', 'pre_checkout_query', 'poll', 'poll_answer', 'my_chat_member', 'chat_member'],
  ...['chat_join_request', 'chat_boost', 'removed_chat_boost', 'message_reaction', 'message_reaction_count'],
  ...['business_connection', 'business_message', 'edited_business_message', 'deleted_business_messages'],
  ...['purchased_paid_media'],
];

const told = (text: string): Told => ({ told: text });

const getMe = free(({ world, bot }) => ({
  ...botUser(botOf(world, bot)),
  can_join_groups: false,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
}));

/** What the bot wants to hear: left out keeps the old choice, and an empty list chooses the default. */
function allowedUpdates({ world, bot, args }: Call): Pick<Bot, 'allowedUpdates'> & { readonly isNew: boolean } {
  const given = args.json('allowed_updates', 'allowed updates');
  const old = botOf(world, bot).allowedUpdates;
  if (!Array.isArray(given)) return { ...(old ? { allowedUpdates: old } : {}), isNew: false };
  const known = KINDS.filter((kind) => given.includes(kind));
  return { ...(known.length > 0 ? { allowedUpdates: known } : {}), isNew: String(known) !== String(old ?? []) };
}

function keepAllowedUpdates(call: Call): boolean {
  const { isNew, ...chosen } = allowedUpdates(call);
  if (!isNew) return false;
  const { allowedUpdates: _old, ...bot } = botOf(call.world, call.bot);
  call.world.bots.put(String(bot.id), { ...bot, ...chosen });
  return true;
}

const setWebhook: Method = { weight: 'webhook', run: set };

function set(call: Call): Told | Refused {
  const { world, bot, args, updates, polling } = call;
  const url = args.text('url');
  if (!url) return removeWebhook(call);
  const wrong = wrongWebhook(url, args.text('secret_token'));
  if (wrong) return wrong;
  const old = botOf(world, bot).webhook;
  const webhook: Webhook = {
    url,
    secret: args.text('secret_token'),
    maxConnections: args.integer('max_connections', 40, 1, 100),
  };
  const same = old && JSON.stringify({ ...old, error: undefined }) === JSON.stringify(webhook);
  keepAllowedUpdates(call);
  if (args.flag('drop_pending_updates')) updates.forgetAll(bot);
  else if (same) return told('Webhook is already set');
  polling.interrupt(bot);
  changeBot(world, bot, { webhook });
  call.wake(bot);
  return told('Webhook was set');
}

function wrongWebhook(url: string, secret: string): Refused | undefined {
  if (!URL.canParse(url)) return badRequest('invalid webhook URL specified');
  if (!isSecure(url)) return badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  if (secret.length > 256) return badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) return badRequest('secret token contains unallowed characters');
  return undefined;
}

function removeWebhook({ world, bot, args, updates }: Call): Told {
  if (args.flag('drop_pending_updates')) updates.forgetAll(bot);
  const { webhook, ...rest } = botOf(world, bot);
  world.bots.put(String(bot), rest);
  return told(webhook ? 'Webhook was deleted' : 'Webhook is already deleted');
}

const getWebhookInfo = free(({ world, bot, updates }) => {
  const { webhook, allowedUpdates: allowed } = botOf(world, bot);
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: updates.count(bot),
    ...(webhook?.error ? { last_error_date: webhook.error.date, last_error_message: webhook.error.message } : {}),
    ...(webhook ? { max_connections: webhook.maxConnections, ip_address: '127.0.0.1' } : {}),
    ...(allowed ? { allowed_updates: allowed } : {}),
  };
});

const LONGEST_POLL_S = 50;

const getUpdates = free((call) => {
  const { polling, bot, args } = call;
  keepAllowedUpdates(call);
  return polling.getUpdates(bot, {
    offset: args.integer('offset', 0),
    limit: args.integer('limit', 100, 1, 100),
    timeoutS: args.integer('timeout', 0, 0, LONGEST_POLL_S),
  });
});

const getChat = free((call) => {
  const player = knownPlayer(call);
  if (isRefused(player)) return player;
  const gifts = {
    unlimited_gifts: true,
    limited_gifts: true,
    unique_gifts: true,
    premium_subscription: true,
    gifts_from_channels: true,
  };
  return {
    ...chatOnTheWire(player),
    ...(player.username ? { active_usernames: [player.username] } : {}),
    max_reaction_count: 11,
    accent_color_id: player.id % 7,
    accepted_gift_types: gifts,
  };
});

export const updateMethods: Readonly<Record<string, Method>> = {
  getme: getMe,
  setwebhook: setWebhook,
  deletewebhook: free(removeWebhook),
  getwebhookinfo: getWebhookInfo,
  getupdates: getUpdates,
  getchat: getChat,
  logout: free(() => true),
  close: free(() => true),
};
