import { createHash, createHmac } from 'node:crypto';
import type { RoundId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { drawsOf } from '../../domain/fairness.ts';
import { decided, type Fields, settled } from '../../domain/games/game.ts';
import { gameOf, isGameId } from '../../domain/games/index.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql } from '../../prisma/tx.ts';
import { type PlayFault, readGrantFaults } from './grant-faults.ts';

type Row = {
  id: RoundId;
  game: string;
  asset: Asset;
  stake: bigint;
  stake_cash: bigint;
  stake_bonus: bigint;
  is_free: boolean;
  choices: Fields;
  actions: readonly Fields[];
  facts: Fields | null;
  was_left: boolean;
  win: bigint;
  win_cash: bigint;
  win_bonus: bigint;
  nonce: bigint;
  opened: string | null;
  client_seed: string;
  posted: { kind: string; of: string; amount: string }[] | null;
};
const NO_ID = '00000000-0000-0000-0000-000000000000';
const PAGE = 1_000;
/** One in so many rounds whose seeds are opened is played again; which ones follows from their ids, and is the same at each reading. */
const SAMPLE = 16;

/**
 * Holds every round against the books and against its own rules, page by page: what its facts pay is what it won; what was posted for it
 * is its stake and its win, of the accounts they are of. Of those whose seeds are opened a sample is played again from the seeds. The
 * nonces of each pair are as many as its rounds. Bonuses are held against the books and their rounds behind them.
 */
export async function* readPlay(pool: Pool, pageSize = PAGE): AsyncGenerator<{ faults: PlayFault[]; read: number }> {
  for (let after: string | undefined = NO_ID; after !== undefined; ) {
    const rows: Row[] = await query<Row>(
      pool,
      sql`
      select r.id, r.game, r.asset, r.stake, r.stake_cash, r.stake_bonus, r.is_free, r.choices, r.actions, r.facts, r.was_left, r.win, r.win_cash,
        r.win_bonus, r.nonce, s.opened, s.client_seed, p.posted
      from play.round r join play.seed s on s.id = r.seed_id
        left join lateral (
          select jsonb_agg(jsonb_build_object('kind', x.kind, 'of', x.of, 'amount', x.amount::text)) as posted
          from (select t.kind, case when a.player_id <> r.player_id then 'somebody-else' else a.kind end as of, sum(e.amount) as amount from ledger.transfer t
                  join ledger.entry e on e.transfer_id = t.id join ledger.account a on a.id = e.account_id
                where t.subject = r.id and t.kind in ('round', 'bet', 'win', 'free-spin') group by 1, 2) x) p on true
      where r.id > ${after}::uuid order by r.id limit ${pageSize}`,
    );
    const faults = rows.flatMap((row) =>
      [...wrongIn(row)].map((what) => ({ what: `round ${row.id}: ${what}`, transfer: null, account: null })),
    );
    yield { faults, read: rows.length };
    after = rows.length < pageSize ? undefined : rows.at(-1)?.id;
  }
  yield* readNonces(pool);
  yield* readGrantFaults(pool, pageSize);
}

function* wrongIn(row: Row): Generator<string> {
  if (!isGameId(row.game)) return yield `its game ${row.game} is none of ours`;
  const rules = gameOf(row.game);
  if (row.facts) {
    const again = settled(rules, row.stake, row.choices, row.facts);
    if (again.win !== row.win) yield `it won ${row.win}, and its facts pay ${again.win}`;
    const winCash = row.is_free ? 0n : (row.win * row.stake_cash) / row.stake;
    if (row.win_cash !== winCash) yield `${row.win_cash} of its win is cash, and ${winCash} is the share of its stake`;
    if (row.opened !== null && isSampled(row.id)) yield* playedAgain(row);
  }
  yield* misposted(row);
}

const isSampled = (id: string): boolean => (createHash('sha256').update(id).digest()[0] ?? 0) % SAMPLE === 0;

function* playedAgain(row: Row): Generator<string> {
  if (!isGameId(row.game) || row.opened === null) return;
  const seeds = { serverSeed: row.opened, clientSeed: row.client_seed, nonce: Number(row.nonce) };
  const draws = () => drawsOf(seeds, (key, message) => createHmac('sha256', key).update(message).digest());
  const again = decided(gameOf(row.game), row.choices, row.actions, draws);
  if ('reason' in again) yield 'its actions cannot be done again';
  else if (sorted(again.facts) !== sorted(row.facts ?? {})) yield 'its seeds give another result';
}

const sorted = (fields: Fields): string => JSON.stringify(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What its player's accounts got less what they gave, and what the house's did. */
function* misposted(row: Row): Generator<string> {
  const posted = row.posted ?? [];
  const sumOf = (...of: string[]) =>
    posted.filter((part) => of.includes(part.of)).reduce((sum, part) => sum + BigInt(part.amount), 0n);
  const player = sumOf('player-cash', 'player-stars', 'player-bonus');
  const staked = row.is_free ? 0n : row.stake;
  const house = sumOf('bankroll');
  if (!row.is_free && house !== staked - row.win) yield `the bankroll got ${house}, and not ${staked - row.win}`;
  if (row.is_free && house !== 0n) yield `a free spin moved the bankroll by ${house}`;
  // Of a bonus that ended meanwhile a part may have gone to promotions instead.
  const most = row.win - staked;
  const least = most - row.win_bonus;
  if (player > most || player < least) return yield `its player got ${player}, and not ${most}`;
  // What a bonus won is cash only where it came after its bonus was completed, and that takes a round of several steps.
  const cash = sumOf('player-cash', 'player-stars');
  const share = row.win_cash - row.stake_cash;
  const late = isGameId(row.game) && gameOf(row.game).kind === 'stepped' ? row.win_bonus : 0n;
  if (cash < share || cash > share + late) yield `its player's cash got ${cash}, and not ${share}`;
}

/** A pair counts its rounds: its nonces are 0 to one below, without a gap. */
async function* readNonces(pool: Pool): AsyncGenerator<{ faults: PlayFault[]; read: number }> {
  const rows = await query<{ id: string; next_nonce: bigint; rounds: bigint; highest: bigint | null }>(
    pool,
    sql`
    select s.id, s.next_nonce, count(r.id) as rounds, max(r.nonce) as highest
    from play.seed s left join play.round r on r.seed_id = s.id
    group by s.id having count(r.id) <> s.next_nonce or coalesce(max(r.nonce) + 1, 0) <> s.next_nonce limit 1000`,
  );
  yield {
    faults: rows.map(({ id, next_nonce, rounds }) => ({
      what: `seeds ${id}: ${next_nonce} nonces were used, and ${rounds} rounds played`,
      transfer: null,
      account: null,
    })),
    read: rows.length,
  };
}
