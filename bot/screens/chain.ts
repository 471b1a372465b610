import type { InlineKeyboardButton } from '@grammyjs/types';
import { formatMoney, formatRate, formatTime } from '../../contracts/texts/format.ts';
import { rateText } from '../../domain/exchange-rates.ts';
import { type Money, money, typedAmount } from '../../domain/money.ts';
import type { OrderView } from '../../records/payments/reads.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { DepositAddress } from '../../use-cases/deposit-address.ts';
import type { ChainPlace, DepositChain } from '../../use-cases/deposit-chain.ts';
import type { ArrivalToShow } from '../../use-cases/show-arrival.ts';
import { key, type Screen } from './screen.ts';

/** Telegram copies what is tapped. The tags come with the text, so that the marks of writing direction stay outside of what is copied. */
const copied = (text: string): string => `<code>${text}</code>`;

const copyKey = (text: string, what: string): InlineKeyboardButton => ({ text, copy_text: { text: what } });

/** What it is a transfer of, for the words about its network. */
const coinOf = ({ asset }: Money): 'TON' | 'USDT' => (asset.endsWith('USDT') ? 'USDT' : 'TON');

const copyKeys = (t: Texts, { address, memo }: ChainPlace) => [
  copyKey(t('chain-copy-memo'), memo),
  copyKey(t('chain-copy-address'), address),
];

/** What a transaction is named by, where people ask about it. */
export const transactionLine = (t: Texts, hash: string): string => t('chain-transaction', { hash: copied(hash) });

/** The page about a transaction. @param explorer its address, but for the hash */
export const explorerKeys = (t: Texts, explorer: string, hashes: readonly string[]): InlineKeyboardButton[][] =>
  hashes.map((hash) => [{ text: t('chain-explorer'), url: explorer + hash }]);

const openKeys = (t: Texts, appUrl: string | undefined, order: OrderView): InlineKeyboardButton[][] =>
  appUrl === undefined
    ? []
    : [[{ text: t('chain-open-app'), web_app: { url: new URL(`deposit/${order.id}`, appUrl).href } }]];

/** An order that waits for a transfer: how much, where to, with which memo, and until when its rate holds. */
export function transferScreen(t: Texts, order: OrderView, chain: DepositChain, appUrl?: string): Screen {
  const { pay, fee, credit, rate, expiresAt } = order;
  const place = t('chain-place', { address: copied(chain.address), memo: copied(chain.memo) });
  const text = t('chain-open', {
    pay: formatMoney(pay, t.language),
    exactly: `${copied(typedAmount(pay))} ${coinOf(pay)}`,
    credit: formatMoney(credit, t.language),
    fee: formatMoney(fee, t.language),
    rate: formatRate(rate, pay.asset, credit.asset, t.language),
    until: formatTime(expiresAt),
  });
  return {
    text: [text, place, t('chain-memo-warning'), t('chain-network', { coin: coinOf(pay) })].join('\n\n'),
    keys: [
      copyKeys(t, chain),
      [copyKey(t('chain-copy-amount'), typedAmount(pay))],
      ...openKeys(t, appUrl, order),
      [key(t('menu-home'), 'home:new')],
    ],
  };
}

/** How far an order's payment has come: what a wallet says, what was seen, what is final and about to be credited. Undefined: nothing yet. */
export function progressScreen(t: Texts, order: OrderView, chain: DepositChain, appUrl?: string): Screen | undefined {
  const newest = chain.arrivals.at(-1);
  const sent = chain.sent.at(-1);
  if (!newest && !sent) return undefined;
  return {
    text: newest
      ? stateText(t, { ...newest, needed: chain.finalBlocks })
      : t('chain-sent', { pay: formatMoney(order.pay, t.language), at: formatTime(sent?.at ?? order.openedAt) }),
    keys: [
      ...explorerKeys(t, chain.explorer, newest ? [newest.hash] : []),
      ...openKeys(t, appUrl, order),
      [key(t('menu-home'), 'home:new')],
    ],
  };
}

type Told = Pick<ArrivalToShow, 'amount' | 'at' | 'blocksPassed' | 'state'> & { readonly needed?: number };

function stateText(t: Texts, { state, amount, at, blocksPassed, needed }: Told): string {
  const said = { amount: formatMoney(amount, t.language), at: formatTime(at) };
  if (state === 'seen')
    return needed === undefined
      ? t('chain-seen', said)
      : `${t('chain-seen', said)}\n${t('chain-blocks', { passed: Math.min(blocksPassed, needed), needed })}`;
  if (state === 'vanished') return t('chain-vanished', said);
  if (state === 'below-minimum') return t('chain-kept', said);
  return t('chain-final', said);
}

/** Money that came without an order. @param explorer a page about a transaction, but for its hash */
export const arrivalScreen = (t: Texts, arrival: ArrivalToShow, explorer?: string | undefined): Screen => ({
  text: [stateText(t, arrival), transactionLine(t, arrival.hash)].join('\n'),
  keys: [
    ...(explorer === undefined ? [] : explorerKeys(t, explorer, [arrival.hash])),
    [key(t('menu-home'), 'home:new')],
  ],
});

/** Money that this player claimed, and that was given to somebody else, or back to its sender. */
export const claimOverScreen = (t: Texts, { amount, at }: ArrivalToShow): Screen => ({
  text: t('chain-claim-over', { amount: formatMoney(amount, t.language), at: formatTime(at) }),
  keys: [[key(t('menu-home'), 'home:new')]],
});

/** The player's address and memo, to send to whenever and as much as they like. */
export function addressScreen(t: Texts, place: DepositAddress): Screen {
  const { way, rate, address, memo } = place;
  const least = money(way.asset, way.terms.least);
  const text = t('chain-address', {
    coin: coinOf(least),
    least: formatMoney(least, t.language),
    rate: rate === undefined ? 'unknown' : formatRate(rateText(rate), way.asset, way.credits, t.language),
  });
  return {
    text: [
      text,
      t('chain-place', { address: copied(address), memo: copied(memo) }),
      t('chain-memo-warning'),
      t('chain-network', { coin: coinOf(least) }),
    ].join('\n\n'),
    keys: [copyKeys(t, place), [key(t('menu-back'), `deposit:by:${way.rail}`)]],
  };
}

/** What is said below the picture. @param amount missing: whoever sends says how much */
export const qrCaption = (t: Texts, amount?: Money): string =>
  amount ? t('chain-qr', { pay: formatMoney(amount, t.language) }) : t('chain-qr-open');
