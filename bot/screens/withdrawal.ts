import type { InlineKeyboardButton } from '@grammyjs/types';
import type { DestinationId, GrantId } from '../../contracts/ids.ts';
import type { PayoutRailId } from '../../contracts/rails.ts';
import { formatMoney, formatPercent, formatRate, formatTime } from '../../contracts/texts/format.ts';
import { rateText } from '../../domain/exchange-rates.ts';
import { shortCode } from '../../domain/ids.ts';
import { add, type Money, money, subtract } from '../../domain/money.ts';
import { sentPrice, sentTerms } from '../../domain/sent-assets.ts';
import { type Blocker, feeForPart, mostWithdrawable } from '../../domain/withdrawals.ts';
import {
  type Arrives,
  destinationIdOf,
  transactionsOf,
  type WithdrawalView,
} from '../../records/payments/withdrawal-reads.ts';
import type { GrantView } from '../../records/play/grant-reads.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { WithdrawalRefusal } from '../../use-cases/request-withdrawal.ts';
import type { BonusCost } from '../../use-cases/withdrawal-bonus.ts';
import type { WithdrawalWay, WithdrawalWays } from '../../use-cases/withdrawal-ways.ts';
import { explorerKeys, transactionLine } from './chain.ts';
import { key, placeText, type Screen } from './screen.ts';

/** By which way, where several are open; how much: what is offered, with the limits and the fee; or everything that stands in the way. */
export function withdrawScreen(
  t: Texts,
  { ways, nowhere }: WithdrawalWays,
  {
    note,
    by,
    appUrl,
    costs,
    ends = [],
  }: {
    readonly note?: string | undefined;
    readonly by?: PayoutRailId | undefined;
    readonly appUrl?: string | undefined;
    /** What is given up with whatever goes out; undefined: nothing is. */
    readonly costs?: BonusCost | undefined;
    /** What is offered to them. */
    readonly ends?: readonly GrantView[] | undefined;
  } = {},
): Screen {
  const open = ways.filter(({ blockers }) => blockers.length === 0);
  const chosen = open.find(({ rail }) => rail === by) ?? (open.length === 1 ? open[0] : undefined);
  const shown = chosen ? [chosen] : open;
  if (shown.length > 0) {
    const screen = chosen ? chooseScreen(t, chosen, open.length > 1) : wayScreen(t, open);
    const isGivenUp = costs !== undefined && shown.some(({ available }) => available.asset === costs.bonus.asset);
    const lapsing = ends.filter(({ deposit }) => shown.some(({ available }) => available.asset === deposit?.asset));
    const told = lapsing.length > 0 ? lapses(t, screen, lapsing.length) : screen;
    return noted(note, isGivenUp ? warned(t, told, costs) : told);
  }
  const blockers = ways[0]?.blockers ?? nowhere.filter(({ reason }) => reason !== 'no-way-out');
  const head = ways.length === 0 ? t('withdraw-nowhere') : t('withdraw-blocked');
  const isLocked = blockers.some(({ reason }) => reason === 'bonus-locked');
  return {
    text: [head, ...linesOf(t, blockers)].join('\n'),
    keys: [
      ...(isLocked ? [[key(t('withdraw-see-bonus'), 'bonus')]] : []),
      ...inApp(t('withdraw-why'), appUrl, 'withdraw/why'),
      [key(t('menu-back'), 'home')],
    ],
  };
}

const noted = (note: string | undefined, { text, keys }: Screen): Screen => ({
  text: note ? `${note}\n\n${text}` : text,
  keys,
});

/** Before anything is chosen: what goes out costs the bonus, to the cent, and where the bonus is seen. */
const warned = (t: Texts, { text, keys }: Screen, { bonus, spins, openRounds }: BonusCost): Screen => ({
  text: `${text}\n\n${t('withdraw-costs', { bonus: formatMoney(bonus, t.language), spins, rounds: openRounds })}`,
  keys: [...keys.slice(0, -1), [key(t('withdraw-see-bonus'), 'bonus')], ...keys.slice(-1)],
});

/** What came with a deposit can be taken no more once cash goes out: said before, as what is lost is. */
const lapses = (t: Texts, { text, keys }: Screen, count: number): Screen => ({
  text: `${text}\n\n${t('withdraw-ends-offers', { count })}`,
  keys,
});

