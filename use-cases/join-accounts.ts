import type { PlayerId } from '../contracts/ids.ts';
import { type Joinable, type JoinRefusal, judgeJoin } from '../domain/join.ts';
import type { Money } from '../domain/money.ts';
import type { Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { joinPeople } from '../records/compliance/exclusions.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { closePlayer, holdPlayers, linkTelegram } from '../records/identity/players.ts';
import { playerOfTelegram, readProfile, type SessionView, telegramOf } from '../records/identity/reads.ts';
import { moveTicket, readTicket, type Ticket, ticketById } from '../records/identity/tickets.ts';
import { cashOf } from '../records/ledger/reads.ts';
import { lockOrdersOf } from '../records/payments/orders.ts';
import { paymentsOf } from '../records/payments/reads.ts';
import { carryWallets } from '../records/payments/wallets.ts';
import { holdsMoney } from '../records/play/reads.ts';
import { carryStanding } from '../records/play/standing.ts';
import type { Hint } from '../runtime/pokes.ts';
import { type EndDeps, endSessions } from './end-sessions.ts';
import { endBonusesOf } from './give-up-bonus.ts';
import { type Credentials, handOver, letPlayerIn, type PlayerIn } from './let-in.ts';
import { depositPatience } from './patience.ts';
import { showJoined } from './show-ticket.ts';
import type { SignInDeps } from './sign-in.ts';
import { kycWaits, wakeRefused } from './tell-verification.ts';

/** An account as both sides are shown it before anything is joined. */
export type JoinSide = { readonly player: PlayerId; readonly cash: readonly Money[]; readonly since: Date };

export type JoinPlan = {
  readonly browser: JoinSide;
  /** The chat's own account; undefined when its Telegram opens none yet. */
  readonly chat: JoinSide | undefined;
  readonly verdict: ReturnType<typeof judgeJoin>;
};

/** What joining a browser's player with a Telegram account would do, as things stand. */
export async function planJoin(tx: Tx, browser: PlayerId, telegramId: string): Promise<JoinPlan> {
  const chat = await playerOfTelegram(tx, telegramId);
  if (chat === browser) {
    const side = await sideOf(tx, browser);
    return { browser: side, chat: side, verdict: { stays: 'browser' } };
  }
  const theirs = await telegramOf(tx, browser);
  const facts = await factsOf(tx, browser, theirs !== undefined && theirs !== telegramId);
  return {
    browser: await sideOf(tx, browser),
    chat: chat && (await sideOf(tx, chat)),
    verdict: judgeJoin(facts, chat && (await factsOf(tx, chat, false))),
  };
}

async function sideOf(tx: Tx, player: PlayerId): Promise<JoinSide> {
  const profile = await readProfile(tx, player);
  if (!profile) throw new Error(`no player ${player}`);
  return { player, cash: await cashOf(tx, player), since: profile.joinedAt };
}

/** A payment of an order may come so long after it was opened. */
const LATE_MS = depositPatience.lateWindowMs;

export async function factsOf(tx: Tx, player: PlayerId, hasOtherTelegram: boolean): Promise<Joinable> {
  const payments = await paymentsOf(tx, player, LATE_MS);
  return {
    holdsMoney: payments.owed || (await holdsMoney(tx, player)),
    expectsMoney: payments.expected,
    hasHistory: payments.any,
    hasOtherTelegram,
  };
}

type JoinDeps = SignInDeps & EndDeps & { readonly enqueue: Enqueue; readonly hint: Hint };

export type JoinOutcomeRefusal = JoinRefusal | { readonly reason: 'ticket-over' };

/**
 * The browser agrees to what the chat agreed to: one of the two players goes on, with the Telegram account and this browser;
 * the other is closed and keeps its history. Both are held meanwhile, and their orders: what was shown is looked at again.
 */
export const joinAccounts =
  (deps: JoinDeps) =>
  async (
    session: SessionView,
    ticketId: string,
    device: string,
  ): Promise<Credentials<PlayerIn> | JoinOutcomeRefusal> => {
    const outcome = await deps.transaction(async (tx) => {
      const ticket = await ticketById(tx, ticketId);
      if (ticket?.status !== 'agreed' || ticket.player !== session.player || ticket.telegramId === undefined)
        return { reason: 'ticket-over' } as const;
      const chat = await playerOfTelegram(tx, ticket.telegramId);
      const both = [session.player, ...(chat === undefined || chat === session.player ? [] : [chat])].sort();
      const open = await holdPlayers(tx, both);
      for (const player of both) await lockOrdersOf(tx, player);
      // Another join or an unlink may have gone before while this one waited.
      if (open.size < both.length || (await playerOfTelegram(tx, ticket.telegramId)) !== chat)
        return { reason: 'ticket-over' } as const;
      const { verdict } = await planJoin(tx, session.player, ticket.telegramId);
      if ('reason' in verdict) return verdict;
      // What both were shown, or nothing: money that came meanwhile may have turned it round.
      if (verdict.stays !== ticket.stays) return { reason: 'ticket-over' } as const;
      await moveTicket(tx, ticket.id, 'done');
      return join(tx, deps, { session, ticket, telegramId: ticket.telegramId, chat, stays: verdict.stays, device });
    });
    return 'reason' in outcome ? outcome : handOver(deps, outcome);
  };

type Join = {
  session: SessionView;
  ticket: Ticket;
  telegramId: string;
  chat: PlayerId | undefined;
  stays: 'browser' | 'chat';
  device: string;
};

async function join(tx: Tx, deps: JoinDeps, { session, ticket, telegramId, chat, stays, device }: Join) {
  const kept = stays === 'browser' || chat === undefined ? session.player : chat;
  const other = kept === session.player ? chat : session.player;
  // All of them: whoever else sits in a browser of either account has not agreed to anything.
  for (const player of new Set([kept, other ?? kept]))
    await endSessions(tx, deps, { owner: { player } }, 'joined', { actor: 'system' });
  if (other !== undefined && other !== kept) {
    await closePlayer(tx, other, kept);
    await carryWallets(tx, other, kept);
    await joinPeople(tx, kept, other); // neither sheds a limit, an exclusion or a refusal of the other
    // An account with bonus money is the one that goes on: what ends here are offers, and free spins that won nothing.
    await endBonusesOf({ ...deps, bot: undefined }, tx, other);
    await carryStanding(tx, other, kept);
    for (const player of [kept, other]) await wakeRefused({ enqueue: deps.enqueue, waits: kycWaits }, tx, player);
  }
  await linkTelegram(tx, telegramId, kept);
  await showJoined(deps.enqueue, tx, ticket);
  await append(tx, {
    actor: 'player',
    actorId: kept,
    action: 'accounts.joined',
    subject: kept,
    detail: { closed: other === kept ? null : (other ?? null), ticket: ticket.id },
  });
  return letPlayerIn(tx, { player: kept, chat: telegramId, door: 'browser', bot: ticket.bot, device }, deps);
}

export type LinkState = {
  readonly status: Ticket['status'];
  /** Who opened it in the chat; undefined before. */
  readonly telegramId: string | undefined;
  readonly plan: JoinPlan;
  /** Why they cannot be joined. */
  readonly refused: JoinRefusal['reason'] | undefined;
};

/** How it stands with a ticket of this player's browser, and what would be joined. */
export const linkState =
  ({ transaction }: Pick<SignInDeps, 'transaction'>) =>
  (player: PlayerId, ticketId: string): Promise<LinkState> =>
    transaction(async (tx) => {
      const found = await readTicket(tx, ticketId);
      const ticket = found?.player === player ? found : undefined;
      // Not before the chat agreed: whoever only opened a link has told the browser nothing of theirs.
      const telegramId = ticket?.status === 'agreed' ? ticket.telegramId : undefined;
      const plan: JoinPlan =
        telegramId === undefined
          ? { browser: await sideOf(tx, player), chat: undefined, verdict: { stays: 'browser' } }
          : await planJoin(tx, player, telegramId);
      const refused = 'reason' in plan.verdict ? plan.verdict.reason : ticket?.refusedWhy;
      return { status: ticket?.status ?? 'over', telegramId, plan, refused };
    });
