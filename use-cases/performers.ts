import type { Performers } from './confirm-code.ts';

/** What does each act once it is confirmed. */
export const performers: Performers = {
  // Telegram is the only way in there is yet: without it nobody could reach what is in the account.
  'unlink-telegram': async () => ({ reason: 'only-way-in' }),
};
