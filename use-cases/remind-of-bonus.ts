import type { GrantId } from '../contracts/ids.ts';
import type { Transaction } from '../prisma/tx.ts';
import { readGrant, wantsWagering } from '../records/play/grant-reads.ts';
import { type TellBonusDeps, tellBonus } from './tell-bonus.ts';

export type RemindDeps = TellBonusDeps & { readonly transaction: Transaction };

/** The end of a bonus is near: its player is told, once, if they wish to be; not at all once it ended. */
export const remindOfBonus =
  (deps: RemindDeps) =>
  (grant: GrantId): Promise<void> =>
    deps.transaction(async (tx) => {
      const now = await readGrant(tx, grant);
      if (now?.state !== 'active' || !(await wantsWagering(tx, now.player))) return;
      await tellBonus(deps, tx, { player: now.player, grant }, 'reminder');
    });
