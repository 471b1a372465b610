import { scheduleOf } from '../../../contracts/http/fees.ts';
import { formatMoney, formatPercent } from '../../../contracts/texts/format.ts';
import { isFree } from '../../../domain/fees.ts';
import { moneyOf } from '../amounts.ts';
import type { Texts } from '../texts.tsx';

type Fees = Parameters<typeof scheduleOf>[0];

/** What a way takes, as `€0.50 + 1.5 %, at most €5.00`; undefined when it takes nothing. */
export function feeWords(t: Texts, way: Fees): string | undefined {
  if (isFree(scheduleOf(way))) return undefined;
  const inWords = (amount: Fees['feeFixed']): string => formatMoney(moneyOf(amount), t.language);
  const parts = [
    ...(way.feeFixed.minor === '0' ? [] : [inWords(way.feeFixed)]),
    ...(way.feeBps === 0 ? [] : [formatPercent(way.feeBps, t.language)]),
  ];
  const bounds = [
    ...(way.feeLeast ? [t('fee-at-least', { amount: inWords(way.feeLeast) })] : []),
    ...(way.feeMost ? [t('fee-at-most', { amount: inWords(way.feeMost) })] : []),
  ];
  return [parts.join(' + '), ...bounds].filter(Boolean).join(', ');
}
