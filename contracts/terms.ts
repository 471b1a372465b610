import { FREE } from '../domain/fees.ts';
import type { DepositTerms } from '../domain/quotes.ts';
import type { PayoutTerms } from '../domain/withdrawals.ts';
import type { PayoutRailId, RailId } from './rails.ts';

const MINUTE_MS = 60_000;

/**
 * What is offered, and what it costs: every rail, asset and direction in one place, amounts in minor units. What is shown is
 * what is charged: screens, quotes and settlements all go by these lines.
 *
 * Into the house: `least`, `most` and `fee` are of what is paid; the fee is taken from it. `spreadBps` is what the house keeps
 * of the market's rate where a wallet is kept in another currency. Shares are rounded up, exchanges down: in the house's favour,
 * by less than one minor unit.
 */
export const depositTerms = {
  // Telegram's own bounds are about one and ten thousand US dollars (core.telegram.org/bots/payments, supported currencies).
  'telegram-invoice': {
    assets: {
      EUR: { least: 500n, most: 500_000n, fee: FREE },
      USD: { least: 500n, most: 500_000n, fee: FREE, spreadBps: 100n },
      RUB: { least: 50_000n, most: 50_000_000n, fee: { fixed: 0n, bps: 150n, least: 1_000n }, spreadBps: 200n },
    },
    validForMs: 15 * MINUTE_MS,
  },
  // A session is open for half an hour at least (API, Checkout Session, `expires_at`): so is the offer, and a little more.
  stripe: {
    assets: {
      EUR: { least: 500n, most: 500_000n, fee: FREE },
    },
    validForMs: 40 * MINUTE_MS,
  },
  // Payment links are open for as long as we say: as with cards by Stripe.
  adyen: {
    assets: {
      EUR: { least: 500n, most: 500_000n, fee: FREE },
    },
    validForMs: 40 * MINUTE_MS,
  },
  // Whole Stars. The most is what Telegram takes for a subscription: one payment of more is nobody's habit.
  stars: {
    assets: { XTR: { least: 50n, most: 10_000n, fee: FREE } },
    validForMs: 15 * MINUTE_MS,
  },
  // The least is well above what moving it costs. The gas is the sender's.
  ton: {
    assets: { TON: { least: 500_000_000n, most: 5_000_000_000_000n, fee: FREE, spreadBps: 100n } },
    validForMs: 15 * MINUTE_MS,
  },
  usdt: {
    assets: { USDT: { least: 1_000_000n, most: 20_000_000_000n, fee: FREE, spreadBps: 50n } },
    validForMs: 15 * MINUTE_MS,
  },
} as const satisfies Record<RailId, DepositTerms>;

/** Out of the house: `least` and `most` are of what arrives; the fee comes on top. */
export const payoutTerms = {
  stripe: { EUR: { least: 100n, most: 500_000n, fee: FREE } },
  adyen: { EUR: { least: 100n, most: 500_000n, fee: FREE } },
  // The fee pays the gas: a plain transfer costs about a hundredth of a TON, one of a jetton up to five.
  ton: {
    EUR: {
      least: 500n,
      most: 500_000n,
      fee: { fixed: 10n, bps: 0n },
      sends: 'TON',
      spreadBps: 100n,
      toleranceBps: 200n,
    },
  },
  usdt: {
    EUR: {
      least: 500n,
      most: 500_000n,
      fee: { fixed: 30n, bps: 0n },
      sends: 'USDT',
      spreadBps: 50n,
      toleranceBps: 100n,
    },
  },
} as const satisfies Record<PayoutRailId, PayoutTerms>;
