import type { ChainRailId } from '../contracts/http/chain.ts';
import type { CodeId, GrantId, PlayerId } from '../contracts/ids.ts';
import type { PayoutRailId } from '../contracts/rails.ts';
import type { Asset } from '../domain/assets.ts';
import type { ExchangeRate } from '../domain/exchange-rates.ts';
import type { Measure } from '../domain/limits.ts';
import type { NoticeChoice } from '../domain/notices.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { PauseWish, PlayPause } from '../records/compliance/exclusions.ts';
import type { Player } from '../records/identity/player-for.ts';
import type { Profile } from '../records/identity/reads.ts';
import type { DestinationView } from '../records/payments/destinations.ts';
import type { GrantView } from '../records/play/grant-reads.ts';
import type { Texts } from '../runtime/texts.ts';
import type { ClaimRefusal } from '../use-cases/answer-offer.ts';
import type { Preferences } from '../use-cases/choose-preferences.ts';
import type { Confirmed, ConfirmRefusal } from '../use-cases/confirm-code.ts';
import type { AddressRefusal, DepositAddress } from '../use-cases/deposit-address.ts';
import type { DepositWay } from '../use-cases/deposit-ways.ts';
import type { CancelBonusRefusal, ShownCost } from '../use-cases/give-up-bonus.ts';
import type { CodeRefusal } from '../use-cases/offer-bonus.ts';
import type { DepositRefusal, DepositWish, OpenedDeposit } from '../use-cases/open-deposit.ts';
import type { LimitsShown, LimitWish, SetLimitRefusal } from '../use-cases/own-limits.ts';
import type { NoticesRefusal, NoticesShown } from '../use-cases/own-notices.ts';
import type { ChatPlay } from '../use-cases/play-in-chat.ts';
import type { Leaderboard } from '../use-cases/read-leaderboard.ts';
import type { RequestedWithdrawal, WithdrawalRefusal, WithdrawalWish } from '../use-cases/request-withdrawal.ts';
import type { BonusesShown } from '../use-cases/show-bonuses.ts';
import type { VerificationShown } from '../use-cases/show-verification.ts';
import type { VipShown } from '../use-cases/show-vip.ts';
import type { InChat, SeenTicket, TicketAnswer, TicketRefusal } from '../use-cases/tickets.ts';
import type { BonusCost } from '../use-cases/withdrawal-bonus.ts';
import type { WithdrawalWays } from '../use-cases/withdrawal-ways.ts';
import type { Deliver } from './context.ts';

/** Which files there are is for the app. */
type VerificationToTell = Omit<VerificationShown, 'documents' | 'mayAsk'>;

/** In whose transaction a use case runs. */
type Within = { readonly transaction: Transaction };

