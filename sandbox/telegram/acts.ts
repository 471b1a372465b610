import { digits } from '../ground/chance.ts';
import type { TapAnswer } from './hub.ts';
import { addMessage, messageOnTheWire, typedText } from './messages.ts';
import { badRequest, type Refused } from './refusal.ts';
import type { InlineButton, Message } from './shapes.ts';
import type { Updates } from './updates.ts';
import {
  botOf,
  botUser,
  changeChat,
  chatOf,
  chatOnTheWire,
  dateNow,
  playerOf,
  playerUser,
  type World,
} from './world.ts';

/** What a player can do in a chat with a bot. */
export type Acts = {
  /** Undefined where Telegram's app would not let them: nothing to say, or the bot is blocked. */
  say(player: number, bot: number, text: string): Message | undefined;
  shareContact(player: number, bot: number): Message | undefined;
  /** A key that calls back. The answer is told to the hub, too. */
  tap(
    message: Message,
    button: InlineButton,
  ): { readonly query: string; readonly answered: Promise<TapAnswer | undefined> };
  /** The bot's answer to a tap. */
  answerTap(bot: number, answer: TapAnswer): true | Refused;
  setBlocked(player: number, bot: number, blocked: boolean): void;
  read(player: number, bot: number): void;
  close(): void;
};

const LONGEST_MESSAGE = 4_096;

export function createActs(world: World, updates: Updates): Acts {
  const taps = new Map<string, { bot: number; player: number; hear: (answer: TapAnswer | undefined) => void }>();

  const write = (player: number, bot: number, content: Pick<Message, 'text' | 'contact'>): Message | undefined => {
    const chat = chatOf(world, bot, player);
    if (chat.blocked) return undefined;
    const oneTime = chat.keyboard && ('force_reply' in chat.keyboard || chat.keyboard.one_time_keyboard);
    changeChat(world, bot, player, { started: true, met: true, unread: 0, ...(oneTime ? { keyboard: null } : {}) });
    const message = addMessage(world, bot, player, { from: 'player', ...content });
    updates.push(bot, player, 'message', messageOnTheWire(world, message));
    return message;
  };

  return {
    say(player, bot, text) {
      const typed = typedText(text.slice(0, LONGEST_MESSAGE));
      return typed.text ? write(player, bot, { text: typed }) : undefined;
    },
    shareContact(player, bot) {
      const { id, firstName } = playerOf(world, player);
      const phone = `+4915${String(id).slice(-9)}`;
      return write(player, bot, { contact: { phone_number: phone, first_name: firstName, user_id: id } });
    },
    tap(message, button) {
      const { bot, player } = message;
      const query = digits(world.random, 18);
      const answered = new Promise<TapAnswer | undefined>((resolve) => {
        const hear = (answer: TapAnswer | undefined): void => {
          callOff();
          taps.delete(query);
          resolve(answer);
        };
        const callOff = world.clock.after(world.pauses.callbackMs, () => hear(undefined));
        taps.set(query, { bot, player, hear });
      });
      changeChat(world, bot, player, { met: true, unread: 0 });
      updates.push(bot, player, 'callback_query', {
        id: query,
        from: playerUser(playerOf(world, player)),
        message: messageOnTheWire(world, message),
        chat_instance: String(BigInt(bot) * 7_919n + BigInt(player)),
        data: button.callback_data ?? '',
      });
      return { query, answered };
    },
    answerTap(bot, answer) {
      const waiting = taps.get(answer.query);
      if (waiting?.bot !== bot)
        return badRequest('query is too old and response timeout expired or query ID is invalid');
      waiting.hear(answer);
      world.hub.tell({ kind: 'tap-answered', bot, player: waiting.player, answer });
      return true;
    },
    setBlocked(player, bot, blocked) {
      if (chatOf(world, bot, player).blocked === blocked) return;
      changeChat(world, bot, player, { blocked });
      const user = botUser(botOf(world, bot));
      const member = (status: string) => ({ user, status, ...(status === 'kicked' ? { until_date: 0 } : {}) });
      updates.push(bot, player, 'my_chat_member', {
        chat: chatOnTheWire(playerOf(world, player)),
        from: playerUser(playerOf(world, player)),
        date: dateNow(world),
        old_chat_member: member(blocked ? 'member' : 'kicked'),
        new_chat_member: member(blocked ? 'kicked' : 'member'),
      });
    },
    read(player, bot) {
      if (chatOf(world, bot, player).unread > 0) changeChat(world, bot, player, { unread: 0 });
    },
    close() {
      for (const { hear } of [...taps.values()]) hear(undefined);
    },
  };
}
