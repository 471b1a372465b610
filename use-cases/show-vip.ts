import type { PlayerId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import type { Money } from '../domain/money.ts';
import { perPoint, type VipLevel, vipLevels } from '../domain/vip.ts';
import type { Tx } from '../prisma/tx.ts';
import { walletsOf } from '../records/identity/reads.ts';
import { readVip } from '../records/play/standing.ts';

export type VipShown = {
  readonly level: number;
  readonly points: bigint;
  readonly levels: readonly VipLevel[];
  /** So much cash staked is a point. */
  readonly perPoint: Money;
  /** Undefined: there is no level above. */
  readonly next: VipLevel | undefined;
};

/** The level a player reached, which none takes away again, and what leads to the next one. */
export async function showVip(tx: Pick<Tx, 'query'>, player: PlayerId): Promise<VipShown> {
  const { level, points } = await readVip(tx, player);
  const wallet = (await walletsOf(tx, [player])).get(player);
  const per = wallet && perPoint(wallet);
  assert(per, `a wallet's currency makes points: ${wallet} of ${player}`);
  return { level, points, levels: vipLevels, perPoint: per, next: vipLevels[level + 1] };
}
