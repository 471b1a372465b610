import { isSafeAddress } from './addresses.ts';

/** Whose wire a price source speaks. */
export const priceSourceNames = ['coinbase', 'coingecko', 'kraken'] as const;
export type PriceSourceName = (typeof priceSourceNames)[number];
/** `root` ends with a slash: what is asked for stands below it. */
export type PriceSourceSetting = { readonly name: PriceSourceName; readonly root: string };

/** Reads `<name>=<address>`; undefined where it is none, or leads where somebody may stand in between. */
export function readPriceSource(entry: string): PriceSourceSetting | undefined {
  const [, named, root = ''] = /^([a-z]+)=(.+)$/.exec(entry) ?? [];
  const name = priceSourceNames.find((each) => each === named);
  return name !== undefined && isSafeAddress(root) ? { name, root: root.endsWith('/') ? root : `${root}/` } : undefined;
}
