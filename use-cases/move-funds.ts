import type { TransferId } from '../contracts/ids.ts';
import type { RailId } from '../contracts/rails.ts';
import { assert } from '../domain/assert.ts';
import type { Money } from '../domain/money.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { openAccount } from '../records/ledger/accounts.ts';
import { isDone } from '../records/ledger/commands.ts';
import { executeOne } from '../records/ledger/execute.ts';
import { newId } from '../runtime/ids.ts';

/**
 * Money of the house was moved from one provider to another, outside of here: from now on the second may pay it out. It is
 * refused where the first holds less than that beyond what is promised already. Each call books once: it is not safe to repeat.
 */
export const moveFunds =
  ({ transaction, now }: { readonly transaction: Transaction; readonly now: () => number }) =>
  (from: RailId, to: RailId, amount: Money): Promise<'moved' | 'too-much'> =>
    transaction(async (tx) => {
      assert(from !== to && amount.minor > 0n, 'funds are moved from one rail to another');
      const [source, target] = [
        await openAccount(tx, 'clearing', { house: from }, amount.asset),
        await openAccount(tx, 'clearing', { house: to }, amount.asset),
      ];
      const id = newId(now()) as TransferId;
      const answer = await executeOne(tx, {
        id,
        action: 'post',
        kind: 'funds-moved',
        subject: null,
        legs: [
          { account: source, amount: amount.minor },
          { account: target, amount: -amount.minor },
        ],
      });
      if (!isDone(answer)) {
        assert(answer.reason === 'insufficient-funds', `not booked: ${answer.reason}`);
        return 'too-much';
      }
      const detail = { from, to, asset: amount.asset, minor: amount.minor.toString() };
      await append(tx, { actor: 'system', action: 'funds.moved', subject: id, detail });
      return 'moved';
    });
