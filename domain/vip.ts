import type { Asset } from './assets.ts';
import { type Money, money } from './money.ts';

/**
 * So much cash staked is a point, in minor units. Cash alone: points for bonus stakes would pay twice for the same bonus. Stars are
 * never cash and play money costs nothing, so neither makes points. The same as in `play.note_points`.
 */
const PER_POINT: Readonly<Partial<Record<Asset, bigint>>> = {
  EUR: 1_000n,
  USD: 1_000n,
  RUB: 100_000n,
  TON: 4_000_000_000n,
  USDT: 10_000_000n,
};

/** Undefined: staking this makes no points. */
export function perPoint(asset: Asset): Money | undefined {
  const minor = PER_POINT[asset];
  return minor === undefined ? undefined : money(asset, minor);
}

/** What of a point is kept until it is whole. Rounded down, in the house's favour, by less than a millionth of a point a stake. */
export const PARTS_PER_POINT = 1_000_000n;

/** @param cash minor units of `asset` that were staked, without what was bonus */
export const partsFor = (asset: Asset, cash: bigint): bigint => {
  const per = PER_POINT[asset];
  return per === undefined ? 0n : (cash * PARTS_PER_POINT) / per;
};

/** A level by its number, the points it is reached with, and the id of the text that names it. The same as in `play.level_at`. */
export const vipLevels = [
  { level: 0, from: 0n, name: 'vip-level-0' },
  { level: 1, from: 50n, name: 'vip-level-1' },
  { level: 2, from: 500n, name: 'vip-level-2' },
  { level: 3, from: 2_500n, name: 'vip-level-3' },
  { level: 4, from: 10_000n, name: 'vip-level-4' },
  { level: 5, from: 50_000n, name: 'vip-level-5' },
] as const;

export type VipLevel = (typeof vipLevels)[number];

export const levelAt = (points: bigint): VipLevel => vipLevels.findLast(({ from }) => points >= from) ?? vipLevels[0];
