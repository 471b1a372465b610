import type { PlayerId } from '../contracts/ids.ts';
import type { Tx } from '../prisma/tx.ts';
import type { PlayPause } from '../records/compliance/exclusions.ts';
import { pausedRails } from '../records/payments/pause-reads.ts';
import type { Catalogue } from '../runtime/texts.ts';
import { admitPlayer } from '../use-cases/admit-player.ts';
import { claimBonus, declineBonus } from '../use-cases/answer-offer.ts';
import { chatPace } from '../use-cases/chat-pace.ts';
import { choosePreferences } from '../use-cases/choose-preferences.ts';
import { confirmByButton, denyByButton } from '../use-cases/confirm-code.ts';
import { depositAddress } from '../use-cases/deposit-address.ts';
import { depositWays, marketOf } from '../use-cases/deposit-ways.ts';
import { confirmedDestinations } from '../use-cases/destinations.ts';
import { cancelBonus } from '../use-cases/give-up-bonus.ts';
import { enterCode } from '../use-cases/offer-bonus.ts';
import { openDeposit } from '../use-cases/open-deposit.ts';
import { confirmOwnLimit, keepOwnLimit, setOwnLimit, showLimits } from '../use-cases/own-limits.ts';
import { chooseNotices, showNotices } from '../use-cases/own-notices.ts';
import { depositPatience, type WithdrawalPatience } from '../use-cases/patience.ts';
import type { createPerformers } from '../use-cases/performers.ts';
import { protectedSeams } from '../use-cases/protected-seams.ts';
import { readLeaderboard } from '../use-cases/read-leaderboard.ts';
import { recordPayment } from '../use-cases/record-payment.ts';
import { requestWithdrawal } from '../use-cases/request-withdrawal.ts';
import { bonusCost, showBonuses } from '../use-cases/show-bonuses.ts';
import { tellVerification } from '../use-cases/show-verification.ts';
import { showVip } from '../use-cases/show-vip.ts';
import { noteArrivalBy } from '../use-cases/sign-in.ts';
import { takePlayPause } from '../use-cases/take-pause.ts';
import { answerTicket, seeTicket } from '../use-cases/tickets.ts';
import { promoRate, triesOf } from '../use-cases/who-asks.ts';
import { withdrawalSeams } from '../use-cases/withdrawal-seams.ts';
import { withdrawalWays } from '../use-cases/withdrawal-ways.ts';
import type { BotDeps } from './deps.ts';

type Parts = Pick<Parameters<typeof openDeposit>[0], 'rails' | 'enqueue' | 'hint' | 'protection' | 'now'> &
  Pick<Parameters<typeof depositAddress>[0], 'ton' | 'rateOf'> &
  Pick<BotDeps, 'markReach' | 'canWithdraw' | 'support' | 'play'> & {
    readonly reader: Pick<Tx, 'query'>;
    /** A payment that is among the updates. */
    readonly readRailEvent: (update: unknown) => Parameters<ReturnType<typeof recordPayment>>[0] | undefined;
    readonly payoutRails: Parameters<typeof requestWithdrawal>[0]['rails'];
    readonly patience: WithdrawalPatience;
    readonly performers: ReturnType<typeof createPerformers>;
    readonly pauseOf: (tx: Tx, player: PlayerId, at: Date) => Promise<PlayPause | undefined>;
    readonly readGrant: BotDeps['bonuses']['read'];
    readonly keepBonusMessage: BotDeps['bonuses']['keepMessage'];
    readonly gate: Parameters<typeof chatPace>[0];
    readonly board: Parameters<typeof readLeaderboard>[0]['board'];
    readonly texts: Catalogue;
  };

/** Where tries cannot be counted for all processes together codes are not tried, in the app and here. */
const UNCOUNTED_MS = 5_000;

