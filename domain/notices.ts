import { type QuietHours, quietUntil } from './quiet-hours.ts';

/** What the bot writes of its own accord. Money, codes and verification are no notices: they are always told. */
export const noticeKinds = ['promotions', 'wagering', 'vip'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export type NoticeChoice = Readonly<Record<NoticeKind, boolean>> & {
  readonly quiet: { readonly from: number; readonly until: number } | undefined;
  readonly zone: string;
  /** Whether others see a part of the player's code on the leaderboard, or only that somebody is there. */
  readonly isListed: boolean;
};

/**
 * Who never chose. Promotions are advertising, which needs a yes that was given before (Directive 2002/58/EC, article 13; UKGC LCCP
 * 5.1.11): they are off. The others tell a player what their own play came to.
 */
export const unchosen: NoticeChoice = {
  promotions: false,
  wagering: true,
  vip: true,
  quiet: undefined,
  zone: 'UTC',
  isListed: true,
};

/** What there is to know of a notice before it is told, as it is at that moment. */
export type NoticeFacts = {
  readonly kind: NoticeKind;
  readonly choice: NoticeChoice;
  /** Their account is open, and messages reach them. */
  readonly isReached: boolean;
  /** They take a break, or excluded themselves: nobody reminds them of play. */
  readonly isPaused: boolean;
  readonly mayPromote: boolean;
  /** It still holds: the bonus is to be had, the level is the highest. */
  readonly isNews: boolean;
};

/** Tell it, never tell it, or look again when it is quiet no more (milliseconds). */
export function judgeNotice(facts: NoticeFacts, atMs: number): 'tell' | 'unwanted' | { readonly quietUntil: number } {
  const { kind, choice, isReached, isPaused, mayPromote, isNews } = facts;
  if (!isReached || isPaused || !isNews || !choice[kind]) return 'unwanted';
  if (kind === 'promotions' && !mayPromote) return 'unwanted';
  const hours: QuietHours | undefined = choice.quiet && { ...choice.quiet, zone: choice.zone };
  const until = hours && quietUntil(hours, atMs);
  return until === undefined ? 'tell' : { quietUntil: until };
}
