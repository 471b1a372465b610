import type { GrantId } from '../contracts/ids.ts';
import type { Transaction } from '../prisma/tx.ts';
import { readGrant } from '../records/play/grant-reads.ts';
import { notifyOfEnd } from '../records/play/notices.ts';
import type { Hint } from '../runtime/pokes.ts';

export type RemindDeps = { readonly transaction: Transaction; readonly hint: Hint };

/**
 * The end of a bonus is near: a notice is written, once, and told when its player wishes such notices and it is not quiet where they are;
 * not at all once the bonus has ended.
 */
export const remindOfBonus =
  ({ transaction, hint }: RemindDeps) =>
  (grant: GrantId): Promise<void> =>
    transaction(async (tx) => {
      const now = await readGrant(tx, grant);
      if (now?.state !== 'active') return;
      await notifyOfEnd(tx, now.player, grant);
      tx.afterCommit(() => hint(now.player, { what: 'bonuses' }));
    });
