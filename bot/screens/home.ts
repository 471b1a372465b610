import { formatMoney } from '../../contracts/texts/format.ts';
import type { Money } from '../../domain/money.ts';
import type { GrantView } from '../../records/play/grant-reads.ts';
import type { Texts } from '../../runtime/texts.ts';
import { key, type Screen } from './screen.ts';

const cashText = (t: Texts, cash: readonly Money[]): string =>
  cash.map((amount) => formatMoney(amount, t.language)).join(' · ');

export type Held = {
  readonly cash: readonly Money[];
  readonly stars: Money | undefined;
  /** The active one. */
  readonly bonus: GrantView | undefined;
};

/** Apart from cash, and never added to it: Stars, which never become cash, and the bonus, which does when it is wagered. */
const heldText = (t: Texts, text: string, { stars, bonus }: Held): string =>
  [
    text,
    ...(stars && stars.minor > 0n ? [t('stars-balance', { stars: formatMoney(stars, t.language) })] : []),
    ...(bonus ? [bonusText(t, bonus)] : []),
  ].join('\n');

function bonusText(t: Texts, { balance, done, needed, spinsLeft }: GrantView): string {
  const say = (amount: Money) => formatMoney(amount, t.language);
  const line = t('round-bonus', {
    bonus: say(balance),
    done: say(done),
    needed: needed.minor > 0n ? say(needed) : 'none',
  });
  return spinsLeft > 0 ? `${line}\n${t('bonus-spins-left', { spins: spinsLeft })}` : line;
}

type Moves = { readonly canDeposit: boolean; readonly canWithdraw: boolean };

/** Shows only what works. */
const movesOf = (t: Texts, { canDeposit, canWithdraw }: Moves) => [
  ...(canDeposit ? [key(t('menu-deposit'), 'deposit')] : []),
  ...(canWithdraw ? [key(t('menu-withdraw'), 'withdraw')] : []),
];

export const homeScreen = (
  t: Texts,
  view: Moves &
    Held & {
      isNew: boolean;
      canPlay: boolean;
      appUrl: string | undefined;
    },
): Screen => ({
  text: heldText(t, t(view.isNew ? 'home-new' : 'home', { cash: cashText(t, view.cash) }), view),
  keys: [
    ...(view.appUrl === undefined ? [] : [[{ text: t('menu-app'), web_app: { url: view.appUrl } }]]),
    [...movesOf(t, view), key(t('menu-balance'), 'balance')],
    [...(view.canPlay ? [key(t('menu-games'), 'games')] : []), key(t('menu-bonus'), 'bonus')],
    [key(t('menu-language'), 'language'), key(t('menu-help'), 'help')],
  ],
});

export const balanceScreen = (t: Texts, view: Moves & Held): Screen => ({
  text: heldText(t, t('balance', { cash: cashText(t, view.cash) }), view),
  keys: [[...movesOf(t, view), key(t('menu-back'), 'home')]],
});

export const helpScreen = (t: Texts): Screen => ({ text: t('help'), keys: [[key(t('menu-back'), 'home')]] });
