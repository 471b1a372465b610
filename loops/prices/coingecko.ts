import { z } from 'zod';
import { ratioOf } from '../../domain/exchange-rates.ts';
import { type AskedPrice, type AskJson, type PriceSource, readPrice } from './source.ts';

const priced = z.object({ eur: z.number(), usd: z.number(), rub: z.number(), last_updated_at: z.number() });
const answer = z.object({ tether: priced, 'the-open-network': priced.optional() });
const QUESTION =
  'api/v3/simple/price?ids=tether,the-open-network&vs_currencies=eur,usd,rub&include_last_updated_at=true';

/** Coins in several currencies, and when that was (CoinGecko API, "Coin Price by IDs"). What a currency is worth follows from one coin in both. */
export const coingecko = (root: string, ask: AskJson): PriceSource => ({
  id: 'coingecko',
  async ask() {
    const { tether, 'the-open-network': ton } = answer.parse(await ask(new URL(QUESTION, root)));
    const atMs = tether.last_updated_at * 1_000;
    const euros = readPrice(tether.eur);
    const worth = (base: 'USD' | 'RUB', price: number): AskedPrice[] => {
      const rate = ratioOf(euros, readPrice(price));
      return rate === undefined ? [] : [{ base, rate, atMs }];
    };
    return [
      { base: 'USDT', rate: euros, atMs },
      ...worth('USD', tether.usd),
      ...worth('RUB', tether.rub),
      ...(ton ? [{ base: 'TON' as const, rate: readPrice(ton.eur), atMs: ton.last_updated_at * 1_000 }] : []),
    ];
  },
});
