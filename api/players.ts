import type { PlayerId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import { readDevices, readProfile } from '../records/identity/reads.ts';
import { readHistory } from '../records/payments/history-reads.ts';
import { pausedRails } from '../records/payments/pause-reads.ts';
import { readDeposit } from '../records/payments/reads.ts';
import { askToUnlink } from '../use-cases/ask-to-unlink.ts';
import { choosePreferences } from '../use-cases/choose-preferences.ts';
import { confirmByDigits } from '../use-cases/confirm-code.ts';
import { depositAddress } from '../use-cases/deposit-address.ts';
import { depositChain } from '../use-cases/deposit-chain.ts';
import { depositWays, marketOf } from '../use-cases/deposit-ways.ts';
import { leaveDevices, signOutByToken } from '../use-cases/end-sessions.ts';
import { joinAccounts, linkState } from '../use-cases/join-accounts.ts';
import { once } from '../use-cases/once.ts';
import { openDeposit } from '../use-cases/open-deposit.ts';
import { confirmOwnLimit, keepOwnLimit, remindMe, setOwnLimit, showLimits } from '../use-cases/own-limits.ts';
import { createPerformers } from '../use-cases/performers.ts';
import { planTransfer, sawSent } from '../use-cases/plan-transfer.ts';
import { readWallet } from '../use-cases/read-wallet.ts';
import { refreshPlayerSession } from '../use-cases/refresh-session.ts';
import { beginAsGuest, signInFromMiniApp, signInFromWidget } from '../use-cases/sign-in.ts';
import { takePlayPause } from '../use-cases/take-pause.ts';
import { collectTicket, openTicket } from '../use-cases/tickets.ts';
import { unlinkAct } from '../use-cases/unlink-telegram.ts';
import { yearlyStatement } from '../use-cases/yearly-statement.ts';
import { telegramLink } from './bot-face.ts';
import type { Jars } from './cookies.ts';
import type { ApiDeps } from './deps.ts';
import type { Guard } from './guard.ts';
import type { Parts } from './parts.ts';
import { meBodyOf } from './routes/player.ts';

/** What a signed-in player does about themselves and their money in; money out, play and bonuses have files of their own. */
export function servePlayers(
  parts: Parts,
  guard: Guard,
  jars: Jars,
): Pick<ApiDeps, 'auth' | 'devices' | 'ownLimits' | 'player' | 'deposits' | 'statement'> {
  const { transaction, rails, hint, now } = parts;
  const reader = { query: parts.query };
  const profileOf = async (player: PlayerId) => {
    const profile = await readProfile(reader, player);
    assert(profile, `no player ${player}`);
    return profile;
  };
  const confirm = confirmByDigits({ ...parts, performers: createPerformers(parts) });
  const addressOf = depositAddress({ ...parts, profile: parts.protection.profile });
  const meOf = async (player: PlayerId) => meBodyOf(await profileOf(player), parts.bot()?.link);
  return {
    auth: {
      guard,
      jar: jars.player,
      attempts: jars.playerLogin,
      bot: parts.bot,
      meOf: (profile) => meBodyOf(profile, parts.bot()?.link),
      signInFromMiniApp: signInFromMiniApp(parts),
      signInFromWidget: signInFromWidget(parts),
      beginAsGuest: beginAsGuest(parts),
      openTicket: openTicket(parts),
      collectTicket: collectTicket(parts),
      linkState: linkState(parts),
      joinAccounts: joinAccounts(parts),
      refresh: refreshPlayerSession(parts),
      signOut: signOutByToken(parts),
    },
    ownLimits: {
      guard,
      shown: (player) => transaction((tx) => showLimits({ profile: parts.protection.profile, now })(tx, player)),
      setLimit: setOwnLimit(parts),
      confirm: confirmOwnLimit(parts),
      keep: keepOwnLimit(parts),
      remind: remindMe(parts),
      pause: takePlayPause(parts),
    },
    devices: {
      guard,
      devicesOf: (player) => readDevices(reader, player),
      askUnlink: askToUnlink(parts),
      confirmUnlink: ({ player }, codeId, digits) => confirm(player, codeId, unlinkAct(player), digits),
      leave: leaveDevices(parts),
    },
    player: {
      guard,
      bot: parts.bot,
      meOf,
      choosePreferences: choosePreferences({ transaction, hint }),
      fundsOf: readWallet(reader),
      now,
    },
    deposits: {
      guard,
      ways: depositWays(rails),
      marketOf: (asset) => marketOf(asset, parts.rateOf),
      pausedRails: () => pausedRails(reader, 'in'),
      once: once({ transaction }),
      openDeposit: (within) => openDeposit({ ...parts, ...within }),
      readDeposit: (player, id) => readDeposit(reader, player, id),
      chainOf: depositChain({ ton: parts.ton, reader, now }),
      depositAddress: (player, rail, bot) => addressOf(reader, player, rail, bot),
      planTransfer: planTransfer({ reader, ton: parts.ton, chain: parts.chain, now }),
      sawSent: sawSent(parts),
      linkOf: (made) => telegramLink(parts.linkRoot, made),
      readHistory: (player, page) => readHistory(reader, player, page),
      now,
    },
    statement: {
      guard,
      yearlyStatement: yearlyStatement(reader, now),
      now,
      textsFor: async (player) => parts.texts.of((await profileOf(player)).language),
    },
  };
}
