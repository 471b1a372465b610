import type { PlayerId, WithdrawalId } from '../contracts/ids.ts';
import type { Transaction } from '../prisma/tx.ts';
import { holdPlayers } from '../records/identity/players.ts';
import { readWithdrawalOf } from '../records/payments/withdrawal-reads.ts';
import { type AskCodeRefusal, type AskedCode, askForCode } from './ask-for-code.ts';
import { withdrawalAct } from './request-withdrawal.ts';

type Deps = Parameters<typeof askForCode>[0] & { readonly transaction: Transaction };

export type ResendRefusal = { readonly reason: 'unknown-withdrawal' | 'too-late' } | AskCodeRefusal;

/**
 * The message with the code was lost: another one, for the same act. The earlier code is void, and what was held stays held, with
 * the time it has: whoever hears that the earlier code is over finds this one open. Repeated: yet another code, five in ten
 * minutes at most.
 */
export const resendWithdrawalCode =
  ({ transaction, ...deps }: Deps) =>
  (player: PlayerId, id: WithdrawalId, bot: string): Promise<AskedCode | ResendRefusal> =>
    transaction(async (tx) => {
      await holdPlayers(tx, [player]);
      const w = await readWithdrawalOf(tx, player, id);
      if (!w) return { reason: 'unknown-withdrawal' };
      if (w.status !== 'awaiting-code' || w.confirmBy.getTime() <= deps.now()) return { reason: 'too-late' };
      return askForCode(deps)(tx, player, withdrawalAct(w), bot, w.confirmBy);
    });