const wayScreen = (t: Texts, ways: readonly WithdrawalWay[]): Screen => ({
  text: t('withdraw-by'),
  keys: [
    ...[...new Set(ways.map(({ rail }) => rail))].map((rail) => [key(t(`withdraw-by-${rail}`), `withdraw:by:${rail}`)]),
    [key(t('menu-back'), 'home')],
  ],
});

/** By which a key names a destination: a whole id is too long for one. */
export const destinationTail = (id: DestinationId): string => id.slice(-12);

/** Where it goes, when it does not go back the way it came and there are several places. */
export const destinationScreen = (
  t: Texts,
  { rail, amount }: { readonly rail: PayoutRailId; readonly amount: Money },
  places: readonly { readonly id: DestinationId; readonly label: string }[],
): Screen => ({
  text: t('withdraw-where', { amount: formatMoney(amount, t.language) }),
  keys: [
    ...places.map(({ id, label }) => [
      key(label, `withdraw:${rail}:${amount.asset}:${amount.minor}:${destinationTail(id)}`),
    ]),
    [key(t('menu-back'), `withdraw:by:${rail}`)],
  ],
});

/** By which a key names the bonus that is given up: its end, and shorter than a destination's, for a key has 64 bytes. */
export const grantTail = (id: GrantId): string => id.slice(-8);

/** Cash may leave, and the bonus is given up with it: what that costs, the safe choice first. */
export const giveUpScreen = (
  t: Texts,
  { rail, amount, tail }: { readonly rail: PayoutRailId; readonly amount: Money; readonly tail: string | undefined },
  cost: BonusCost,
): Screen => ({
  text: t('withdraw-gives-up', {
    amount: formatMoney(amount, t.language),
    cash: formatMoney(cost.keeps, t.language),
    bonus: formatMoney(cost.bonus, t.language),
    spins: cost.spins,
    rounds: cost.openRounds,
  }),
  keys: [
    [key(t('withdraw-keep-bonus'), 'home')],
    [key(t('withdraw-give-up'), `give:${rail}:${amount.asset}:${amount.minor}:${tail ?? ''}:${grantTail(cost.grant)}`)],
  ],
});

function chooseScreen(t: Texts, way: WithdrawalWay, isOneOfSeveral: boolean): Screen {
  const { rail, available, terms, presets } = way;
  const { fixed, bps } = terms.fee;
  const parts = [
    ...(fixed > 0n ? [formatMoney(money(available.asset, fixed), t.language)] : []),
    ...(bps > 0n ? [formatPercent(Number(bps), t.language)] : []),
  ];
  const choose = t('withdraw-choose', {
    least: formatMoney(money(available.asset, terms.least), t.language),
    most: formatMoney(presets.at(-1) ?? mostWithdrawable(available, terms) ?? available, t.language),
    fee: parts.length > 0 ? parts.join(' + ') : 'none',
  });
  const arrives = arrivesText(t, way);
  const keys = presets.map((amount) =>
    key(formatMoney(amount, t.language), `withdraw:${rail}:${amount.asset}:${amount.minor}`),
  );
  return {
    text: arrives ? `${choose}\n${arrives}` : choose,
    keys: [keys.slice(0, 2), keys.slice(2), [key(t('menu-back'), isOneOfSeveral ? 'withdraw' : 'home')]].filter(
      (row) => row.length > 0,
    ),
  };
}

/** What arrives instead, and at what rate, where that is another asset. */
function arrivesText(t: Texts, { available, terms, market }: WithdrawalWay): string | undefined {
  const sent = sentTerms(terms);
  if (!sent || market === undefined) return undefined;
  return t('withdraw-arrives', {
    asset: sent.sends.replace(/^PLAY-/, ''),
    rate: formatRate(rateText(sentPrice(market, sent.spreadBps)), sent.sends, available.asset, t.language),
    tolerance: formatPercent(Number(sent.toleranceBps), t.language),
  });
}

/** Why nothing was requested, in the player's words: each reason a line. */
export function withdrawalRefusalText(
  t: Texts,
  refusal: Exclude<WithdrawalRefusal, { readonly reason: 'bonus-would-be-lost' }>,
): string {
  switch (refusal.reason) {
    case 'blocked':
      return linesOf(t, refusal.blockers).join('\n');
    case 'rail-short':
      return t('refused-rail-short');
    case 'account-closed':
      return t('refused-account-closed');
    case 'no-chat':
    case 'codes-locked':
    case 'too-many-codes':
      return t('refused-codes');
  }
}

