import { formatMoney } from '../../contracts/texts/format.ts';
import type { Money } from '../../domain/money.ts';
import type { Texts } from '../../runtime/texts.ts';
import { key, type Screen } from './screen.ts';

const cashText = (t: Texts, cash: readonly Money[]): string =>
  cash.map((amount) => formatMoney(amount, t.language)).join(' · ');

/** The player's Stars apart from their cash, which they never become; nothing for who has none. */
const withStars = (t: Texts, text: string, stars: Money | undefined): string =>
  stars && stars.minor > 0n ? `${text}\n${t('stars-balance', { stars: formatMoney(stars, t.language) })}` : text;

type Moves = { readonly canDeposit: boolean; readonly canWithdraw: boolean };

/** Shows only what works. */
const movesOf = (t: Texts, { canDeposit, canWithdraw }: Moves) => [
  ...(canDeposit ? [key(t('menu-deposit'), 'deposit')] : []),
  ...(canWithdraw ? [key(t('menu-withdraw'), 'withdraw')] : []),
];

export const homeScreen = (
  t: Texts,
  view: Moves & {
    cash: readonly Money[];
    stars: Money | undefined;
    isNew: boolean;
    canPlay: boolean;
    appUrl: string | undefined;
  },
): Screen => ({
  text: withStars(t, t(view.isNew ? 'home-new' : 'home', { cash: cashText(t, view.cash) }), view.stars),
  keys: [
    ...(view.appUrl === undefined ? [] : [[{ text: t('menu-app'), web_app: { url: view.appUrl } }]]),
    [...movesOf(t, view), key(t('menu-balance'), 'balance')],
    [...(view.canPlay ? [key(t('menu-games'), 'games')] : []), key(t('menu-bonus'), 'bonus')],
    [key(t('menu-promotions'), 'promotions'), key(t('menu-vip'), 'vip')],
    [key(t('menu-language'), 'language'), key(t('menu-help'), 'help')],
  ],
});

export const balanceScreen = (
  t: Texts,
  view: Moves & { cash: readonly Money[]; stars: Money | undefined },
): Screen => ({
  text: withStars(t, t('balance', { cash: cashText(t, view.cash) }), view.stars),
  keys: [[...movesOf(t, view), key(t('menu-back'), 'home')]],
});

export const helpScreen = (t: Texts): Screen => ({ text: t('help'), keys: [[key(t('menu-back'), 'home')]] });
