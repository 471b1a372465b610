import type { InlineKeyboardButton } from '@grammyjs/types';
import type { RailId } from '../../contracts/rails.ts';
import { formatMoney, formatPercent, formatRate, formatTime } from '../../contracts/texts/format.ts';
import { assets } from '../../domain/assets.ts';
import { afterSpread, type ExchangeRate, rateText } from '../../domain/exchange-rates.ts';
import { isFree } from '../../domain/fees.ts';
import { shortCode } from '../../domain/ids.ts';
import { type Money, money } from '../../domain/money.ts';
import { depositBrings, offeredAmounts } from '../../domain/quotes.ts';
import type { TakeBackState } from '../../domain/take-backs.ts';
import type { OrderView } from '../../records/payments/reads.ts';
import type { Texts } from '../../runtime/texts.ts';
import { type DepositChain, isChainRail } from '../../use-cases/deposit-chain.ts';
import type { DepositWay } from '../../use-cases/deposit-ways.ts';
import type { DepositRefusal } from '../../use-cases/open-deposit.ts';
import { explorerKeys, progressScreen, transactionLine, transferScreen } from './chain.ts';
import { formatMoment } from './limits.ts';
import { key, type Screen } from './screen.ts';

/** What a way is called in a key: its rail, and its asset where that rail takes several and this is not the first. */
export function wayKey({ rail, asset }: DepositWay, ways: readonly DepositWay[]): string {
  return ways.find((way) => way.rail === rail)?.asset === asset ? rail : `${rail}:${asset}`;
}

/**
 * The amounts of one way to pay in, and the keys that lead to the other ways. Where it is exchanged, each amount says what it
 * brings now, and the rate is named: an order fixes it.
 * @param all every way there is, those that are paused too: keys keep their names
 * @param market what one of its asset is worth in the wallet; undefined while nobody knows
 */
export function chooseAmountScreen(
  t: Texts,
  {
    by,
    ways,
    all = ways,
    market,
  }: {
    by: DepositWay;
    ways: readonly DepositWay[];
    all?: readonly DepositWay[];
    market: ExchangeRate | undefined;
  },
  note?: string,
): Screen {
  const { asset, credits, terms, validForMs } = by;
  const isExchanged = asset !== credits;
  const isKnown = market !== undefined;
  const chosen = by === all[0] ? 'deposit' : `deposit:${wayKey(by, all)}`;
  const keys = isKnown
    ? offeredAmounts(asset, terms).map((amount) => {
        const brings = isExchanged ? depositBrings(amount, terms, market)?.credit : undefined;
        const label = formatMoney(amount, t.language);
        return key(brings ? `${label} → ${formatMoney(brings, t.language)}` : label, `${chosen}:${amount.minor}`);
      })
    : [];
  const others = ways
    .filter((way) => way !== by)
    .map((way) => [
      key(t('deposit-by', { by: way.rail, asset: assetName(way, ways) }), `deposit:by:${wayKey(way, all)}`),
    ]);
  const text = t('deposit-choose', {
    by: new Set(ways.map(({ rail }) => rail)).size > 1 ? by.rail : 'only',
    least: formatMoney(money(asset, terms.least), t.language),
    most: formatMoney(money(asset, terms.most), t.language),
    // What is typed without a name is the first way's: promised under any other, it would open the wrong order.
    typed: by === all[0] ? 'here' : 'elsewhere',
    fee: feeText(t, by),
  });
  const rate = isExchanged ? [rateLine(t, by, market, validForMs)] : [];
  const perRow = isExchanged ? 1 : 2;
  return {
    text: [...(note ? [`${note}\n`] : []), text, ...rate].join('\n'),
    keys: [
      ...inRows(keys, perRow),
      ...(isKnown && isChainRail(by.rail) ? [[key(t('chain-any-amount'), `deposit:address:${by.rail}`)]] : []),
      ...others,
      [key(t('menu-back'), 'home')],
    ],
  };
}

const inRows = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

