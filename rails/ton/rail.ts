import { depositTerms } from '../../contracts/terms.ts';
import { inPlayMoney } from '../../domain/quotes.ts';
import type { DepositRail, OrderToPay } from '../deposit-rail.ts';

export type ChainRailDeps = {
  /** The deposit's own page. */
  readonly pageOf: (order: OrderToPay['id']) => string;
  /** What comes is worth nothing: it is booked in play money. */
  readonly play: boolean;
};

/**
 * TON to the hot wallet. Nobody is asked for an invoice, and nobody tells of a payment: the address and the player's memo are always
 * the same, and the scanner finds what came.
 */
export const tonRail = (deps: ChainRailDeps): DepositRail => chainRail('ton', deps);

/** What is alike in all that comes over this chain. */
export const chainRail = (id: 'ton' | 'usdt', { pageOf, play }: ChainRailDeps): DepositRail => ({
  id,
  terms: play ? inPlayMoney(depositTerms[id]) : depositTerms[id],
  open: async (order) => ({ link: pageOf(order.id) }),
  readEvent: () => undefined,
});
