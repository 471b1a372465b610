import type { Asset } from './assets.ts';

/** What a payout of one asset may be, and what it costs. Amounts are what arrives; the fee comes on top. */
export type AssetTerms = {
  readonly least: bigint;
  readonly most: bigint;
  readonly fee: { readonly fixed: bigint; readonly bps: bigint };
};

/** What a rail pays out, by asset, in minor units. An asset that is not here is not paid out. */
export type PayoutTerms = { readonly [A in Asset]?: AssetTerms };
