import type { PriceSourceName, PriceSourceSetting } from '../../runtime/price-sources.ts';
import { coinbase } from './coinbase.ts';
import { coingecko } from './coingecko.ts';
import { kraken } from './kraken.ts';
import { type AskJson, askJson, type PriceSource } from './source.ts';

const speaking: Readonly<Record<PriceSourceName, (root: string, ask: AskJson) => PriceSource>> = {
  coinbase,
  coingecko,
  kraken,
};

export const createPriceSources = (settings: readonly PriceSourceSetting[], timeoutMs: number): PriceSource[] =>
  settings.map(({ name, root }) => speaking[name](root, askJson(timeoutMs)));