/** The currency, where a rail is offered in several. */
const assetName = ({ rail, asset }: DepositWay, ways: readonly DepositWay[]): string =>
  ways.filter((way) => way.rail === rail).length > 1 ? asset.replace(/^PLAY-/, '') : 'only';

/** What it costs, as its schedule says: `1.5%, at least ₽10.00`. */
function feeText(t: Texts, { asset, terms: { fee } }: DepositWay): string {
  if (isFree(fee)) return 'none';
  const amount = (minor: bigint) => formatMoney(money(asset, minor), t.language);
  const share = fee.bps === 0n ? [] : [formatPercent(Number(fee.bps), t.language)];
  const fixed = fee.fixed === 0n ? [] : [amount(fee.fixed)];
  const bounds = [
    ...(fee.least ? [t('fee-at-least', { amount: amount(fee.least) })] : []),
    ...(fee.most === undefined ? [] : [t('fee-at-most', { amount: amount(fee.most) })]),
  ];
  return [[...fixed, ...share].join(' + '), ...bounds].filter(Boolean).join(', ');
}

function rateLine(t: Texts, by: DepositWay, market: ExchangeRate | undefined, validForMs: number): string {
  if (market === undefined) return t('refused-no-rate');
  const rate = rateText(afterSpread(market, by.terms.spreadBps ?? 0n));
  const minutes = Math.round(validForMs / 60_000);
  return t('rate-now', { rate: formatRate(rate, by.asset, by.credits, t.language), minutes });
}

export const depositOffScreen = (t: Texts): Screen => ({
  text: t('deposit-off'),
  keys: [[key(t('menu-back'), 'home')]],
});

/** Every way in is paused. */
export const depositsPausedScreen = (t: Texts): Screen => ({
  text: t('refused-rail-paused'),
  keys: [[key(t('menu-back'), 'home')]],
});

/** The player takes a pause: no way in is offered while they do, and the way out stays open. */
export const playPausedScreen = (t: Texts, until: Date | undefined, canWithdraw: boolean): Screen => ({
  text: refusalText(t, { reason: 'excluded', until }),
  keys: [...(canWithdraw ? [[key(t('menu-withdraw'), 'withdraw')]] : []), [key(t('menu-back'), 'home')]],
});

export const preparingScreen = (t: Texts, by: RailId, pay: Money): Screen => ({
  text: t('deposit-preparing', { by, pay: formatMoney(pay, t.language) }),
  keys: [],
});

/** Why a deposit was not opened, in the player's words. */
export function refusalText(t: Texts, refusal: DepositRefusal): string {
  switch (refusal.reason) {
    case 'no-rate':
      return t('refused-no-rate');
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
    case 'rail-paused':
      return t('refused-rail-paused');
    case 'no-telegram':
      return t('refused-no-telegram');
    case 'account-closed':
      return t('refused-account-closed');
    case 'over-limit':
      return t('refused-over-limit', {
        window: refusal.window,
        left: formatMoney(refusal.left, t.language),
        some: refusal.left.minor > 0n ? 'some' : 'none',
      });
    case 'excluded':
      return refusal.until
        ? t('refused-excluded', { until: formatMoment(t, refusal.until) })
        : t('refused-excluded-for-ever');
    case 'kyc-refused':
      return t('refused-kyc-refused');
    case 'verification-needed':
      return t('refused-verification-needed');
  }
}

/**
 * An order as it is now. Drawn when it is sent, so that a message that waited shows what is true, and showing it twice is
 * harmless. The order's message never becomes another screen: its menu key opens a new one.
 */
