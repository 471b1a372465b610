import type { PlayerId } from '../../contracts/ids.ts';
import type { Asset } from '../../domain/assets.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** A player's cash, one amount per asset they hold an account in. Never added up: assets are not one another. */
export async function cashOf(tx: Pick<Tx, 'query'>, player: PlayerId): Promise<Money[]> {
  const rows = await tx.query<{ asset: Asset; balance: bigint }>(
    sql`select asset, balance from ledger.account where player_id = ${player} and kind = 'player-cash' order by id`,
  );
  return rows.map(({ asset, balance }) => money(asset, balance));
}