/** What a bot does for the people it talks with, put together from what its process has; the same for each bot but for its own name. */
export function serveChat(parts: Parts): (bot: { botId: string; appUrl: string | undefined }) => BotDeps {
  const { enqueue, hint, gate, now, protection, rails, reader } = parts;
  const payouts = { rails: parts.payoutRails, seams: protectedSeams(withdrawalSeams, protection.profile, now) };
  const base: Omit<BotDeps, 'bonuses' | 'appUrl'> = {
    deliver: (tx, key, delivery) => enqueue.showInChat(tx, key, delivery),
    paceOf: chatPace(gate),
    admitPlayer: (within) => admitPlayer({ ...within, now }),
    openDeposit: (within) =>
      openDeposit({ ...within, rails, enqueue, hint, patience: depositPatience, protection, now }),
    recordPayment: (within) => async (update) => {
      const event = parts.readRailEvent(update);
      if (event) await recordPayment({ ...within, enqueue, patience: depositPatience, now })(event);
      return event !== undefined;
    },
    markReach: parts.markReach,
    seeTicket: (tx, code, who) => seeTicket(tx, code, who, hint),
    answerTicket: (tx, id, who, number) => answerTicket(tx, id, who, number, hint),
    noteArrivalBy,
    choosePreferences: (within) => choosePreferences({ ...within, hint }),
    confirmCode: (within) => confirmByButton({ ...within, enqueue, performers: parts.performers }),
    denyCode: (within) => denyByButton({ ...within, enqueue }),
    withdrawalWays: withdrawalWays({ ...payouts, now }),
    requestWithdrawal: (within) =>
      requestWithdrawal({
        ...payouts,
        ...within,
        enqueue,
        hint,
        patience: parts.patience,
        requestVerification: protection.requestVerification,
        now,
      }),
    destinationsOf: confirmedDestinations(parts.payoutRails),
    showVerification: tellVerification({ profile: protection.profile, now }),
    canWithdraw: parts.canWithdraw,
    support: parts.support,
    ways: depositWays(rails),
    marketOf: (asset) => marketOf(asset, parts.rateOf),
    pausedRails: (tx) => pausedRails(tx, 'in'),
    depositAddress: depositAddress({ ton: parts.ton, rails, rateOf: parts.rateOf, profile: protection.profile, now }),
    ownLimits: {
      shown: showLimits({ profile: protection.profile, now }),
      pauseOf: (tx, player) => parts.pauseOf(tx, player, new Date(now())),
      set: (within) => setOwnLimit({ ...within, hint, now }),
      confirm: (within) => confirmOwnLimit({ ...within, hint, now }),
      keep: (within) => keepOwnLimit({ ...within, hint, now }),
      pause: (within) => takePlayPause({ ...within, enqueue, hint, now }),
    },
    play: parts.play,
    standing: {
      vip: showVip,
      leaderboard: readLeaderboard({ reader, board: parts.board, texts: parts.texts, now }),
    },
    notices: {
      shown: showNotices,
      choose: (within) => chooseNotices({ ...within, hint }),
    },
    textsOf: parts.texts.of,
  };
  return ({ botId, appUrl }) => ({ ...base, appUrl, bonuses: bonusesOf(parts, botId) });
}

/** Bonuses as this bot tells of them. */
function bonusesOf({ enqueue, hint, gate, readGrant, keepBonusMessage, now }: Parts, bot: string): BotDeps['bonuses'] {
  const answers = { enqueue, hint, bot, now };
  return {
    shown: showBonuses({ now }),
    read: readGrant,
    keepMessage: keepBonusMessage,
    cost: bonusCost({ now }),
    claim: (within) => claimBonus({ ...within, ...answers }),
    decline: (within) => declineBonus({ ...within, ...answers }),
    cancel: (within) => cancelBonus({ ...within, ...answers }),
    enterCode: (within) => enterCode({ ...within, ...answers }),
    codeWaitMs: async (player) => {
      const { waitMs, isAway } = await gate.take({ counters: [triesOf('promo', player, promoRate)] });
      return isAway ? Math.max(waitMs, UNCOUNTED_MS) : waitMs;
    },
  };
}
