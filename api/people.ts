import type { PayloadCodec } from '@temporalio/common';
import type { OrderId, PlayerId, WithdrawalId } from '../contracts/ids.ts';
import { type RailId, railIds } from '../contracts/rails.ts';
import { assert } from '../domain/assert.ts';
import type { Rate } from '../domain/rate.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { isDocumentOf } from '../records/compliance/document-reads.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { isPlayer, isSessionOf, ownerOfTicket, readDevices, readProfile } from '../records/identity/reads.ts';
import { claimsOf, isArrival } from '../records/payments/arrival-reads.ts';
import { readHistory } from '../records/payments/history-reads.ts';
import { pausedRails, readPauses, withdrawalsToSend } from '../records/payments/pause-reads.ts';
import { countQueues, readQueue } from '../records/payments/queue-reads.ts';
import { isOrderOf, readDeposit } from '../records/payments/reads.ts';
import { isWalletOf } from '../records/payments/wallet-reads.ts';
import { isDestinationOf, isWithdrawalOf } from '../records/payments/withdrawal-reads.ts';
import { isGrantOf, isRoundOf } from '../records/play/reads.ts';
import type { AccessTokens } from '../runtime/access-tokens.ts';
import { watermark } from '../runtime/documents/watermark.ts';
import type { Gate } from '../runtime/gate.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { RelyingParty } from '../runtime/oidc/relying-party.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { PublicKeys } from '../runtime/sealing.ts';
import type { BotToken } from '../runtime/settings.ts';
import { readStaffClaims } from '../runtime/staff.ts';
import type { Catalogue } from '../runtime/texts.ts';
import type { WeekBoard } from '../runtime/week-board.ts';
import { askToUnlink } from '../use-cases/ask-to-unlink.ts';
import { choosePreferences } from '../use-cases/choose-preferences.ts';
import { assign, claim, lookAtArrival } from '../use-cases/claim-arrival.ts';
import { confirmByDigits } from '../use-cases/confirm-code.ts';
import { depositAddress } from '../use-cases/deposit-address.ts';
import { depositChain } from '../use-cases/deposit-chain.ts';
import { depositWays, marketOf, type RateOf } from '../use-cases/deposit-ways.ts';
import type { DocumentDeps } from '../use-cases/documents.ts';
import { leaveDevices, signOutByToken } from '../use-cases/end-sessions.ts';
import { giveArrivalBack } from '../use-cases/give-back-arrival.ts';
import type { HotWalletRules } from '../use-cases/hot-wallet-rules.ts';
import { issuePass } from '../use-cases/issue-pass.ts';
import { joinAccounts, linkState } from '../use-cases/join-accounts.ts';
import type { SessionSpans } from '../use-cases/let-in.ts';
import { type IsOwnCase, lookAtDocument, showPage } from '../use-cases/look-at-document.ts';
import { noteRefusal } from '../use-cases/note-refusal.ts';
import { once } from '../use-cases/once.ts';
import { type DepositPatience, openDeposit } from '../use-cases/open-deposit.ts';
import { confirmOwnLimit, keepOwnLimit, remindMe, setOwnLimit, showLimits } from '../use-cases/own-limits.ts';
import { chooseNotices, showNotices } from '../use-cases/own-notices.ts';
import { pauseRail, resumeRail } from '../use-cases/pause-rail.ts';
import { createPerformers } from '../use-cases/performers.ts';
import { planTransfer, sawSent } from '../use-cases/plan-transfer.ts';
import type { Protection } from '../use-cases/protection.ts';
import { readLeaderboard } from '../use-cases/read-leaderboard.ts';
import { payloadReading, readPayloads } from '../use-cases/read-payloads.ts';
import { readWallet } from '../use-cases/read-wallet.ts';
import { refreshPlayerSession, refreshStaffSession } from '../use-cases/refresh-session.ts';
import { removeDocument, sendDocument } from '../use-cases/send-document.ts';
import { showVip } from '../use-cases/show-vip.ts';
import { beginAsGuest, signInFromMiniApp, signInFromOidc, signInFromWidget } from '../use-cases/sign-in.ts';
import { signStaffIn, staffDesk, turnStaffAway } from '../use-cases/staff-desk.ts';
import { takePlayPause } from '../use-cases/take-pause.ts';
import { collectTicket, openTicket } from '../use-cases/tickets.ts';
import { unlinkAct } from '../use-cases/unlink-telegram.ts';
import { walletStandings } from '../use-cases/wallet-standings.ts';
import { type AskingRates, whoAsks } from '../use-cases/who-asks.ts';
import { yearlyStatement } from '../use-cases/yearly-statement.ts';
import { serveBonuses } from './bonuses.ts';
import { telegramLink } from './bot-face.ts';
import { createJars, type Jars } from './cookies.ts';
import type { ApiDeps } from './deps.ts';
import { serveGames } from './games.ts';
import { createGuard, type Guard, type GuardDeps, type Owners } from './guard.ts';
import { type Payouts, serveDestinations, serveWallets, serveWithdrawals } from './payouts.ts';
import { createRefuse } from './refusals.ts';
import type { LegalDeps } from './routes/legal.ts';
import type { LoginDeps } from './routes/logins.ts';
import { meBodyOf } from './routes/player.ts';
import { serveVerifications, type Verifying } from './verifications.ts';

