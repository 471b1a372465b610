import type { OrderView } from '../records/payments/reads.ts';
import type { CallOutcome, TelegramClient } from '../runtime/telegram/client.ts';
import type { Texts } from '../runtime/texts.ts';
import { qrPicture } from './qr.ts';
import { messageOf, type Screen } from './screens/screen.ts';

/** A row taken out to be sent; `attempts` counts the sends that may have happened, this one included. */
export type Letter = { readonly id: bigint; readonly key: string; readonly body: unknown; readonly attempts: number };

/** What became of a sent letter, as later rows may ask for it. */
export type Sent = { readonly message?: number; readonly blocked?: true };

export type Outcome = CallOutcome<Sent> | { readonly kind: 'nothing-to-show' };

type SendingDeps = { readonly messageSentAs: (key: string) => Promise<number | undefined> };

/** An unacknowledged new message is sent once more, marked as such, and then no more. */
const MOST_UNACKNOWLEDGED = 2;

type Own = { shown: NonNullable<OrderView['shownIn']>; chat: string; body: Body; letter: Letter; t: Texts };

/** Draws what has a message of its own, in that message; `moved` is told when it turned out to be another one. */
export async function drawOwn(
  deps: SendingDeps,
  telegram: TelegramClient,
  { shown, chat, body, letter, t }: Own,
  moved: (message: number) => Promise<void>,
): Promise<Outcome> {
  const outcome =
    shown.message === undefined && shown.key === undefined
      ? await sendOnce(telegram, chat, body, letter, t) // asked for in the app: its receipt is the first the chat hears of it
      : await editOrSend(telegram, chat, await numberOf(deps, shown), body);
  const { message } = outcome.kind === 'done' ? outcome.result : {};
  if (message !== undefined && BigInt(message) !== shown.message) await moved(message);
  return outcome;
}

async function numberOf(
  { messageSentAs }: SendingDeps,
  { message, key }: NonNullable<OrderView['shownIn']>,
): Promise<number | undefined> {
  if (message !== undefined) return Number(message);
  return key === undefined ? undefined : messageSentAs(key);
}

export type Body = ReturnType<typeof bodyOf>;
export const bodyOf = (screen: Screen) => messageOf(screen);

/** The edit, or a new message where the old one is gone or too old: what it says must arrive. */
export async function editOrSend(
  telegram: TelegramClient,
  chat: string,
  message: number | undefined,
  body: Body,
): Promise<CallOutcome<Sent>> {
  if (message === undefined) return sendNew(telegram, chat, body);
  const outcome = await editIfThere(telegram, chat, message, body);
  return outcome === 'gone' ? sendNew(telegram, chat, body) : outcome;
}

/** The edit; `gone` where the message is no more, or too old to be edited. */
export async function editIfThere(
  telegram: TelegramClient,
  chat: string,
  message: number,
  body: Body,
): Promise<CallOutcome<Sent> | 'gone'> {
  const outcome = await telegram.try('editMessageText', { ...body, chat_id: chat, message_id: message });
  if (outcome.kind === 'done') return { kind: 'done', result: { message } };
  if (outcome.kind !== 'refused') return outcome;
  if (outcome.description.includes('message is not modified')) return { kind: 'done', result: { message } };
  const gone =
    /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|there is no text in the message/.test(
      outcome.description,
    );
  return gone ? 'gone' : outcome;
}

/** A new message cannot be taken back: without an answer it is sent once more, and says so, and then no more. */
export async function sendOnce(
  telegram: TelegramClient,
  chat: string,
  body: Body,
  { attempts }: Letter,
  t: Texts,
): Promise<Outcome> {
  if (attempts > MOST_UNACKNOWLEDGED) return tooOften;
  return sendNew(telegram, chat, attempts > 1 ? { ...body, text: `${t('sent-again')}\n${body.text}` } : body);
}

async function sendNew(telegram: TelegramClient, chat: string, body: Body): Promise<CallOutcome<Sent>> {
  const outcome = await telegram.try('sendMessage', { ...body, chat_id: chat });
  return outcome.kind === 'done' ? { kind: 'done', result: { message: outcome.result.message_id } } : outcome;
}

const tooOften = { kind: 'refused', code: 0, description: 'sent twice without an answer' } as const;

/** A link as a picture, and what is said below it. As every new message it is repeated once, and says so. */
export async function sendQr(
  telegram: TelegramClient,
  chat: string,
  { link, caption }: { readonly link: string; readonly caption: string },
  { attempts }: Letter,
  t: Texts,
): Promise<Outcome> {
  if (attempts > MOST_UNACKNOWLEDGED) return tooOften;
  const outcome = await telegram.try('sendPhoto', {
    chat_id: chat,
    photo: { source: qrPicture(link), filename: 'deposit.png' }, // telegraf's words for a file that is sent along
    caption: attempts > 1 ? `${t('sent-again')}\n${caption}` : caption,
    parse_mode: 'HTML',
  });
  return outcome.kind === 'done' ? { kind: 'done', result: { message: outcome.result.message_id } } : outcome;
}

/** The keys below a message go. Where message or keys are gone already there is nothing left to do. */
export async function takeKeysAway(
  telegram: TelegramClient,
  chat: string,
  message: number | undefined,
): Promise<Outcome> {
  if (message === undefined) return { kind: 'nothing-to-show' };
  const outcome = await telegram.try('editMessageReplyMarkup', {
    chat_id: chat,
    message_id: message,
    reply_markup: { inline_keyboard: [] },
  });
  const isGone = outcome.kind === 'refused' && outcome.code === 400;
  return outcome.kind === 'done' || isGone ? { kind: 'done', result: { message } } : outcome;
}

/** Decoration: one that may have been thrown already is not thrown again, and one that Telegram does not want is let go. */
export async function throwOnce(
  telegram: TelegramClient,
  chat: string,
  emoji: string,
  { attempts }: Letter,
): Promise<Outcome> {
  if (attempts > 1) return { kind: 'nothing-to-show' };
  const outcome = await telegram.try('sendDice', {
    chat_id: chat,
    emoji,
    disable_notification: true,
  });
  return outcome.kind === 'done' ? { kind: 'done', result: { message: outcome.result.message_id } } : outcome;
}
