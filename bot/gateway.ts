import type { PlayerId } from '../contracts/ids.ts';
import type {
  ChatCall,
  ChatDelivery,
  ShowArrival,
  ShowAttention,
  ShowCode,
  ShowDeposit,
  ShowNotice,
  ShowTicket,
  ShowVerification,
  ShowWallet,
  ShowWithdrawal,
} from '../contracts/outbox.ts';
import { type Money, money } from '../domain/money.ts';
import type { JoinedView } from '../records/identity/tickets.ts';
import type { AttentionView } from '../records/payments/attention.ts';
import type { OrderView } from '../records/payments/reads.ts';
import type { LinkedWallet } from '../records/payments/wallet-reads.ts';
import type { WithdrawalView } from '../records/payments/withdrawal-reads.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import { explain, type TelegramClient } from '../runtime/telegram/client.ts';
import type { Texts } from '../runtime/texts.ts';
import type { DepositChain } from '../use-cases/deposit-chain.ts';
import type { NoticeToShow } from '../use-cases/send-notices.ts';
import { type ArrivalToShow, arrivalLetter } from '../use-cases/show-arrival.ts';
import { type CodeToShow, codeLetter } from '../use-cases/show-code.ts';
import { ticketLetter } from '../use-cases/show-ticket.ts';
import type { VerificationToShow } from '../use-cases/show-verification.ts';
import { type BonusLetterDeps, sendBonus } from './bonus-letters.ts';
import type { Pace } from './pacing.ts';
import { attentionScreen, type StaffPlaces } from './screens/attention.ts';
import { arrivalScreen, claimOverScreen, qrCaption } from './screens/chain.ts';
import { codeScreen, codesLockedScreen } from './screens/code.ts';
import { givenBackScreen, missedScreen, orderScreen, owedScreen, takenBackScreen } from './screens/deposit.ts';
import { noticeScreen } from './screens/standing.ts';
import { joinedScreen } from './screens/ticket.ts';
import { verificationScreen } from './screens/verification.ts';
import { walletLinkedScreen } from './screens/wallet.ts';
import { withdrawalScreen } from './screens/withdrawal.ts';
import {
  type Body,
  bodyOf,
  drawOwn,
  editOrSend,
  type Letter,
  type Outcome,
  type Sent,
  sendOnce,
  sendQr,
  takeKeysAway,
  throwOnce,
} from './sending.ts';

export type GatewayDeps = BonusLetterDeps & {
  readonly claim: () => Promise<readonly Letter[]>;
  readonly markSent: (id: bigint, sent: Sent) => Promise<void>;
  readonly retryLater: (id: bigint, waitMs: number, why: string, proven: boolean) => Promise<void>;
  readonly markUndeliverable: (id: bigint, why: string) => Promise<void>;
  readonly messageSentAs: (key: string) => Promise<number | undefined>;
  readonly readOrder: (
    order: ShowDeposit['orderId'],
  ) => Promise<{ order: OrderView; cash: Money; chain?: DepositChain | undefined } | undefined>;
  /** Money that came over a chain, and its player's language; undefined while nobody knows whose it is. */
  readonly readArrival: (id: string, claimedBy?: PlayerId) => Promise<ArrivalToShow | undefined>;
  readonly moveOrderMessage: (order: ShowDeposit['orderId'], message: number) => Promise<void>;
  readonly readWithdrawal: (
    id: ShowWithdrawal['withdrawalId'],
  ) => Promise<{ withdrawal: WithdrawalView; cash: Money } | undefined>;
  readonly moveWithdrawalMessage: (id: ShowWithdrawal['withdrawalId'], message: number) => Promise<void>;
  readonly readCode: (code: ShowCode['codeId']) => Promise<CodeToShow | undefined>;
  /** What a ticket's two accounts became; undefined while they are two. */
  readonly readJoined: (ticket: ShowTicket['ticketId']) => Promise<JoinedView | undefined>;
  /** A wallet that was linked; undefined when there is no such wallet. */
  readonly readLinkedWallet: (wallet: ShowWallet['walletId']) => Promise<LinkedWallet | undefined>;
  /** Where a player's verification stands; undefined while there is nothing to say of it. */
  readonly readVerification: (player: PlayerId) => Promise<VerificationToShow | undefined>;
  readonly readAttention: (id: string) => Promise<AttentionView | undefined>;
  /** What a notice tells; undefined when its player does not wish it any more. */
  readonly readNotice: (key: string) => Promise<NoticeToShow | undefined>;
  readonly staffPlaces: StaffPlaces;
  readonly markUnreachable: (telegramUserId: string) => Promise<void>;
  readonly botOf: (botId: string) => { telegram: TelegramClient; pace: Pace } | undefined;
  readonly textsOf: (language: string) => Texts;
  /** Where the Mini App is; undefined while Telegram does not open it. */
  readonly appUrl: () => string | undefined;
  /** A page about a transaction, but for its hash; undefined where nothing goes over a chain. */
  readonly explorer: string | undefined;
  readonly backoffMs: (attempts: number) => number;
  readonly held: () => Promise<boolean>;
  readonly log: Logger;
};

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
    case 'arrival':
      return sendArrival(deps, telegram, delivery, letter);
    case 'qr':
      return sendQr(telegram, delivery.chat, delivery, letter, deps.textsOf('en'));
    case 'withdrawal':
      return sendWithdrawal(deps, telegram, delivery, letter);
    case 'code':
      return sendCode(deps, telegram, delivery, letter);
    case 'ticket':
      return sendJoined(deps, telegram, delivery);
    case 'wallet':
      return sendWallet(deps, telegram, delivery, letter);
    case 'verification':
      return sendVerification(deps, telegram, delivery, letter);
    case 'attention':
      return sendAttention(deps, telegram, delivery, letter);
    case 'bonus':
      return sendBonus(deps, telegram, delivery, letter);
    case 'notice':
      return sendNotice(deps, telegram, delivery, letter);
  }
}

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
  switch (call.method) {
    case 'editMessageText': {
      const message = payload.message_id ?? (sentAs === undefined ? undefined : await deps.messageSentAs(sentAs));
      return editOrSend(telegram, call.chat, message, payload as Body);
    }
    case 'editMessageReplyMarkup':
      return takeKeysAway(telegram, call.chat, payload.message_id);
    case 'sendDice':
      return throwOnce(telegram, call.chat, String(payload.emoji), letter);
    case 'sendMessage':
      return sendOnce(telegram, call.chat, payload as Body, letter, deps.textsOf('en'));
  }
}

