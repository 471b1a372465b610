import type { OrderId, PlayerId, WithdrawalId } from '../../contracts/ids.ts';
import { assert } from '../../domain/assert.ts';
import { sql, type Tx } from '../../prisma/tx.ts';
import { type DepositView, readDepositsNamed } from './reads.ts';
import { readWithdrawalsNamed, type WithdrawalView } from './withdrawal-reads.ts';

/** One line of what happened to a player's money. */
export type HistoryItem =
  | { readonly kind: 'deposit'; readonly id: OrderId; readonly deposit: DepositView }
  | { readonly kind: 'withdrawal'; readonly id: WithdrawalId; readonly withdrawal: WithdrawalView };

/**
 * Money in and out, or one of them `only`, the newest first, from the one after `after` on. What arrives meanwhile comes
 * before: no page shifts.
 */
export async function readHistory(
  tx: Pick<Tx, 'query'>,
  player: PlayerId,
  page: { readonly after: string | undefined; readonly atMost: number; readonly only: HistoryItem['kind'] | undefined },
): Promise<HistoryItem[]> {
  const { after, atMost, only } = page;
  const rows = await tx.query<{ kind: 'deposit' | 'withdrawal'; id: string }>(sql`
    with mark as (
      select opened_at as at, id from payments."order" where id = ${after ?? null}::uuid and player_id = ${player}
      union all
      select requested_at, id from payments.withdrawal where id = ${after ?? null}::uuid and player_id = ${player})
    select kind, id from (
      (select 'deposit' as kind, o.id, o.opened_at as at from payments."order" o
       where o.player_id = ${player} and coalesce(${only ?? null}::text, 'deposit') = 'deposit' and (${after ?? null}::uuid is null or (o.opened_at, o.id) < (select m.at, m.id from mark m))
       order by o.opened_at desc, o.id desc limit ${atMost})
      union all
      (select 'withdrawal', w.id, w.requested_at from payments.withdrawal w
       where w.player_id = ${player} and coalesce(${only ?? null}::text, 'withdrawal') = 'withdrawal' and (${after ?? null}::uuid is null or (w.requested_at, w.id) < (select m.at, m.id from mark m))
       order by w.requested_at desc, w.id desc limit ${atMost})) both_ways
    order by at desc, id desc limit ${atMost}`);
  const named = <I>(kind: string) => rows.filter((row) => row.kind === kind).map(({ id }) => id as I);
  const deposits = new Map(
    (await readDepositsNamed(tx, named<OrderId>('deposit'))).map((view) => [String(view.order.id), view]),
  );
  const withdrawals = new Map(
    (await readWithdrawalsNamed(tx, named<WithdrawalId>('withdrawal'))).map((view) => [String(view.id), view]),
  );
  return rows.map(({ kind, id }): HistoryItem => {
    if (kind === 'deposit') {
      const deposit = deposits.get(id);
      assert(deposit, 'a deposit in the list is there');
      return { kind, id: id as OrderId, deposit };
    }
    const withdrawal = withdrawals.get(id);
    assert(withdrawal, 'a withdrawal in the list is there');
    return { kind, id: id as WithdrawalId, withdrawal };
  });
}