export type Parts = {
  readonly query: Tx['query'];
  readonly transaction: Transaction;
  readonly rails: Parameters<typeof openDeposit>[0]['rails'];
  readonly payouts: Payouts;
  /** Undefined: there is no chain. */
  readonly ton: Parameters<typeof planTransfer>[0]['ton'];
  readonly chain: Parameters<typeof planTransfer>[0]['chain'] & Parameters<typeof claim>[0]['chain'];
  readonly enqueue: Enqueue;
  readonly hint: Hint;
  /** A workflow was written a signal. */
  readonly pokeWorkflows: () => void;
  readonly patience: DepositPatience;
  /** What the law of the place asks of money in and out. */
  readonly protection: Protection;
  readonly bots: readonly BotToken[];
  readonly bot: ApiDeps['player']['bot'];
  readonly texts: Catalogue;
  /** The week's points, sorted. */
  readonly board: WeekBoard;
  /** What the operator wants of the hot wallet. */
  readonly hotWallet: HotWalletRules;
  /** Undefined: no player can send files. */
  readonly documents: DocumentDeps | undefined;
  readonly isOwnCase: IsOwnCase;
  readonly verifying: Verifying;
  readonly launchKey: string;
  readonly pepper: Buffer;
  /** Telegram's OpenID Connect, and the provider of the staff; undefined where it is not set up. */
  readonly logins: {
    readonly player: RelyingParty | undefined;
    readonly staff: StaffLogin | undefined;
    readonly widget?: LoginDeps['widget'];
  };
  /** A pool with time for what is long. */
  readonly slowQuery: Tx['query'];
  readonly auditKeys: PublicKeys;
  readonly tokens: AccessTokens;
  readonly gate: Gate;
  /** What is in workflows in the clear, and the Web UIs that may ask for it. */
  readonly codec: { readonly payloads: PayloadCodec; readonly origins: readonly string[] };
  readonly onEnded: (sessions: readonly string[]) => void;
  readonly spans: SessionSpans;
  readonly staffSpans: SessionSpans;
  /** How often requests may come; an argument, so that a test can be quick. */
  readonly rates: AskingRates;
  readonly limits: GuardDeps['limits'];
  readonly notes: Rate;
  /** Where links to Telegram lead. */
  readonly linkRoot: string;
  /** Rates as screens show them. */
  readonly rateOf: RateOf;
  /** Where the world reaches us. */
  readonly publicUrl: string;
  readonly operator: LegalDeps['operator'];
  /** Pages of these origins may ask with a token of their own. */
  readonly corsOrigins: readonly string[];
  /** The Temporal Web UI, for staff. */
  readonly workflowsUrl: string | undefined;
  readonly metrics: Pick<Metrics, 'refusals'>;
  readonly log: Logger;
  readonly now: () => number;
};

