import type { LimitsBody } from '../../../contracts/http/limits.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { type AmountBody, moneyOf } from '../amounts.ts';

/** What came of play, with its sign: what was lost is plain text, like what was won. */
export function netInWords(amount: AmountBody, isLoss: boolean, language: string): string {
  const sign = amount.minor === '0' ? '' : isLoss ? '−' : '+';
  return `${sign}${formatMoney(moneyOf(amount), language)}`;
}

export const sessionNet = ({ net, isLoss }: LimitsBody['session'], language: string): string =>
  netInWords(net, isLoss, language);
