import { expect } from 'vitest';
import { createPool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { findFaults } from '../records/ledger/faults.ts';
import type { House } from '../sandbox/testing/house.ts';
import { patience, type RunOptions, whileKilling } from './test-kills.ts';

/** Many players deposit and pay while the worker is killed; comes back when every player has seen a receipt. */
export const depositWhileKilling = (house: House, options: RunOptions): Promise<void> =>
  whileKilling(house, options, async (n) => {
    const player = house.telegram.player(`Player ${n}`);
    player.says('/deposit');
    await player.sees(/How much\?/, patience);
    await player.taps('€25.00');
    await player.sees(/Open until/, patience);
    expect(await player.pays()).toMatchObject({ outcome: 'paid' });
    await player.sees(/is in your cash/, patience);
  });

export type Books = {
  readonly credited: number;
  readonly cash: bigint;
  readonly faults: readonly unknown[];
  readonly chargedAtTelegram: bigint;
  readonly receiptsShown: readonly number[];
};

/** What the books say, what Telegram really took, and how many receipts each player was shown. */
export async function readBooks(house: House, players: number): Promise<Books> {
  const pool = createPool(house.database.appUrl, { max: 2, name: 'books' });
  try {
    const [row] = await query<{ credited: bigint; cash: bigint }>(
      pool,
      sql`select (select count(*) from payments."order" where status = 'credited') as credited,
          (select coalesce(sum(balance), 0)::bigint from ledger.account where kind = 'player-cash') as cash`,
    );
    return {
      credited: Number(row?.credited),
      cash: row?.cash ?? 0n,
      faults: await findFaults(pool),
      chargedAtTelegram: house.telegram.charges().reduce((sum, charge) => sum + BigInt(charge.amount), 0n),
      receiptsShown: Array.from(
        { length: players },
        (_, n) =>
          house.telegram
            .player(`Player ${n}`)
            .chat()
            .filter(({ text }) => /is in your cash/.test(text)).length,
      ),
    };
  } finally {
    await pool.end();
  }
}
