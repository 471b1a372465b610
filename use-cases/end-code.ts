import type { CodeId, WithdrawalId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { type CodeView, expireCodes, readCode } from '../records/identity/codes.ts';
import { showCode } from './show-code.ts';
import { tellWithdrawal } from './tell-withdrawal.ts';

/**
 * What follows the end of a code, however it ended: its message shows no digits any more, and the trail has a row
 * (`code.confirmed`, `code.denied`, `code.expired` and so on), with what the caller knows beside it.
 */
export async function endedCode(
  enqueue: Enqueue,
  tx: Tx,
  id: CodeId,
  detail: Record<string, unknown> = {},
): Promise<CodeView> {
  const code = await readCode(tx, id);
  assert(code?.end, `code ${id} has ended`);
  await showCode(enqueue, tx, code, 'over');
  const isTheirs = code.end.as !== 'expired';
  await append(tx, {
    actor: isTheirs ? 'player' : 'system',
    ...(isTheirs ? { actorId: code.player } : {}),
    action: `code.${code.end.as}`,
    subject: id,
    detail: { kind: code.act.kind, act: code.act.id, ...detail },
  });
  // Nothing else will confirm it: its money is free again now, and not when its time is over.
  if (code.act.kind === 'withdrawal' && code.end.as !== 'confirmed')
    await tellWithdrawal(enqueue, tx, code.act.id as WithdrawalId, { signal: 'codeOver', key: `code-over:${id}` });
  return code;
}

/** Ends codes whose time is over, so that their messages say so. Answers how many. */
export const expireOpenCodes =
  ({ transaction, enqueue }: { transaction: Transaction; enqueue: Enqueue }) =>
  (atMost: number): Promise<number> =>
    transaction(async (tx) => {
      const expired = await expireCodes(tx, atMost);
      for (const id of expired) await endedCode(enqueue, tx, id);
      return expired.length;
    });
