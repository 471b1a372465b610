import type { GrantId } from '../../contracts/ids.ts';
import { keptTerms } from '../../domain/bonus-terms.ts';
import type { GrantState, WrittenTerms } from '../../domain/bonuses.ts';
import { type GameId, gameOf, isGameId } from '../../domain/games/index.ts';
import { counted, wagerNeeded } from '../../domain/wagering.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql } from '../../prisma/tx.ts';

/** A round or a bonus and the books, or its own rules, disagree. */
export type PlayFault = { readonly what: string; readonly transfer: string | null; readonly account: null };

/** Rounds that are over and of one stake. */
type Stakes = { game: GameId; cash: string; bonus: string; many: string };

type Row = {
  id: GrantId;
  state: GrantState;
  /** Active, and its time will not be over for a while. */
  is_in_time: boolean;
  terms: WrittenTerms;
  worth: bigint;
  wager_needed: bigint;
  wager_done: bigint;
  spins_won: bigint;
  converted: bigint | null;
  forfeited: bigint | null;
  is_its_account: boolean;
  balance: bigint;
  booked: bigint;
  became_cash: bigint;
  went_back: bigint;
  late_cash: bigint;
  moved: bigint;
  free_wins: bigint;
  stakes: Stakes[] | null;
};
/** Rounds of a bonus are found by their player and time, as there is no other index of them; clocks of processes differ by less. */
const SLACK = '1 hour';
const NO_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Holds every bonus that was taken against the books and against its own terms, page by page: what was booked for it, what its rounds
 * staked and won of it, what counted, and what became of it in the end.
 */
export async function* readGrantFaults(
  pool: Pool,
  pageSize: number,
): AsyncGenerator<{ faults: PlayFault[]; read: number }> {
  for (let after: string | undefined = NO_ID; after !== undefined; ) {
    const rows: Row[] = await query<Row>(
      pool,
      sql`
      select g.id, g.state, g.state = 'active' and g.play_until > clock_timestamp() + ${SLACK}::interval as is_in_time, g.terms, g.worth, g.wager_needed, g.wager_done, g.spins_won, g.converted, g.forfeited,
        a.grant_id = g.id and a.player_id = g.player_id and a.asset = g.asset as is_its_account, a.balance,
        p.booked, p.became_cash, p.went_back, r.late_cash, r.moved, r.free_wins, r.stakes
      from play."grant" g join ledger.account a on a.id = g.account_id
        left join lateral (
          select coalesce(sum(e.amount) filter (where t.kind = 'bonus' and e.account_id = g.account_id), 0)::bigint as booked,
            coalesce(sum(e.amount) filter (where x.kind = 'player-cash' and x.player_id = g.player_id), 0)::bigint as became_cash,
            coalesce(sum(e.amount) filter (where t.kind <> 'bonus' and x.kind = 'promotions'), 0)::bigint as went_back
          from ledger.transfer t join ledger.entry e on e.transfer_id = t.id join ledger.account x on x.id = e.account_id
          where t.subject = g.id and t.kind in ('bonus', 'bonus-converted', 'bonus-forfeited')) p on true
        left join lateral (
          select coalesce(sum(w.cash - o.win_cash), 0)::bigint as late_cash,
            coalesce(sum(o.win_bonus - o.stake_bonus), 0)::bigint as moved,
            coalesce(sum(o.win) filter (where o.is_free), 0)::bigint as free_wins,
            (select jsonb_agg(jsonb_build_object('game', s.game, 'cash', s.stake_cash::text, 'bonus', s.stake_bonus::text, 'many', s.many::text))
             from (select n.game, n.stake_cash, n.stake_bonus, count(*) as many from play.round n
                   where n.player_id = g.player_id and n.began_at between g.claimed_at - ${SLACK}::interval and coalesce(g.ended_at, 'infinity') + ${SLACK}::interval
                     and n.grant_id = g.id and n.settled_at is not null and not n.is_free and not (n.was_left and n.win = n.stake) group by 1, 2, 3) s) as stakes
          from play.round o
            -- What a round of several steps paid in cash beyond its share was converted after its bonus was completed.
            left join lateral (
              select sum(e.amount) as cash from ledger.transfer t join ledger.entry e on e.transfer_id = t.id
                join ledger.account x on x.id = e.account_id and x.kind = 'player-cash'
              where t.subject = o.id and t.kind = 'win' and o.most_win is not null and o.settled_at is not null) w on true
          where o.player_id = g.player_id and o.began_at between g.claimed_at - ${SLACK}::interval and coalesce(g.ended_at, 'infinity') + ${SLACK}::interval
            and o.grant_id = g.id) r on true
      where g.claimed_at is not null and g.id > ${after}::uuid order by g.id limit ${pageSize}`,
    );
    const faults = rows.flatMap((row) =>
      [...wrongIn(row)].map((what) => ({ what: `bonus ${row.id}: ${what}`, transfer: null, account: null })),
    );
    yield { faults, read: rows.length };
    after = rows.length < pageSize ? undefined : rows.at(-1)?.id;
  }
}

function* wrongIn(row: Row): Generator<string> {
  const terms = keptTerms(row.terms);
  if (!row.is_its_account) yield 'its account is not its own';
  if (row.booked !== row.worth) yield `it is worth ${row.worth}, and ${row.booked} was booked`;
  if (row.spins_won !== row.free_wins) yield `its free spins won ${row.free_wins}, and it says ${row.spins_won}`;
  const needed = wagerNeeded(terms, row.worth, row.spins_won);
  if (row.wager_needed !== needed) yield `${row.wager_needed} is to be staked for it, and its terms ask for ${needed}`;
  yield* wagered(row);
  if (row.state === 'active') {
    const left = row.worth + row.moved;
    if (row.balance !== left) yield `it holds ${row.balance}, and its rounds left ${left}`;
    return;
  }
  if (row.balance !== 0n) yield `it is over, and holds ${row.balance}`;
  if (row.state === 'completed' && row.wager_done < row.wager_needed)
    yield `it was completed with ${row.wager_done} of ${row.wager_needed} staked`;
  const converted = row.became_cash + row.late_cash;
  if ((row.converted ?? 0n) !== converted) yield `${converted} of it became cash, and it says ${row.converted ?? 0n}`;
  if (terms.mostConverted !== null && converted > terms.mostConverted)
    yield `${converted} of it became cash, and its terms let ${terms.mostConverted}`;
  if (row.forfeited !== row.went_back) yield `${row.went_back} of it went back, and it says ${row.forfeited}`;
}

/** A round of several steps that ended after its bonus, or after its time, counts nothing: which those are is not read off clocks. */
function* wagered({ is_in_time, terms, wager_done, stakes }: Row): Generator<string> {
  let [least, most] = [0n, 0n];
  for (const { game, cash, bonus, many } of stakes ?? []) {
    if (!isGameId(game)) continue;
    const count = counted(keptTerms(terms), game, { cash: BigInt(cash), bonus: BigInt(bonus) }) * BigInt(many);
    most += count;
    if (is_in_time || gameOf(game).kind === 'instant') least += count;
  }
  if (wager_done < least || wager_done > most) yield `${wager_done} was staked for it, and its rounds count ${most}`;
}
