import { randomBytes, randomUUID } from 'node:crypto';
import type { PlayerId, RoundId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import type { GameId } from '../../domain/games/index.ts';
import { money } from '../../domain/money.ts';
import type { Pool } from '../../prisma/pool.ts';
import { createTransaction, query, sql } from '../../prisma/tx.ts';
import type { House } from '../test-house.ts';
import type { BetWish } from './round-types.ts';
import { createRounds } from './rounds.ts';
import { createSeeds } from './seeds.ts';

export const dataKeys = [{ id: 'd1', key: Buffer.alloc(32, 9) }];

/** Rounds and seeds as one process of the product has them. */
export function openTable(
  pool: Pool,
  {
    playsFrom = 0,
    now = Date.now,
    random = randomBytes as (bytes: number) => Uint8Array,
    /** What happens before each call of this process for bets. */
    meanwhile = async (): Promise<void> => undefined,
  } = {},
) {
  const poked = { times: 0 };
  const seeds = createSeeds({
    query: (statement) => query(pool, statement),
    transaction: createTransaction(pool),
    dataKeys,
    now,
    random,
  });
  const rounds = createRounds({
    query: async (statement) => {
      await meanwhile();
      return query(pool, statement);
    },
    transaction: createTransaction(pool),
    seeds,
    playsFrom,
    now,
    poke: () => {
      poked.times += 1;
    },
  });
  return { seeds, rounds, poked, hint: () => undefined };
}

/** A bet on heads for a euro, or as it is changed here. */
export const betOf = (
  changed: Partial<Omit<BetWish, 'stake'>> & { readonly minor?: bigint; readonly asset?: Asset } = {},
): BetWish => {
  const { minor = 100n, asset = 'EUR', game = 'coin-flip', ...more } = changed;
  return { id: randomUUID() as RoundId, game, stake: money(asset, minor), choices: choicesOf[game], ...more };
};

const choicesOf: Readonly<Record<GameId, object>> = {
  'coin-flip': { side: 'heads' },
  dice: { side: 'under', target: 4_950 },
  mines: { mines: 3 },
  limbo: { target: 200 },
  guess: { number: 1 },
  drop: { on: 'low' },
  'mini-spin': {},
  'brass-orchard': {},
};

/** What the books and the rounds say of one player, in one asset. */
export async function tallyOf(house: House, player: PlayerId, asset: Asset = 'EUR') {
  const [row] = await house.read<{
    rounds: bigint;
    nonces: bigint;
    seeds: bigint;
    staked: bigint;
    won: bigint;
    balance: bigint;
  }>(sql`
    select count(*) as rounds, count(distinct (seed_id, nonce)) as nonces, count(distinct seed_id) as seeds,
      coalesce(sum(stake_cash + stake_bonus), 0)::bigint as staked, coalesce(sum(win), 0)::bigint as won,
      (select coalesce(sum(a.balance), 0)::bigint from ledger.account a where a.player_id = ${player} and a.asset = ${asset}) as balance
    from play.round where player_id = ${player} and asset = ${asset}`);
  if (!row) throw new Error('a sum has a row');
  return row;
}
