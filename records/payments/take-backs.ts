import type { OrderId, PlayerId, TransferId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import type { TakeBackState } from '../../domain/take-backs.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** Money of a charge that its provider gave back to the payer. */
export type TakeBack = {
  readonly provider: string;
  readonly id: string;
  readonly kind: 'refund' | 'dispute';
  readonly chargeId: string;
  readonly asset: Asset;
  readonly minor: bigint;
  readonly state: TakeBackState;
  /** The provider's word for why. */
  readonly reason: string | null;
};

/** `unsettled`: its charge is not booked yet, so neither can this be; whoever asked comes again. `noted`: nothing to book. */
export type TookBack = 'booked' | 'undone' | 'noted' | 'repeated' | 'unsettled';

/**
 * Books what went back, or came again, once for each step; a step that was overtaken by a later one changes nothing.
 * @param transfer of taking it, and `undo` of giving it again: derived from the order, so that a repeat is a repeat
 */
export async function recordTakeBack(tx: Tx, b: TakeBack, transfer: TransferId, undo: TransferId): Promise<TookBack> {
  const [row] = await tx.query<{ did: TookBack }>(
    sql`select payments.record_take_back(${b.provider}, ${b.id}, ${b.kind}, ${b.chargeId}, ${b.asset}, ${b.minor}, ${b.state},
      ${b.reason}, ${transfer}, ${undo}) as did`,
  );
  if (!row) throw new Error('payments.record_take_back answers one row');
  return row.did;
}

/** The order a charge is of, and whose it is. */
export async function orderOfCharge(
  tx: Tx,
  provider: string,
  charge: string,
): Promise<{ order: OrderId; player: PlayerId } | undefined> {
  const [row] = await tx.query<{ order: OrderId; player: PlayerId }>(sql`
    select o.id as "order", o.player_id as player from payments.charge c join payments."order" o on o.id = c.order_id
    where c.provider = ${provider} and c.id = ${charge}`);
  return row;
}