export type BotDeps = {
  readonly deliver: Deliver;
  /** `told`: too fast, and to be told so; `ignored`: too fast, and told a moment ago. */
  readonly paceOf: (telegramUserId: string, update: string) => Promise<'served' | 'told' | 'ignored'>;
  readonly admitPlayer: (within: Within) => (user: { id: string; language: string | undefined }) => Promise<Player>;
  readonly openDeposit: (
    within: Within,
  ) => (player: PlayerId, wish: DepositWish) => Promise<OpenedDeposit | DepositRefusal>;
  /** A payment among the updates is recorded; answers whether the update was one. */
  readonly recordPayment: (within: Within) => (update: unknown) => Promise<boolean>;
  readonly seeTicket: (tx: Tx, code: string, who: InChat) => Promise<SeenTicket | TicketRefusal>;
  /** @param number undefined: it was not they */
  readonly answerTicket: (
    tx: Tx,
    id: string,
    who: InChat,
    number: number | undefined,
  ) => Promise<TicketAnswer | TicketRefusal>;
  /** What joining a browser's player with this Telegram account would do. */
  /** An invitation or a campaign in the link a player came by. */
  readonly noteArrivalBy: (tx: Tx, player: Player, link: string) => Promise<void>;
  readonly markReach: (tx: Tx, telegramUserId: string, reachable: boolean) => Promise<void>;
  readonly choosePreferences: (within: Within) => (player: PlayerId, preferences: Preferences) => Promise<Profile>;
  /** "Yes" below a code, in the chat of this Telegram user. */
  readonly confirmCode: (
    within: Within,
  ) => (telegramUserId: string, code: CodeId) => Promise<Confirmed | ConfirmRefusal>;
  /** "No, it was not me." */
  readonly denyCode: (
    within: Within,
  ) => (telegramUserId: string, code: CodeId) => Promise<{ readonly denied: CodeId } | ConfirmRefusal>;
  /** The ways out for a player, and what stands in the way. */
  readonly withdrawalWays: (tx: Tx, player: PlayerId) => Promise<WithdrawalWays>;
  readonly requestWithdrawal: (
    within: Within,
  ) => (player: PlayerId, wish: WithdrawalWish) => Promise<RequestedWithdrawal | WithdrawalRefusal>;
  /** Where money of theirs may go, the newest first. */
  /** Those that this way may pay to. */
  readonly destinationsOf: (
    tx: Tx,
    player: PlayerId,
    rail: PayoutRailId,
  ) => Promise<readonly Pick<DestinationView, 'id' | 'label'>[]>;
  /** Where the player's verification stands. */
  readonly showVerification: (tx: Tx, player: PlayerId) => Promise<VerificationToTell>;
  /** Whether any rail pays out: the menu shows only what works. */
  readonly canWithdraw: boolean;
  /** Where the Mini App is; undefined while Telegram does not open it. */
  readonly appUrl: string | undefined;
  /** How players reach the staff, in the operator's words; undefined when none was named. */
  readonly support: string | undefined;
  /** The ways to pay in that are on; the first is what is offered first. Empty when no deposit is possible. */
  readonly ways: readonly DepositWay[];
  /** What one of an asset is worth in the wallet now; undefined while nobody knows. */
  readonly marketOf: (asset: Asset) => Promise<ExchangeRate | undefined>;
  /** Those by which nothing comes in at this moment. */
  readonly pausedRails: (tx: Tx) => Promise<ReadonlySet<string>>;
  /** Where to send by hand, without an order. */
  readonly depositAddress: (
    tx: Tx,
    player: PlayerId,
    rail: ChainRailId,
    bot: string,
  ) => Promise<DepositAddress | AddressRefusal>;
  /** What the player limits for themselves, and how play is paused. */
  readonly ownLimits: {
    readonly shown: (tx: Tx, player: PlayerId) => Promise<LimitsShown>;
    /** Undefined: they take none. */
    readonly pauseOf: (tx: Tx, player: PlayerId) => Promise<PlayPause | undefined>;
    readonly set: (
      within: Within,
    ) => (player: PlayerId, wish: LimitWish) => Promise<'tightened' | 'wished' | 'same' | SetLimitRefusal>;
    readonly confirm: (
      within: Within,
    ) => (player: PlayerId, measure: Measure) => Promise<'loosened' | 'too-early' | 'no-wish'>;
    readonly keep: (within: Within) => (player: PlayerId, measure: Measure) => Promise<void>;
    readonly pause: (within: Within) => (player: PlayerId, wish: PauseWish) => Promise<PlayPause>;
  };
  /** Undefined: nothing is played, for the house's seeds could not be kept. */
  readonly play: ChatPlay | undefined;
  /** Bonuses: offered, active, given up, and what of the cash may leave. */
  readonly bonuses: {
    readonly shown: (tx: Tx, player: PlayerId) => Promise<BonusesShown>;
    /** One of them as it is now. */
    readonly read: (tx: Tx, grant: GrantId) => Promise<GrantView | undefined>;
    /** The message that shows it is its own from now on. */
    readonly keepMessage: (
      tx: Tx,
      grant: GrantId,
      message: { readonly bot: string; readonly chat: string; readonly message: bigint },
    ) => Promise<void>;
    /** What giving it up costs now; undefined: it is not active. */
    readonly cost: (tx: Tx, player: PlayerId, grant: GrantId) => Promise<BonusCost | undefined>;
    readonly claim: (within: Within) => (player: PlayerId, grant: GrantId) => Promise<'claimed' | ClaimRefusal>;
    readonly decline: (
      within: Within,
    ) => (player: PlayerId, grant: GrantId) => Promise<'declined' | { readonly reason: 'offer-over' }>;
    readonly cancel: (
      within: Within,
    ) => (player: PlayerId, grant: GrantId, shown: ShownCost) => Promise<'cancelled' | CancelBonusRefusal>;
    readonly enterCode: (
      within: Within,
    ) => (player: PlayerId, typed: string) => Promise<{ readonly offer: GrantId } | CodeRefusal>;
    /** 0 when they may try a code; else milliseconds until they may. */
    readonly codeWaitMs: (player: PlayerId) => Promise<number>;
  };
  /** What a player has come to by playing, and where that is among others. */
  readonly standing: {
    readonly vip: (tx: Tx, player: PlayerId) => Promise<VipShown>;
    readonly leaderboard: (player: PlayerId) => Promise<Leaderboard>;
  };
  /** What the bot may write of its own accord. */
  readonly notices: {
    readonly shown: (tx: Tx, player: PlayerId) => Promise<NoticesShown>;
    readonly choose: (
      within: Within,
    ) => (player: PlayerId, choice: NoticeChoice) => Promise<NoticesShown | NoticesRefusal>;
  };
  readonly textsOf: (language: string) => Texts;
};
