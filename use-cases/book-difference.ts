import type { TransferId } from '../contracts/ids.ts';
import type { RailId } from '../contracts/rails.ts';
import type { Asset } from '../domain/assets.ts';
import { expectedOf } from '../domain/hot-wallet.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { openAccount } from '../records/ledger/accounts.ts';
import { isDone } from '../records/ledger/commands.ts';
import { executeOne } from '../records/ledger/execute.ts';
import { chainPositions } from '../records/payments/chain-books.ts';
import { newId } from '../runtime/ids.ts';

/** In minor units, below zero where the chain holds less than the books said. */
export type BookedDifference = { readonly asset: Asset; readonly difference: bigint };

/**
 * People know why the chain holds something else than the books, and it is the operator's own: it is booked as brought or taken.
 * Undefined: there is no difference. Each call books what there is then: called twice the second finds nothing.
 */
export const bookDifference =
  ({ transaction, now }: { readonly transaction: Transaction; readonly now: () => number }) =>
  (rail: RailId): Promise<BookedDifference | undefined | 'too-much'> =>
    transaction(async (tx) => {
      const position = (await chainPositions(tx)).find((each) => each.rail === rail);
      const difference = position ? position.sums.final - expectedOf(position.sums) : 0n;
      if (!position || difference === 0n) return undefined;
      const { asset } = position;
      const id = newId(now()) as TransferId;
      const answer = await executeOne(tx, {
        id,
        action: 'post',
        kind: 'chain-difference',
        subject: null,
        legs: [
          { account: await openAccount(tx, 'clearing', { house: rail }, asset), amount: -difference },
          { account: await openAccount(tx, 'treasury', { house: rail }, asset), amount: difference },
        ],
      });
      if (!isDone(answer)) return 'too-much';
      const detail = { rail, asset, minor: difference.toString() };
      await append(tx, { actor: 'system', action: 'hot-wallet.difference-booked', subject: id, detail });
      return { asset, difference };
    });
