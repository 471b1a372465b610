import { payoutRailIds, type RailId, railIds } from '../contracts/rails.ts';
import type { DepositRails, PayoutRails, RefundRails } from './registry.ts';
import type { TonPlaces } from './ton/places.ts';

const none = <Id extends RailId>(ids: readonly Id[]) =>
  Object.fromEntries(ids.map((id) => [id, undefined])) as Record<Id, undefined>;

/** Every rail off: a test spreads those it is about over them. */
export const noDepositRails: DepositRails = none(railIds);
export const noRefundRails: RefundRails = none(railIds);
export const noPayoutRails: PayoutRails = none(payoutRailIds);

/** The main network, on which nothing is ours. */
export const noPlaces: TonPlaces = { network: 'mainnet', takenBy: async () => undefined };
