import { everywhere } from './everywhere.ts';
import type { Jurisdiction } from './jurisdiction.ts';

const DAY_MS = 86_400_000;

/** Malta: the Gaming Authority's directives, and the anti-money-laundering procedures of remote gaming. */
export const malta: Jurisdiction = {
  id: 'malta',
  name: 'Malta (MGA)',
  currency: 'EUR',
  leastAge: 18,
  playsBefore: 'none',
  withdrawsFrom: 'none',
  deposits: [{ days: 180, minor: 200_000n, needs: 'basic', clause: 'malta/cdd-at-2000' }],
  withdrawals: [],
  documents: { basic: ['identity', 'selfie'], full: ['identity', 'selfie', 'address', 'funds'] },
  answerWithinMs: 30 * DAY_MS,
  reviewWithinMs: 3 * DAY_MS,
  clauses: [
    {
      id: 'malta/cdd-at-2000',
      source: 'MGA/FIAU Implementing Procedures Part II, remote gaming, 2.1',
      says: 'Who they are is verified when deposits reach EUR 2,000 within a rolling 180 days.',
      rule: 'The deposit that would reach it is not opened below level basic; one that reaches it all the same asks for documents when it is settled.',
    },
    {
      id: 'malta/adults',
      source: 'MGA Player Protection Directive, 5',
      says: 'Nobody under 18 plays.',
      rule: 'leastAge: 18, which the age check of a verification holds the date of birth to.',
    },
    {
      id: 'malta/withdrawals-always',
      source: 'MGA Player Protection Directive, 20',
      says: 'A player can take out what is theirs, also while they are excluded.',
      rule: 'No level is asked for by a withdrawal alone: withdrawsFrom is none, and there are no thresholds of withdrawals.',
    },
    ...everywhere,
  ],
};
