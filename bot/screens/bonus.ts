import type { InlineKeyboardButton } from '@grammyjs/types';
import { formatList, formatMoney, formatPercent } from '../../contracts/texts/format.ts';
import type { Asset } from '../../domain/assets.ts';
import type { BonusTerms } from '../../domain/bonuses.ts';
import { type GameId, gameIds } from '../../domain/games/index.ts';
import { type Money, money } from '../../domain/money.ts';
import { leftToWager, wagerNeeded } from '../../domain/wagering.ts';
import type { GrantView } from '../../records/play/grant-reads.ts';
import type { EndingBonus } from '../../records/play/notices.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { ClaimRefusal } from '../../use-cases/answer-offer.ts';
import type { CancelBonusRefusal } from '../../use-cases/give-up-bonus.ts';
import type { CodeRefusal } from '../../use-cases/offer-bonus.ts';
import type { BonusesShown } from '../../use-cases/show-bonuses.ts';
import type { BonusCost } from '../../use-cases/withdrawal-bonus.ts';
import { formatMoment } from './limits.ts';
import { freeKey } from './purses.ts';
import { key, type Screen } from './screen.ts';

/** Why what was asked of a bonus is not done: each has its words. */
export type BonusRefusal = ClaimRefusal['reason'] | CancelBonusRefusal['reason'] | CodeRefusal['reason'];

/** What is told of a bonus in a message of its own: the offer, how far it is, and how it ended. */
export type ToldView = Omit<GrantView, 'deposit' | 'endedAt'>;

/** The message of one bonus, as it stands: an offer with its terms, then what is left to be staked, then its end. */
export function bonusScreen(t: Texts, grant: ToldView, appUrl: string | undefined): Screen {
  switch (grant.state) {
    case 'offered':
      return {
        text: [offerTitle(t, grant), ...termsLines(t, grant.terms, grant.worth), offerUntil(t, grant)].join('\n'),
        keys: [
          [key(t('bonus-take'), `bonus:take:${grant.id}`), key(t('bonus-decline'), `bonus:decline:${grant.id}`)],
          ...inApp(t, appUrl),
        ],
      };
    case 'active':
      return {
        text: activeLines(t, grant).join('\n'),
        keys: [[playKey(t, grant, appUrl)], ...inApp(t, appUrl), [key(t('bonus-look'), 'bonus:look')]],
      };
    default:
      return { text: endedLines(t, grant).join('\n'), keys: [...inApp(t, appUrl), [key(t('menu-home'), 'home:new')]] };
  }
}

/** An offer is made once in a life: refusing it is asked once more, the safe choice first. */
export const declineScreen = (t: Texts, { id }: Pick<ToldView, 'id'>): Screen => ({
  text: t('bonus-decline-sure'),
  keys: [[key(t('menu-back'), `bonus:offer:${id}`)], [key(t('bonus-decline-yes'), `bonus:refuse:${id}`)]],
});

/** On to playing it, below and in a message of its own: its free spins where some are left, or all that there is to play. */
function playKey(
  t: Texts,
  { spinsLeft, terms: { spins } }: ToldView,
  appUrl: string | undefined,
): InlineKeyboardButton {
  const free = spins && spinsLeft > 0 ? freeKey(t, { game: spins.game, left: spinsLeft }, appUrl, ':new') : undefined;
  return free ?? key(t('bonus-play'), 'games:new');
}

/** Before the time to play is over: how much is left to be staked, and what the end means. */
export const reminderLines = (t: Texts, ending: EndingBonus): string[] => [
  t('bonus-reminder', { until: formatMoment(t, ending.until) }),
  progress(t, ending),
  t('bonus-reminder-holds', { balance: amount(t, ending.balance) }),
];

const amount = (t: Texts, sum: Money): string => formatMoney(sum, t.language);
const minor = (t: Texts, asset: Asset, sum: bigint): string => amount(t, money(asset, sum));
const momentOf = (t: Texts, at: Date | undefined): string => (at ? formatMoment(t, at) : '');

function offerTitle(t: Texts, { worth, terms: { spins } }: Pick<ToldView, 'worth' | 'terms'>): string {
  if (!spins) return t('bonus-offer', { worth: amount(t, worth) });
  const many = {
    spins: spins.many,
    game: t(`game-${spins.game}`),
    stake: amount(t, money(worth.asset, spins.stake)),
  };
  return worth.minor > 0n
    ? t('bonus-offer-with-spins', { ...many, worth: amount(t, worth) })
    : t('bonus-offer-spins', many);
}

const offerUntil = (t: Texts, { offerUntil: until }: Pick<ToldView, 'offerUntil'>): string =>
  t('bonus-offer-until', { until: formatMoment(t, until) });

/** What a player agrees to, in plain words: how much is to be staked, in which time, what counts, and what becomes cash. */
export function termsLines(t: Texts, terms: BonusTerms, worth: Money | undefined): string[] {
  const { asset, wagerTimes, playHours, mostStake, mostConverted, order, sticky, counts } = terms;
  const isDays = playHours % 24 === 0;
  const time = {
    unit: isDays ? 'days' : 'hours',
    time: isDays ? playHours / 24 : playHours,
    most: minor(t, asset, mostStake),
  };
  return [
    wagerTimes === 0 ? t('bonus-terms-free', time) : t('bonus-terms', { ...time, times: wagerTimes }),
    ...(worth && worth.minor > 0n && !terms.spins
      ? [t('bonus-terms-sum', { sum: minor(t, asset, wagerNeeded(terms, worth.minor)) })]
      : []),
    ...(terms.spins ? [t('bonus-terms-spins', { times: wagerTimes })] : []),
    t(`bonus-counts-${counts}`),
    t('bonus-games', { games: countingGames(t, terms) }),
    t(`bonus-order-${order}`),
    mostConverted === null ? t('bonus-becomes-all') : t('bonus-becomes-most', { most: minor(t, asset, mostConverted) }),
    t(`bonus-${sticky}`),
  ];
}