export function orderScreen(t: Texts, order: OrderView, cash: Money, chain?: DepositChain, appUrl?: string): Screen {
  const progress = chain && order.status !== 'credited' && progressScreen(t, order, chain, appUrl);
  if (progress) return progress;
  if (chain && order.status === 'awaiting-payment') return transferScreen(t, order, chain, appUrl);
  const pay = formatMoney(order.pay, t.language);
  const fee = formatMoney(order.fee, t.language);
  const credit = formatMoney(order.credit, t.language);
  const until = formatTime(order.expiresAt);
  const rate = isExchanged(order) && t('rate-fixed', { rate: rateOf(t, order, order.rate) });
  const again = [key(t('deposit-again'), 'deposit:new'), key(t('menu-home'), 'home:new')];
  switch (order.status) {
    case 'opening':
      return preparingScreen(t, order.rail, order.pay);
    case 'awaiting-payment':
      return {
        text: withLines(
          t(isStars(order.credit) ? 'deposit-open-stars' : 'deposit-open', { pay, credit, fee, until }),
          rate,
        ),
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
    case 'credited':
      return creditedScreen(t, order, cash, chain, again);
  }
}

/** The receipt, with the transaction it came by: whoever asks an exchange about it names that. */
function creditedScreen(
  t: Texts,
  order: OrderView,
  cash: Money,
  chain: DepositChain | undefined,
  again: InlineKeyboardButton[],
): Screen {
  const text = receiptText(t, order, cash);
  if (!chain) return { text, keys: [again] };
  const came = chain.arrivals.flatMap(({ state, hash }) => (state === 'final' ? [hash] : []));
  return {
    text: withLines(text, ...came.map((hash) => transactionLine(t, hash))),
    keys: [...explorerKeys(t, chain.explorer, came), again],
  };
}

/** What came and what it became; where that is not what was asked for, or not the rate that was quoted, it says so. */
function receiptText(t: Texts, order: OrderView, cash: Money): string {
  const { paid, fee, amount, rate } = order.credited ?? {
    paid: order.pay,
    fee: order.fee,
    amount: order.credit,
    rate: order.rate,
  };
  const said = {
    pay: formatMoney(paid, t.language),
    fee: formatMoney(fee, t.language),
    credit: formatMoney(amount, t.language),
    code: receiptCode(order),
    cash: formatMoney(cash, t.language),
    by: order.rail,
  };
  const text = isStars(order.credit)
    ? t(order.late ? 'deposit-receipt-late-stars' : 'deposit-receipt-stars', said)
    : t(order.late ? 'deposit-receipt-late' : 'deposit-receipt', said);
  return withLines(
    text,
    isExchanged(order) &&
      t('receipt-rate', { rate: rateOf(t, order, rate), minute: rate === order.rate ? 'quoted' : 'arrival' }),
    paid.minor !== order.pay.minor &&
      t('receipt-differs', { by: order.rail, asked: formatMoney(order.pay, t.language) }),
  );
}

const isExchanged = ({ pay, credit }: OrderView): boolean => pay.asset !== credit.asset;

/** The text, and below it what is to be said besides. */
const withLines = (text: string, ...more: readonly (string | false)[]): string =>
  [text, ...more.filter((line) => line !== false)].join('\n');

const rateOf = (t: Texts, { pay, credit }: OrderView, rate: string): string =>
  formatRate(rate, pay.asset, credit.asset, t.language);

/** The screen, with the open invoices named below it and the way to pay the newest. */
export function namingInvoices(t: Texts, screen: Screen, open: readonly OrderView[]): Screen {
  const [newest] = open;
  if (!newest) return screen;
  const pay = formatMoney(newest.pay, t.language);
  const named = t('open-invoices', { count: open.length, pay, until: formatTime(newest.expiresAt) });
  const keys = newest.invoiceLink ? [[wayToPay(t, newest, newest.invoiceLink)]] : [];
  return { text: `${screen.text}\n\n${named}`, keys: [...keys, ...screen.keys] };
}

/** What is paid on a chain is paid by its screen: address and memo. */
const wayToPay = (t: Texts, { id, rail, pay }: OrderView, link: string) => {
  const text = t('deposit-pay', { pay: formatMoney(pay, t.language) });
  return isChainRail(rail) ? key(text, `deposit:show:${id}`) : { text, url: link };
};

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

/** A wallet said that it had sent, and nothing came while it could. */
export const missedScreen = (t: Texts, order: OrderView): Screen => ({
  text: t('deposit-missed', { pay: formatMoney(order.pay, t.language), code: receiptCode(order) }),
  keys: [[key(t('deposit-again'), 'deposit:new')], [key(t('menu-home'), 'home:new')]],
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
