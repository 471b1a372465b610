import type { DestinationId, PayoutId, PlayerId, WithdrawalId } from '../../contracts/ids.ts';
import type { PayoutRailId } from '../../contracts/rails.ts';
import { assert } from '../../domain/assert.ts';
import type { Asset } from '../../domain/assets.ts';
import { type ExchangeRate, parseRate } from '../../domain/exchange-rates.ts';
import { add, type Money, money } from '../../domain/money.ts';
import { type SentEstimate, sentPrice } from '../../domain/sent-assets.ts';
import {
  type PayoutState,
  type RefusalCause,
  refusalCauseOf,
  type WithdrawalStatus,
} from '../../domain/withdrawals.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

/** One of the parts a withdrawal is sent in. */
export type PayoutView = {
  readonly reference: PayoutId;
  /** Its share of the withdrawal's amount. */
  readonly amount: Money;
  /** What is sent for that, where it is another asset; undefined: the same, or not fixed yet. */
  readonly sent: Money | undefined;
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

/** What a withdrawal is sent as, where that is another asset than it was taken in. */
export type Arrives = SentEstimate & {
  /** What is sent, once that is fixed: how much, when, of it how much was paid (undefined until it is over). */
  readonly fixed: { readonly amount: Money; readonly at: Date; readonly paid: Money | undefined } | undefined;
  /** What one of it costs, the spread in it: as it was shown, from the fixing on as it was fixed. */
  readonly price: ExchangeRate;
};

export type WithdrawalView = {
  readonly id: WithdrawalId;
  readonly player: PlayerId;
  readonly rail: PayoutRailId;
  readonly status: WithdrawalStatus;
  /** What arrives, or what another asset arrives for; the fee comes on top. */
  readonly amount: Money;
  readonly fee: Money;
  /** Undefined: what arrives is the amount itself. */
  readonly arrives: Arrives | undefined;
  readonly destination: string;
  /** What was paid in the end; undefined until it is over. */
  readonly paid: Money | undefined;
  /** What of that came back since, and is the player's again; undefined: nothing did. */
  readonly returned: Money | undefined;
  /** Why a part of it was refused, where that is known; undefined: nothing was, or nobody said. */
  readonly refusedBecause: RefusalCause | undefined;
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

/** The saved destination it goes to; undefined: the way it came. */
export function destinationIdOf({ parts }: Pick<WithdrawalView, 'parts'>): DestinationId | undefined {
  const target = parts.find((part) => part.target.startsWith(TO_DESTINATION))?.target;
  return target?.slice(TO_DESTINATION.length) as DestinationId | undefined;
}
const TO_DESTINATION = 'destination:';

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

/** What these players have taken out of an asset since then, or are about to, by the time of the wish; what came to nothing is not counted. */
export async function withdrawnSince(
  tx: Reader,
  players: readonly PlayerId[],
  asset: Asset,
  since: Date,
): Promise<Money> {
  const [row] = await tx.query<{ minor: bigint }>(sql`
    select coalesce(sum(coalesce(paid_minor, minor)), 0)::bigint as minor from payments.withdrawal
    where player_id = any(${[...players]}::uuid[]) and asset = ${asset} and requested_at >= ${since}
      and status not in ('refused', 'rate-moved', 'declined', 'expired', 'cancelled')`);
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

/** One part, with what a rail is told of it. */
export type PartView = PayoutView & {
  readonly withdrawal: WithdrawalId;
  readonly rail: PayoutRailId;
  /** The other asset that is sent; undefined: none is. */
  readonly sends: Asset | undefined;
};

export async function readPayout(tx: Reader, reference: PayoutId): Promise<PartView | undefined> {
  const [row] = await tx.query<PayoutRow & { rail: PayoutRailId }>(sql`
    select p.*, w.asset, w.sends_asset, w.rail from payments.payout p join payments.withdrawal w on w.id = p.withdrawal_id
    where p.reference = ${reference}`);
  return (
    row && { ...payoutOf(row), withdrawal: row.withdrawal_id, rail: row.rail, sends: row.sends_asset ?? undefined }
  );
}

async function withParts(tx: Reader, rows: readonly WithdrawalRow[]): Promise<WithdrawalView[]> {
  if (rows.length === 0) return [];
  const parts = await tx.query<PayoutRow>(sql`
    select p.*, w.asset, w.sends_asset from payments.payout p join payments.withdrawal w on w.id = p.withdrawal_id
    where p.withdrawal_id = any(${rows.map(({ id }) => id)}::uuid[]) order by p.withdrawal_id, p.n`);
  return rows.map((row) => viewOf(row, parts.filter((part) => part.withdrawal_id === row.id).map(payoutOf)));
}

type PayoutRow = {
  reference: PayoutId;
  withdrawal_id: WithdrawalId;
  minor: bigint;
  asset: Asset;
  sends_asset: Asset | null;
  sent_minor: bigint | null;
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
  sent: row.sends_asset !== null && row.sent_minor !== null ? money(row.sends_asset, row.sent_minor) : undefined,
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
  sends_asset: Asset | null;
  spread_bps: number | null;
  market: string | null;
  about_minor: bigint | null;
  least_minor: bigint | null;
  fixed_at: Date | null;
  fixed_market: string | null;
  sent_minor: bigint | null;
  language: string;
};

const returnedOf = (parts: readonly PayoutView[]): Money | undefined => {
  const [first, ...rest] = parts.filter(({ state }) => state === 'returned').map(({ amount }) => amount);
  return first && rest.reduce(add, first);
};

/** By what it was sent on a chain, once that is known; until then, and on any other rail, a part goes by another name. */
export const transactionsOf = ({ parts }: Pick<WithdrawalView, 'parts'>): string[] =>
  parts.flatMap(({ providerRef = '' }) => (HASH.test(providerRef) ? [providerRef] : []));
const HASH = /^[0-9a-f]{64}$/;

const causeOf = (parts: readonly PayoutView[]): RefusalCause | undefined =>
  parts.flatMap(({ state, answer }) => (state === 'refused' && answer && refusalCauseOf(answer)) || [])[0];

function arrivesOf(row: WithdrawalRow, parts: readonly PayoutView[]): Arrives | undefined {
  const { sends_asset: asset, about_minor: about, least_minor: least, sent_minor: sent, fixed_at: at } = row;
  if (asset === null || about === null || least === null) return undefined;
  const market = parseRate(row.fixed_market ?? row.market ?? '');
  assert(market, `the table keeps no rate such as ${row.market}`);
  const paid = parts.flatMap((part) => ((part.state === 'paid' || part.state === 'returned') && part.sent) || []);
  return {
    about: money(asset, about),
    least: money(asset, least),
    price: sentPrice(market, BigInt(row.spread_bps ?? 0)),
    fixed:
      sent === null || at === null
        ? undefined
        : {
            amount: money(asset, sent),
            at,
            paid: row.ended_at === null ? undefined : paid.reduce(add, money(asset, 0n)),
          },
  };
}

const viewOf = (row: WithdrawalRow, parts: readonly PayoutView[]): WithdrawalView => ({
  id: row.id,
  player: row.player_id,
  rail: row.rail,
  status: row.status,
  amount: money(row.asset, row.minor),
  fee: money(row.asset, row.fee_minor),
  arrives: arrivesOf(row, parts),
  destination: row.destination,
  paid: row.paid_minor === null ? undefined : money(row.asset, row.paid_minor),
  returned: returnedOf(parts),
  refusedBecause: causeOf(parts),
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
