import { z } from 'zod';
import { PAR, ratioOf } from '../../domain/exchange-rates.ts';
import { type AskedPrice, type AskJson, type PriceSource, readPrice } from './source.ts';

/** `c`: the price and the amount of the last trade. */
const ticker = z.object({ c: z.tuple([z.string(), z.string()]) });
const answer = z.object({
  error: z.array(z.string()).max(0),
  result: z.object({ ZEURZUSD: ticker, USDTEUR: ticker }),
});

/** The last trades at Kraken, without a time (Kraken REST API, "Get Ticker Information"). It knows neither roubles nor, surely, TON. */
export const kraken = (root: string, ask: AskJson): PriceSource => ({
  id: 'kraken',
  async ask(atMs) {
    const { ZEURZUSD: euro, USDTEUR: tether } = answer.parse(
      await ask(new URL('0/public/Ticker?pair=EURUSD,USDTEUR', root)),
    ).result;
    const dollar = ratioOf(PAR, readPrice(euro.c[0]));
    const known: AskedPrice[] = [{ base: 'USDT', rate: readPrice(tether.c[0]), atMs }];
    return dollar === undefined ? known : [...known, { base: 'USD', rate: dollar, atMs }];
  },
});
