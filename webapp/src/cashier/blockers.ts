import type { BlockerBody } from '../../../contracts/http/withdrawals.ts';
import { formatMoney } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../amounts.ts';
import type { Texts } from '../texts.tsx';

/** What stands in the way, with the amounts it speaks of. */
export function blockerText(t: Texts, blocker: BlockerBody): string {
  return t(`blocked-${blocker.reason}`, said(t, blocker));
}

/** The same in two or three words. */
export function blockerTitle(t: Texts, blocker: BlockerBody): string {
  return t(`blocked-${blocker.reason}-title`, said(t, blocker));
}

const said = (t: Texts, blocker: BlockerBody): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(blocker).flatMap(([name, value]) =>
      name === 'reason' || value === undefined
        ? []
        : [[name, typeof value === 'object' ? inWords(t, blocker, name, value) : value]],
    ),
  );

const inWords = (t: Texts, { reason }: BlockerBody, name: string, amount: NonNullable<BlockerBody['fee']>): string =>
  amount.minor === '0' && (name === 'fee' || reason === 'destination-missing')
    ? 'none'
    : formatMoney(moneyOf(amount), t.language);

/** What the player is shown as done when it does not stand in the way. What speaks of one amount is not among them. */
export const CHECKS = [
  'no-telegram',
  'open-dispute',
  'verification-missing',
  'bonus-locked',
  'unconfirmed-withdrawal',
] as const satisfies readonly BlockerBody['reason'][];
