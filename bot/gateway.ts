import type {
  ChatCall,
  ChatDelivery,
  ShowAttention,
  ShowCode,
  ShowDeposit,
  ShowTicket,
  ShowWithdrawal,
} from '../contracts/outbox.ts';
import { type Money, money } from '../domain/money.ts';
import type { JoinedView } from '../records/identity/tickets.ts';
import type { AttentionView } from '../records/payments/attention.ts';
import type { OrderView } from '../records/payments/reads.ts';
import type { WithdrawalView } from '../records/payments/withdrawal-reads.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import { type CallOutcome, explain, type TelegramClient } from '../runtime/telegram/client.ts';
import type { Texts } from '../runtime/texts.ts';
import { type CodeToShow, codeLetter } from '../use-cases/show-code.ts';
import { ticketLetter } from '../use-cases/show-ticket.ts';
import type { Pace } from './pacing.ts';
import { attentionScreen, type StaffPlaces } from './screens/attention.ts';
import { codeScreen, codesLockedScreen } from './screens/code.ts';
import { givenBackScreen, orderScreen, owedScreen, takenBackScreen } from './screens/deposit.ts';
import { messageOf, type Screen } from './screens/screen.ts';
import { joinedScreen } from './screens/ticket.ts';
import { withdrawalScreen } from './screens/withdrawal.ts';

/** A row taken out to be sent; `attempts` counts the sends that may have happened, this one included. */
export type Letter = { readonly id: bigint; readonly key: string; readonly body: unknown; readonly attempts: number };

/** What became of a sent letter, as later rows may ask for it. */
export type Sent = { readonly message?: number; readonly blocked?: true };

export type GatewayDeps = {
  readonly claim: () => Promise<readonly Letter[]>;
  readonly markSent: (id: bigint, sent: Sent) => Promise<void>;
  readonly retryLater: (id: bigint, waitMs: number, why: string, proven: boolean) => Promise<void>;
  readonly markUndeliverable: (id: bigint, why: string) => Promise<void>;
  readonly messageSentAs: (key: string) => Promise<number | undefined>;
  readonly readOrder: (order: ShowDeposit['orderId']) => Promise<{ order: OrderView; cash: Money } | undefined>;
  readonly moveOrderMessage: (order: ShowDeposit['orderId'], message: number) => Promise<void>;
  readonly readWithdrawal: (
    id: ShowWithdrawal['withdrawalId'],
  ) => Promise<{ withdrawal: WithdrawalView; cash: Money } | undefined>;
  readonly moveWithdrawalMessage: (id: ShowWithdrawal['withdrawalId'], message: number) => Promise<void>;
  readonly readCode: (code: ShowCode['codeId']) => Promise<CodeToShow | undefined>;
  /** What a ticket's two accounts became; undefined while they are two. */
  readonly readJoined: (ticket: ShowTicket['ticketId']) => Promise<JoinedView | undefined>;
  readonly readAttention: (id: string) => Promise<AttentionView | undefined>;
  readonly staffPlaces: StaffPlaces;
  readonly markUnreachable: (telegramUserId: string) => Promise<void>;
  readonly botOf: (botId: string) => { telegram: TelegramClient; pace: Pace } | undefined;
  readonly textsOf: (language: string) => Texts;
  /** Where the Mini App is; undefined while Telegram does not open it. */
  readonly appUrl: () => string | undefined;
  readonly backoffMs: (attempts: number) => number;
  readonly held: () => Promise<boolean>;
  readonly log: Logger;
};

/** An unacknowledged new message is sent once more, marked as such, and then no more. */
const MOST_UNACKNOWLEDGED = 2;

/** The token is revoked or wrong: every letter would be refused, and each is as good as before once it is put right. */
const NOT_THE_LETTERS_FAULT = new Set([401, 404]);

/**
 * The one way out to Telegram: takes what is due, one letter a chat at a time, keeps to the limits, and marks what became
 * of it. Edits may be repeated freely; a new message whose answer was lost is repeated once and says so.
 */
export const gateway = (deps: GatewayDeps) => async (): Promise<Round> => {
  if (!(await deps.held())) return 'rest';
  const letters = await deps.claim();
  const sent = await Promise.all(letters.map((letter) => deliver(deps, letter)));
  return sent.some(Boolean) ? 'again' : 'rest';
};

/** True when the letter is off the table. */
async function deliver(deps: GatewayDeps, letter: Letter): Promise<boolean> {
  const delivery = letter.body as ChatDelivery;
  const bot = deps.botOf(delivery.bot);
  if (!bot) {
    await deps.markUndeliverable(letter.id, `bot ${delivery.bot} is not ours any more`);
    return true;
  }
  const waitMs = bot.pace.take(delivery.chat);
  if (waitMs > 0) {
    await deps.retryLater(letter.id, waitMs, 'waits for its turn', true);
    return false;
  }
  const outcome = await send(deps, bot.telegram, delivery, letter);
  return settle(deps, bot.pace, delivery, letter, outcome);
}

