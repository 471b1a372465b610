import type { GrantId, OrderId, PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { keptTerms } from '../../domain/bonus-terms.ts';
import type { BonusTerms, GrantState, WrittenTerms } from '../../domain/bonuses.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** A bonus of a player, as it is now. */
export type GrantView = {
  readonly id: GrantId;
  readonly state: GrantState;
  /** As they were when it was offered. */
  readonly terms: BonusTerms;
  readonly deposit: Money | undefined;
  readonly worth: Money;
  readonly balance: Money;
  readonly done: Money;
  readonly needed: Money;
  readonly spinsLeft: number;
  /** Rounds of it that are not over. */
  readonly openRounds: number;
  /** Those of them with bonus in their stake, by which `play.judge_grant` goes, too: of what they win, a part is the bonus. */
  readonly openBonusRounds: number;
  readonly offerUntil: Date;
  readonly playUntil: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly converted: Money | undefined;
  readonly forfeited: Money | undefined;
};

type Row = {
  id: GrantId;
  state: GrantState;
  terms: WrittenTerms;
  asset: Asset;
  deposit_minor: bigint | null;
  worth: bigint;
  balance: bigint;
  wager_done: bigint;
  wager_needed: bigint;
  spins_left: number;
  open_rounds: number;
  open_bonus_rounds: number;
  offer_until: Date;
  play_until: Date | null;
  ended_at: Date | null;
  converted: bigint | null;
  forfeited: bigint | null;
};

/** How many that have ended are shown. */
const MOST_ENDED = 20;

/**
 * The active one, what is offered, and what ended, the newest first. An offer whose time is over reads as expired, also before anybody
 * has written that down.
 */
export async function readGrants(
  tx: Reader,
  player: PlayerId,
  at: Date,
): Promise<{ active: GrantView | undefined; offers: GrantView[]; ended: GrantView[] }> {
  const rows = await tx.query<Row>(sql`
    with g as (select x.*, case when x.state = 'offered' and x.offer_until <= ${at} then 'expired' else x.state end as now,
        case when x.state = 'offered' and x.offer_until <= ${at} then x.offer_until else x.ended_at end as over
      from play."grant" x where x.player_id = ${player}),
    shown as (select * from g where g.now in ('offered', 'active')
      union all (select * from g where g.now not in ('offered', 'active') order by g.over desc, g.id desc limit ${MOST_ENDED}))
    select g.id, g.now as state, g.terms, g.asset, g.deposit_minor, g.worth, coalesce(a.balance, 0)::bigint as balance, g.wager_done, g.wager_needed,
      g.spins_left, r.open_rounds, r.open_bonus_rounds, g.offer_until, g.play_until, g.over as ended_at, g.converted, g.forfeited
    from shown g left join ledger.account a on a.id = g.account_id
    cross join lateral (select count(*)::int as open_rounds,
        (count(*) filter (where x.stake_bonus > 0))::int as open_bonus_rounds
      from play.round x where x.grant_id = g.id and x.settled_at is null) r
    order by g.over desc nulls first, g.offered_at desc, g.id desc`);
  const grants = rows.map(viewOf);
  return {
    active: grants.find(({ state }) => state === 'active'),
    offers: grants.filter(({ state }) => state === 'offered'),
    ended: grants.filter(({ state }) => state !== 'active' && state !== 'offered'),
  };
}

/** Those of these offers whose deposit is still here: cash that went out since, or a deposit that went back, ends what came with it. */
export async function stillOffered(tx: Reader, offers: readonly GrantView[]): Promise<GrantView[]> {
  if (offers.length === 0) return [];
  const ids = offers.map(({ id }) => id);
  const rows = await tx.query<{ id: GrantId }>(
    sql`select o.id from unnest(${ids}::uuid[]) o (id) where not play.is_offer_gone(o.id)`,
  );
  const here = new Set(rows.map(({ id }) => id));
  return offers.filter(({ id }) => here.has(id));
}

/** One bonus, whoever it is of, as it is written down; undefined: there is none. */
export async function readGrant(
  tx: Reader,
  id: GrantId,
): Promise<(GrantView & { readonly player: PlayerId }) | undefined> {
  const [row] = await tx.query<Row & { player: PlayerId }>(sql`
    select g.id, g.player_id as player, g.state, g.terms, g.asset, g.deposit_minor, g.worth, coalesce(a.balance, 0)::bigint as balance, g.wager_done,
      g.wager_needed, g.spins_left, r.open_rounds, r.open_bonus_rounds, g.offer_until, g.play_until, g.ended_at, g.converted, g.forfeited
    from play."grant" g left join ledger.account a on a.id = g.account_id
    cross join lateral (select count(*)::int as open_rounds,
        (count(*) filter (where x.stake_bonus > 0))::int as open_bonus_rounds
      from play.round x where x.grant_id = g.id and x.settled_at is null) r
    where g.id = ${id}`);
  return row && { ...viewOf(row), player: row.player };
}

/** The grant that this player plays with now; undefined: none. */
export async function activeGrantOf(tx: Reader, player: PlayerId): Promise<GrantView | undefined> {
  return (await readGrants(tx, player, new Date(0))).active;
}

const viewOf = (row: Row): GrantView => {
  const amount = (minor: bigint): Money => money(row.asset, minor);
  const some = (minor: bigint | null): Money | undefined => (minor === null ? undefined : amount(minor));
  return {
    id: row.id,
    state: row.state,
    terms: keptTerms(row.terms),
    deposit: some(row.deposit_minor),
    worth: amount(row.worth),
    balance: amount(row.balance),
    done: amount(row.wager_done),
    needed: amount(row.wager_needed),
    spinsLeft: row.spins_left,
    openRounds: row.open_rounds,
    openBonusRounds: row.open_bonus_rounds,
    offerUntil: row.offer_until,
    playUntil: row.play_until ?? undefined,
    endedAt: row.ended_at ?? undefined,
    converted: some(row.converted),
    forfeited: some(row.forfeited),
  };
};

/**
 * Whether a player may be written to of an offer made to them: those may who never said that they wish for none. It answers what they did
 * a moment ago, a deposit or a code, and is no advertising, which needs a yes (domain/notices.ts).
 */
export async function wantsPromotions(tx: Reader, player: PlayerId): Promise<boolean> {
  const [row] = await tx.query<{ promotions: boolean }>(
    sql`select promotions from play.notice_choice where player_id = ${player}`,
  );
  return row?.promotions ?? true;
}

/** The active grant of a player that came with this order's deposit. */
export async function activeGrantOfOrder(tx: Reader, player: PlayerId, order: OrderId): Promise<GrantId | undefined> {
  const [row] = await tx.query<{ id: GrantId }>(sql`
    select g.id from play."grant" g join ledger.transfer t on t.id = g.deposit_id
    where g.player_id = ${player} and g.state = 'active' and t.subject = ${order}`);
  return row?.id;
}
