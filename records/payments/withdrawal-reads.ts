import type { PayoutId, PlayerId, WithdrawalId } from '../../contracts/ids.ts';
import type { PayoutRailId } from '../../contracts/rails.ts';
import type { Asset } from '../../domain/assets.ts';
import { add, type Money, money } from '../../domain/money.ts';
import type { PayoutState, WithdrawalStatus } from '../../domain/withdrawals.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** One of the parts a withdrawal is sent in. */
export type PayoutView = {
  readonly reference: PayoutId;
  readonly amount: Money;
  readonly target: string;
  readonly state: PayoutState;
  /** How often it was handed out for sending. */
  readonly attempt: number;
  readonly providerRef: string | undefined;
  /** The provider's last word on it. */
  readonly answer: string | undefined;
  readonly firstSentAt: Date | undefined;
  readonly answeredAt: Date | undefined;
};

export type WithdrawalView = {
  readonly id: WithdrawalId;
  readonly player: PlayerId;
  readonly rail: PayoutRailId;
  readonly status: WithdrawalStatus;
  /** What arrives; the fee comes on top. */
  readonly amount: Money;
  readonly fee: Money;
  readonly destination: string;
  /** What was paid in the end; undefined until it is over. */
  readonly paid: Money | undefined;
  /** What of that came back since, and is the player's again; undefined: nothing did. */
  readonly returned: Money | undefined;
  /** How many of staff must approve; undefined until it was looked at. */
  readonly approvalsNeeded: number | undefined;
  readonly approvals: number;
  readonly reviewReasons: readonly string[];
  readonly requestedAt: Date;
  readonly confirmBy: Date;
  readonly confirmedAt: Date | undefined;
  readonly sendingAt: Date | undefined;
  readonly endedAt: Date | undefined;
  readonly parts: readonly PayoutView[];
  readonly language: string;
  readonly shownIn: { bot: string; chat: string; message: bigint | undefined; key: string | undefined } | undefined;
};

export async function readWithdrawal(tx: Reader, id: WithdrawalId): Promise<WithdrawalView | undefined> {
  const rows = await tx.query<WithdrawalRow>(sql`
    select w.*, coalesce(p.chosen_language, p.language) as language,
      (select count(*)::int from payments.approval a where a.withdrawal_id = w.id) as approvals
    from payments.withdrawal w join identity.player p on p.id = w.player_id where w.id = ${id}`);
  const [view] = await withParts(tx, rows);
  return view;
}

/** One withdrawal of this player; somebody else's is not there. */
export async function readWithdrawalOf(
  tx: Reader,
  player: PlayerId,
  id: WithdrawalId,
): Promise<WithdrawalView | undefined> {
  const view = await readWithdrawal(tx, id);
  return view?.player === player ? view : undefined;
}

/** Whether there is such a withdrawal. */
export async function isWithdrawal(tx: Reader, id: string): Promise<boolean> {
  return (await tx.query(sql`select 1 from payments.withdrawal where id = ${id}`)).length > 0;
}

/** Whether this withdrawal is one of the player's. */
export async function isWithdrawalOf(tx: Reader, player: PlayerId, id: WithdrawalId): Promise<boolean> {
  return (await tx.query(sql`select 1 from payments.withdrawal where id = ${id} and player_id = ${player}`)).length > 0;
}

/** Whether this destination is one of the player's. */
export async function isDestinationOf(tx: Reader, player: PlayerId, id: string): Promise<boolean> {
  const rows = await tx.query(sql`
    select 1 from payments.destination where id = ${id} and player_id = ${player} and removed_at is null`);
  return rows.length > 0;
}

/** These withdrawals, in no order. */
export async function readWithdrawalsNamed(tx: Reader, ids: readonly WithdrawalId[]): Promise<WithdrawalView[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<WithdrawalRow>(sql`
    select w.*, '' as language, (select count(*)::int from payments.approval a where a.withdrawal_id = w.id) as approvals
    from payments.withdrawal w where w.id = any(${[...ids]}::uuid[])`);
  return withParts(tx, rows);
}

