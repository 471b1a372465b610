import type { PayoutRail } from '../payout-rail.ts';
import { type ChainPayoutDeps, chainPayout } from '../ton/payout.ts';

/** USDT out, from the hot wallet's own wallet of it: the same queue, and the same writer. */
export const usdtPayout = (deps: ChainPayoutDeps): PayoutRail => chainPayout('usdt', deps);
