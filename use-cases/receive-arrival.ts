import type { OrderId, QuoteId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import { walletOf } from '../domain/exchange-rates.ts';
import type { DepositTerms } from '../domain/quotes.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { telegramOf } from '../records/identity/reads.ts';
import { type ArrivalNews, type FinalArrival, takeArrival, wasDustedBefore } from '../records/payments/arrivals.ts';
import { memoBot } from '../records/payments/memos.ts';
import { childId } from '../runtime/ids.ts';
import { recordPayment } from './record-payment.ts';
import type { showArrival } from './show-arrival.ts';

/** Whoever took the money is the chain: one provider for all that comes over it. */
export const TON_CHAIN = 'ton';

type Deps = Omit<Parameters<typeof recordPayment>[0], 'transaction'> & {
  readonly transaction: Transaction;
  readonly show: ReturnType<typeof showArrival>;
  /** On what terms money of a rail is taken. */
  readonly termsOf: (rail: FinalArrival['rail']) => DepositTerms;
};

/**
 * Money that is final and whose owner is known pays the order that waits for it, or one that is made for it at the rate of its
 * minute. The charge is recorded in the same transaction, so that it is recorded once however often this runs. `no-rate`: nobody
 * knows that rate yet; it waits, and comes again.
 */
export const receiveArrival =
  ({ transaction, show, termsOf, ...recording }: Deps) =>
  (arrival: FinalArrival): Promise<'recorded' | 'no-rate' | 'gone'> =>
    transaction(async (tx) => {
      const { assets, validForMs } = termsOf(arrival.rail);
      const terms = assets[arrival.asset];
      assert(terms, `${arrival.rail} brings ${arrival.asset}, and has no terms for it`);
      const order = childId(arrival.id as OrderId, 'order') as OrderId;
      const taken = await takeArrival(tx, arrival.id, {
        order,
        quote: childId(order, 'quote') as QuoteId,
        creditAsset: walletOf(arrival.asset),
        terms,
        validForMs,
        chat: await chatOf(tx, arrival.player),
      });
      if ('order' in taken) {
        await recordPayment({ ...recording, transaction: (fn) => fn(tx) })({
          kind: 'paid',
          provider: TON_CHAIN,
          chargeId: arrival.chargeId,
          orderId: taken.order,
          payer: arrival.sender ?? '',
          asset: arrival.asset,
          minor: arrival.minor,
          providerRef: null,
          receivedAt: arrival.at,
        });
        await show(tx, arrival.id, 'final');
        return 'recorded';
      }
      return taken.outcome;
    });

async function chatOf(tx: Tx, player: FinalArrival['player']): Promise<{ bot: string; chat: string } | undefined> {
  const [bot, chat] = [await memoBot(tx, player), await telegramOf(tx, player)];
  return bot === undefined || chat === undefined ? undefined : { bot, chat };
}

/**
 * Tells players what is new of their money, in the transaction that writes it. What is too little is told once a day: whoever knows
 * a memo could otherwise fill somebody's chat with dust. What is final is told where it is credited.
 */
export const tellArrivals =
  ({
    show,
    leastOf,
  }: {
    readonly show: ReturnType<typeof showArrival>;
    readonly leastOf: (news: ArrivalNews) => bigint;
  }) =>
  async (tx: Tx, news: readonly ArrivalNews[]): Promise<void> => {
    const dusted = new Set<string>();
    for (const each of news) {
      const { id, state, player, minor } = each;
      if (player === null) continue;
      if ((state === 'seen' || state === 'vanished') && minor >= leastOf(each)) await show(tx, id, state);
      if (state !== 'below-minimum' || dusted.has(player)) continue;
      dusted.add(player);
      if (!(await wasDustedBefore(tx, player, id))) await show(tx, id, 'kept');
    }
  };
