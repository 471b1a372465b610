import { Telegram } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { ChatCall } from '../contracts/outbox.ts';
import { sql, type Tx } from '../prisma/tx.ts';
import { createDepositRails, type DepositRails, readRailEvent } from '../rails/registry.ts';
import { noPayoutRails } from '../rails/test-rails.ts';
import type { TonSettings } from '../rails/ton/settings.ts';
import { pauseOf } from '../records/compliance/exclusions.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { markReach } from '../records/identity/player-for.ts';
import { pausedRails } from '../records/payments/pause-reads.ts';
import { goodRate } from '../records/payments/rates.ts';
import { keepBonusMessage } from '../records/play/bonus-messages.ts';
import { readGrant } from '../records/play/grant-reads.ts';
import type { House } from '../records/test-house.ts';
import type { NamedKey } from '../runtime/settings.ts';
import { createTelegramClient } from '../runtime/telegram/client.ts';
import { loadTexts } from '../runtime/texts.ts';
import type { WeekBoard } from '../runtime/week-board.ts';
import { admitPlayer } from '../use-cases/admit-player.ts';
import { claimBonus, declineBonus } from '../use-cases/answer-offer.ts';
import { choosePreferences } from '../use-cases/choose-preferences.ts';
import { confirmByButton, denyByButton, type Performers } from '../use-cases/confirm-code.ts';
import { confirmWithdrawal } from '../use-cases/confirm-withdrawal.ts';
import { depositAddress } from '../use-cases/deposit-address.ts';
import { depositWays, marketOf } from '../use-cases/deposit-ways.ts';
import { confirmDestination, confirmedDestinations } from '../use-cases/destinations.ts';
import { cancelBonus } from '../use-cases/give-up-bonus.ts';
import { openGames } from '../use-cases/house-of-games.ts';
import { enterCode } from '../use-cases/offer-bonus.ts';
import { openDeposit } from '../use-cases/open-deposit.ts';
import { confirmOwnLimit, keepOwnLimit, setOwnLimit, showLimits } from '../use-cases/own-limits.ts';
import { chooseNotices, showNotices } from '../use-cases/own-notices.ts';
import { usualWithdrawalPatience } from '../use-cases/patience.ts';
import { chatPlay } from '../use-cases/play-in-chat.ts';
import type { Protection } from '../use-cases/protection.ts';
import { readLeaderboard } from '../use-cases/read-leaderboard.ts';
import { recordPayment } from '../use-cases/record-payment.ts';
import { requestWithdrawal } from '../use-cases/request-withdrawal.ts';
import { bonusCost, showBonuses } from '../use-cases/show-bonuses.ts';
import { tellVerification } from '../use-cases/show-verification.ts';
import { showVip } from '../use-cases/show-vip.ts';
import { noteArrivalBy } from '../use-cases/sign-in.ts';
import { takePlayPause } from '../use-cases/take-pause.ts';
import { nextUpdateId, patience } from '../use-cases/test-cashier.ts';
import { unbound } from '../use-cases/test-protection.ts';
import { answerTicket, seeTicket } from '../use-cases/tickets.ts';
import { openSeams } from '../use-cases/withdrawal-seams.ts';
import { withdrawalWays } from '../use-cases/withdrawal-ways.ts';
import { createBot } from './bot.ts';

const ME = { id: 1, is_bot: true, first_name: 'Cage', username: 'cage_bot' } as UserFromGetMe;

/** Something the bot said or changed: as it lies in the outbox. */
export type Said = {
  readonly method: ChatCall['method'];
  readonly text: string;
  /** The keys below it, row by row, as `label=data`. */
  readonly keys: string[][];
  /** The message that is edited: its number, or the outbox row that sends it. */
  readonly edits?: number | string;
};

/** What came of an update: what the bot said, and, when it was a tap, that it was answered, and with which line over the chat. */
export type Heard = { readonly said: Said[]; readonly tapAnswered: boolean; readonly toast?: string | undefined };

/** Redis is away. */
const away = async () => {
  throw new Error('Redis is away');
};
const nowhere: WeekBoard = {
  completeUntil: away,
  note: away,
  rebuild: () => ({ add: away, finish: away }),
  first: away,
  placeOf: away,
  remove: away,
};

const paying = createTelegramClient({ token: '1:unused', botId: '1', apiRoot: 'http://127.0.0.1:1', timeoutMs: 1 });

