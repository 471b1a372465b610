import { fieldsOf, type Upload } from '../call-arguments.ts';
import { parseText } from '../entities/parse-text.ts';
import { addMessage, findMessage, messageOnTheWire, removeMessage } from '../messages.ts';
import { badRequest, isRefused, type Refused } from '../refusal.ts';
import { readReplyMarkup } from '../reply-markup.ts';
import type { FormattedText, InlineButton, Message, ReplyMarkup } from '../shapes.ts';
import { dateNow } from '../world.ts';
import { type Call, free, knownMessage, type Method, message, openChat } from './call.ts';

const LONGEST_TEXT = 4_096;
const LONGEST_CAPTION = 1_024;
const DELETABLE_FOR_S = 48 * 3_600;

/** The sides of each of Telegram's dice. */
const DICE: Readonly<Record<string, number>> = { '🎲': 6, '🎯': 6, '🎳': 6, '🏀': 5, '⚽': 5, '🎰': 64 };

const ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
  'cancel',
];

export function readText(call: Call): FormattedText | Refused {
  if (!call.args.text('text')) return badRequest('Message text is empty');
  const text = readMarked(call, 'text', 'parse_mode', 'entities');
  if (isRefused(text)) return text;
  if (!text.text) return badRequest('Message text is empty');
  return text.text.length > LONGEST_TEXT ? badRequest('Message is too long') : text;
}

export function readCaption(call: Call): FormattedText | undefined | Refused {
  const caption = readMarked(call, 'caption', 'parse_mode', 'caption_entities');
  if (isRefused(caption)) return caption;
  if (caption.text.length > LONGEST_CAPTION) return badRequest('Message caption is too long');
  return caption.text ? caption : undefined;
}

function readMarked({ args }: Call, name: string, mode: string, entities: string): FormattedText | Refused {
  return parseText(args.text(name), args.text(mode), args.json(entities, 'entities JSON object'));
}

/** What all kinds of new messages share. */
export type Posting = { readonly player: number; readonly markup: ReplyMarkup | undefined; readonly common: Common };
type Common = Pick<Message, 'replyTo' | 'protected' | 'silent'>;

export function readPosting(call: Call): Posting | Refused {
  const player = openChat(call);
  if (isRefused(player)) return player;
  const markup = readReplyMarkup(call.args);
  if (isRefused(markup)) return markup;
  const replyTo = readReply(call, player.id);
  if (isRefused(replyTo)) return replyTo;
  const common = {
    ...(replyTo ? { replyTo } : {}),
    ...(call.args.flag('protect_content') ? { protected: true as const } : {}),
    ...(call.args.flag('disable_notification') ? { silent: true as const } : {}),
  };
  return { player: player.id, markup, common };
}

function readReply({ world, bot, args }: Call, player: number): number | undefined | Refused {
  const value = args.json('reply_parameters', 'reply parameters JSON object');
  if (isRefused(value)) return value;
  const fields = value === undefined ? {} : fieldsOf(value);
  if (!fields) return badRequest('Object expected as reply parameters');
  const id = Number(fields.message_id ?? args.integer('reply_to_message_id', 0));
  if (!id || findMessage(world, bot, player, id)) return id || undefined;
  const mayGo = fields.allow_sending_without_reply === true || args.flag('allow_sending_without_reply');
  return mayGo ? undefined : badRequest('message to be replied not found');
}

/** Only an invoice can be paid. */
export const hasPayKey = (markup: ReplyMarkup | undefined): boolean =>
  Boolean(markup && 'inline_keyboard' in markup && markup.inline_keyboard.flat().some(({ pay }) => pay));

function send(call: Call, posting: Posting, content: Partial<Message>): unknown {
  const { world, bot } = call;
  const draft = { from: 'bot' as const, ...posting.common, ...content };
  return messageOnTheWire(world, addMessage(world, bot, posting.player, draft, posting.markup));
}

