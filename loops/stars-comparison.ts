import { AssertionError, assert } from '../domain/assert.ts';
import type { Pool } from '../prisma/pool.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { RailEvent } from '../rails/deposit-rail.ts';
import { STARS } from '../rails/stars/rail.ts';
import { PAGE, readStarLine, type StarTransaction, starTransactions } from '../rails/stars/transactions.ts';
import { TELEGRAM } from '../rails/telegram-payments.ts';
import type { TakeBackNews } from '../rails/told-rail.ts';
import { append } from '../records/audit/append.ts';
import { comparedUpTo, markCompared, noteDifference, recordedCharge } from '../records/payments/comparisons.ts';
import { isOrder } from '../records/payments/reads.ts';
import { refundOfCharge } from '../records/payments/refunds.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Round } from '../runtime/loop.ts';
import type { TelegramClient } from '../runtime/telegram/client.ts';
import { NotSettledYet } from '../use-cases/record-news.ts';

/**
 * What Telegram's list of a bot's Stars says and our books do not. `payment-unheard`: nobody told us of it; it is recorded now.
 * `refund-unheard`: it was given back without us; it is taken back now. `amount-differs`, `payment-unknown`: nothing of ours fits
 * it, and a person must look.
 */
export type DifferenceName = 'payment-unheard' | 'refund-unheard' | 'amount-differs' | 'payment-unknown';

type Deps = {
  readonly pool: Pool;
  readonly transaction: Transaction;
  readonly bots: readonly TelegramClient[];
  /** Records a payment as if it had been told, inside the transaction. */
  readonly recordPayment: (tx: Tx, paid: RailEvent) => Promise<void>;
  /** Writes down what went back. Throws `NotSettledYet` while its charge, or a refund of ours, is under way. */
  readonly recordTakeBack: (tx: Tx, news: TakeBackNews) => Promise<void>;
  readonly held: () => Promise<boolean>;
  readonly log: Logger;
  /** Lines younger than this are left for later: the update about them may be on its way. */
  readonly settleMs: number;
  readonly now: () => number;
};

/**
 * Compares each bot's own list of Stars with our books, from where it stopped: every payment is a charge of ours, every refund one
 * of ours or a take-back. The list is in the order of time, so what was compared stays where it is.
 */
export const starsComparison = (deps: Deps) => async (): Promise<Round> => {
  if (!(await deps.held())) return 'rest';
  const full = await Promise.all(deps.bots.map((bot) => compareNext(deps, bot)));
  return full.some(Boolean) ? 'again' : 'rest';
};

/** True when there is more to compare at once. */
async function compareNext(deps: Deps, bot: TelegramClient): Promise<boolean> {
  const from = await comparedUpTo(deps.pool, TELEGRAM, bot.botId);
  const lines = await starTransactions(bot, from).catch((err) => {
    deps.log.warn({ err, bot: bot.botId }, 'the list of Stars could not be read');
    return [];
  });
  const due = lines.findIndex(({ date }) => date * 1_000 > deps.now() - deps.settleMs);
  const ripe = due < 0 ? lines : lines.slice(0, due);
  let done = 0;
  for (const line of ripe) {
    try {
      await deps.transaction((tx) => compareLine(deps, tx, bot.botId, line));
    } catch (err) {
      if (err instanceof NotSettledYet) break; // it is looked at again, in its turn
      if (!isRefusal(err)) throw err; // an outage: all of it again
      // One line that our books refuse must not hide all that come after it.
      deps.log.error({ err, bot: bot.botId, line: line.id }, 'a line of the list of Stars does not fit the books');
      const fault = { bot: bot.botId, id: line.id, name: 'amount-differs', minor: BigInt(line.amount) } as const;
      await deps.transaction((tx) => note(deps, tx, fault));
    }
    done += 1;
  }
  if (done > 0) await deps.transaction((tx) => markCompared(tx, TELEGRAM, bot.botId, from + done));
  return done === PAGE;
}

/** Our books said no (CG…), or what is read cannot be: asked again it would be the same. */
const isRefusal = (err: unknown): boolean =>
  err instanceof AssertionError || String((err as { code?: unknown }).code).startsWith('CG');

async function compareLine(deps: Deps, tx: Tx, bot: string, line: StarTransaction): Promise<void> {
  const read = readStarLine(line);
  if (read.kind === 'foreign') return;
  const differ = (name: DifferenceName, minor: bigint) => note(deps, tx, { bot, id: line.id, name, minor });
  if (read.kind === 'paid') {
    const { event } = read;
    const charge = await recordedCharge(tx, TELEGRAM, event.chargeId);
    if (charge) {
      const isSame = charge.asset === STARS && charge.minor === event.minor && charge.order === event.orderId;
      if (!isSame) await differ('amount-differs', event.minor);
      return;
    }
    if (!(await isOrder(tx, event.orderId))) return differ('payment-unknown', event.minor);
    await deps.recordPayment(tx, event);
    return differ('payment-unheard', event.minor);
  }
  const charge = await recordedCharge(tx, TELEGRAM, read.chargeId);
  if (!charge) return; // told as unknown when it was paid
  const refund = await refundOfCharge(tx, TELEGRAM, read.chargeId);
  if (refund?.state === 'paid') return;
  // What is under way is told by its own look-up; until then nobody knows whose this is.
  if (refund?.state === 'sending' || refund?.state === 'accepted')
    throw new NotSettledYet('a refund of ours is under way');
  assert(charge.asset === STARS, 'what Telegram gives back of a payment in Stars are Stars');
  await deps.recordTakeBack(tx, {
    kind: 'taken-back',
    by: 'refund',
    provider: TELEGRAM,
    id: `refund:${read.chargeId}`,
    chargeId: read.chargeId,
    asset: STARS,
    minor: read.minor,
    state: 'refunded',
    reason: null,
  });
  await differ('refund-unheard', read.minor);
}

async function note(
  { log }: Deps,
  tx: Tx,
  { bot, id, name, minor }: { bot: string; id: string; name: DifferenceName; minor: bigint },
): Promise<void> {
  if (!(await noteDifference(tx, { provider: TELEGRAM, account: bot, id, name, minor }))) return;
  log.error({ bot, charge: id, difference: name }, "Telegram's list of Stars differs from our books");
  await append(tx, {
    actor: 'provider',
    actorId: TELEGRAM,
    action: 'stars.differ',
    subject: id,
    detail: { bot, difference: name, minor: minor.toString() },
  });
}
