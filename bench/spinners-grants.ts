import type { PlayerId } from '../contracts/ids.ts';
import type { WrittenTerms } from '../domain/bonuses.ts';
import type { Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { newId } from '../runtime/ids.ts';

/** It is played with first, and asks for so much that no measurement ends it. */
const terms: WrittenTerms = {
  id: 'bench',
  version: 1,
  kind: 'code',
  code: 'BENCH',
  asset: 'EUR',
  amount: '1000000000',
  wagerTimes: 50,
  counts: 'all',
  sticky: 'non-sticky',
  order: 'bonus-first',
  contributionBps: { 'brass-orchard': 10_000 },
  mostStake: '500',
  mostConverted: null,
  offerHours: 72,
  playHours: 168,
};

/** Each of these players has an active bonus. */
export async function grantSome(pool: Pool, players: readonly PlayerId[]): Promise<void> {
  await query(pool, sql`select play.publish_bonus('bench', 'code', 'EUR', 'BENCH', ${JSON.stringify(terms)}::jsonb)`);
  const at = new Date();
  const until = new Date(at.getTime() + 3_600_000);
  for (const player of players) {
    const id = newId(Date.now());
    await query(
      pool,
      sql`select play.offer_grant(${id}, ${player}, 'bench', 1, null, null, ${terms.amount}::bigint, ${at}, ${until})`,
    );
    const [row] = await query<{ answer: string }>(pool, sql`select play.claim_grant(${id}, ${at}) as answer`);
    if (row?.answer !== 'claimed') throw new Error(`a bonus was not claimed: ${row?.answer}`);
  }
}
