import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import type { Refused } from '../api/client.ts';
import type { Texts } from '../texts.tsx';

/** Why not, and the way on, in the player's words. */
export function refusalText(t: Texts, { problem }: Refused): string {
  const { reason, least, most, count, left, window } = problem;
  if (reason === 'below-minimum' && least)
    return t('refused-below', { least: formatMoney(moneyOf(least), t.language) });
  if (reason === 'above-maximum' && most) return t('refused-above', { most: formatMoney(moneyOf(most), t.language) });
  if (reason === 'too-many-open') return t('refused-too-many', { count: count ?? 0 });
  if (reason === 'over-limit' && left && window)
    return t('refused-over-limit', { left: formatMoney(moneyOf(left), t.language), window });
  if (reason === 'no-rate') return t('refused-no-rate');
  if (reason === 'rail-off') return t('deposits-closed');
  if (reason === 'rail-paused') return t('refused-rail-paused');
  if (reason === 'no-telegram' || reason === 'account-closed') return t(`refused-${reason}`);
  if (reason === 'kyc-refused') return t('refused-kyc-refused');
  return reason === 'offline' ? t('refused-offline') : t('refused-unavailable');
}
