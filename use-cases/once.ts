import { createHash } from 'node:crypto';
import type { PlayerId } from '../contracts/ids.ts';
import type { Transaction } from '../prisma/tx.ts';
import { answeredBefore, keepAnswer } from '../records/requests/keys.ts';

export type KeyedRequest = {
  readonly player: PlayerId;
  /** A UUID of the client's making, one for each wish. */
  readonly key: string;
  readonly route: string;
  readonly body: unknown;
};

/**
 * Does a thing once for a key, and answers a repeat as the first time. What was refused changed nothing and is not kept: the
 * same wish may succeed later. The answer is kept in the transaction that does the thing, so that neither is without the other.
 */
export const once =
  ({ transaction }: { transaction: Transaction }) =>
  <A extends object, R extends { readonly reason: string }>(
    { player, key, route, body }: KeyedRequest,
    act: (within: Transaction) => Promise<A | R>,
  ): Promise<A | R | { readonly reason: 'key-reused' }> =>
    transaction(async (tx) => {
      const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest();
      const wish = { player, key, route, bodyHash };
      const earlier = await answeredBefore<A>(tx, wish);
      if (earlier) return 'reason' in earlier ? earlier : earlier.answer;
      const outcome = await act((fn) => fn(tx));
      if (!('reason' in outcome)) await keepAnswer(tx, wish, outcome);
      return outcome;
    });
