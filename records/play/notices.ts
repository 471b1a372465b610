import type { GrantId, PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { keptTerms } from '../../domain/bonus-terms.ts';
import type { BonusTerms, WrittenTerms } from '../../domain/bonuses.ts';
import { type Money, money } from '../../domain/money.ts';
import { type NoticeChoice, type NoticeFacts, type NoticeKind, unchosen } from '../../domain/notices.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

type ChoiceRow = {
  promotions: boolean | null;
  wagering: boolean;
  vip: boolean;
  quiet_from: number | null;
  quiet_until: number | null;
  zone: string;
  is_listed: boolean;
};

/** What the bot may write to a player; undefined: they never chose. */
export async function readNoticeChoice(tx: Reader, player: PlayerId): Promise<NoticeChoice | undefined> {
  const [row] = await tx.query<ChoiceRow>(sql`
    select promotions, wagering, vip, quiet_from, quiet_until, zone, is_listed from play.notice_choice where player_id = ${player}`);
  return row && choiceIn(row);
}

/** In place of whatever they chose before. Safe to repeat. */
export async function keepNoticeChoice(tx: Tx, player: PlayerId, choice: NoticeChoice): Promise<void> {
  const { promotions, wagering, vip, quiet, zone, isListed } = choice;
  await tx.query(sql`
    insert into play.notice_choice (player_id, promotions, wagering, vip, quiet_from, quiet_until, zone, is_listed)
    values (${player}, ${promotions}, ${wagering}, ${vip}, ${quiet?.from ?? null}, ${quiet?.until ?? null}, ${zone}, ${isListed})
    on conflict (player_id) do update set promotions = excluded.promotions, wagering = excluded.wagering, vip = excluded.vip,
      quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, zone = excluded.zone, is_listed = excluded.is_listed`);
}

function choiceIn(row: ChoiceRow): NoticeChoice {
  if (row.promotions === null) return unchosen;
  const { quiet_from: from, quiet_until: until } = row;
  return {
    promotions: row.promotions,
    wagering: row.wagering,
    vip: row.vip,
    quiet: from === null || until === null ? undefined : { from, until },
    zone: row.zone,
    isListed: row.is_listed,
  };
}

/** A bonus whose time is nearly over. */
export type EndingBonus = {
  readonly until: Date;
  readonly balance: Money;
  readonly done: Money;
  readonly needed: Money;
  readonly spinsLeft: number;
};

/** What a notice tells, as it is at this moment. */
export type NoticeNews =
  | { readonly kind: 'promotions'; readonly terms: BonusTerms }
  | { readonly kind: 'wagering'; readonly converted: Money }
  | { readonly kind: 'wagering'; readonly ending: EndingBonus }
  | { readonly kind: 'vip'; readonly level: number };

export type NoticeView = {
  readonly key: string;
  readonly player: PlayerId;
  readonly language: string;
  /** Undefined: no Telegram account opens them. */
  readonly chat: string | undefined;
  /** The bot they know us by. */
  readonly bot: string | undefined;
  readonly facts: NoticeFacts;
  /** Undefined when it is no news any more. */
  readonly news: NoticeNews | undefined;
};

/** Takes what is due, so that nobody else does until the end of the transaction. */
export async function holdDueNotices(tx: Tx, at: Date, atMost: number): Promise<string[]> {
  const rows = await tx.query<{ key: string }>(sql`
    select key from play.notice where state = 'waiting' and due_at <= ${at} order by due_at limit ${atMost} for update skip locked`);
  return rows.map(({ key }) => key);
}

export async function endNotice(tx: Tx, key: string, state: 'sent' | 'unwanted'): Promise<void> {
  await tx.query(sql`update play.notice set state = ${state} where key = ${key}`);
}

export async function putOffNotice(tx: Tx, key: string, until: Date): Promise<void> {
  await tx.query(sql`update play.notice set due_at = ${until} where key = ${key}`);
}

type NoticeRow = ChoiceRow & {
  key: string;
  player_id: PlayerId;
  kind: NoticeKind;
  level: number | null;
  language: string;
  chat: string | null;
  bot: string | null;
  is_reached: boolean;
  is_paused: boolean;
  may_promote: boolean;
  terms: WrittenTerms | null;
  asset: Asset | null;
  converted: bigint | null;
  /** Of an active bonus that a notice calls near its end, and so are those below. */
  play_until: Date | null;
  balance: bigint;
  wager_done: bigint;
  wager_needed: bigint;
  spins_left: number;
};

/**
 * All there is to know of these notices. A promotion is news while its player may still come to its bonus; a level is while there is none
 * above it, and that a bonus ends while it is active and its time is not over.
 */
export async function readNotices(tx: Reader, keys: readonly string[]): Promise<NoticeView[]> {
  const rows = await tx.query<NoticeRow>(sql`
    select n.key, n.player_id, n.kind, case when v.level = (n.body->>'level')::smallint then v.level end as level,
      coalesce(p.chosen_language, p.language) as language, l.subject as chat,
      (select s.bot from identity.session s where s.player_id = p.id and s.bot is not null order by s.seen_at desc limit 1) as bot,
      p.closed_at is null and l.subject is not null and l.blocked_at is null as is_reached,
      (compliance.pause_of(p.id)).id is not null as is_paused, compliance.may_promote(p.id) as may_promote,
      b.terms, coalesce(g.asset, e.asset) as asset, g.converted,
      e.play_until, coalesce(a.balance, 0)::bigint as balance, e.wager_done, e.wager_needed, e.spins_left,
      c.promotions, c.wagering, c.vip, c.quiet_from, c.quiet_until, c.zone, c.is_listed
    from play.notice n join identity.player p on p.id = n.player_id
      left join identity.linked_account l on l.player_id = p.id and l.provider = 'telegram'
      left join play.notice_choice c on c.player_id = p.id
      left join play.vip v on n.kind = 'vip' and v.player_id = p.id
      left join play."grant" g on n.kind = 'wagering' and g.id = (n.body->>'grant')::uuid and g.state = 'completed'
      left join play."grant" e on n.kind = 'wagering' and e.id = (n.body->>'ending')::uuid and e.state = 'active' and e.play_until > clock_timestamp()
      left join ledger.account a on a.id = e.account_id
      left join play.bonus b on n.kind = 'promotions' and b.id = n.body->>'bonus' and b.ended_at is null and play.may_come_to(p.id, b.id)
    where n.key = any(${[...keys]}::text[])`);
  return rows.map(viewOf);
}

function viewOf(row: NoticeRow): NoticeView {
  const news = newsIn(row);
  return {
    key: row.key,
    player: row.player_id,
    language: row.language,
    chat: row.chat ?? undefined,
    bot: row.bot ?? undefined,
    news,
    facts: {
      kind: row.kind,
      choice: choiceIn(row),
      isReached: row.is_reached,
      isPaused: row.is_paused,
      mayPromote: row.may_promote,
      isNews: news !== undefined,
    },
  };
}

function newsIn({ kind, terms, asset, converted, level, ...row }: NoticeRow): NoticeNews | undefined {
  switch (kind) {
    case 'promotions':
      return terms ? { kind, terms: keptTerms(terms) } : undefined;
    case 'wagering':
      if (!asset) return undefined;
      if (row.play_until) return { kind, ending: endingIn(asset, row.play_until, row) };
      return converted === null ? undefined : { kind, converted: money(asset, converted) };
    case 'vip':
      return level === null ? undefined : { kind, level };
  }
}

const endingIn = (
  asset: Asset,
  until: Date,
  row: Pick<NoticeRow, 'balance' | 'wager_done' | 'wager_needed' | 'spins_left'>,
): EndingBonus => ({
  until,
  balance: money(asset, row.balance),
  done: money(asset, row.wager_done),
  needed: money(asset, row.wager_needed),
  spinsLeft: row.spins_left,
});

/** Writes that the end of a bonus is near, for a player who wishes to hear of it. Safe to repeat: it is told once. */
export async function notifyOfEnd(tx: Tx, player: PlayerId, grant: GrantId): Promise<void> {
  const body = JSON.stringify({ ending: grant });
  await tx.query(sql`select play.notify(${`ending:${grant}`}, ${player}, 'wagering', ${body}::jsonb)`);
}

/** Writes notices of what is new to those who wish to hear of it; answers how many, 0 when nothing is left. */
export async function announceBonuses(pool: Pool, at: Date, atMost: number): Promise<number> {
  const [row] = await query<{ written: number }>(pool, sql`select play.announce(${at}, ${atMost}::integer) as written`);
  return row?.written ?? 0;
}

/** Forgets what is over for so long; answers how many. */
export async function sweepNotices(pool: Pool, keepMs: number, atMost: number): Promise<number> {
  const gone = await query<{ key: string }>(
    pool,
    sql`delete from play.notice where key in (
      select key from play.notice where state <> 'waiting' and due_at < clock_timestamp() - ${`${keepMs} milliseconds`}::interval limit ${atMost})
      returning key`,
  );
  return gone.length;
}