/** Where staff log in, and what their roles are called there. */
type StaffLogin = {
  readonly party: RelyingParty;
  readonly issuer: string;
  readonly roles: Parameters<typeof readStaffClaims>[1];
};

/** A shift at the desk; shorter away than a player, because more is to be seen. */
export const staffSpans: SessionSpans = { idleMs: 15 * 60_000, longestMs: 10 * 3_600_000 };

type Served = Pick<
  ApiDeps,
  | 'guard'
  | 'auth'
  | 'logins'
  | 'devices'
  | 'ownLimits'
  | 'bonuses'
  | 'standing'
  | 'player'
  | 'deposits'
  | 'withdrawals'
  | 'destinations'
  | 'wallets'
  | 'statement'
  | 'legal'
  | 'staff'
  | 'codec'
  | 'staffQueues'
  | 'staffWallets'
  | 'arrivals'
  | 'documents'
  | 'games'
  | 'kyc'
  | 'staffKyc'
  | 'isHttps'
  | 'now'
>;

/** What the gateway does for people, put together from what its process has, behind one guard. */
export function servePeople(parts: Parts): Served {
  const isHttps = parts.publicUrl.startsWith('https:');
  const jars = createJars(isHttps);
  const reader = { query: parts.query };
  const { tokens, gate, rates, limits } = parts;
  const guard = createGuard({
    asks: whoAsks({ tokens, gate, reader, rates }),
    owners: createOwners(reader),
    refusing: createRefuse(
      (note) => parts.transaction((tx) => noteRefusal(tx, note)),
      parts.metrics.refusals,
      parts.log,
      parts.notes,
    ),
    origin: new URL(parts.publicUrl).origin,
    sharedWith: parts.corsOrigins,
    limits,
  });
  return {
    isHttps,
    guard,
    now: parts.now,
    ...servePlayers(parts, guard, jars),
    withdrawals: serveWithdrawals(parts, guard),
    destinations: serveDestinations(parts, guard),
    wallets: serveWallets(parts, guard),
    bonuses: serveBonuses(parts, guard),
    legal: { guard, publicUrl: parts.publicUrl, operator: parts.operator, texts: parts.texts },
    staff: serveStaff(parts, guard, jars),
    codec: {
      guard,
      jar: jars.codec,
      encode: (payloads) => parts.codec.payloads.encode(payloads),
      decode: readPayloads({ ...parts, codec: parts.codec.payloads }),
      origins: parts.codec.origins,
    },
    staffQueues: serveQueues(parts, guard),
    staffWallets: { guard, standings: walletStandings(reader, parts.hotWallet, parts.ton) },
    arrivals: {
      guard,
      ton: parts.ton,
      claim: claim({ ...parts, termsOf: (rail) => parts.rails[rail]?.terms }),
      claimsOf: (player) => claimsOf(reader, player, 20),
      look: lookAtArrival(parts),
      assign: assign({ ...parts, termsOf: (rail) => parts.rails[rail]?.terms }),
      giveBack: giveArrivalBack(parts),
    },
    games: serveGames(parts, guard),
    documents: { guard, files: parts.documents && serveFiles(parts.documents, parts.isOwnCase) },
    ...serveVerifications(parts, guard),
    standing: serveStanding(parts, guard),
    logins: serveLogins(parts, guard, jars),
  };
}

function serveStanding(parts: Parts, guard: Guard): ApiDeps['standing'] {
  const reader = { query: parts.query };
  return {
    guard,
    vip: (player) => showVip(reader, player),
    leaderboard: readLeaderboard({ ...parts, reader }),
    notices: (player) => showNotices(reader, player),
    chooseNotices: chooseNotices(parts),
  };
}

