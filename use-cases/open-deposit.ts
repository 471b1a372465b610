import type { OrderId, PlayerId, QuoteId } from '../contracts/ids.ts';
import { depositWorkflowId } from '../contracts/ids.ts';
import type { WorkflowStart } from '../contracts/outbox.ts';
import type { RailId } from '../contracts/rails.ts';
import type { DepositInput } from '../contracts/workflows.ts';
import { type Money, toDecimal } from '../domain/money.ts';
import { type QuoteRefusal, quoteDeposit } from '../domain/quotes.ts';
import type { Transaction } from '../prisma/tx.ts';
import type { DepositRails } from '../rails/registry.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { isOpenPlayer } from '../records/identity/players.ts';
import { telegramOf } from '../records/identity/reads.ts';
import { countOpenOrders, lockOrdersOf, orderShownIn, placeOrder, type ShownIn } from '../records/payments/orders.ts';
import { isPaused } from '../records/payments/pause-reads.ts';
import { goodRate } from '../records/payments/rates.ts';
import { childId, newId } from '../runtime/ids.ts';
import type { Hint } from '../runtime/pokes.ts';
import { marketOf } from './deposit-ways.ts';
import { type Protection, type ProtectionRefusal, refuseDeposit } from './protection.ts';

export type DepositWish = { readonly rail: RailId; readonly amount: Money; readonly shownIn: ShownIn | undefined };

export type DepositRefusal =
  | QuoteRefusal
  | ProtectionRefusal
  | { readonly reason: 'rail-off' }
  | { readonly reason: 'rail-paused' }
  | { readonly reason: 'no-telegram' }
  | { readonly reason: 'account-closed' }
  | { readonly reason: 'too-many-open'; readonly count: number };

export type OpenedDeposit = { readonly orderId: OrderId; readonly isNew: boolean };

/** How a deposit's workflow waits. Arguments, so that a test need not. */
export type DepositPatience = Pick<DepositInput, 'lateWindowMs' | 'patienceMs'>;

/** An invoice costs the provider's patience and the player's overview: so many may be open at once. */
const MOST_OPEN = 5;

type Deps = {
  transaction: Transaction;
  rails: DepositRails;
  enqueue: Enqueue;
  hint: Hint;
  patience: DepositPatience;
  protection: Protection;
  now: () => number;
};

/**
 * A player wants to pay in. The quote is fixed, the order placed and its workflow written down in one transaction: an
 * order never waits for Temporal to be up. A second tap on the same message finds the order that the first one made.
 */
export const openDeposit =
  ({ transaction, rails, enqueue, hint, patience, protection, now }: Deps) =>
  async (player: PlayerId, wish: DepositWish): Promise<OpenedDeposit | DepositRefusal> => {
    const rail = rails[wish.rail];
    if (!rail) return { reason: 'rail-off' };

    return transaction(async (tx) => {
      const earlier = await orderShownIn(tx, wish.shownIn);
      if (earlier) return { orderId: earlier, isNew: false };
      if (await isPaused(tx, rail.id, 'in')) return { reason: 'rail-paused' };
      await lockOrdersOf(tx, player); // or two wishes at once would both be the fifth
      if (!(await isOpenPlayer(tx, player))) return { reason: 'account-closed' }; // joined with another in this moment
      // Who comes in by one browser alone loses the way in with it, and what they hold: money needs a way back.
      if (!(await telegramOf(tx, player))) return { reason: 'no-telegram' };
      const count = await countOpenOrders(tx, player);
      if (count >= MOST_OPEN) return { reason: 'too-many-open', count };

      // What is promised is read where it is true, in the transaction that writes the promise.
      const market = await marketOf(wish.amount.asset, async (pair) => (await goodRate(tx, pair, now()))?.rate);
      const quote = quoteDeposit(wish.amount, rail.terms, now(), market);
      if ('reason' in quote) return quote;
      const refusal = await refuseDeposit(protection, tx, player, quote.credit, now());
      if (refusal) return refusal;

      const orderId = newId(now()) as OrderId;
      await placeOrder(tx, {
        id: orderId,
        quoteId: childId(orderId, 'quote') as QuoteId,
        player,
        rail: rail.id,
        quote,
        shownIn: wish.shownIn,
      });
      await enqueue.startWorkflow(
        tx,
        depositStart({ orderId, player, rail: rail.id, pay: quote.pay, expiresAtMs: quote.expiresAtMs, ...patience }),
      );
      await append(tx, {
        actor: 'player',
        actorId: player,
        action: 'deposit.opened',
        subject: orderId,
        detail: {
          rail: rail.id,
          asset: quote.pay.asset,
          pay: quote.pay.minor.toString(),
          fee: quote.fee.minor.toString(),
          rate: quote.rate,
          creditAsset: quote.credit.asset,
          credit: quote.credit.minor.toString(),
        },
      });
      tx.afterCommit(() => hint(player, { what: 'deposit', id: orderId }));
      return { orderId, isNew: true };
    });
  };

/** How the workflow of an order is started, today or again after its history was lost. */
export function depositStart(order: DepositInput & { player: PlayerId; rail: RailId; pay: Money }): WorkflowStart {
  const { orderId, expiresAtMs, lateWindowMs, patienceMs } = order;
  const input: DepositInput = { orderId, expiresAtMs, lateWindowMs, patienceMs, form: 2 };
  return {
    type: 'deposit',
    workflowId: depositWorkflowId(orderId),
    input,
    summary: `Deposit of ${toDecimal(order.pay)} ${order.pay.asset} by ${order.rail}`,
    details: startDetails(order),
    attributes: { rail: order.rail, playerId: order.player, stage: 'awaiting-payment' },
  };
}

const startDetails = ({ orderId, player, rail }: { orderId: OrderId; player: PlayerId; rail: RailId }): string =>
  [
    "A player pays in. What they see, and what is true, is the order's row in PostgreSQL; this workflow moves it along.",
    `- order \`${orderId}\``,
    `- player \`${player}\``,
    `- rail \`${rail}\``,
    'Steps may be repeated, reset or run again: each charge is settled once.',
  ].join('\n');
