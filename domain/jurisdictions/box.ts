import { everywhere } from './everywhere.ts';
import type { Jurisdiction } from './jurisdiction.ts';

const DAY_MS = 86_400_000;

/** The box's own: no law of any place, small enough that each rule is met in a minute on a laptop. */
export const box: Jurisdiction = {
  id: 'box',
  name: 'The box',
  currency: 'EUR',
  leastAge: 18,
  playsBefore: 'none',
  withdrawsFrom: 'none',
  deposits: [{ days: 180, minor: 200_000n, needs: 'basic', clause: 'box/deposits-basic' }],
  withdrawals: [{ days: 180, minor: 200_000n, needs: 'basic', clause: 'box/withdrawals-basic' }],
  documents: { basic: ['identity', 'selfie'], full: ['identity', 'selfie', 'address', 'funds'] },
  answerWithinMs: 14 * DAY_MS,
  reviewWithinMs: DAY_MS,
  clauses: [
    {
      id: 'box/deposits-basic',
      source: 'The box, for trying it out',
      says: 'Who they are is verified when deposits reach EUR 2,000 within a rolling 180 days.',
      rule: 'As malta/cdd-at-2000.',
    },
    {
      id: 'box/withdrawals-basic',
      source: 'The box, for trying it out',
      says: 'Who they are is verified when withdrawals reach EUR 2,000 within a rolling 180 days.',
      rule: 'A blocker of the withdrawal that would reach it; asked for as soon as so much is held.',
    },
    ...everywhere,
  ],
};