/** The bot as its main.ts builds it, over the house's database. Telegram itself is out of reach: whoever calls it fails. */
export function openBot(
  house: House,
  {
    rails = createDepositRails([paying], { providerTokens: ['provider-token'], playMoneyRails: [] }) as DepositRails,
    appUrl = undefined as string | undefined,
    support = undefined as string | undefined,
    paceOf = async (_id: string, _update: string): Promise<'served' | 'told' | 'ignored'> => 'served',
    payoutRails = noPayoutRails,
    performers = undefined as Performers | undefined,
    ton = undefined as TonSettings | undefined,
    protection = unbound as Protection,
    dataKeys = [{ id: 'd1', key: Buffer.alloc(32, 9) }] as readonly NamedKey[],
    codeWaitMs = async (_player: string): Promise<number> => 0,
    seams = openSeams,
  } = {},
) {
  const enqueue = createEnqueue(() => undefined);
  const now = Date.now;
  const plain: Performers = {
    'unlink-telegram': async () => undefined,
    withdrawal: confirmWithdrawal({ enqueue, hint: () => undefined }),
    destination: confirmDestination,
  };
  const answers = { enqueue, hint: () => undefined, bot: '1', now };
  const bot = createBot(new Telegram('1:unused', { apiRoot: 'http://127.0.0.1:1' }), ME, {
    deliver: (tx, key, delivery) => enqueue.showInChat(tx, key, delivery),
    paceOf,
    admitPlayer: (within) => admitPlayer({ ...within, now }),
    openDeposit: (within) =>
      openDeposit({ ...within, rails, enqueue, hint: () => undefined, patience, protection, now }),
    recordPayment: (within) => async (update) => {
      const event = readRailEvent(rails, update);
      if (event) await recordPayment({ ...within, enqueue, patience, now })(event);
      return event !== undefined;
    },
    markReach,
    seeTicket: (tx, code, who) => seeTicket(tx, code, who, () => undefined),
    answerTicket: (tx, id, who, number) => answerTicket(tx, id, who, number, () => undefined),
    noteArrivalBy,
    choosePreferences: (within) => choosePreferences({ ...within, hint: () => undefined }),
    confirmCode: (within) => confirmByButton({ ...within, enqueue, performers: performers ?? plain }),
    denyCode: (within) => denyByButton({ ...within, enqueue }),
    withdrawalWays: withdrawalWays({ rails: payoutRails, seams, now }),
    requestWithdrawal: (within) =>
      requestWithdrawal({
        ...within,
        rails: payoutRails,
        seams,
        enqueue,
        hint: () => undefined,
        patience: usualWithdrawalPatience,
        requestVerification: protection.requestVerification,
        now,
      }),
    showVerification: tellVerification({ profile: protection.profile, now }),
    destinationsOf: confirmedDestinations(payoutRails),
    canWithdraw: Object.values(payoutRails).some((rail) => rail !== undefined),
    appUrl,
    support,
    ways: depositWays(rails),
    marketOf: async (asset) =>
      marketOf(asset, async (pair) => (await goodRate({ query: house.read }, pair, now()))?.rate),
    pausedRails: (tx) => pausedRails(tx, 'in'),
    depositAddress: depositAddress({ ton, rails, rateOf: async () => undefined, profile: protection.profile, now }),
    ownLimits: {
      shown: showLimits({ profile: protection.profile, now }),
      pauseOf: (tx, player) => pauseOf(tx, player, new Date(now())),
      set: (within) => setOwnLimit({ ...within, hint: () => undefined, now }),
      confirm: (within) => confirmOwnLimit({ ...within, hint: () => undefined, now }),
      keep: (within) => keepOwnLimit({ ...within, hint: () => undefined, now }),
      pause: (within) => takePlayPause({ ...within, enqueue, hint: () => undefined, now }),
    },
    play: chatPlay(
      openGames({
        query: house.read,
        transaction: house.transaction,
        dataKeys,
        profile: protection.profile,
        hint: () => undefined,
        pokeWorkflows: () => undefined,
        now,
      }),
      now,
    ),
    bonuses: {
      shown: showBonuses({ now }),
      read: readGrant,
      keepMessage: (tx, grant, message) => keepBonusMessage(tx, { grant, ...message }),
      cost: bonusCost({ now }),
      claim: (within) => claimBonus({ ...within, ...answers }),
      decline: (within) => declineBonus({ ...within, ...answers }),
      cancel: (within) => cancelBonus({ ...within, ...answers }),
      enterCode: (within) => enterCode({ ...within, ...answers }),
      codeWaitMs,
    },
    standing: {
      vip: showVip,
      leaderboard: readLeaderboard({ reader: { query: house.read }, board: nowhere, texts: loadTexts(), now }),
    },
    notices: {
      shown: showNotices,
      choose: (within) => chooseNotices({ ...within, hint: () => undefined }),
    },
    textsOf: loadTexts().of,
  });

  const lettersOf = (updateId: number) =>
    house.read<{ key: string; body: ChatCall }>(
      sql`select key, body from delivery.outbox where kind = 'telegram' and body->>'show' = 'call' and key like ${`update:1:${updateId}:%`} order by id`,
    );

  /** Handles an update as the inbox worker does: in a transaction. */
  async function handle(update: { update_id: number }): Promise<Heard> {
    const { answerTap } = await house.transaction((tx) => bot.handle(tx, update as Update));
    return {
      said: (await lettersOf(update.update_id)).map(saidIn),
      tapAnswered: answerTap !== undefined,
      toast: answerTap?.text,
    };
  }

  /** Somebody with a private chat; their updates as Telegram sends them. */
  function person(id: number, { language = 'en', isBot = false } = {}) {
    const from = { id, is_bot: isBot, first_name: 'Ada', language_code: language };
    const chat = { id, type: 'private', first_name: 'Ada' };
    const message = (content: object, where: object = chat) => {
      const update_id = nextUpdateId();
      return { update_id, message: { message_id: 1_000 + update_id, date: 1, chat: where, from, ...content } };
    };
    const commandIn = (text: string) => {
      const command = /^\/\S+/.exec(text)?.[0];
      return command ? { entities: [{ type: 'bot_command', offset: 0, length: command.length }] } : {};
    };
    return {
      id,
      updates: {
        text: (text: string) => message({ text, ...commandIn(text) }),
        tap: (data: string, on = 50) => ({
          update_id: nextUpdateId(),
          callback_query: {
            id: `tap-${on}`,
            from,
            chat_instance: '1',
            data,
            message: { message_id: on, date: 1, chat, text: 'a screen' },
          },
        }),
        payment: (
          order: string,
          charge: string,
          paid: { currency?: string; minor?: number } = {},
          where: object = chat,
        ) =>
          message(
            {
              successful_payment: {
                currency: paid.currency ?? 'EUR',
                total_amount: paid.minor ?? 2_500,
                invoice_payload: order,
                telegram_payment_charge_id: charge,
                provider_payment_charge_id: 'provider-1',
              },
            },
            where,
          ),
      },
      writes: (text: string) => handle(message({ text, ...commandIn(text) })),
      sends: (content: object) => handle(message(content)),
      writesInGroup: (text: string) =>
        handle(message({ text, ...commandIn(text) }, { id: -5, type: 'group', title: 'Friends' })),
      taps(data: string, on?: number): Promise<Heard> {
        return handle(this.updates.tap(data, on));
      },
      tapsInNowhere: (data: string) =>
        handle({ update_id: nextUpdateId(), callback_query: { id: 'tap', from, chat_instance: '1', data } } as never),
      changes: (status: 'member' | 'kicked', where: object = chat) =>
        handle({
          update_id: nextUpdateId(),
          my_chat_member: {
            chat: where,
            from,
            date: 1,
            old_chat_member: { user: ME, status: 'member' },
            new_chat_member: { user: ME, status },
          },
        } as never),
      orders: () =>
        house.read<{
          id: string;
          status: string;
          shown_message: bigint | null;
          shown_key: string | null;
          pay_minor: bigint;
        }>(
          sql`select o.id, o.status, o.shown_message, o.shown_key, q.pay_minor from payments."order" o join payments.quote q on q.id = o.quote_id
              join identity.linked_account l on l.player_id = o.player_id where l.subject = ${String(id)} order by o.id`,
        ),
      isPlayer: async () =>
        (await house.count(sql`select count(*) from identity.linked_account where subject = ${String(id)}`)) === 1,
      isReachable: async () =>
        (await house.count(
          sql`select count(*) from identity.linked_account where subject = ${String(id)} and blocked_at is null`,
        )) === 1,
    };
  }
  let strangers = 40_000;
  const somebody = (options?: Parameters<typeof person>[1]) => person(++strangers, options);
  return {
    handle,
    /** In a transaction of the test's own. */
    handleIn: (tx: Tx, update: { update_id: number }) => bot.handle(tx, update as Update),
    /** What was said of a round in messages of its own. */
    lettersOfRound: async (round: string): Promise<Said[]> =>
      (
        await house.read<{ key: string; body: ChatCall }>(
          sql`select key, body from delivery.outbox where key like ${`round:1:${round}%`} order by id`,
        )
      ).map(saidIn),
    person,
    somebody,
    /** Somebody who has been here before. */
    async guest() {
      const known = somebody();
      await known.writes('/start');
      return known;
    },
    /** A guest whose seeds are in use: what they write may play at once. */
    async player() {
      const known = somebody();
      const { said } = await known.writes('/fair');
      const make = said[0]?.keys.flat().find((key) => key.includes('=seed:')) ?? '';
      await known.taps(make.slice(make.indexOf('=') + 1));
      return known;
    },
  };
}

function saidIn({ body: { method, payload } }: { body: ChatCall }): Said {
  const markup = payload.reply_markup as
    | { inline_keyboard: { text: string; callback_data?: string; url?: string; web_app?: { url: string } }[][] }
    | undefined;
  const edits = payload.message_id ?? payload.sent_as;
  return {
    method,
    text: String(payload.text ?? payload.emoji ?? ''),
    keys: (markup?.inline_keyboard ?? []).map((row) =>
      row.map((key) => `${key.text}=${key.callback_data ?? key.url ?? key.web_app?.url}`),
    ),
    ...(edits === undefined ? {} : { edits }),
  };
}
