import type { DepositBody } from '../../../contracts/http/deposits.ts';
import { isStars } from '../amounts.ts';
import type { Texts } from '../texts.tsx';

/** Where a deposit stands, in a word or two. Stars are never said to be cash. */
export function stateOf(t: Texts, { status, owed, credit }: Pick<DepositBody, 'status' | 'owed' | 'credit'>): string {
  if (owed.length > 0 && status !== 'credited') return t('status-owed');
  return status === 'credited' && isStars(credit.asset) ? t('status-credited-stars') : t(`status-${status}`);
}
