/** What is known of an account that may be joined with another of the same person. */
export type Joinable = {
  /** Cash, held or not, anything else that is owed to the player, or a round that may still pay. */
  readonly holdsMoney: boolean;
  /** A payment is open, or may still come late. */
  readonly expectsMoney: boolean;
  /** Something happened in it once. */
  readonly hasHistory: boolean;
  /** Another Telegram account opens it already. */
  readonly hasOtherTelegram: boolean;
};

export type JoinRefusal = { readonly reason: 'both-hold-money' | 'has-other-telegram' };
export type JoinVerdict = { readonly stays: 'browser' | 'chat' } | JoinRefusal;

/**
 * Which of two accounts of one person goes on: the one with money in it or on its way; else the one with a history; else the
 * chat's, which was there to be joined. Money is never merged in silence: when both have some, neither is touched.
 */
export function judgeJoin(browser: Joinable, chat: Joinable | undefined): JoinVerdict {
  if (browser.hasOtherTelegram) return { reason: 'has-other-telegram' };
  if (!chat) return { stays: 'browser' };
  const [browserMatters, chatMatters] = [browser, chat].map((each) => each.holdsMoney || each.expectsMoney);
  if (browserMatters && chatMatters) return { reason: 'both-hold-money' };
  if (browserMatters !== chatMatters) return { stays: browserMatters ? 'browser' : 'chat' };
  return { stays: browser.hasHistory && !chat.hasHistory ? 'browser' : 'chat' };
}