/** How many of the player's withdrawals wait for a code, and how many are under way beyond that. */
export async function countUnderWay(tx: Reader, player: PlayerId): Promise<{ unconfirmed: number; underWay: number }> {
  const [row] = await tx.query<{ unconfirmed: number; under_way: number }>(sql`
    select count(*) filter (where status = 'awaiting-code')::int as unconfirmed,
      count(*) filter (where status <> 'awaiting-code')::int as under_way
    from payments.withdrawal
    where player_id = ${player} and status in ('awaiting-code', 'confirmed', 'awaiting-approval', 'sending')`);
  return { unconfirmed: row?.unconfirmed ?? 0, underWay: row?.under_way ?? 0 };
}

/** What a player has taken out of an asset since then, or is about to: confirmed and not come to nothing. Without `except`. */
export async function takenOutSince(
  tx: Reader,
  { id: except, player, amount: { asset } }: Pick<WithdrawalView, 'id' | 'player' | 'amount'>,
  since: Date,
): Promise<Money> {
  const [row] = await tx.query<{ minor: bigint }>(sql`
    select coalesce(sum(coalesce(paid_minor, minor)), 0)::bigint as minor from payments.withdrawal
    where player_id = ${player} and asset = ${asset} and id <> ${except} and confirmed_at >= ${since}`);
  return money(asset, row?.minor ?? 0n);
}

/** The player's withdrawals that have something left to hand out. */
export async function withdrawalsToSendOf(tx: Reader, player: PlayerId): Promise<WithdrawalId[]> {
  const rows = await tx.query<{ id: WithdrawalId }>(sql`
    select w.id from payments.withdrawal w
    where w.status = 'sending' and w.player_id = ${player}
      and exists (select from payments.payout p where p.withdrawal_id = w.id and p.state = 'planned') order by w.requested_at`);
  return rows.map(({ id }) => id);
}

/** Whether a provider refused, for good, to send one of the player's payments back: what it covered leaves another way. */
export async function wasRefusedARefund(tx: Reader, player: PlayerId): Promise<boolean> {
  const [row] = await tx.query<{ was: boolean }>(sql`
    select exists (select from payments.payout p join payments.withdrawal w on w.id = p.withdrawal_id
      where w.player_id = ${player} and p.state = 'refused' and p.target not like 'destination:%') as was`);
  return row?.was ?? false;
}

/** One part, with what a rail is told of it. */
export type PartView = PayoutView & { readonly withdrawal: WithdrawalId; readonly rail: PayoutRailId };

export async function readPayout(tx: Reader, reference: PayoutId): Promise<PartView | undefined> {
  const [row] = await tx.query<PayoutRow & { rail: PayoutRailId }>(sql`
    select p.*, w.asset, w.rail from payments.payout p join payments.withdrawal w on w.id = p.withdrawal_id
    where p.reference = ${reference}`);
  return row && { ...payoutOf(row), withdrawal: row.withdrawal_id, rail: row.rail };
}

/** A payment of the player's own, and what of it has neither gone back nor is about to. */
export type RefundableRow = {
  readonly provider: string;
  readonly chargeId: string;
  readonly providerRef: string | undefined;
  readonly left: Money;
  readonly paidAt: Date;
};

/**
 * The player's credited payments on a rail in one asset of which something is left, the oldest first. One that its provider
 * refused to send back, not for want of money, is none: planned again it would keep the player from all that is theirs.
 */
export async function refundableOf(tx: Reader, player: PlayerId, rail: string, asset: Asset): Promise<RefundableRow[]> {
  const rows = await tx.query<{
    provider: string;
    id: string;
    provider_ref: string | null;
    left: bigint;
    at: Date;
  }>(sql`
    select c.provider, c.id, c.provider_ref, c.minor - gone.minor - back.minor as left, c.received_at as at
    from payments."order" o join payments.charge c on c.order_id = o.id
      cross join lateral (
        select coalesce(sum(p.minor), 0)::bigint as minor
        from payments.payout p join payments.withdrawal w on w.id = p.withdrawal_id
        where p.target in (c.id, c.provider_ref) and w.rail = ${rail} and p.state not in ('refused', 'dropped')) gone
      cross join lateral (
        select coalesce(sum(case b.kind when 'dispute' then c.minor else b.minor end), 0)::bigint as minor
        from payments.take_back b
        where b.provider = c.provider and b.charge_id = c.id and b.state in ('open', 'lost', 'refunded')) back
    where o.player_id = ${player} and o.rail = ${rail} and c.outcome = 'credited' and c.asset = ${asset} and c.minor > gone.minor + back.minor
      and not exists (select from payments.payout p join payments.withdrawal w on w.id = p.withdrawal_id
        where p.target in (c.id, c.provider_ref) and w.rail = ${rail} and p.state = 'refused' and p.resolved_pass is null
          and p.answer not in ('balance_insufficient', 'insufficient_funds', 'notEnoughBalance'))
    order by c.received_at, c.id`);
  return rows.map(({ provider, id, provider_ref, left, at }) => ({
    provider,
    chargeId: id,
    providerRef: provider_ref ?? undefined,
    left: money(asset, left),
    paidAt: at,
  }));
}

