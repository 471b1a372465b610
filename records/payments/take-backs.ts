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

/** A charge, the order it is of, and whose that is. */
export type ChargeOf = {
  readonly provider: string;
  readonly chargeId: string;
  readonly asset: Asset;
  readonly order: OrderId;
  readonly player: PlayerId;
};

export async function orderOfCharge(tx: Tx, provider: string, charge: string): Promise<ChargeOf | undefined> {
  const [row] = await tx.query<ChargeOf>(sql`
    select c.provider, c.id as "chargeId", c.asset, o.id as "order", o.player_id as player
    from payments.charge c join payments."order" o on o.id = c.order_id
    where c.provider = ${provider} and c.id = ${charge}`);
  return row;
}

/** A charge by what the account behind its provider calls it: one of these numbers. */
export async function orderOfReference(
  tx: Tx,
  provider: string,
  numbers: readonly string[],
): Promise<ChargeOf | undefined> {
  const [row] = await tx.query<ChargeOf>(sql`
    select c.provider, c.id as "chargeId", c.asset, o.id as "order", o.player_id as player
    from payments.charge c join payments."order" o on o.id = c.order_id
    where c.provider = ${provider} and c.provider_ref = any(${[...numbers]}::text[]) limit 1`);
  return row;
}
