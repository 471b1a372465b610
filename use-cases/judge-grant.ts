import type { GrantId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction } from '../prisma/tx.ts';
import { type GrantView, readGrant } from '../records/play/grant-reads.ts';
import { judgeGrant as judge } from '../records/play/grants.ts';
import { type TellBonusDeps, tellBonus } from './tell-bonus.ts';

export type JudgeDeps = TellBonusDeps & { readonly transaction: Transaction; readonly now: () => number };

/**
 * A grant that may be due to end is judged: completed, lost or out of time, its money moves and its player is told, in one transaction
 * and once. Whoever asks again is answered what it came to.
 */
export const judgeGrant =
  (deps: JudgeDeps) =>
  (grant: GrantId): Promise<GrantView> =>
    deps.transaction(async (tx) => {
      const state = await judge(tx, grant, new Date(deps.now()));
      const now = await readGrant(tx, grant);
      assert(now, 'a grant is never deleted');
      if (state !== 'active' && state !== 'offered') await tellBonus(deps, tx, { player: now.player, grant }, state);
      return now;
    });