function send(deps: GatewayDeps, telegram: TelegramClient, delivery: ChatDelivery, letter: Letter): Promise<Outcome> {
  switch (delivery.show) {
    case 'call':
      return sendCall(deps, telegram, delivery, letter);
    case 'deposit':
      return sendOrder(deps, telegram, delivery, letter);
    case 'withdrawal':
      return sendWithdrawal(deps, telegram, delivery, letter);
    case 'code':
      return sendCode(deps, telegram, delivery, letter);
    case 'ticket':
      return sendJoined(deps, telegram, delivery);
    case 'attention':
      return sendAttention(deps, telegram, delivery, letter);
  }
}

type Outcome = CallOutcome<Sent> | { readonly kind: 'nothing-to-show' };

async function settle(
  deps: GatewayDeps,
  pace: Pace,
  delivery: ChatDelivery,
  letter: Letter,
  outcome: Outcome,
): Promise<boolean> {
  switch (outcome.kind) {
    case 'done':
      await deps.markSent(letter.id, outcome.result);
      return true;
    case 'nothing-to-show':
      await deps.markSent(letter.id, {});
      return true;
    case 'wait':
      pace.holdFor(delivery.chat, outcome.retryAfterMs);
      await deps.retryLater(letter.id, outcome.retryAfterMs, explain(outcome), true);
      return false;
    case 'unreached':
      await deps.retryLater(letter.id, deps.backoffMs(letter.attempts), explain(outcome), true);
      return false;
    case 'unknown':
      await deps.retryLater(letter.id, deps.backoffMs(letter.attempts), explain(outcome), false);
      return false;
    case 'refused':
      if (NOT_THE_LETTERS_FAULT.has(outcome.code)) {
        deps.log.error({ bot: delivery.bot, why: explain(outcome) }, 'Telegram does not know our bot: letters wait');
        await deps.retryLater(letter.id, deps.backoffMs(letter.attempts), explain(outcome), true);
        return false;
      }
      if (outcome.code === 403) {
        await deps.markUnreachable(delivery.chat);
        await deps.markSent(letter.id, { blocked: true });
      } else {
        // Who logged in on a website and never pressed Start: codes are not promised to them until they do.
        if (/chat not found/i.test(explain(outcome))) await deps.markUnreachable(delivery.chat);
        deps.log.error({ key: letter.key, why: explain(outcome) }, 'Telegram refused a message');
        await deps.markUndeliverable(letter.id, explain(outcome));
      }
      return true;
  }
}

async function sendCall(deps: GatewayDeps, telegram: TelegramClient, call: ChatCall, letter: Letter): Promise<Outcome> {
  const { sent_as: sentAs, ...payload } = call.payload;
  if (call.method === 'editMessageText') {
    const message = payload.message_id ?? (sentAs === undefined ? undefined : await deps.messageSentAs(sentAs));
    return editOrSend(telegram, call.chat, message, payload as Body);
  }
  return sendOnce(telegram, call.chat, payload as Body, letter, deps.textsOf('en'));
}

async function sendOrder(
  deps: GatewayDeps,
  telegram: TelegramClient,
  { orderId, chat, owed, takenBack, givenBack }: ShowDeposit,
  letter: Letter,
): Promise<Outcome> {
  const found = await deps.readOrder(orderId);
  const shown = found?.order.shownIn;
  if (!found || !shown) return { kind: 'nothing-to-show' };
  const { order, cash } = found;
  const t = deps.textsOf(order.language);
  if (owed !== null) return sendOnce(telegram, chat, bodyOf(owedScreen(t, order, owed)), letter, t);

  if (givenBack) {
    const amount = money(givenBack.asset, BigInt(givenBack.minor));
    return sendOnce(telegram, chat, bodyOf(givenBackScreen(t, order, amount)), letter, t);
  }

  if (takenBack) {
    const { state, asset, minor, owes, owesIn = asset } = takenBack;
    const told = { state, amount: money(asset, BigInt(minor)), owes: money(owesIn, BigInt(owes)) };
    return sendOnce(telegram, chat, bodyOf(takenBackScreen(t, order, told)), letter, t);
  }

  const body = bodyOf(orderScreen(t, order, cash));
  return drawOwn(deps, telegram, { shown, chat, body, letter, t }, (message) =>
    deps.moveOrderMessage(orderId, message),
  );
}

async function sendWithdrawal(
  deps: GatewayDeps,
  telegram: TelegramClient,
  { withdrawalId, chat }: ShowWithdrawal,
  letter: Letter,
): Promise<Outcome> {
  const found = await deps.readWithdrawal(withdrawalId);
  const shown = found?.withdrawal.shownIn;
  if (!found || !shown) return { kind: 'nothing-to-show' };
  const t = deps.textsOf(found.withdrawal.language);
  const body = bodyOf(withdrawalScreen(t, found.withdrawal, found.cash, deps.appUrl()));
  const moved = (message: number) => deps.moveWithdrawalMessage(withdrawalId, message);
  return drawOwn(deps, telegram, { shown, chat, body, letter, t }, moved);
}

