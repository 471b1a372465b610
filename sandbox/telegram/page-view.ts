import { type ChatKeyboard, keyboardView, type MessageView, messageView } from './chat-view.ts';
import { commandsFor } from './commands.ts';
import type { Bot, BotCommand, MenuButton, Player } from './shapes.ts';
import { findMessage } from './messages.ts';
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

/** Everything a chat shows. */
export type ChatPicture = {
  readonly player: number;
  readonly messages: readonly MessageView[];
  readonly keyboard: ChatKeyboard | null;
  readonly commands: readonly BotCommand[];
  readonly menuButton: MenuButton;
  /** What @BotFather shows before the first message. */
  readonly about: string;
  readonly blocked: boolean;
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

function initialsOf({ firstName, lastName }: Player): string {
  const letters = [firstName, lastName ?? firstName.split(' ')[1]].map((part) => part?.trim()[0] ?? '').join('');
  return (letters || '?').toUpperCase();
}

const lineOf = ({ text, invoice, photo }: MessageView): string =>
  (invoice ? `${invoice.title}, ${invoice.totalText}` : photo && !text ? 'Photo' : text).replace(/\s+/g, ' ').slice(0, 120);

export function chatPicture(world: World, bot: Bot, player: Player, messages: readonly MessageView[]): ChatPicture {
  const language = player.language.slice(0, 2);
  return {
    player: player.id,
    messages,
    keyboard: keyboardView(world, bot.id, player.id) ?? null,
    commands: commandsFor(bot, player.id, player.language),
    menuButton: bot.menuButtons[player.id] ?? bot.menuButtons[''] ?? { type: 'default' },
    about: bot.descriptions[language] ?? bot.descriptions[''] ?? '',
    blocked: chatOf(world, bot.id, player.id).blocked,
    paid: [...world.charges.values()]
      .filter((charge) => charge.bot === bot.id && charge.player === player.id)
      .map(({ slug }) => slug),
  };
}
