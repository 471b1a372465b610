import { assert } from './assert.ts';
import { type Asset, isAsset, playTwin } from './assets.ts';
import type { FeeSchedule } from './fees.ts';

/** What one payment in an asset may be, and what it costs; amounts in minor units of that asset. */
export type AssetTerms = {
  readonly least: bigint;
  readonly most: bigint;
  readonly fee: FeeSchedule;
  /** What the house keeps of the market's rate where the asset is exchanged; missing: nothing. */
  readonly spreadBps?: bigint;
  /** Out of the house, where what arrives is another asset than the wallet's; these terms are of the wallet's. */
  readonly sends?: Asset;
  /** How far its rate may move to the player's disadvantage between the wish and the sending. */
  readonly toleranceBps?: bigint;
};

/** Terms by asset; one that is not here does not move this way. In the order in which they are offered. */
export type TermsByAsset = { readonly [A in Asset]?: AssetTerms };

export const assetsOf = (terms: TermsByAsset): Asset[] => Object.keys(terms).filter(isAsset);

/** The same terms in play money, for a rail whose payments are not real. An asset without a play twin is refused, never kept. */
export function inPlay(terms: TermsByAsset): TermsByAsset {
  return Object.fromEntries(
    assetsOf(terms).map((asset) => {
      const twin = playTwin(asset);
      assert(twin, `${asset} has no play twin`);
      return [twin, playTerms(terms[asset])];
    }),
  );
}

/** What arrives for play money is play money. */
function playTerms(terms: AssetTerms | undefined): AssetTerms | undefined {
  if (terms?.sends === undefined) return terms;
  const sends = playTwin(terms.sends);
  assert(sends, `${terms.sends} has no play twin`);
  return { ...terms, sends };
}