async function withParts(tx: Reader, rows: readonly WithdrawalRow[]): Promise<WithdrawalView[]> {
  if (rows.length === 0) return [];
  const parts = await tx.query<PayoutRow>(sql`
    select p.*, w.asset from payments.payout p join payments.withdrawal w on w.id = p.withdrawal_id
    where p.withdrawal_id = any(${rows.map(({ id }) => id)}::uuid[]) order by p.withdrawal_id, p.n`);
  return rows.map((row) => viewOf(row, parts.filter((part) => part.withdrawal_id === row.id).map(payoutOf)));
}

type PayoutRow = {
  reference: PayoutId;
  withdrawal_id: WithdrawalId;
  minor: bigint;
  asset: Asset;
  target: string;
  state: PayoutState;
  attempt: number;
  provider_ref: string | null;
  answer: string | null;
  first_sent_at: Date | null;
  answered_at: Date | null;
};

const payoutOf = (row: PayoutRow): PayoutView => ({
  reference: row.reference,
  amount: money(row.asset, row.minor),
  target: row.target,
  state: row.state,
  attempt: row.attempt,
  providerRef: row.provider_ref ?? undefined,
  answer: row.answer ?? undefined,
  firstSentAt: row.first_sent_at ?? undefined,
  answeredAt: row.answered_at ?? undefined,
});

type WithdrawalRow = {
  id: WithdrawalId;
  player_id: PlayerId;
  rail: PayoutRailId;
  status: WithdrawalStatus;
  asset: Asset;
  minor: bigint;
  fee_minor: bigint;
  destination: string;
  paid_minor: bigint | null;
  approvals_needed: number | null;
  approvals: number;
  review_reasons: string[];
  shown_bot: string | null;
  shown_chat: bigint | null;
  shown_message: bigint | null;
  shown_key: string | null;
  requested_at: Date;
  confirm_by: Date;
  confirmed_at: Date | null;
  sending_at: Date | null;
  ended_at: Date | null;
  language: string;
};

const returnedOf = (parts: readonly PayoutView[]): Money | undefined => {
  const [first, ...rest] = parts.filter(({ state }) => state === 'returned').map(({ amount }) => amount);
  return first && rest.reduce(add, first);
};

const viewOf = (row: WithdrawalRow, parts: readonly PayoutView[]): WithdrawalView => ({
  id: row.id,
  player: row.player_id,
  rail: row.rail,
  status: row.status,
  amount: money(row.asset, row.minor),
  fee: money(row.asset, row.fee_minor),
  destination: row.destination,
  paid: row.paid_minor === null ? undefined : money(row.asset, row.paid_minor),
  returned: returnedOf(parts),
  approvalsNeeded: row.approvals_needed ?? undefined,
  approvals: row.approvals,
  reviewReasons: row.review_reasons,
  requestedAt: row.requested_at,
  confirmBy: row.confirm_by,
  confirmedAt: row.confirmed_at ?? undefined,
  sendingAt: row.sending_at ?? undefined,
  endedAt: row.ended_at ?? undefined,
  parts,
  language: row.language,
  shownIn:
    row.shown_bot !== null && row.shown_chat !== null
      ? {
          bot: row.shown_bot,
          chat: row.shown_chat.toString(),
          message: row.shown_message ?? undefined,
          key: row.shown_key ?? undefined,
        }
      : undefined,
});
