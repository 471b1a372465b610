import { z } from 'zod';
import { exchangedAssets, PAR, ratioOf } from '../../domain/exchange-rates.ts';
import { type AskJson, type PriceSource, readPrice } from './source.ts';

const answer = z.object({ data: z.object({ currency: z.literal('EUR'), rates: z.record(z.string(), z.string()) }) });

/** What one euro buys of everything, without a time (Coinbase App API, "Exchange rates": GET /v2/exchange-rates). */
export const coinbase = (root: string, ask: AskJson): PriceSource => ({
  id: 'coinbase',
  async ask(nowMs) {
    const { rates } = answer.parse(await ask(new URL('v2/exchange-rates?currency=EUR', root))).data;
    return exchangedAssets.flatMap((base) => {
      const perEuro = rates[base];
      const rate = perEuro === undefined ? undefined : ratioOf(PAR, readPrice(perEuro));
      return rate === undefined ? [] : [{ base, rate, atMs: nowMs }];
    });
  },
});
