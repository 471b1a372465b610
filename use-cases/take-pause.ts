import type { PlayerId } from '../contracts/ids.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { accountsOf, type PauseWish, type PlayPause, takePause } from '../records/compliance/exclusions.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { unpaidOrders } from '../records/payments/orders.ts';
import { newId } from '../runtime/ids.ts';
import type { Hint } from '../runtime/pokes.ts';
import { closeUnpaidOrder } from './close-unpaid-order.ts';
import { endBonusesOf } from './give-up-bonus.ts';

export type PauseDeps = {
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
  readonly hint: Hint;
  readonly now: () => number;
};

/**
 * A player takes a break, or excludes themselves: from now on nothing is played and nothing paid in, by any account of theirs, and
 * what waits to be paid is closed. It cannot be cut short: there is nothing here to do so. Withdrawals go on, those that are open
 * and new ones. Taken twice it is two, of which the one that ends last counts. An exclusion ends bonuses, offers among them: nothing draws the
 * player back. A break leaves them, and their time goes on.
 */
export const takePlayPause =
  ({ transaction, enqueue, hint, now }: PauseDeps) =>
  (player: PlayerId, wish: PauseWish): Promise<PlayPause> =>
    transaction(async (tx) => {
      const at = new Date(now());
      const pause = await takePause(tx, newId(at.getTime()), player, wish, at);
      await append(tx, {
        actor: 'player',
        actorId: player,
        action: wish.kind === 'break' ? 'pause.break-taken' : 'pause.self-excluded',
        subject: player,
        detail: { length: wish.length, until: pause.until?.toISOString() ?? null },
      });
      // Behind the person's lock, as every settlement is: what was paid a moment before is credited, or is owed and goes back.
      const within: Transaction = (fn) => fn(tx);
      const accounts = await accountsOf(tx, player);
      for (const order of await unpaidOrders(tx, accounts))
        await closeUnpaidOrder({ transaction: within, enqueue, hint })(order);
      if (wish.kind === 'exclusion')
        for (const account of accounts) await endBonusesOf({ enqueue, hint, bot: undefined, now }, tx, account);
      tx.afterCommit(() => hint(player, { what: 'limits' }));
      return pause;
    });