const serveFiles = (files: DocumentDeps, isOwnCase: IsOwnCase): ApiDeps['documents']['files'] => ({
  send: sendDocument(files),
  remove: removeDocument(files),
  look: lookAtDocument({ ...files, isOwnCase }),
  page: showPage({ ...files, isOwnCase, watermark }),
});

function serveStaff(parts: Parts, guard: Guard, jars: Jars): ApiDeps['staff'] {
  return {
    guard,
    jar: jars.staff,
    codecJar: jars.codec,
    payloadReading: payloadReading(parts),
    workflows: parts.workflowsUrl,
    refresh: refreshStaffSession(parts),
    signOut: signOutByToken(parts),
    desk: staffDesk({ ...parts, slowly: { query: parts.slowQuery } }),
    issuePass: issuePass(parts),
  };
}

function serveQueues(
  { query, transaction, rails, payouts, enqueue, now }: Parts,
  guard: Guard,
): ApiDeps['staffQueues'] {
  const reader = { query };
  const paysOut: Readonly<Partial<Record<RailId, unknown>>> = payouts.rails;
  return {
    guard,
    rails: railIds.filter((id) => rails[id] !== undefined || paysOut[id] !== undefined),
    countQueues: () => countQueues(reader),
    readQueue: (name, page) => readQueue(reader, name, page),
    readPauses: () => readPauses(reader),
    countToSend: async (rail) => (await withdrawalsToSend(reader, rail)).length,
    pauseRail: pauseRail({ transaction }),
    resumeRail: resumeRail({ transaction, enqueue, now }),
  };
}

function serveLogins(parts: Parts, guard: Guard, jars: Jars): ApiDeps['logins'] {
  const { player, staff, widget } = parts.logins;
  const fromOidc = signInFromOidc(parts);
  const turnAway = turnStaffAway(parts);
  const staffIn = signStaffIn({ ...parts, spans: parts.staffSpans });
  return {
    guard,
    jars,
    widget,
    signOut: signOutByToken(parts),
    player: player && {
      party: player,
      async enter(claims, device) {
        const outcome = await fromOidc(claims, device);
        if ('reason' in outcome) return outcome;
        return { refreshToken: outcome.refreshToken, until: outcome.session.expiresAt };
      },
    },
    staff: staff && {
      party: staff.party,
      async enter(claims, device) {
        const identity = readStaffClaims(claims, staff.roles);
        if ('reason' in identity) {
          await turnAway({ issuer: staff.issuer, subject: claims.sub });
          return identity;
        }
        const { refreshToken, session } = await staffIn({ ...identity, issuer: staff.issuer }, device);
        return { refreshToken, until: session.expiresAt };
      },
    },
  };
}

function servePlayers(
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

/** Whose things are whose, in one place. */
function createOwners(reader: Pick<Tx, 'query'>): Owners {
  return {
    deposit: async (id, { player }) => player !== undefined && isOrderOf(reader, player, id as OrderId),
    withdrawal: async (id, { player }) => player !== undefined && isWithdrawalOf(reader, player, id as WithdrawalId),
    destination: async (id, { player }) => player !== undefined && isDestinationOf(reader, player, id),
    wallet: async (id, { player }) => player !== undefined && isWalletOf(reader, player, id),
    device: async (id, { player }) => player !== undefined && isSessionOf(reader, player, id),
    // One that asks to be let in belongs to whoever knows its secret, which the use case asks for.
    ticket: async (id, { player }) => {
      const owner = await ownerOfTicket(reader, id);
      return owner !== undefined && owner === (player ?? null);
    },
    // For staff, whose roles were looked at.
    player: (id) => isPlayer(reader, id),
    arrival: (id) => isArrival(reader, id),
    document: (id, { player }) => isDocumentOf(reader, id, player),
    round: async (id, { player }) => player !== undefined && isRoundOf(reader, player, id),
    grant: async (id, { player }) => player !== undefined && isGrantOf(reader, player, id),
  };
}
