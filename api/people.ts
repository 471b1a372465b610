import type { OrderId, PlayerId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { isPlayer, isSessionOf, ownerOfTicket, readDevices, readProfile } from '../records/identity/reads.ts';
import { isOrderOf, readDeposit, readDeposits } from '../records/payments/reads.ts';
import type { AccessTokens } from '../runtime/access-tokens.ts';
import type { Gate } from '../runtime/gate.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Metrics } from '../runtime/metrics.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { BotToken } from '../runtime/settings.ts';
import type { Catalogue } from '../runtime/texts.ts';
import { choosePreferences } from '../use-cases/choose-preferences.ts';
import { endSessions, signOutByToken } from '../use-cases/end-sessions.ts';
import { joinAccounts, linkState } from '../use-cases/join-accounts.ts';
import type { SessionSpans } from '../use-cases/let-in.ts';
import { noteRefusal } from '../use-cases/note-refusal.ts';
import { once } from '../use-cases/once.ts';
import { type DepositPatience, openDeposit } from '../use-cases/open-deposit.ts';
import { readWallet } from '../use-cases/read-wallet.ts';
import { refreshPlayerSession, refreshStaffSession } from '../use-cases/refresh-session.ts';
import { beginAsGuest, signInFromMiniApp } from '../use-cases/sign-in.ts';
import { staffDesk } from '../use-cases/staff-desk.ts';
import { collectTicket, openTicket } from '../use-cases/tickets.ts';
import { type AskingRates, whoAsks } from '../use-cases/who-asks.ts';
import { yearlyStatement } from '../use-cases/yearly-statement.ts';
import { createJars, type Jars } from './cookies.ts';
import type { ApiDeps } from './deps.ts';
import { createDoor, type Door, type DoorDeps, type Owners } from './door.ts';
import { createRefuse } from './refusals.ts';
import { meBodyOf } from './routes/player.ts';

export type Parts = {
  readonly query: Tx['query'];
  readonly transaction: Transaction;
  readonly rails: Parameters<typeof openDeposit>[0]['rails'];
  readonly enqueue: Enqueue;
  readonly hint: Hint;
  readonly patience: DepositPatience;
  readonly bots: readonly BotToken[];
  readonly bot: ApiDeps['player']['bot'];
  readonly texts: Catalogue;
  readonly tokens: AccessTokens;
  readonly gate: Gate;
  readonly onEnded: (sessions: readonly string[]) => void;
  readonly spans: SessionSpans;
  readonly staffSpans: SessionSpans;
  /** How often requests may come; an argument, so that a test can be quick. */
  readonly rates: AskingRates;
  readonly limits: DoorDeps['limits'];
  /** Where the world reaches us. */
  readonly publicUrl: string;
  /** The Temporal Web UI, for staff. */
  readonly workflowsUrl: string | undefined;
  readonly metrics: Pick<Metrics, 'refusals'>;
  readonly log: Logger;
  readonly now: () => number;
};

/** A shift at the desk; shorter away than a player, because more is to be seen. */
export const staffSpans: SessionSpans = { idleMs: 15 * 60_000, longestMs: 10 * 3_600_000 };

type Served = Pick<
  ApiDeps,
  'door' | 'auth' | 'devices' | 'player' | 'deposits' | 'statement' | 'staff' | 'isHttps' | 'now'
>;

/** What the gateway does for people, put together from what its process has, behind one door. */
export function servePeople(parts: Parts): Served {
  const isHttps = parts.publicUrl.startsWith('https:');
  const jars = createJars(isHttps);
  const reader = { query: parts.query };
  const { tokens, gate, rates, limits } = parts;
  const door = createDoor({
    asks: whoAsks({ tokens, gate, reader, rates, elapsed: () => performance.now() }),
    owners: createOwners(reader),
    refuse: createRefuse((note) => parts.transaction((tx) => noteRefusal(tx, note)), parts.metrics.refusals, parts.log),
    origin: new URL(parts.publicUrl).origin,
    limits,
  });
  return { isHttps, door, now: parts.now, ...servePlayers(parts, door, jars), staff: serveStaff(parts, door, jars) };
}

function serveStaff(parts: Parts, door: Door, jars: Jars): ApiDeps['staff'] {
  return {
    door,
    jar: jars.staff,
    workflows: parts.workflowsUrl,
    refresh: refreshStaffSession(parts),
    signOut: signOutByToken(parts),
    desk: staffDesk(parts),
  };
}

function servePlayers(
  parts: Parts,
  door: Door,
  jars: Jars,
): Pick<ApiDeps, 'auth' | 'devices' | 'player' | 'deposits' | 'statement'> {
  const { transaction, rails, hint, now } = parts;
  const reader = { query: parts.query };
  const profileOf = async (player: PlayerId) => {
    const profile = await readProfile(reader, player);
    assert(profile, `no player ${player}`);
    return profile;
  };
  const meOf = async (player: PlayerId) => meBodyOf(await profileOf(player), parts.bot()?.link);
  return {
    auth: {
      door,
      jar: jars.player,
      bot: parts.bot,
      meOf,
      signInFromMiniApp: signInFromMiniApp(parts),
      beginAsGuest: beginAsGuest(parts),
      openTicket: openTicket(parts),
      collectTicket: collectTicket(parts),
      linkState: linkState(parts),
      joinAccounts: joinAccounts(parts),
      refresh: refreshPlayerSession(parts),
      signOut: signOutByToken(parts),
    },
    devices: {
      door,
      devicesOf: (player) => readDevices(reader, player),
      endSessions: async (which) => {
        await transaction((tx) =>
          endSessions(tx, parts, which, which.only === undefined ? 'ended-elsewhere' : 'signed-out', {
            actor: 'player',
            actorId: which.owner.player,
          }),
        );
        hint(which.owner.player, { what: 'devices' });
      },
    },
    player: {
      door,
      bot: parts.bot,
      meOf,
      choosePreferences: choosePreferences({ transaction, hint }),
      fundsOf: readWallet(reader),
      now,
    },
    deposits: {
      door,
      ways: Object.values(rails).flatMap((rail) => (rail ? [{ rail: rail.id, terms: rail.terms }] : [])),
      once: once({ transaction }),
      openDeposit: (within) => openDeposit({ ...parts, ...within }),
      readDeposit: (player, id) => readDeposit(reader, player, id),
      readDeposits: (player, page) => readDeposits(reader, player, page),
      now,
    },
    statement: {
      door,
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
    device: async (id, { player }) => player !== undefined && isSessionOf(reader, player, id),
    // One that asks to be let in belongs to whoever knows its secret, which the use case asks for.
    ticket: async (id, { player }) => {
      const owner = await ownerOfTicket(reader, id);
      return owner !== undefined && owner === (player ?? null);
    },
    // For staff, whose roles were looked at.
    player: (id) => isPlayer(reader, id),
  };
}
