import type { RailId } from '../../contracts/rails.ts';
import { formatMoney, formatPercent, formatTime } from '../../contracts/texts/format.ts';
import { assets } from '../../domain/assets.ts';
import { shortCode } from '../../domain/ids.ts';
import type { Money } from '../../domain/money.ts';
import { offeredAmounts } from '../../domain/quotes.ts';
import type { TakeBackState } from '../../domain/take-backs.ts';
import type { OrderView } from '../../records/payments/reads.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { DepositRefusal } from '../../use-cases/open-deposit.ts';
import type { DepositWay } from '../deps.ts';
import { key, type Screen } from './screen.ts';

/** The amounts of one way to pay in, and the keys that lead to the other ways. */
export function chooseAmountScreen(
  t: Texts,
  { by, ways }: { by: DepositWay; ways: readonly DepositWay[] },
  note?: string,
): Screen {
  const { least, most } = by.terms;
  const [first] = ways;
  const chosen = by.id === first?.id ? 'deposit' : `deposit:${by.id}`;
  const keys = offeredAmounts(by.terms).map((amount) =>
    key(formatMoney(amount, t.language), `${chosen}:${amount.minor}`),
  );
  const others = ways
    .filter((way) => way.id !== by.id)
    .map((way) => [key(t('deposit-by', { by: way.id }), `deposit:by:${way.id}`)]);
  const { terms } = by;
  const fee = terms.feeBps === 0n ? 'none' : formatPercent(Number(terms.feeBps), t.language);
  const text = t('deposit-choose', {
    by: ways.length > 1 ? by.id : 'only',
    least: formatMoney(least, t.language),
    most: formatMoney(most, t.language),
    fee,
  });
  return {
    text: note ? `${note}\n\n${text}` : text,
    keys: [keys.slice(0, 2), keys.slice(2), ...others, [key(t('menu-back'), 'home')]],
  };
}

export const depositOffScreen = (t: Texts): Screen => ({
  text: t('deposit-off'),
  keys: [[key(t('menu-back'), 'home')]],
});

export const preparingScreen = (t: Texts, by: RailId, pay: Money): Screen => ({
  text: t('deposit-preparing', { by, pay: formatMoney(pay, t.language) }),
  keys: [],
});

/** Why a deposit was not opened, in the player's words. */
export function refusalText(t: Texts, refusal: DepositRefusal): string {
  switch (refusal.reason) {
    case 'wrong-asset':
      return t('refused-wrong-asset', { least: formatMoney(refusal.least, t.language) });
    case 'below-minimum':
      return t('refused-below-minimum', { least: formatMoney(refusal.least, t.language) });
    case 'above-maximum':
      return t('refused-above-maximum', { most: formatMoney(refusal.most, t.language) });
    case 'too-many-open':
      return t('refused-too-many-open', { count: refusal.count });
    case 'rail-off':
      return t('refused-rail-off');
    case 'no-telegram':
      return t('refused-no-telegram');
    case 'account-closed':
      return t('refused-account-closed');
  }
}

/**
 * An order as it is now. Drawn when it is sent, so that a message that waited shows what is true, and showing it twice is
 * harmless. The order's message never becomes another screen: its menu key opens a new one.
 */
export function orderScreen(t: Texts, order: OrderView, cash: Money): Screen {
  const pay = formatMoney(order.pay, t.language);
  const fee = formatMoney(order.fee, t.language);
  const credit = formatMoney(order.credit, t.language);
  const until = formatTime(order.expiresAt);
  const again = [key(t('deposit-again'), 'deposit:new'), key(t('menu-home'), 'home:new')];
  switch (order.status) {
    case 'opening':
      return preparingScreen(t, order.rail, order.pay);
    case 'awaiting-payment':
      return {
        text: t(isStars(order.credit) ? 'deposit-open-stars' : 'deposit-open', { pay, credit, fee, until }),
        keys: [
          ...(order.invoiceLink ? [[{ text: t('deposit-pay', { pay }), url: order.invoiceLink }]] : []),
          [key(t('menu-home'), 'home:new')],
        ],
      };
    case 'expired':
      return {
        text: order.closedAt
          ? t('deposit-closed', { pay, at: formatTime(order.closedAt) })
          : t('deposit-expired', { by: order.rail, pay, until }),
        keys: [again],
      };
    case 'credited': {
      const code = receiptCode(order);
      const said = { pay, fee, credit, code, cash: formatMoney(cash, t.language) };
      const text = isStars(order.credit)
        ? t(order.late ? 'deposit-receipt-late-stars' : 'deposit-receipt-stars', said)
        : t(order.late ? 'deposit-receipt-late' : 'deposit-receipt', said);
      return { text, keys: [again] };
    }
  }
}

/** The screen, with the open invoices named below it and the way to pay the newest. */
export function namingInvoices(t: Texts, screen: Screen, open: readonly OrderView[]): Screen {
  const [newest] = open;
  if (!newest) return screen;
  const pay = formatMoney(newest.pay, t.language);
  const named = t('open-invoices', { count: open.length, pay, until: formatTime(newest.expiresAt) });
  const keys = newest.invoiceLink ? [[{ text: t('deposit-pay', { pay }), url: newest.invoiceLink }]] : [];
  return { text: `${screen.text}\n\n${named}`, keys: [...keys, ...screen.keys] };
}

/** A payment that was not credited to its order. */
export const owedScreen = (t: Texts, order: OrderView, reason: string): Screen => ({
  text: t(`deposit-owed-${reason}`, { code: receiptCode(order) }),
  keys: [[key(t('menu-home'), 'home:new')]],
});

/** A payment that was not credited is on its way back to whoever made it. */
export const givenBackScreen = (t: Texts, order: OrderView, amount: Money): Screen => ({
  text: t('deposit-given-back', { amount: formatMoney(amount, t.language), code: receiptCode(order) }),
  keys: [[key(t('menu-home'), 'home:new')]],
});

/** Money of this order that its provider gave back to the payer, or that came again. */
export function takenBackScreen(
  t: Texts,
  order: OrderView,
  { state, amount, owes }: { state: TakeBackState; amount: Money; owes: Money },
): Screen {
  const said = {
    amount: formatMoney(amount, t.language),
    owes: formatMoney(owes, t.language),
    debt: owes.minor > 0n ? 'some' : 'none',
    code: receiptCode(order),
  };
  const text =
    state === 'refunded' && isStars(amount) ? t('taken-back-refunded-stars', said) : t(`taken-back-${state}`, said);
  return { text, keys: [[key(t('menu-home'), 'home:new')]] };
}

/** Stars are no cash: they are spoken of in words of their own. */
const isStars = ({ asset }: Money): boolean => assets[asset].nature === 'stars';

const receiptCode = (order: OrderView): string => `D-${shortCode(order.id)}`;