type Own = { shown: NonNullable<OrderView['shownIn']>; chat: string; body: Body; letter: Letter; t: Texts };

/** Draws what has a message of its own, in that message; `moved` is told when it turned out to be another one. */
async function drawOwn(
  deps: GatewayDeps,
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

/** A code as it is now: asked for in a new message, and told in the same one what became of it. */
async function sendCode(
  deps: GatewayDeps,
  telegram: TelegramClient,
  { codeId, chat, notice }: ShowCode,
  letter: Letter,
): Promise<Outcome> {
  const found = await deps.readCode(codeId);
  if (!found) return { kind: 'nothing-to-show' };
  const { code, digits } = found;
  const t = deps.textsOf(code.language);
  if (notice === 'locked')
    return code.lockedUntil
      ? sendOnce(telegram, chat, bodyOf(codesLockedScreen(t, code.lockedUntil)), letter, t)
      : { kind: 'nothing-to-show' };

  const body = bodyOf(codeScreen(t, code, digits));
  const message = await deps.messageSentAs(codeLetter(codeId));
  if (message !== undefined) return editOrSend(telegram, chat, message, body);
  // It ended before anybody could read it.
  return digits === undefined ? { kind: 'nothing-to-show' } : sendOnce(telegram, chat, body, letter, t);
}

/** Where the chat was told to press Join, it is told that this was done. */
async function sendJoined(
  deps: GatewayDeps,
  telegram: TelegramClient,
  { ticketId, chat }: ShowTicket,
): Promise<Outcome> {
  const joined = await deps.readJoined(ticketId);
  if (!joined) return { kind: 'nothing-to-show' };
  const body = bodyOf(joinedScreen(deps.textsOf(joined.language), joined.player));
  return editOrSend(telegram, chat, await deps.messageSentAs(ticketLetter(ticketId)), body);
}

/** What waits for the staff, in their chat: told in a new message, and in the same one that it is over. */
async function sendAttention(
  deps: GatewayDeps,
  telegram: TelegramClient,
  { attentionId, chat, nth, sentAs }: ShowAttention,
  letter: Letter,
): Promise<Outcome> {
  const view = await deps.readAttention(attentionId);
  if (!view) return { kind: 'nothing-to-show' };
  const body = bodyOf(attentionScreen(view, nth, deps.staffPlaces));
  if (sentAs === null) return sendOnce(telegram, chat, body, letter, deps.textsOf('en'));
  return editOrSend(telegram, chat, await deps.messageSentAs(sentAs), body);
}

async function numberOf(
  { messageSentAs }: GatewayDeps,
  { message, key }: NonNullable<OrderView['shownIn']>,
): Promise<number | undefined> {
  if (message !== undefined) return Number(message);
  return key === undefined ? undefined : messageSentAs(key);
}

type Body = ReturnType<typeof bodyOf>;
const bodyOf = (screen: Screen) => messageOf(screen);

/** The edit, or a new message where the old one is gone or too old: what it says must arrive. */
async function editOrSend(
  telegram: TelegramClient,
  chat: string,
  message: number | undefined,
  body: Body,
): Promise<CallOutcome<Sent>> {
  if (message === undefined) return sendNew(telegram, chat, body);
  const outcome = await telegram.try('editMessageText', { ...body, chat_id: chat, message_id: message });
  if (outcome.kind === 'done') return { kind: 'done', result: { message } };
  if (outcome.kind !== 'refused') return outcome;
  if (outcome.description.includes('message is not modified')) return { kind: 'done', result: { message } };
  const gone =
    /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|there is no text in the message/.test(
      outcome.description,
    );
  return gone ? sendNew(telegram, chat, body) : outcome;
}

/** A new message cannot be taken back: without an answer it is sent once more, and says so, and then no more. */
async function sendOnce(
  telegram: TelegramClient,
  chat: string,
  body: Body,
  { attempts }: Letter,
  t: Texts,
): Promise<Outcome> {
  if (attempts > MOST_UNACKNOWLEDGED) return { kind: 'refused', code: 0, description: 'sent twice without an answer' };
  return sendNew(telegram, chat, attempts > 1 ? { ...body, text: `${t('sent-again')}\n${body.text}` } : body);
}

async function sendNew(telegram: TelegramClient, chat: string, body: Body): Promise<CallOutcome<Sent>> {
  const outcome = await telegram.try('sendMessage', { ...body, chat_id: chat });
  return outcome.kind === 'done' ? { kind: 'done', result: { message: outcome.result.message_id } } : outcome;
}
