import type { OrderId, PlayerId } from '../contracts/ids.ts';
import type { ChatDelivery } from '../contracts/outbox.ts';
import { money } from '../domain/money.ts';
import type { JoinedView } from '../records/identity/tickets.ts';
import type { AttentionView } from '../records/payments/attention.ts';
import type { OrderView } from '../records/payments/reads.ts';
import type { LinkedWallet } from '../records/payments/wallet-reads.ts';
import type { WithdrawalView } from '../records/payments/withdrawal-reads.ts';
import { createLogger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import type { CallOutcome, TelegramClient } from '../runtime/telegram/client.ts';
import { loadTexts } from '../runtime/texts.ts';
import type { DepositChain } from '../use-cases/deposit-chain.ts';
import type { NoticeToShow } from '../use-cases/send-notices.ts';
import type { ArrivalToShow } from '../use-cases/show-arrival.ts';
import type { BonusToShow } from '../use-cases/show-bonus.ts';
import type { CodeToShow } from '../use-cases/show-code.ts';
import type { VerificationToShow } from '../use-cases/show-verification.ts';
import { gateway } from './gateway.ts';
import { createPace, type Pace } from './pacing.ts';
import type { Letter, Sent } from './sending.ts';

export const ORDER = '01960000-0000-7000-8000-000000000001' as OrderId;
const CHAT = '7';

/** What became of a letter: where it lies now. */
export type Mark =
  | { readonly sent: Sent }
  | { readonly again: { waitMs: number; proven: boolean; why: string } }
  | { readonly dead: string };

type Answer = CallOutcome<unknown>;
export const done = (message_id: number): Answer => ({ kind: 'done', result: { message_id } });
export const refused = (code: number, description: string): Answer => ({ kind: 'refused', code, description });
export const tooMany = (seconds: number): Answer => ({ kind: 'wait', retryAfterMs: seconds * 1_000 });
export const unanswered: Answer = { kind: 'unknown', why: 'Telegram answered 502' };
export const unreached: Answer = { kind: 'unreached', why: 'ECONNREFUSED' };
export const GONE = refused(400, 'Bad Request: message to edit not found');

/** A post office of its own: letters lie on its table, Telegram answers as a test says, and every mark is kept. */
export function openPost({
  held = true,
  pace = undefined as Pace | undefined,
  order = {} as Partial<OrderView> | null,
  code = undefined as CodeToShow | undefined,
  joined = undefined as JoinedView | undefined,
  arrival = undefined as ArrivalToShow | undefined,
  chain = undefined as DepositChain | undefined,
  withdrawal = undefined as WithdrawalView | undefined,
  appUrl = undefined as string | undefined,
  wallet = undefined as LinkedWallet | undefined,
  attention = undefined as AttentionView | undefined,
  verification = undefined as VerificationToShow | undefined,
  bonus = undefined as BonusToShow | undefined,
  notice = undefined as NoticeToShow | undefined,
} = {}) {
  const calls: { method: string; chat: string; message?: number; text: string; keys: string[]; photo?: Buffer }[] = [];
  const table: Letter[] = [];
  const marks = new Map<bigint, Mark>();
  const known = new Map<string, number>();
  const bonusMessages = new Set<bigint>();
  const moved: number[] = [];
  const unreachable: string[] = [];
  const logged: string[] = [];
  const lines: string[] = [];
  const clock = { now: 0 };
  let answers: Answer[] = [];

  const telegram = {
    botId: '1',
    try: async (
      method: string,
      args: {
        chat_id: string;
        message_id?: number;
        text?: string;
        caption?: string;
        photo?: { source: Buffer };
        reply_markup?: { inline_keyboard: { text: string }[][] };
      },
    ) => {
      calls.push({
        method,
        chat: args.chat_id,
        ...(args.message_id === undefined ? {} : { message: args.message_id }),
        text: args.text ?? args.caption ?? '',
        keys: (args.reply_markup?.inline_keyboard ?? []).flat().map((key) => key.text),
        ...(args.photo ? { photo: args.photo.source } : {}),
      });
      return answers.shift() ?? done(100 + calls.length);
    },
  } as unknown as TelegramClient;
  const its = { telegram, pace: pace ?? createPace({ perSecond: 28, burst: 28, now: () => clock.now }) };

  const round = gateway({
    claim: async () => table.splice(0),
    markSent: async (id, sent) => void marks.set(id, { sent }),
    retryLater: async (id, waitMs, why, proven) => void marks.set(id, { again: { waitMs, proven, why } }),
    markUndeliverable: async (id, why) => void marks.set(id, { dead: why }),
    messageSentAs: async (key) => known.get(key),
    readOrder: async () =>
      order === null ? undefined : { order: { ...anOrder, ...order }, cash: money('EUR', 7_500n), chain },
    moveOrderMessage: async (_order, message) => void moved.push(message),
    readArrival: async () => arrival,
    readWithdrawal: async () => withdrawal && { withdrawal, cash: money('EUR', 7_500n) },
    moveWithdrawalMessage: async (_id, message) => void moved.push(message),
    readCode: async () => code,
    readJoined: async () => joined,
    readLinkedWallet: async () => wallet,
    readVerification: async () => verification,
    readBonus: async () => bonus,
    bonusMessages: {
      of: async () => [...bonusMessages],
      keep: async ({ message }) => void bonusMessages.add(message),
      forget: async ({ message }) => void bonusMessages.delete(message),
    },
    readAttention: async () => attention,
    readNotice: async () => notice,
    staffPlaces: { workflows: 'https://temporal.example/workflows', desk: 'https://cage.example/staff/' },
    markUnreachable: async (user) => void unreachable.push(user),
    botOf: (id) => (id === '1' ? its : undefined),
    textsOf: loadTexts().of,
    appUrl: () => appUrl,
    explorer: 'https://tonviewer.com/transaction/',
    backoffMs: (attempts) => attempts * 1_000,
    held: async () => held,
    log: createLogger('test', 'info', {
      write(line) {
        lines.push(line);
        logged.push(JSON.parse(line).msg);
      },
    }),
  });

  let letters = 0n;
  return {
    calls,
    clock,
    known,
    bonusMessages,
    moved,
    unreachable,
    logged,
    /** The log, line by line. */
    lines,
    /** What Telegram answers to the next calls; after those it takes everything. */
    telegramAnswers(...these: Answer[]): void {
      answers = these;
    },
    /** Puts a letter on the table without working on it. */
    lay(body: ChatDelivery, attempts = 1): bigint {
      letters += 1n;
      table.push({ id: letters, key: `letter-${letters}`, body, attempts });
      return letters;
    },
    round: (): Promise<Round> => round(),
    markOf: (id: bigint): Mark | undefined => marks.get(id),
    /** One letter, one round, and what became of it. */
    async sends(body: ChatDelivery, attempts = 1): Promise<Mark | undefined> {
      const id = this.lay(body, attempts);
      await round();
      return marks.get(id);
    },
  };
}

const markup = { reply_markup: { inline_keyboard: [] } };

export const newMessage = (text = 'hello', { bot = '1', chat = CHAT } = {}): ChatDelivery => ({
  show: 'call',
  bot,
  chat,
  method: 'sendMessage',
  payload: { text, ...markup },
});
export const edit = (target: { message_id: number } | { sent_as: string }): ChatDelivery => ({
  show: 'call',
  bot: '1',
  chat: CHAT,
  method: 'editMessageText',
  payload: { text: 'edited', ...target, ...markup },
});
export const showOrder = (owed: string | null = null): ChatDelivery => ({
  show: 'deposit',
  bot: '1',
  chat: CHAT,
  orderId: ORDER,
  owed,
});

const anOrder: OrderView = {
  id: ORDER,
  player: '01960000-0000-7000-8000-000000000002' as PlayerId,
  rail: 'telegram-invoice',
  status: 'awaiting-payment',
  late: false,
  pay: money('EUR', 2_500n),
  fee: money('EUR', 63n),
  credit: money('EUR', 2_437n),
  rate: '1',
  credited: undefined,
  invoiceLink: 'https://t.me/$invoice',
  openedAt: new Date('2026-11-21T13:50:00Z'),
  expiresAt: new Date('2026-11-21T14:05:00Z'),
  settledAt: undefined,
  closedAt: undefined,
  language: 'en',
  shownIn: { bot: '1', chat: CHAT, message: 50n, key: undefined },
};
