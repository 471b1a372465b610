import type { PlayerId, TransferId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** A player's cash that is theirs to use, one amount per asset they hold an account in. Never added up: assets are not one another. */
export async function cashOf(tx: Reader, player: PlayerId): Promise<Money[]> {
  return (await cashOfAll(tx, [player])).get(player) ?? [];
}

/** The same of many players at once; who has no account is not in it. */
export async function cashOfAll(tx: Reader, players: readonly PlayerId[]): Promise<ReadonlyMap<PlayerId, Money[]>> {
  const rows = await tx.query<{ player_id: PlayerId; asset: Asset; available: bigint }>(sql`
    select player_id, asset, balance - held as available from ledger.account
    where player_id = any(${[...players]}::uuid[]) and kind = 'player-cash' order by id`);
  const found = new Map<PlayerId, Money[]>();
  for (const { player_id: player, asset, available } of rows)
    found.set(player, [...(found.get(player) ?? []), money(asset, available)]);
  return found;
}

/** What a player owes us, one amount per asset they owe anything of: credited once, gone from their cash, and taken back by its provider. */
export async function debtsOf(tx: Reader, player: PlayerId): Promise<Money[]> {
  const rows = await tx.query<{ asset: Asset; owed: bigint }>(sql`
    select asset, -balance as owed from ledger.account
    where player_id = ${player} and kind = 'receivable' and balance < 0 order by id`);
  return rows.map(({ asset, owed }) => money(asset, owed));
}

/** A player's Telegram Stars that are theirs to play with; undefined for who never had any. */
export async function starsOf(tx: Reader, player: PlayerId): Promise<Money | undefined> {
  return (await starsOfAll(tx, [player])).get(player);
}

/** The same of many players at once; who never had any is not in it. */
export async function starsOfAll(tx: Reader, players: readonly PlayerId[]): Promise<ReadonlyMap<PlayerId, Money>> {
  const rows = await tx.query<{ player_id: PlayerId; asset: Asset; available: bigint }>(sql`
    select player_id, asset, balance - held as available from ledger.account
    where player_id = any(${[...players]}::uuid[]) and kind = 'player-stars'`);
  return new Map(rows.map(({ player_id, asset, available }) => [player_id, money(asset, available)]));
}

/** A player's cash, free and held, one amount per asset. */
export async function heldOf(tx: Reader, player: PlayerId): Promise<{ cash: Money[]; onHold: Money[] }> {
  const rows = await tx.query<{ asset: Asset; available: bigint; held: bigint }>(sql`
    select asset, balance - held as available, held from ledger.account
    where player_id = ${player} and kind = 'player-cash' order by id`);
  return {
    cash: rows.map(({ asset, available }) => money(asset, available)),
    onHold: rows.filter(({ held }) => held > 0n).map(({ asset, held }) => money(asset, held)),
  };
}

/** The house's position: what exchanges brought it of each asset, below zero where they cost it. All shards read as one. */
export async function positionsOf(tx: Reader): Promise<{ asset: Asset; balance: bigint }[]> {
  return tx.query(sql`
    select asset, sum(balance)::bigint as balance from ledger.account where kind = 'liquidity' group by asset order by asset`);
}

/** Minor units of the account's asset; below zero where the house is owed. A sharded account is read as one. */
export type Funds = { readonly balance: bigint; readonly held: bigint };

export async function fundsOf(tx: Reader, account: bigint): Promise<Funds | undefined> {
  const [row] = await tx.query<{ balance: bigint | null; held: bigint | null }>(
    sql`select sum(balance)::bigint as balance, sum(held)::bigint as held from ledger.account where id = ${account} or shard_of = ${account}`,
  );
  return row && row.balance !== null && row.held !== null ? { balance: row.balance, held: row.held } : undefined;
}

/** What the account stood at, at that moment; nothing before its first entry. By the database's clock. */
export async function fundsAt(tx: Reader, account: bigint, at: Date): Promise<Funds> {
  const [row] = await tx.query<{ balance: bigint; held: bigint }>(sql`
    select coalesce(sum(e.balance_after), 0)::bigint as balance, coalesce(sum(e.held_after), 0)::bigint as held
    from ledger.account a join ledger.entry e on e.account_id = a.id and e.version = ledger.version_at(a.id, ${at})
    where a.id = ${account} or a.shard_of = ${account}`);
  return row ?? { balance: 0n, held: 0n };
}

/** One movement on an account. Holds move nothing and are not in it. */
export type StatementLine = {
  /** The account's version after it: where a reader goes on from. */
  readonly version: bigint;
  readonly transfer: TransferId;
  readonly kind: string;
  readonly subject: string | null;
  readonly at: Date;
  readonly amount: bigint;
  readonly before: bigint;
  readonly after: bigint;
};

/** The rows an account is kept in: itself, and the other parts of a hot one. A statement is read part by part. */
export async function partsOf(tx: Reader, account: bigint): Promise<bigint[]> {
  const rows = await tx.query<{ id: bigint }>(
    sql`select id from ledger.account where id = ${account} or shard_of = ${account} order by shard`,
  );
  return rows.map(({ id }) => id);
}

/**
 * A page of an account's movements after version `after`, the oldest first; up to version `until`. Postings that arrive
 * meanwhile come behind: no page shifts, and no line is seen twice or missed. Of a hot account
 * this is one part (see `partsOf`): its parts have no common order but the clock's.
 */
export async function readStatement(
  tx: Reader,
  account: bigint,
  { after = 0n, until, atMost }: { after?: bigint; until?: bigint; atMost: number },
): Promise<StatementLine[]> {
  return tx.query<StatementLine>(sql`
    select e.version, e.transfer_id as transfer, t.kind, t.subject, t.posted_at as at, e.amount, e.balance_before as before, e.balance_after as after
    from ledger.entry e join ledger.transfer t on t.id = e.transfer_id
    where e.account_id = ${account} and e.version > ${after} and (${until ?? null}::bigint is null or e.version <= ${until ?? null}::bigint) and e.amount <> 0
    order by e.version limit ${atMost}`);
}

export type TrialBalanceLine = {
  readonly asset: Asset;
  readonly kind: string;
  /** A house account's rail or purpose; players' are counted together. */
  readonly house: string | null;
  readonly accounts: number;
  readonly balance: bigint;
};

/** What all accounts stand at, now or at a moment, by asset and kind. Within an asset the balances sum to zero. */
export async function trialBalance(tx: Reader, at?: Date): Promise<TrialBalanceLine[]> {
  const balance = at
    ? sql`
    select a.asset, a.kind, a.house, count(*) filter (where a.shard = 0)::int as accounts, coalesce(sum(e.balance_after), 0)::bigint as balance
    from ledger.account a left join lateral (
      select x.balance_after from ledger.entry x where x.account_id = a.id and x.version = ledger.version_at(a.id, ${at})) e on true
    where a.opened_at <= ${at}
    group by a.asset, a.kind, a.house order by a.asset, a.kind, a.house`
    : sql`
    select asset, kind, house, count(*) filter (where shard = 0)::int as accounts, sum(balance)::bigint as balance
    from ledger.account group by asset, kind, house order by asset, kind, house`;
  return tx.query<TrialBalanceLine>(balance);
}

/** One of a player's accounts over a span of time. */
export type AccountSpan = {
  readonly account: bigint;
  readonly kind: string;
  readonly asset: Asset;
  /** The versions before the first and at the last movement of the span; `opening` is what `from` left, `closing` what `until` left. */
  readonly from: bigint;
  readonly until: bigint;
  readonly opening: bigint;
  readonly closing: bigint;
  /** By what the money was for: how often, and how much came in and went out. */
  readonly totals: readonly {
    readonly kind: string;
    readonly count: number;
    readonly in: bigint;
    readonly out: bigint;
  }[];
};

/** What each account of a player stood at when the span began and when it ended, and what came between, by kind. */
export async function readSpans(tx: Reader, player: PlayerId, from: Date, until: Date): Promise<AccountSpan[]> {
  const spans = await tx.query<Omit<AccountSpan, 'totals'>>(sql`
    select a.id as account, a.kind, a.asset, v.from, v.until,
      coalesce((select e.balance_after from ledger.entry e where e.account_id = a.id and e.version = v.from), 0) as opening,
      coalesce((select e.balance_after from ledger.entry e where e.account_id = a.id and e.version = v.until), 0) as closing
    from ledger.account a
      cross join lateral (
        select ledger.version_at(a.id, ${from}::timestamptz - interval '1 millisecond') as from,
          ledger.version_at(a.id, ${until}::timestamptz - interval '1 millisecond') as until) v
    where a.player_id = ${player} and v.until > 0 order by a.id`);
  return Promise.all(spans.map(async (span) => ({ ...span, totals: await totalsOf(tx, span) })));
}

async function totalsOf(tx: Reader, { account, from, until }: Omit<AccountSpan, 'totals'>) {
  return tx.query<AccountSpan['totals'][number]>(sql`
    select t.kind, count(*)::int as count, coalesce(sum(e.amount) filter (where e.amount > 0), 0)::bigint as in, coalesce(-sum(e.amount) filter (where e.amount < 0), 0)::bigint as out
    from ledger.entry e join ledger.transfer t on t.id = e.transfer_id
    where e.account_id = ${account} and e.version > ${from} and e.version <= ${until} and e.amount <> 0
    group by t.kind order by t.kind`);
}
