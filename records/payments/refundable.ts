import type { PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

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

/** Whether a provider refused, for good, to send one of the player's payments back: what it covered leaves another way. */
export async function wasRefusedARefund(tx: Reader, player: PlayerId): Promise<boolean> {
  const [row] = await tx.query<{ was: boolean }>(sql`
    select exists (select from payments.payout p join payments.withdrawal w on w.id = p.withdrawal_id
      where w.player_id = ${player} and p.state = 'refused' and p.target not like 'destination:%') as was`);
  return row?.was ?? false;
}
