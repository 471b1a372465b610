import type { Money } from '../domain/money.ts';
import type { Tx } from '../prisma/tx.ts';
import { sentSince } from '../records/payments/chain-books.ts';
import type { HotWalletRules } from './hot-wallet-rules.ts';

type Deps = {
  readonly query: Tx['query'];
  readonly dailyOf: HotWalletRules['dailyOf'];
  readonly now: () => number;
};

const DAY_MS = 86_400_000;

/** Whether so much may be signed for now, beside what left by this rail within a day. Asked by the one who signs, one after another. */
export const mayPay =
  ({ query, dailyOf, now }: Deps) =>
  async (coin: 'TON' | 'USDT', { asset, minor }: Money): Promise<'yes' | 'daily-limit'> => {
    const rail = coin === 'TON' ? 'ton' : 'usdt';
    const daily = dailyOf(asset);
    if (daily === undefined) return 'yes';
    const sent = await sentSince({ query }, rail, new Date(now() - DAY_MS));
    return sent + minor > daily ? 'daily-limit' : 'yes';
  };
