import { assert } from '../domain/assert.ts';
import { drawsOf } from '../domain/fairness.ts';
import { type Fields, play } from '../domain/games/game.ts';
import { gameOf } from '../domain/games/index.ts';
import { query, sql } from '../prisma/tx.ts';
import { findFaults } from '../records/ledger/faults.ts';
import { readPlay } from '../records/play/faults.ts';
import { withClient } from '../sandbox/stack/postgres-roles.ts';
import { hmac } from '../use-cases/play-round.ts';
import type { Bench } from './bench.ts';
import { openServers } from './servers.ts';
import { CASH, openSpinners, PLAYERS, type Spinners, STAKE } from './spinners.ts';

const SECONDS = 5;
/** `--rounds=` for fewer, where there is no room for them: each takes about a kilobyte. */
const MANY = 10_000_000;
const FEW = 10_000;

const given = process.argv.find((flag) => flag.startsWith('--rounds='))?.slice('--rounds='.length);

/** The same spins in a house where many were played, and in one where few were. */
export const bench: Bench = {
  name: 'spin-growth',
  unit: 'spins/s',
  async prepare(say) {
    const many = Number(given ?? MANY);
    if (!(many >= FEW)) throw new Error(`--rounds= takes a number, at least ${FEW}`);
    say('starting servers');
    const servers = await openServers(say);
    const long = await openPlayed(many, say);
    const short = await openPlayed(FEW, say);
    // What was written as sets was written as play writes it, or the long house would be another one.
    await assertWhole(short);
    await long.spin(SECONDS);
    await short.spin(SECONDS);
    return {
      note: `ours: ${many.toLocaleString('en')} rounds; rival: the same on ${FEW.toLocaleString('en')}; ${PLAYERS.toLocaleString('en')} players in both`,
      ours: () => long.spin(SECONDS),
      rival: () => short.spin(SECONDS),
      async close() {
        await Promise.all([long.close(), short.close()]);
        await servers.stop();
      },
    };
  },
};

async function openPlayed(rounds: number, say: (doing: string) => void): Promise<Spinners> {
  const spinners = await openSpinners();
  await withClient(spinners.database.superuserUrl, async (client) => {
    const startedAt = performance.now();
    await client.query(history(rounds));
    await client.query('vacuum analyze');
    await client.query('checkpoint');
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    const [row] = await query<{ count: bigint }>(spinners.pool, sql`select count(*) as count from play.round`);
    say(`${(row?.count ?? 0n).toLocaleString('en')} rounds, written as sets in ${seconds} s`);
  });
  await spinners.open();
  return spinners;
}

async function assertWhole({ pool }: Spinners): Promise<void> {
  const faults: { readonly what: string }[] = [...(await findFaults(pool))];
  for await (const page of readPlay(pool)) faults.push(...page.faults);
  if (faults.length > 0) throw new Error(`the books do not add up: ${faults[0]?.what}`);
}

/** How a spin ends that wins nothing. */
function lost(): Fields {
  const rules = gameOf('brass-orchard');
  assert(rules.kind === 'instant', 'a spin is decided at once');
  for (let nonce = 0; ; nonce++) {
    const { facts, win } = play(
      rules,
      STAKE,
      {},
      drawsOf({ serverSeed: '0'.repeat(64), clientSeed: 'bench', nonce }, hmac),
    );
    if (win === 0n) return facts;
  }
}

/**
 * Spins of each player in turn over a year, each of them lost, as play and the ledger would have written them: a
 * nonce and a version each. Indexes in another order than time are made at the end.
 */
const history = (rounds: number): string => `
  set session_replication_role = replica;
  alter table ledger.entry drop constraint entry_pkey;
  drop index ledger.entry_transfer_id_account_id_key;
  drop index play.round_seed_id_nonce_key;
  drop index play.round_player_id_began_at_id_idx;
  create temporary table made as
    select n, uuidv7(interval '-1 year' + n * (interval '364 days' / ${rounds})) as id, now() - interval '1 year' + n * (interval '364 days' / ${rounds}) as at,
      p.player_id, p.account, p.seed, (n - 1) / ${PLAYERS} as nonce
    from generate_series(1, ${rounds}) n
      join (select s.player_id, s.id as seed, a.id as account, row_number() over (order by s.player_id) as k
            from play.seed s join ledger.account a on a.player_id = s.player_id and a.kind = 'player-cash' where s.state = 'in-use') p
        on p.k = 1 + (n - 1) % ${PLAYERS};
  create temporary table house as select ledger.open_account('bankroll', null, 'play', 'EUR') as id;
  insert into play.round (id, player_id, game, seed_id, nonce, asset, stake, stake_cash, stake_bonus, choices, facts, win, win_cash,
      multiplier_top, multiplier_bottom, began_at, settled_at)
    select id, player_id, 'brass-orchard', seed, nonce, 'EUR', ${STAKE}, ${STAKE}, 0, '{}', '${JSON.stringify(lost())}', 0, 0, 0, 1, at, at
    from made order by n;
  update play.seed s set next_nonce = m.nonce + 1 from (select seed, max(nonce) as nonce from made group by seed) m where s.id = m.seed;
  insert into ledger.transfer (id, action, kind, subject, posted_at) select id, 'post', 'round', id, clock_timestamp() from made order by n;
  insert into ledger.entry (account_id, version, transfer_id, asset, amount, held, balance_before, balance_after, held_after)
    select account, 2 + nonce, id, 'EUR', ${-STAKE}, 0, ${CASH} - nonce * ${STAKE}, ${CASH} - (nonce + 1) * ${STAKE}, 0 from made
    union all
    select h.id, n, m.id, 'EUR', ${STAKE}, 0, (n - 1) * ${STAKE}, n * ${STAKE}, 0 from made m, house h;
  update ledger.account a set version = 2 + m.nonce, balance = ${CASH} - (m.nonce + 1) * ${STAKE}
    from (select account, max(nonce) as nonce from made group by account) m where a.id = m.account;
  update ledger.account a set version = ${rounds}, balance = ${rounds} * ${STAKE}::bigint from house h where a.id = h.id;
  create unique index round_seed_id_nonce_key on play.round (seed_id, nonce);
  create index round_player_id_began_at_id_idx on play.round (player_id, began_at desc, id desc);
  alter table ledger.entry add constraint entry_pkey primary key (account_id, version);
  create unique index entry_transfer_id_account_id_key on ledger.entry (transfer_id, account_id);
  drop table made, house`;
