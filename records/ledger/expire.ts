import type { TransferId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql } from '../../prisma/tx.ts';
import { childId } from '../../runtime/ids.ts';
import { type Answer, isDone } from './commands.ts';
import type { Ledger } from './execute.ts';

const wordsOf = (answer: Answer): string => ('reason' in answer ? answer.reason : 'done');

type Due = { id: TransferId; kind: string; subject: string | null };

/**
 * Ends up to `atMost` holds whose time is over, the oldest first; answers how many were found, and throws, the others being ended, when one cannot be. Safe to repeat and to run
 * twice: the transfer that ends a hold has an id derived from it.
 */
export async function expireHolds(pool: Pool, ledger: Ledger, atMost: number): Promise<number> {
  const due = await query<Due>(
    pool,
    sql`select h.id, t.kind, t.subject from ledger.hold h join ledger.transfer t on t.id = h.id
        where h.ended_by is null and h.expires_at <= clock_timestamp() order by h.expires_at limit ${atMost}`,
  );
  const answers = await Promise.all(
    due.map(({ id, kind, subject }) =>
      ledger.do({ action: 'expire-hold', id: childId(id, 'expired') as TransferId, kind, subject, hold: id }),
    ),
  );
  // What somebody else ended in the meantime is well. Anything else is our own bug, and would be found again for ever.
  for (const [n, answer] of answers.entries())
    assert(isDone(answer) || answer.reason === 'hold-ended', `hold ${due[n]?.id} cannot expire: ${wordsOf(answer)}`);
  return due.length;
}
