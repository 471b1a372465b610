import type { OrderId, WithdrawalId } from '../contracts/ids.ts';
import type { Tx } from '../prisma/tx.ts';
import { isDocumentOf } from '../records/compliance/document-reads.ts';
import { isPlayer, isSessionOf, ownerOfTicket } from '../records/identity/reads.ts';
import { claimsOf, isArrival } from '../records/payments/arrival-reads.ts';
import { isOrderOf } from '../records/payments/reads.ts';
import { isWalletOf } from '../records/payments/wallet-reads.ts';
import { isDestinationOf, isWithdrawalOf } from '../records/payments/withdrawal-reads.ts';
import { isGrantOf, isRoundOf } from '../records/play/reads.ts';
import { watermark } from '../runtime/documents/watermark.ts';
import { assign, claim, lookAtArrival } from '../use-cases/claim-arrival.ts';
import type { DocumentDeps } from '../use-cases/documents.ts';
import { giveArrivalBack } from '../use-cases/give-back-arrival.ts';
import type { SessionSpans } from '../use-cases/let-in.ts';
import { type IsOwnCase, lookAtDocument, showPage } from '../use-cases/look-at-document.ts';
import { noteRefusal } from '../use-cases/note-refusal.ts';
import { chooseNotices, showNotices } from '../use-cases/own-notices.ts';
import { readLeaderboard } from '../use-cases/read-leaderboard.ts';
import { readPayloads } from '../use-cases/read-payloads.ts';
import { removeDocument, sendDocument } from '../use-cases/send-document.ts';
import { showVip } from '../use-cases/show-vip.ts';
import { walletStandings } from '../use-cases/wallet-standings.ts';
import { whoAsks } from '../use-cases/who-asks.ts';
import { serveBonuses } from './bonuses.ts';
import { createJars } from './cookies.ts';
import type { ApiDeps } from './deps.ts';
import { serveLogins, serveQueues, serveStaff } from './desk.ts';
import { serveGames } from './games.ts';
import { createGuard, type Guard, type Owners } from './guard.ts';
import type { Parts } from './parts.ts';
import { serveDestinations, serveWallets, serveWithdrawals } from './payouts.ts';
import { servePlayers } from './players.ts';
import { createRefuse } from './refusals.ts';
import { serveVerifications } from './verifications.ts';

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
