import type { InlineKeyboardButton } from '@grammyjs/types';
import { formatMoney, formatPercent } from '../../contracts/texts/format.ts';
import type { BonusTerms } from '../../domain/bonuses.ts';
import { money } from '../../domain/money.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { Leaderboard } from '../../use-cases/read-leaderboard.ts';
import type { NoticeToShow } from '../../use-cases/send-notices.ts';
import type { VipShown } from '../../use-cases/show-vip.ts';
import { reminderLines, termsLines } from './bonus.ts';
import { formatMoment } from './limits.ts';
import { key, type Screen } from './screen.ts';

/** A chat is narrow: who wants to see more opens the app. */
const SHOWN = 10;

const inApp = (text: string, appUrl: string | undefined, page: string): InlineKeyboardButton[][] =>
  appUrl === undefined ? [] : [[{ text, web_app: { url: `${appUrl.replace(/\/$/, '')}/${page}` } }]];

const pointsText = (t: Texts, points: bigint): string => t('points', { points: Number(points) });

/** The level reached, and how far it is to the next. */
export function vipScreen(t: Texts, { level, points, next, perPoint }: VipShown): Screen {
  const ahead = next
    ? t('vip-next', { name: t(`vip-level-${next.level}`), left: pointsText(t, next.from - points) })
    : t('vip-top');
  return {
    text: [
      t('vip', { name: t(`vip-level-${level}`), points: pointsText(t, points) }),
      ahead,
      t('vip-how', { amount: formatMoney(perPoint, t.language) }),
    ].join('\n'),
    keys: [[key(t('vip-board'), 'leaderboard')], [key(t('menu-back'), 'bonus')]],
  };
}

/** The first of the week, and the player's own place, which is nobody else's business. */
export function leaderboardScreen(t: Texts, board: Leaderboard, appUrl: string | undefined): Screen {
  const rows = board.rows.slice(0, SHOWN).map(({ rank, name, points, isYou }) => {
    const row = t('board-row', { rank, name, points: pointsText(t, points) });
    return isYou ? `<b>${row}</b>` : row;
  });
  const yours = board.you
    ? t('board-you', { rank: board.you.rank, points: pointsText(t, board.you.points) })
    : t('board-not-you');
  return {
    text: [
      t('board', { ends: formatMoment(t, board.endsAt) }),
      ...(rows.length > 0 ? rows : [t('board-none')]),
      '',
      yours,
    ].join('\n'),
    keys: [...inApp(t('board-app'), appUrl, 'leaderboard'), [key(t('menu-vip'), 'vip'), key(t('menu-back'), 'home')]],
  };
}

/** Bonuses that can be come to, each with what it asks before anybody takes it (GLI-19 v3.0, A.5.3). */
export function promotionsScreen(
  t: Texts,
  promotions: readonly BonusTerms[],
  { appUrl, isTold }: { readonly appUrl: string | undefined; readonly isTold: boolean },
): Screen {
  const all = promotions.length > 0 ? promotions.map((terms) => promotionText(t, terms)) : [t('promotions-none')];
  return {
    text: [t('promotions'), ...all].join('\n\n'),
    keys: [
      ...(promotions.length > 0 ? inApp(t('promotions-app'), appUrl, 'rewards') : []),
      ...(isTold ? [] : [[key(t('promotions-tell'), 'notices:promotions:on')]]),
      [key(t('menu-back'), 'bonus')],
    ],
  };
}

/** What it is, and what a player agrees to who takes it. */
function promotionText(t: Texts, terms: BonusTerms): string {
  const amount = (minor: bigint) => formatMoney(money(terms.asset, minor), t.language);
  const { match, spins } = terms;
  const worth = match && {
    percent: formatPercent(match.bps, t.language),
    most: amount(match.most),
    least: amount(match.leastDeposit),
  };
  const rounds = spins && { many: spins.many, game: t(`game-${spins.game}`), stake: amount(spins.stake) };
  return [
    ...(worth ? [t('promotion-match', worth)] : []),
    ...(rounds ? [t('promotion-spins', rounds)] : []),
    ...(worth ? [] : [t('promotion-with-deposit')]),
    ...termsLines(t, terms, undefined),
  ].join('\n');
}

/** A new message, of the bot's own accord: each can be ended where it is read. */
export function noticeScreen(t: Texts, notice: NoticeToShow, appUrl: string | undefined): Screen {
  const ends = (kind: NoticeToShow['kind']) => [key(t('notices-off'), `notices:${kind}:off`)];
  switch (notice.kind) {
    case 'promotions':
      return {
        text: `${t('notice-promotion')}\n\n${promotionText(t, notice.terms)}`,
        keys: [...inApp(t('promotions-app'), appUrl, 'rewards'), ends(notice.kind)],
      };
    case 'wagering':
      if ('ending' in notice)
        return {
          text: reminderLines(t, notice.ending).join('\n'),
          keys: [
            ...inApp(t('bonus-app'), appUrl, 'rewards'),
            [key(t('bonus-play'), 'games:new'), key(t('bonus-look'), 'bonus:look')],
            ends(notice.kind),
          ],
        };
      return {
        text: t('notice-wagering', { amount: formatMoney(notice.converted, t.language) }),
        keys: [ends(notice.kind)],
      };
    case 'vip':
      return { text: t('notice-vip', { name: t(`vip-level-${notice.level}`) }), keys: [ends(notice.kind)] };
  }
}