const linesOf = (t: Texts, blockers: readonly Blocker[]): string[] =>
  blockers.map((blocker) => t('withdraw-blocker', { why: blockerText(t, blocker) }));

function blockerText(t: Texts, blocker: Blocker): string {
  const shown: Record<string, string | number> = Object.fromEntries(
    Object.entries(blocker).flatMap(([name, value]) =>
      typeof value === 'object' ? [[name, formatMoney(value, t.language)]] : name === 'count' ? [[name, value]] : [],
    ),
  );
  if (blocker.reason === 'destination-missing' && blocker.most.minor === 0n) shown.most = 'none';
  return t(`blocked-${blocker.reason}`, shown);
}

/**
 * A withdrawal as it is now. Drawn when it is sent; its message never becomes another screen.
 * @param explorer a page about a transaction, but for its hash
 */
export function withdrawalScreen(
  t: Texts,
  w: WithdrawalView,
  cash: Money,
  appUrl?: string,
  explorer?: string | undefined,
): Screen {
  const say = (each: Money) => formatMoney(each, t.language);
  const { amount, fee } = w;
  const text = t(`withdrawal-${w.status}`, {
    amount: say(amount),
    fee: say(w.paid && w.paid.minor > 0n ? feeForPart(fee, w.paid, amount) : fee),
    total: say(add(amount, fee)),
    paid: say(w.paid ?? subtract(amount, amount)),
    destination: placeText(w.destination),
    until: formatTime(w.confirmBy),
    cash: say(cash),
    least: say(w.arrives?.least ?? amount),
    code: `W-${shortCode(w.id)}`,
    because: w.refusedBecause ?? 'unknown',
  });
  const transactions = transactionsOf(w);
  const arrives = w.arrives && arrivingText(t, w, w.arrives);
  const cameBack =
    w.returned && t(w.arrives ? 'withdrawal-bounced' : 'withdrawal-came-back', { returned: say(w.returned) });
  return {
    text: [
      [text, ...(arrives ? [arrives] : []), ...transactions.map((hash) => transactionLine(t, hash))].join('\n'),
      ...(cameBack ? [cameBack] : []),
    ].join('\n\n'),
    keys: [
      ...(explorer === undefined ? [] : explorerKeys(t, explorer, transactions)),
      ...inApp(t(w.endedAt ? 'withdrawal-receipt' : 'withdrawal-follow'), appUrl, `withdrawal/${w.id}`),
      ...(w.status === 'rate-moved' ? [[key(t('withdrawal-again-now'), againKey(w))]] : []),
      [
        ...(w.endedAt && w.status !== 'rate-moved' ? [key(t('withdrawal-again'), 'withdraw:new')] : []),
        key(t('menu-home'), 'home:new'),
      ],
    ],
  };
}

/** How much of another asset arrives, as far as that is known; nothing of one that ended otherwise. */
function arrivingText(t: Texts, { status, amount, endedAt }: WithdrawalView, arrives: Arrives): string | undefined {
  const say = (each: Money) => formatMoney(each, t.language);
  const { about, least, fixed, price } = arrives;
  if (status === 'awaiting-code' || (!fixed && !endedAt))
    return t('withdrawal-arrives-about', { about: say(about), least: say(least) });
  const rate = formatRate(rateText(price), about.asset, amount.asset, t.language);
  if (fixed && !endedAt) return t('withdrawal-arrives-fixed', { sent: say(fixed.amount), rate });
  return fixed?.paid && fixed.paid.minor > 0n ? t('withdrawal-arrived', { sent: say(fixed.paid), rate }) : undefined;
}

/** The same wish once more, in a message of its own. */
function againKey(w: WithdrawalView): string {
  const destination = destinationIdOf(w);
  const tail = destination === undefined ? '' : `:${destinationTail(destination)}`;
  return `withdraw:again:${w.rail}:${w.amount.asset}:${w.amount.minor}${tail}`;
}

/** A key that opens a place of the app; none where Telegram does not open it. */
const inApp = (text: string, appUrl: string | undefined, place: string): InlineKeyboardButton[][] =>
  appUrl === undefined ? [] : [[{ text, web_app: { url: `${appUrl}${place}` } }]];
