import { everywhere } from './everywhere.ts';
import type { Jurisdiction } from './jurisdiction.ts';

const DAY_MS = 86_400_000;
/** Cumulative: as long as an account can be old. */
const EVER_DAYS = 36_525;

/**
 * NAf 4,000 in euros. The guilder (since 2025 the Caribbean guilder, XCG, one for one) is fixed at 1.79 to the US dollar, so it is
 * USD 2,234.63; EUR 1,700 is less than that at any rate up to USD 1.31 to the euro: it asks too early, never too late.
 */
const CDD_MINOR = 170_000n;
const CONVERTED =
  'NAf 4,000 = USD 2,234.63 (fixed at 1.79); EUR 1,700 is no more than that up to USD 1.31 to the euro. Written 2026-11-22: to be looked at again when the euro comes near that.';

/** Curaçao: the National Ordinance on Games of Chance (LOK), and the rules against money laundering that go with it. */
export const curacao: Jurisdiction = {
  id: 'curacao',
  name: 'Curaçao (LOK)',
  currency: 'EUR',
  leastAge: 18,
  playsBefore: 'basic',
  withdrawsFrom: 'none',
  deposits: [{ days: EVER_DAYS, minor: CDD_MINOR, converted: CONVERTED, needs: 'full', clause: 'curacao/cdd-at-4000' }],
  withdrawals: [
    { days: EVER_DAYS, minor: CDD_MINOR, converted: CONVERTED, needs: 'full', clause: 'curacao/cdd-at-4000' },
  ],
  documents: { basic: ['identity', 'selfie'], full: ['identity', 'selfie', 'address', 'funds'] },
  answerWithinMs: 30 * DAY_MS,
  reviewWithinMs: 3 * DAY_MS,
  clauses: [
    {
      id: 'curacao/screened-before-play',
      source: 'LOK and NORUT/NOIS: sanctions screening at opening',
      says: 'Nobody plays or pays in before they were screened against the lists of sanctions.',
      rule: 'playsBefore: basic. To screen a name it must be known and proved, so screening is one of the checks of level basic.',
    },
    {
      id: 'curacao/cdd-at-4000',
      source: 'NORUT regulations for games of chance: cumulative NAf 4,000',
      says: 'Full due diligence, politically exposed persons among it, when deposits or withdrawals reach NAf 4,000 in all.',
      rule: 'Level full from EUR 1,700 on, in all that was ever paid in, and in all that was ever taken out.',
    },
    {
      id: 'curacao/adults',
      source: 'LOK, protection of minors',
      says: 'Nobody under 18 plays.',
      rule: 'leastAge: 18, which the age check of a verification holds the date of birth to.',
    },
    ...everywhere,
  ],
};
