import { trimmed } from './entities/formatted-text.ts';
import { withFoundEntities } from './entities/found.ts';
import type { Chat, InlineKeyboard, Message, ReplyMarkup } from './shapes.ts';
import {
  botOf,
  botUser,
  changeBot,
  changeChat,
  chatKey,
  chatOf,
  chatOnTheWire,
  dateNow,
  playerOf,
  playerUser,
  type World,
} from './world.ts';

export const messageKey = (bot: number, id: number): string => `${bot}:${id}`;

type Draft = Omit<Message, 'id' | 'date' | 'bot' | 'player'>;

/** Writes a message into the chat. Message numbers of a bot go up over all its chats, as they do in Telegram. */
export function addMessage(world: World, bot: number, player: number, draft: Draft, markup?: ReplyMarkup): Message {
  const { lastMessage } = changeBot(world, bot, { lastMessage: botOf(world, bot).lastMessage + 1 });
  const inline = markup && 'inline_keyboard' in markup ? { markup } : {};
  const message: Message = { ...draft, ...inline, id: lastMessage, date: dateNow(world), bot, player };
  world.messages.put(messageKey(bot, message.id), message);
  const chat = chatKey(bot, player);
  world.chatMessages.set(chat, (world.chatMessages.get(chat) ?? new Set()).add(message.id));
  world.hub.tell({ kind: 'message', message });
  if (draft.from === 'bot') receiveInChat(world, bot, player, markup);
  return message;
}

/** The chat counts what is unread and shows the newest reply keyboard. */
function receiveInChat(world: World, bot: number, player: number, markup: ReplyMarkup | undefined): void {
  const chat = chatOf(world, bot, player);
  changeChat(world, bot, player, { unread: chat.unread + 1, ...keyboardAfter(markup) });
}

function keyboardAfter(markup: ReplyMarkup | undefined): Partial<Chat> {
  if (!markup || 'inline_keyboard' in markup) return {};
  if ('remove_keyboard' in markup) return { keyboard: null };
  return { keyboard: markup };
}

export function findMessage(world: World, bot: number, player: number, id: number): Message | undefined {
  const message = world.messages.get(messageKey(bot, id));
  return message?.player === player ? message : undefined;
}

/** The whole chat, oldest first. */
export function messagesOf(world: World, bot: number, player: number): Message[] {
  const ids = world.chatMessages.get(chatKey(bot, player)) ?? [];
  return [...ids].flatMap((id) => world.messages.get(messageKey(bot, id)) ?? []);
}

export type Change = Partial<Pick<Message, 'text' | 'caption' | 'linkPreview'>> & {
  /** Left out: the keys go away, as in Telegram. */
  readonly markup: InlineKeyboard | undefined;
};

/** An edit of the bot's. A change of the keys alone bears no date (Bot API, Message: edit_date). */
export function editMessage(world: World, message: Message, { markup, ...change }: Change): Message {
  const { markup: _old, ...rest } = message;
  const edited: Message = {
    ...rest,
    ...change,
    ...(markup ? { markup } : {}),
    ...(Object.keys(change).length > 0 ? { editDate: dateNow(world) } : {}),
  };
  world.messages.put(messageKey(message.bot, message.id), edited);
  world.hub.tell({ kind: 'edited', message: edited });
  return edited;
}

export function removeMessage(world: World, { bot, player, id }: Message): void {
  world.messages.remove(messageKey(bot, id));
  world.chatMessages.get(chatKey(bot, player))?.delete(id);
  world.hub.tell({ kind: 'deleted', bot, player, id });
}

/** What a player typed, with the commands and links that Telegram finds in it. */
export const typedText = (text: string) => withFoundEntities(trimmed({ text, entities: [] }));

/** The message as the Bot API shows it. Reply keyboards are not part of it. */
export function messageOnTheWire(world: World, message: Message, withReply = true): Record<string, unknown> {
  const player = playerOf(world, message.player);
  const replied =
    withReply && message.replyTo ? findMessage(world, message.bot, player.id, message.replyTo) : undefined;
  return {
    message_id: message.id,
    from: message.from === 'bot' ? botUser(botOf(world, message.bot)) : playerUser(player),
    chat: chatOnTheWire(player),
    date: message.date,
    ...(message.editDate ? { edit_date: message.editDate } : {}),
    ...(replied ? { reply_to_message: messageOnTheWire(world, replied, false) } : {}),
    ...contentOnTheWire(world, message),
    ...(message.protected ? { has_protected_content: true } : {}),
    ...(message.markup ? { reply_markup: message.markup } : {}),
  };
}

function contentOnTheWire(world: World, message: Message): Record<string, unknown> {
  const { text, caption, photo, dice, contact, invoice, paid, refunded, linkPreview } = message;
  const captioned = caption?.text
    ? { caption: caption.text, ...(caption.entities.length > 0 ? { caption_entities: caption.entities } : {}) }
    : {};
  if (text) {
    return {
      text: text.text,
      ...(text.entities.length > 0 ? { entities: text.entities } : {}),
      ...(linkPreview ? { link_preview_options: linkPreview } : {}),
    };
  }
  if (photo) return { photo: photoSizes(photo.name), ...captioned };
  if (dice) return { dice };
  if (contact) return { contact };
  if (paid) return { successful_payment: paid };
  if (refunded) return { refunded_payment: refunded };
  const offered = invoice ? world.invoices.get(invoice) : undefined;
  if (!offered) return {};
  return {
    invoice: {
      title: offered.title,
      description: offered.description,
      start_parameter: offered.startParameter,
      currency: offered.currency,
      total_amount: offered.total,
    },
  };
}

const photoSizes = (name: string) => [
  { file_id: `photo-${name}`, file_unique_id: `unique-${name}`, width: 320, height: 240, file_size: 20_000 },
];