const sendMessage = message((call) => {
  const text = readText(call);
  if (isRefused(text)) return text;
  const linkPreview = readLinkPreview(call);
  if (isRefused(linkPreview)) return linkPreview;
  const posting = readPosting(call);
  if (isRefused(posting)) return posting;
  if (hasPayKey(posting.markup)) return badRequest('BUTTON_TYPE_INVALID');
  return send(call, posting, { text, ...(linkPreview ? { linkPreview } : {}) });
});

export function readLinkPreview({ args }: Call): Readonly<Record<string, unknown>> | undefined | Refused {
  const value = args.json('link_preview_options', 'link preview options JSON object');
  if (isRefused(value)) return value;
  if (value === undefined) return args.flag('disable_web_page_preview') ? { is_disabled: true } : undefined;
  return fieldsOf(value) ?? badRequest('Object expected as link preview options');
}

const sendPhoto = message((call) => {
  const { args } = call;
  const upload = args.file('photo');
  const given = args.text('photo');
  if (!upload && (!given || given.startsWith('attach://'))) return badRequest('There is no photo in the request');
  const caption = readCaption(call);
  if (isRefused(caption)) return caption;
  const posting = readPosting(call);
  if (isRefused(posting)) return posting;
  const url = upload ? shownAs(upload) : /^https?:/.test(given) ? given : undefined;
  const photo = { name: upload?.name ?? given, ...(url ? { url } : {}) };
  return send(call, posting, { photo, ...(caption ? { caption } : {}) });
});

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const MOST_SHOWN_BYTES = 65_536;

/** A picture that was sent along, for the page: pictures are kept with the chat, so that only small ones are. */
const shownAs = ({ bytes }: Upload): string | undefined =>
  bytes.length <= MOST_SHOWN_BYTES && bytes.subarray(0, 4).equals(PNG)
    ? `data:image/png;base64,${bytes.toString('base64')}`
    : undefined;

const sendDice = message((call) => {
  const emoji = call.args.text('emoji') || '🎲';
  const sides = DICE[emoji];
  if (!sides) return badRequest('Wrong emoji specified');
  const posting = readPosting(call);
  if (isRefused(posting)) return posting;
  return send(call, posting, { dice: { emoji, value: 1 + Math.floor(call.world.random() * sides) } });
});

const deleteMessage = free((call) => {
  if (call.args.integer('message_id', 0) === 0) return badRequest('Message identifier is not specified');
  const found = knownMessage(call, 'message to delete');
  if (isRefused(found)) return found;
  if (dateNow(call.world) - found.date > DELETABLE_FOR_S) return badRequest("message can't be deleted for everyone");
  removeMessage(call.world, found);
  return true;
});

const sendChatAction = free((call) => {
  const action = call.args.text('action');
  if (!ACTIONS.includes(action)) return badRequest('Wrong parameter action in request');
  const player = openChat(call);
  if (isRefused(player)) return player;
  const { world, bot } = call;
  const forMs = action === 'cancel' ? 0 : world.pauses.chatActionMs;
  world.hub.tell({ kind: 'action', bot, player: player.id, action, forMs });
  return true;
});

const LONGEST_TOAST = 200;

const answerCallbackQuery = free(({ args, acts, bot }) => {
  const text = args.text('text');
  if (text.length > LONGEST_TOAST) return badRequest('MESSAGE_TOO_LONG');
  return acts.answerTap(bot, {
    query: args.text('callback_query_id'),
    ...(text ? { text } : {}),
    ...(args.flag('show_alert') ? { alert: true as const } : {}),
    ...(args.text('url') ? { url: args.text('url') } : {}),
  });
});

/** The pay key must be the first (Bot API, sendInvoice: reply_markup). */
export function payKeyFirst(rows: readonly (readonly InlineButton[])[]): boolean {
  const [first, ...rest] = rows.flat();
  return Boolean(first?.pay) && !rest.some(({ pay }) => pay);
}

export const messageMethods: Readonly<Record<string, Method>> = {
  sendmessage: sendMessage,
  sendphoto: sendPhoto,
  senddice: sendDice,
  deletemessage: deleteMessage,
  sendchataction: sendChatAction,
  answercallbackquery: answerCallbackQuery,
};
