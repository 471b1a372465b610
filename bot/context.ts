import { Context, type Telegram } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { ChatCall, ChatDelivery } from '../contracts/outbox.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { Player } from '../records/identity/player-for.ts';
import type { Texts } from '../runtime/texts.ts';
import { messageOf, type Screen } from './screens/screen.ts';

export type Deliver = (tx: Tx, key: string, delivery: ChatDelivery) => Promise<void>;

/**
 * What a feature works with. Everything it says is written to the outbox in the transaction that handles the update, under
 * the update's number and a count: an update handled again says nothing twice.
 */
export class CageContext extends Context {
  readonly tx: Tx;
  /** For use cases: what they write belongs to this update's transaction. */
  readonly transaction: Transaction;
  /** Public, because telegraf's narrowed contexts keep public members only. Nobody else's business. */
  readonly inner: { readonly deliver: Deliver; said: number; toast?: string; admitted?: { player: Player; t: Texts } };

  constructor(update: Update, telegram: Telegram, me: UserFromGetMe, tx: Tx, deliver: Deliver) {
    super(update, telegram, me);
    this.tx = tx;
    this.transaction = (fn) => fn(tx);
    this.inner = { deliver, said: 0 };
  }

  admit(player: Player, t: Texts): void {
    this.inner.admitted = { player, t };
  }
  get player(): Player {
    assert(this.inner.admitted, 'a feature runs after the player is admitted');
    return this.inner.admitted.player;
  }
  get t(): Texts {
    assert(this.inner.admitted, 'a feature runs after the player is admitted');
    return this.inner.admitted.t;
  }
  get bot(): string {
    return String(this.botInfo.id);
  }
  get chatId(): string {
    assert(this.chat, 'the update has a chat');
    return String(this.chat.id);
  }
  /** The message that was tapped, when this is a tap. */
  get tapped(): bigint | undefined {
    const message = this.callbackQuery?.message;
    return message ? BigInt(message.message_id) : undefined;
  }

  /**
   * A new message. Answers the key of its outbox row, by which later rows find the message's number.
   * @param key where it is said once for a thing, not once for an update
   */
  async say(screen: Screen, key?: string): Promise<string> {
    return this.send('sendMessage', screen, {}, key);
  }

  /**
   * In place of the message that was tapped; a new message when none was.
   * @param key the outbox row's, where later rows have to find the message by what it is about
   */
  async show(screen: Screen, key?: string): Promise<void> {
    const { tapped } = this;
    if (tapped === undefined) await this.send('sendMessage', screen, {}, key);
    else await this.send('editMessageText', screen, { message_id: Number(tapped) }, key);
  }

  /** In place of a message said a moment ago, whose number is not known yet. */
  async replace(key: string, screen: Screen): Promise<void> {
    await this.send('editMessageText', screen, { sent_as: key });
  }

  /** The message that was tapped stays as it is, without its keys: what comes of the tap is said below. */
  async takeKeysAway(): Promise<void> {
    const { tapped } = this;
    if (tapped !== undefined) await this.call('editMessageReplyMarkup', { message_id: Number(tapped) });
  }

  /** Telegram's die, for show: Telegram draws what it falls on, and nothing of ours hangs on it. */
  async throwDie(key: string): Promise<void> {
    await this.call('sendDice', { emoji: '🎲' }, key);
  }

  /** A short line over the chat, with the answer to the tap. */
  showToast(text: string): void {
    this.inner.toast = text;
  }

  async send(
    method: 'sendMessage' | 'editMessageText',
    screen: Screen,
    target: { message_id?: number; sent_as?: string },
    key?: string,
  ): Promise<string> {
    return this.call(method, { ...target, ...messageOf(screen) }, key);
  }

  async call(
    method: ChatCall['method'],
    about: Omit<ChatCall['payload'], 'chat_id'>,
    key = `update:${this.bot}:${this.update.update_id}:${this.inner.said++}`,
  ): Promise<string> {
    const payload = { chat_id: Number(this.chatId), ...about };
    await this.inner.deliver(this.tx, key, { show: 'call', bot: this.bot, chat: this.chatId, method, payload });
    return key;
  }
}
