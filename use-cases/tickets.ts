import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { PlayerId } from '../contracts/ids.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import {
  agreeToTicket,
  moveTicket,
  openTicket as open,
  refuseTicket,
  seeTicket as see,
  type Ticket,
  ticketById,
  ticketOfBrowser,
  ticketOfCode,
} from '../records/identity/tickets.ts';
import { newId } from '../runtime/ids.ts';
import type { Hint } from '../runtime/pokes.ts';
import { admitPlayer } from './admit-player.ts';
import { type JoinPlan, planJoin } from './join-accounts.ts';
import { type Credentials, handOver, letPlayerIn, type PlayerIn } from './let-in.ts';
import type { SignInDeps } from './sign-in.ts';

/** A link may lie about for so long; it is shown to one chat alone. */
const TICKET_MS = 5 * 60_000;

export type OpenedTicket = {
  readonly id: string;
  /** 128 bits, for the link alone. */
  readonly code: string;
  /** What the browser shows with each question, so that nobody else can. */
  readonly secret: string;
  readonly number: number;
  readonly expiresAt: Date;
};

type OpenDeps = { transaction: Transaction; now: () => number };

/**
 * A browser asks the chat to let it in, or to join its player with the chat's. The browser shows a number that the chat asks
 * for: a link that was sent to somebody else is then worth nothing, because they do not see the browser.
 */
export const openTicket =
  ({ transaction, now }: OpenDeps) =>
  (wish: { kind: 'sign-in' | 'link'; player?: PlayerId; device: string }): Promise<OpenedTicket> =>
    transaction(async (tx) => {
      const id = newId(now());
      const code = randomBytes(16).toString('base64url');
      const secret = randomBytes(24).toString('base64url');
      const choices = differentNumbers();
      const number = choices[randomInt(choices.length)] as number;
      const expiresAt = new Date(now() + TICKET_MS);
      await open(tx, {
        id,
        kind: wish.kind,
        player: wish.player,
        device: wish.device,
        number,
        choices,
        openedAt: new Date(now()),
        expiresAt,
        codeHash: hashOf(code),
        secretHash: hashOf(secret),
      });
      return { id, code, secret, number, expiresAt };
    });

/** Six different numbers of two digits: a blind guess fails five times in six, and there is one. */
function differentNumbers(): number[] {
  const numbers = new Set<number>();
  while (numbers.size < 6) numbers.add(randomInt(10, 100));
  return [...numbers];
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

export type TicketRefusal = { readonly reason: 'ticket-over' };

/** Whoever stands in the chat: a Telegram user, at one of our bots. */
export type InChat = { readonly telegramId: string; readonly bot: string };

/** `plan`: what would be joined; undefined for a browser that asks to be let in. */
export type SeenTicket = { readonly ticket: Ticket; readonly plan: JoinPlan | undefined };

/**
 * Somebody opened the link in a chat. It belongs to that chat from now on; to anybody else it is over, as if it were old. Two
 * accounts that cannot be joined end it at once, and the browser is told why, too.
 */
export async function seeTicket(tx: Tx, code: string, who: InChat, hint: Hint): Promise<SeenTicket | TicketRefusal> {
  const ticket = await ticketOfCode(tx, hashOf(code));
  if (!ticket) return { reason: 'ticket-over' };
  const isSeen = ticket.status === 'seen' && ticket.telegramId === who.telegramId;
  if (ticket.status !== 'waiting' && !isSeen) {
    await refused(tx, ticket.id, 'opened-again');
    return { reason: 'ticket-over' };
  }
  if (!isSeen) await see(tx, ticket.id, who.telegramId, who.bot);
  const { player } = ticket;
  const plan = player && (await planJoin(tx, player, who.telegramId));
  if (plan && 'reason' in plan.verdict) {
    await refuseTicket(tx, ticket.id, plan.verdict.reason);
    await refused(tx, ticket.id, plan.verdict.reason);
  }
  if (player) tx.afterCommit(() => hint(player, { what: 'link' }));
  return { ticket, plan };
}

export type TicketAnswer = { readonly outcome: 'agreed' | 'wrong-number' | 'refused'; readonly ticket: Ticket };

/** The chat chose a number, or said that it was not they. A wrong number ends the ticket: there is no second guess. */
export async function answerTicket(
  tx: Tx,
  id: string,
  who: InChat,
  number: number | undefined,
  hint: Hint,
): Promise<TicketAnswer | TicketRefusal> {
  const ticket = await ticketById(tx, id);
  if (ticket?.status !== 'seen' || ticket.telegramId !== who.telegramId) return { reason: 'ticket-over' };
  const outcome = number === undefined ? 'refused' : number === ticket.number ? 'agreed' : 'wrong-number';
  if (outcome === 'agreed') await agreeToTicket(tx, id, await toldToStay(tx, ticket, who));
  else {
    await moveTicket(tx, id, 'refused');
    await refused(tx, id, outcome);
  }
  const { player } = ticket;
  if (player) tx.afterCommit(() => hint(player, { what: 'link' }));
  return { outcome, ticket };
}

/** Which account goes on, as the chat was just told. */
async function toldToStay(tx: Tx, { player }: Ticket, { telegramId }: InChat): Promise<Ticket['stays']> {
  if (player === undefined) return undefined;
  const { verdict } = await planJoin(tx, player, telegramId);
  return 'stays' in verdict ? verdict.stays : undefined;
}

const refused = (tx: Tx, subject: string, why: string): Promise<void> =>
  append(tx, { actor: 'player', action: 'ticket.refused', subject, detail: { why } });

export type TicketState = { readonly status: 'waiting' | 'seen' | 'refused' | 'over' };

/** The browser that asked to be let in asks how it stands, and is let in once the chat agreed. */
export const collectTicket =
  (deps: SignInDeps) =>
  async (id: string, secret: string, device: string): Promise<Credentials<PlayerIn> | TicketState> => {
    const outcome = await deps.transaction(async (tx) => {
      const ticket = await ticketOfBrowser(tx, id, hashOf(secret));
      if (ticket?.kind !== 'sign-in') return { status: 'over' } as const;
      const { status, telegramId, bot } = ticket;
      if (status !== 'agreed') return { status: status === 'done' ? 'over' : status } as const;
      if (telegramId === undefined || bot === undefined) throw new Error('who agreed is known');
      await moveTicket(tx, id, 'done');
      const player = await admitPlayer({ transaction: (fn) => fn(tx), now: deps.now })({
        id: telegramId,
        language: undefined,
      });
      return letPlayerIn(tx, { player: player.id, chat: telegramId, door: 'chat', bot, device }, deps);
    });
    return 'status' in outcome ? outcome : handOver(deps, outcome);
  };
