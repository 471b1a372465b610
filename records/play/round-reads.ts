import type { GrantId, PlayerId, RoundId, SeedId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import type { Fields } from '../../domain/games/game.ts';
import type { GameId } from '../../domain/games/index.ts';
import { ratio } from '../../domain/ratio.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import type { Round } from './round-types.ts';

type Reader = Pick<Tx, 'query'>;

export type RoundsPage = {
  readonly game?: GameId | undefined;
  readonly state?: 'open' | 'settled' | undefined;
  /** The last one of the page before. */
  readonly before?: RoundId | undefined;
  readonly atMost: number;
};

/** A player's rounds, the newest first. Rounds played meanwhile come before: no page shifts. */
export async function readRounds(
  tx: Reader,
  player: PlayerId,
  { game, state, before, atMost }: RoundsPage,
): Promise<Round[]> {
  const rows = await tx.query<RoundRow>(sql`
    select r.*, s.commitment, s.client_seed, s.opened from play.round r join play.seed s on s.id = r.seed_id
    where r.player_id = ${player} and (${game ?? null}::text is null or r.game = ${game ?? null}::text)
      and (${state ?? null}::text is null or (r.settled_at is null) = (${state ?? null}::text = 'open'))
      and (${before ?? null}::uuid is null or (r.began_at, r.id) < (select m.began_at, m.id from play.round m where m.id = ${before ?? null}::uuid and m.player_id = ${player}))
    order by r.began_at desc, r.id desc limit ${atMost}`);
  return rows.map(roundOf);
}

export async function readRound(tx: Reader, player: PlayerId, id: RoundId): Promise<Round | undefined> {
  const [row] = await tx.query<RoundRow>(sql`
    select r.*, s.commitment, s.client_seed, s.opened from play.round r join play.seed s on s.id = r.seed_id
    where r.id = ${id} and r.player_id = ${player}`);
  return row && roundOf(row);
}

/** Open rounds that began before that moment, the oldest first; those behind `after`, if one is given. */
export async function readLeftRounds(
  tx: Reader,
  before: Date,
  atMost: number,
  after?: Pick<Round, 'id' | 'beganAt'>,
): Promise<Round[]> {
  const rows = await tx.query<RoundRow>(sql`
    select r.*, s.commitment, s.client_seed, s.opened from play.round r join play.seed s on s.id = r.seed_id
    where r.settled_at is null and r.began_at < ${before}
      and (${after?.beganAt ?? null}::timestamptz is null or (r.began_at, r.id) > (${after?.beganAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by r.began_at, r.id limit ${atMost}`);
  return rows.map(roundOf);
}

/** What of a player stands beside their rounds of an asset: minor units; undefined: no bonus of it is active. */
export async function readStanding(
  tx: Reader,
  player: PlayerId,
  asset: Asset,
): Promise<{
  cash: bigint;
  bonus: bigint | undefined;
  wager: { done: bigint; needed: bigint } | undefined;
}> {
  const [row] = await tx.query<{
    cash: bigint | null;
    bonus: bigint | null;
    done: bigint | null;
    needed: bigint | null;
  }>(sql`
    select (select a.balance - a.held from ledger.account a
        where a.player_id = ${player} and a.asset = ${asset} and a.kind = case ${asset} when 'XTR' then 'player-stars' else 'player-cash' end) as cash,
      b.balance - b.held as bonus, g.wager_done as done, g.wager_needed as needed
    from (select 1) one
      left join play."grant" g on g.player_id = ${player} and g.state = 'active' and g.asset = ${asset}
      left join ledger.account b on b.id = g.account_id`);
  const { cash, bonus, done, needed } = row ?? { cash: null, bonus: null, done: null, needed: null };
  return {
    cash: cash ?? 0n,
    bonus: bonus ?? undefined,
    wager: done === null || needed === null ? undefined : { done, needed },
  };
}

/** A pair of seeds. The house's is in it once it is opened, and not before. */
export type SeedShown = {
  readonly id: SeedId;
  readonly commitment: string;
  readonly clientSeed: string | undefined;
  readonly serverSeed: string | undefined;
  /** So many rounds were played with it. */
  readonly rounds: number;
  readonly openedAt: Date | undefined;
};

export type SeedsShown = {
  /** Who never played has one pair, promised: it is `now` and `next` alike, and the player's part of it is not chosen yet. */
  readonly now: SeedShown;
  readonly next: SeedShown;
  readonly before: readonly SeedShown[];
  readonly openRound: RoundId | undefined;
};

/** The pair a player was promised and no round has begun. `isNew`: by the very question whether there is one. */
export type FirstPair = { readonly commitment: string; readonly isNew: boolean };

const MOST_BEFORE = 50;

/** Undefined: the player was promised none yet. */
export async function readSeeds(tx: Reader, player: PlayerId): Promise<SeedsShown | undefined> {
  const rows = await tx.query<SeedRow>(sql`
    (select id, state, commitment, client_seed, opened, next_nonce, opened_at from play.seed
     where player_id = ${player} and state in ('promised', 'in-use'))
    union all
    (select id, state, commitment, client_seed, opened, next_nonce, opened_at from play.seed
     where player_id = ${player} and state = 'opened' order by opened_at desc, id desc limit ${MOST_BEFORE})`);
  const promised = rows.find(({ state }) => state === 'promised');
  if (!promised) return undefined;
  const [open] = await tx.query<{ id: RoundId }>(
    sql`select id from play.round where player_id = ${player} and settled_at is null order by began_at limit 1`,
  );
  return {
    now: seedOf(rows.find(({ state }) => state === 'in-use') ?? promised),
    next: seedOf(promised),
    before: rows.filter(({ state }) => state === 'opened').map(seedOf),
    openRound: open?.id,
  };
}

type SeedRow = {
  id: SeedId;
  state: string;
  commitment: string;
  client_seed: string | null;
  opened: string | null;
  next_nonce: bigint;
  opened_at: Date | null;
};

const seedOf = (row: SeedRow): SeedShown => ({
  id: row.id,
  commitment: row.commitment,
  clientSeed: row.client_seed ?? undefined,
  serverSeed: row.opened ?? undefined,
  rounds: Number(row.next_nonce),
  openedAt: row.opened_at ?? undefined,
});

export type RoundRow = {
  id: RoundId;
  player_id: PlayerId;
  game: GameId;
  seed_id: SeedId;
  nonce: bigint;
  asset: Asset;
  stake: bigint;
  stake_cash: bigint;
  stake_bonus: bigint;
  grant_id: GrantId | null;
  is_free: boolean;
  choices: Fields;
  actions: readonly Fields[];
  state: Fields | null;
  facts: Fields | null;
  version: number;
  was_left: boolean;
  win: bigint;
  win_cash: bigint;
  win_bonus: bigint;
  multiplier_top: string | null;
  multiplier_bottom: string | null;
  began_at: Date;
  settled_at: Date | null;
  cash_after: bigint | null;
  bonus_after: bigint | null;
  commitment: string;
  client_seed: string | null;
  opened: string | null;
};

export const roundOf = (row: RoundRow): Round => ({
  id: row.id,
  player: row.player_id,
  game: row.game,
  state: row.settled_at ? 'settled' : 'open',
  version: row.version,
  asset: row.asset,
  stake: row.stake,
  stakeCash: row.stake_cash,
  stakeBonus: row.stake_bonus,
  isFree: row.is_free,
  grant: row.grant_id ?? undefined,
  choices: row.choices,
  actions: row.actions,
  shown: row.state ?? undefined,
  facts: row.facts ?? undefined,
  win: row.win,
  winCash: row.win_cash,
  winBonus: row.win_bonus,
  multiplier:
    row.multiplier_top === null || row.multiplier_bottom === null
      ? undefined
      : ratio(BigInt(row.multiplier_top), BigInt(row.multiplier_bottom)),
  wasLeft: row.was_left,
  seed: {
    id: row.seed_id,
    commitment: row.commitment,
    clientSeed: row.client_seed ?? '',
    nonce: Number(row.nonce),
    ...(row.opened !== null && { serverSeed: row.opened }),
  },
  beganAt: row.began_at,
  settledAt: row.settled_at ?? undefined,
  after: row.cash_after === null ? undefined : { cash: row.cash_after, bonus: row.bonus_after ?? undefined },
});
