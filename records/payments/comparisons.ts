import type { OrderId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import type { Pool } from '../../prisma/pool.ts';
import { query, sql, type Tx } from '../../prisma/tx.ts';

/** How many lines of a provider's list were compared; the list is the `account`'s there. */
export async function comparedUpTo(pool: Pool, provider: string, account: string): Promise<number> {
  const [row] = await query<{ position: bigint }>(
    pool,
    sql`select position from payments.comparison where provider = ${provider} and account = ${account}`,
  );
  return Number(row?.position ?? 0n);
}

export async function markCompared(tx: Tx, provider: string, account: string, position: number): Promise<void> {
  await tx.query(sql`select payments.compared(${provider}, ${account}, ${BigInt(position)})`);
}

export type Difference = {
  readonly provider: string;
  readonly account: string;
  /** The provider's number of the payment. */
  readonly id: string;
  readonly name: string;
  readonly minor: bigint;
};

/** True when it is news. */
export async function noteDifference(tx: Tx, { provider, account, id, name, minor }: Difference): Promise<boolean> {
  const [row] = await tx.query<{ news: boolean }>(
    sql`select payments.note_difference(${provider}, ${account}, ${id}, ${name}, ${minor}) as news`,
  );
  return row?.news === true;
}

/** A charge as it was recorded; undefined where none was. */
export async function recordedCharge(
  tx: Pick<Tx, 'query'>,
  provider: string,
  charge: string,
): Promise<{ readonly order: OrderId; readonly asset: Asset; readonly minor: bigint } | undefined> {
  const [row] = await tx.query<{ order: OrderId; asset: Asset; minor: bigint }>(
    sql`select order_id as "order", asset, minor from payments.charge where provider = ${provider} and id = ${charge}`,
  );
  return row;
}