async function sendOrder(
  deps: GatewayDeps,
  telegram: TelegramClient,
  { orderId, chat, owed, takenBack, givenBack, missed, qr, anew }: ShowDeposit,
  letter: Letter,
): Promise<Outcome> {
  const found = await deps.readOrder(orderId);
  const shown = found?.order.shownIn;
  if (!found || !shown) return { kind: 'nothing-to-show' };
  const { order, cash, chain } = found;
  const t = deps.textsOf(order.language);
  if (owed !== null) return sendOnce(telegram, chat, bodyOf(owedScreen(t, order, owed)), letter, t);

  if (givenBack) {
    const amount = money(givenBack.asset, BigInt(givenBack.minor));
    return sendOnce(telegram, chat, bodyOf(givenBackScreen(t, order, amount)), letter, t);
  }

  if (missed) {
    // It may have come between the look and this letter.
    if (order.status === 'credited' || (chain && chain.arrivals.length > 0)) return { kind: 'nothing-to-show' };
    return sendOnce(telegram, chat, bodyOf(missedScreen(t, order)), letter, t);
  }

  if (takenBack) {
    const { state, asset, minor, owes, owesIn = asset } = takenBack;
    const told = { state, amount: money(asset, BigInt(minor)), owes: money(owesIn, BigInt(owes)) };
    return sendOnce(telegram, chat, bodyOf(takenBackScreen(t, order, told)), letter, t);
  }

  if (qr) {
    // By the time it is sent it may be paid, or have run out.
    if (!chain || order.status !== 'awaiting-payment') return { kind: 'nothing-to-show' };
    return sendQr(telegram, chat, { link: chain.link, caption: qrCaption(t, order.pay) }, letter, t);
  }

  const body = bodyOf(orderScreen(t, order, cash, chain, deps.appUrl()));
  const place = anew ? { ...shown, message: undefined, key: undefined } : shown;
  return drawOwn(deps, telegram, { shown: place, chat, body, letter, t }, (message) =>
    deps.moveOrderMessage(orderId, message),
  );
}

/** Money that pays no order yet: told of in a new message, and what became of it in the same one. */
async function sendArrival(
  deps: GatewayDeps,
  telegram: TelegramClient,
  { arrivalId, chat, claimedBy }: ShowArrival,
  letter: Letter,
): Promise<Outcome> {
  const found = await deps.readArrival(arrivalId, claimedBy);
  if (!found) return { kind: 'nothing-to-show' };
  const t = deps.textsOf(found.language);
  if (claimedBy) return sendOnce(telegram, chat, bodyOf(claimOverScreen(t, found)), letter, t);
  const body = bodyOf(arrivalScreen(t, found, deps.explorer));
  const message = await deps.messageSentAs(arrivalLetter(arrivalId));
  return message === undefined ? sendOnce(telegram, chat, body, letter, t) : editOrSend(telegram, chat, message, body);
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
  const body = bodyOf(withdrawalScreen(t, found.withdrawal, found.cash, deps.appUrl(), deps.explorer));
  const moved = (message: number) => deps.moveWithdrawalMessage(withdrawalId, message);
  return drawOwn(deps, telegram, { shown, chat, body, letter, t }, moved);
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

/** A wallet was linked: a message of its own, which is noticed. */
async function sendWallet(
  deps: GatewayDeps,
  telegram: TelegramClient,
  { walletId, chat }: ShowWallet,
  letter: Letter,
): Promise<Outcome> {
  const wallet = await deps.readLinkedWallet(walletId);
  if (!wallet) return { kind: 'nothing-to-show' };
  const t = deps.textsOf(wallet.language);
  return sendOnce(telegram, chat, bodyOf(walletLinkedScreen(t, wallet, deps.appUrl())), letter, t);
}

/** Where the player's verification stands: told in a new message, which goes on to say so while people look. */
async function sendVerification(
  deps: GatewayDeps,
  telegram: TelegramClient,
  { player, chat, sentAs }: ShowVerification,
  letter: Letter,
): Promise<Outcome> {
  const found = await deps.readVerification(player);
  if (!found) return { kind: 'nothing-to-show' };
  const t = deps.textsOf(found.language);
  const body = bodyOf(verificationScreen(t, found, deps.appUrl()));
  if (sentAs === null) return sendOnce(telegram, chat, body, letter, t);
  return editOrSend(telegram, chat, await deps.messageSentAs(sentAs), body);
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

/** Of the bot's own accord, and the last of all that waits: by then it may be unwanted. */
async function sendNotice(
  deps: GatewayDeps,
  telegram: TelegramClient,
  { notice, chat }: ShowNotice,
  letter: Letter,
): Promise<Outcome> {
  const found = await deps.readNotice(notice);
  if (!found) return { kind: 'nothing-to-show' };
  const t = deps.textsOf(found.language);
  return sendOnce(telegram, chat, bodyOf(noticeScreen(t, found, deps.appUrl())), letter, t);
}
