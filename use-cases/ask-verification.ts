import type { PlayerId } from '../contracts/ids.ts';
import type { Transaction } from '../prisma/tx.ts';
import { holdVerification } from '../records/compliance/verification.ts';
import { dayOf, levelOn } from '../records/compliance/verification-reads.ts';
import { holdPlayers, isOpenPlayer } from '../records/identity/players.ts';
import { type RequestDeps, requestVerification } from './request-verification.ts';
import { nextLevel } from './show-verification.ts';

export type AskRefusal = { readonly reason: 'kyc-refused' | 'kyc-nothing-to-ask' | 'account-closed' };

/** A player wishes to be verified, to the next level. What is asked already stays as it is: asking twice changes nothing. */
export const askVerification =
  (deps: RequestDeps & { readonly transaction: Transaction }) =>
  (player: PlayerId): Promise<'asked' | AskRefusal> =>
    deps.transaction(async (tx) => {
      await holdPlayers(tx, [player]);
      if (!(await isOpenPlayer(tx, player))) return { reason: 'account-closed' };
      const v = await holdVerification(tx, player);
      if (v?.status === 'asked' || v?.status === 'checking' || v?.status === 'in-review') return 'asked';
      const aims = nextLevel(v ? levelOn(v, dayOf(deps.now())) : 'none');
      if (!aims) return { reason: 'kyc-nothing-to-ask' };
      const outcome = await requestVerification(deps)(tx, player, { aims, because: 'player-wishes' });
      return outcome === 'refused' ? { reason: 'kyc-refused' } : 'asked';
    });
