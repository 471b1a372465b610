import type { Asset } from '../domain/assets.ts';
import type { WalletBounds } from '../domain/hot-wallet.ts';
import { gasReserveOf, type Settings, thresholdsOf } from '../runtime/settings.ts';

/** What the operator wants of the hot wallet, by asset; undefined: no bound. */
export type HotWalletRules = {
  readonly boundsOf: (asset: Asset) => WalletBounds;
  /** The most that may leave in a day. */
  readonly dailyOf: (asset: Asset) => bigint | undefined;
  /** In nanotons: stays there for gas. */
  readonly reserve: bigint;
};

const byAsset = ['HOT_WALLET_FLOOR', 'HOT_WALLET_CEILING', 'HOT_WALLET_DAILY'] as const;
export const hotWalletSettingNames = [...byAsset, 'TON_GAS_RESERVE'] as const;

export function hotWalletRules(settings: Pick<Settings, (typeof hotWalletSettingNames)[number]>): HotWalletRules {
  const [floors, ceilings, daily] = byAsset.map((name) => thresholdsOf(settings[name]));
  return {
    boundsOf: (asset) => ({ floor: floors?.[asset], ceiling: ceilings?.[asset] }),
    dailyOf: (asset) => daily?.[asset],
    reserve: gasReserveOf(settings),
  };
}
