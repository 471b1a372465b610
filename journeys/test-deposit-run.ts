import { expect } from 'vitest';
import { createPool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { findFaults } from '../records/ledger/faults.ts';
import type { House } from '../sandbox/testing/house.ts';

/** A source of numbers that gives the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A killed worker's task waits out its time-outs before another worker gets it; several kills may hit one deposit. */
const patience = { timeoutMs: 180_000 };

export type RunOptions = {
  readonly players: number;
  readonly kills: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
};

/**
 * Many players deposit and pay while the worker is killed again and again without warning, each time at a moment drawn
 * from the seed and counted in receipts, after its replacement has said that it polls. Returns when every player has seen a
 * receipt; throws never, waits for events only.
 */
export async function depositWhileKilling(
  house: House,
  { players, kills, seed, log = () => undefined }: RunOptions,
): Promise<void> {
  const random = seeded(seed);
  let receipts = 0;
  let wake = (): void => undefined;
  const one = async (n: number): Promise<void> => {
    const player = house.telegram.player(`Player ${n}`);
    player.says('/deposit');
    await player.sees(/How much\?/, patience);
    await player.taps('€25.00');
    await player.sees(/Open until/, patience);
    expect(await player.pays()).toMatchObject({ outcome: 'paid' });
    await player.sees(/is in your cash/, patience);
    receipts += 1;
    wake();
  };
  // So many at once that kills fall into every step, so few that the machine is not the test.
  const queue = Array.from({ length: players }, (_, n) => n);
  const lanes = Promise.all(
    Array.from({ length: 25 }, async () => {
      for (let n = queue.shift(); n !== undefined; n = queue.shift()) await one(n);
    }),
  );
  const killing = (async () => {
    for (let kill = 1; kill <= kills; kill++) {
      const after = Math.floor((players / (kills + 1)) * (kill - 1) + random() * (players / (kills + 1)));
      while (receipts < after) await new Promise<void>((resolve) => (wake = resolve));
      await house.part('worker').kill();
      await house.replaceWorker();
      log(`worker killed ${kill} times, ${receipts} of ${players} receipts`);
    }
  })();
  await Promise.all([lanes, killing]);
}

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
