import type { DepositRail } from '../deposit-rail.ts';
import { type ChainRailDeps, chainRail } from '../ton/rail.ts';

/** USDT, a jetton of TON (TEP-74), to the hot wallet's own jetton wallet. Everything else is as with TON itself. */
export const usdtRail = (deps: ChainRailDeps): DepositRail => chainRail('usdt', deps);
