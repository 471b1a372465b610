import { type ChatKeyboard, keyboardView, type MessageView, messageView } from './chat-view.ts';
import { commandsFor } from './commands.ts';
import { findMessage, messagesOf } from './messages.ts';
import type { Bot, BotCommand, MenuButton, Player } from './shapes.ts';
import { chatKey, chatOf, nameOf, type World } from './world.ts';

/** A line of the players' list. */
export type Person = {
  readonly id: number;
  readonly name: string;
  readonly initials: string;
  readonly colour: string;
  readonly unread: number;
  readonly blocked: boolean;
  /** The newest message, as one line. */
  readonly last: { readonly text: string; readonly date: number; readonly mine: boolean } | null;
};

export type BotFace = { readonly id: number; readonly name: string; readonly username: string };

/** What is below the messages. */
export type ComposerPicture = {
  readonly keyboard: ChatKeyboard | null;
  readonly commands: readonly BotCommand[];
  readonly menuButton: MenuButton;
  readonly blocked: boolean;
};

/** Everything a chat shows. */
export type ChatPicture = ComposerPicture & {
  readonly messages: readonly MessageView[];
  /** What the bot says of itself before the first message. */
  readonly about: string;
  /** Invoices this player has paid, by their slugs. */
  readonly paid: readonly string[];
};

export const botFace = (bot: Bot): BotFace => ({ id: bot.id, name: nameOf(bot), username: bot.username });

export function person(world: World, bot: number, player: Player): Person {
  const { unread, blocked } = chatOf(world, bot, player.id);
  const newest = [...(world.chatMessages.get(chatKey(bot, player.id)) ?? [])].at(-1);
  const message = newest === undefined ? undefined : findMessage(world, bot, player.id, newest);
  const view = message && messageView(world, message);
  const name = [player.firstName, player.lastName].filter(Boolean).join(' ');
  return {
    id: player.id,
    name,
    initials: initialsOf(player),
    colour: player.colour,
    unread,
    blocked,
    last: view ? { text: lineOf(view), date: view.date, mine: view.from === 'me' && !view.isService } : null,
  };
}

export function initialsOf({ firstName, lastName }: Player): string {
  const letters = [firstName, lastName ?? firstName.split(' ')[1]].map((part) => part?.trim()[0] ?? '').join('');
  return (letters || '?').toUpperCase();
}

const lineOf = ({ text, invoice, photo }: MessageView): string =>
  (invoice ? `${invoice.title}, ${invoice.totalText}` : photo && !text ? 'Photo' : text)
    .replace(/\s+/g, ' ')
    .slice(0, 120);

export function composerPicture(world: World, bot: Bot, player: Player): ComposerPicture {
  return {
    keyboard: keyboardView(world, bot.id, player.id) ?? null,
    commands: commandsFor(bot, player.id, player.language),
    menuButton: bot.menuButtons[player.id] ?? bot.menuButtons[''] ?? { type: 'default' },
    blocked: chatOf(world, bot.id, player.id).blocked,
  };
}

export function chatPicture(world: World, bot: Bot, player: Player): ChatPicture {
  const mine = [...world.charges.values()].filter((charge) => charge.bot === bot.id && charge.player === player.id);
  return {
    ...composerPicture(world, bot, player),
    messages: messagesOf(world, bot.id, player.id).map((message) => messageView(world, message)),
    about: bot.descriptions[player.language.slice(0, 2)] ?? bot.descriptions[''] ?? '',
    paid: mine.map(({ slug }) => slug),
  };
}