function countingGames(t: Texts, { contributionBps }: BonusTerms): string {
  const bpsOf = (game: GameId): number => contributionBps[game] ?? 0;
  const names = gameIds
    .filter((game) => bpsOf(game) > 0)
    .map((game) => {
      const name = t(`game-${game}`);
      return bpsOf(game) === 10_000 ? name : `${name} ${formatPercent(bpsOf(game), t.language)}`;
    });
  return formatList(names, t.language);
}

function progress(t: Texts, grant: Pick<ToldView, 'done' | 'needed' | 'spinsLeft'>): string {
  const { done, needed, spinsLeft } = grant;
  // Free spins that won nothing yet ask for nothing.
  if (needed.minor === 0n && spinsLeft > 0) return t('bonus-spins-left', { spins: spinsLeft });
  const line = t('bonus-progress', {
    done: amount(t, done),
    needed: amount(t, needed),
    left: minor(t, needed.asset, leftToWager({ done: done.minor, needed: needed.minor })),
  });
  return spinsLeft === 0 ? line : `${t('bonus-spins-left', { spins: spinsLeft })}\n${line}`;
}

/** How far the active one is. */
export const activeLines = (t: Texts, grant: ToldView): string[] => [
  t('bonus-active', { balance: amount(t, grant.balance) }),
  progress(t, grant),
  t('bonus-active-until', {
    until: momentOf(t, grant.playUntil),
    most: minor(t, grant.worth.asset, grant.terms.mostStake),
  }),
  t(`bonus-${grant.terms.sticky}`),
];

function endedLines(t: Texts, { state, converted, forfeited, worth, playUntil }: ToldView): string[] {
  const back = forfeited ?? money(worth.asset, 0n);
  switch (state) {
    case 'completed':
      return [
        t('bonus-completed', { converted: amount(t, converted ?? money(worth.asset, 0n)) }),
        ...(back.minor > 0n ? [t('bonus-completed-back', { back: amount(t, back) })] : []),
      ];
    case 'expired':
      return playUntil === undefined ? [t('bonus-offer-over')] : [t('bonus-expired', { back: amount(t, back) })];
    case 'cancelled':
      return [t('bonus-cancelled', { back: amount(t, back) })];
    case 'withdrawn':
      return [t('bonus-withdrawn', { back: amount(t, back) })];
    case 'lost':
      return [t('bonus-lost')];
    default:
      return [t('bonus-declined')];
  }
}

const inApp = (t: Texts, appUrl: string | undefined): InlineKeyboardButton[][] =>
  appUrl === undefined ? [] : [[{ text: t('bonus-app'), web_app: { url: new URL('rewards', appUrl).href } }]];

/** All of it at a glance: the active bonus, what can be taken out, what is offered, and how a code is entered. */
export function overviewScreen(
  t: Texts,
  { active, offers, withdrawable }: Pick<BonusesShown, 'active' | 'offers' | 'withdrawable'>,
  appUrl: string | undefined,
  note?: string,
): Screen {
  const { cash, locked, givesUp } = withdrawable;
  const offered = offers.map((offer) => `${offerTitle(t, offer)}\n${offerUntil(t, offer)}`);
  return {
    text: [
      ...(note === undefined ? [] : [`${note}\n`]),
      ...(active ? activeLines(t, active) : [t('bonus-none')]),
      '',
      t('bonus-withdrawable', { cash: amount(t, cash) }),
      ...(locked.minor > 0n ? [t('bonus-locked', { locked: amount(t, locked) })] : []),
      ...(givesUp === undefined ? [] : [t('bonus-gives-up')]),
      ...offered.map((offer) => `\n${offer}`),
      ...(offers.length + (active ? 1 : 0) > 1 ? ['', t('one-bonus-at-a-time')] : []),
      '',
      t('bonus-code-how'),
    ].join('\n'),
    keys: [
      ...offers.map((offer) => [key(offerName(t, offer), `bonus:offer:${offer.id}`)]),
      ...inApp(t, appUrl),
      ...(active ? [[playKey(t, active, appUrl)]] : []),
      [key(t('menu-promotions'), 'promotions'), key(t('menu-vip'), 'vip')],
      [...(active ? [key(t('bonus-give-up'), `bonus:cost:${active.id}`)] : []), key(t('menu-back'), 'home')],
    ],
  };
}

const offerName = (t: Texts, { worth, terms: { spins } }: ToldView): string =>
  worth.minor > 0n || !spins
    ? t('bonus-see', { worth: amount(t, worth) })
    : t('bonus-see-spins', { spins: spins.many, game: t(`game-${spins.game}`) });

/** The last question before what cannot be taken back: what it costs, and the safe choice first. */
export const costScreen = (t: Texts, { grant, keeps, bonus, spins, openRounds }: BonusCost, note?: string): Screen => ({
  text: [
    ...(note === undefined ? [] : [`${note}\n`]),
    t('bonus-cost', { loses: amount(t, bonus), keeps: amount(t, keeps) }),
    ...(spins > 0 ? [t('bonus-cost-spins', { spins })] : []),
    ...(openRounds > 0 ? [t('bonus-cost-rounds', { rounds: openRounds })] : []),
  ].join('\n'),
  keys: [
    [key(t('bonus-keep'), 'bonus')],
    // What was shown goes with the tap: if it costs something else by then, nothing is done.
    [key(t('bonus-give-up'), `bonus:end:${grant}:${bonus.minor.toString(36)}:${spins}`)],
  ],
});
