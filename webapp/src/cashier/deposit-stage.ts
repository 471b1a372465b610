import type { DepositBody } from '../../../contracts/http/deposits.ts';

/** How Telegram's own sheet closed. It is a hint: it may be missing, or say "cancelled" though the card was charged. */
export type Hint = 'none' | 'open' | 'paid' | 'pending' | 'cancelled' | 'failed';

export type Stage =
  | 'preparing' // the invoice is being made
  | 'ready' // it can be paid
  | 'paying' // Telegram's sheet is open
  | 'verifying' // Telegram says paid; we ask who knows
  | 'declined' // Telegram says it did not work; it can be paid again
  | 'credited'
  | 'expired'
  | 'owed'; // paid, but not as asked: kept apart

/** Where a deposit stands: what the backend says comes first, and only where it waits does the hint count. */
export function stageOf(deposit: Pick<DepositBody, 'status' | 'owed' | 'invoiceLink'>, hint: Hint): Stage {
  if (deposit.status === 'credited') return 'credited';
  if (deposit.owed.length > 0) return 'owed';
  if (hint === 'paid' || hint === 'pending') return 'verifying'; // also when it has run out: a late payment is credited
  if (deposit.status === 'expired') return 'expired';
  if (deposit.status === 'opening' || deposit.invoiceLink === null) return 'preparing';
  if (hint === 'open') return 'paying';
  return hint === 'failed' ? 'declined' : 'ready';
}

/** Nothing more will happen to it by itself. */
export const isOver = (stage: Stage): boolean => stage === 'credited' || stage === 'expired' || stage === 'owed';

/** What the card company's page said when it sent the player back, by the address it sent them to. */
export function cardHint(search: string): Hint {
  const said = new URLSearchParams(search).get('card');
  return said === 'paid' ? 'paid' : said === 'left' ? 'cancelled' : 'none';
}

/** By a page of the card company's own; the others are invoices in Telegram. */
export const paysOnPage = (rail: DepositBody['rail']): boolean => rail === 'stripe' || rail === 'adyen';

/** To an address on a chain, from a wallet or by hand. */
export const paysOnChain = (rail: DepositBody['rail']): boolean => rail === 'ton' || rail === 'usdt';
