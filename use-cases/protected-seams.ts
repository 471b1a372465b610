import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import type { Restriction } from '../domain/withdrawals.ts';
import { isLikeSomebodyListed, isRefused, pauseOf } from '../records/compliance/exclusions.ts';
import { missingForWithdrawal } from './protection.ts';
import type { WithdrawalSeams } from './withdrawal-seams.ts';

/** What a withdrawal is asked of this room: verification by the profile, restrictions, which never block it, and who must look. */
export const protectedSeams = (seams: WithdrawalSeams, profile: Jurisdiction, now: () => number): WithdrawalSeams => ({
  ...seams,
  missingVerification: (tx, player, amount) => missingForWithdrawal(profile, tx, player, amount, now()),
  restrictionsOf: async (tx, player) => {
    const pause = await pauseOf(tx, player, new Date(now()));
    return pause ? [restrictionBy[pause.kind]] : [];
  },
  // Their money is theirs, unless the law freezes it: that is for people to say, each time.
  risksOf: async (tx, withdrawal, allowed) => [
    ...(await seams.risksOf(tx, withdrawal, allowed)),
    ...((await isRefused(tx, withdrawal.player)) ? ['kyc-refused'] : []),
    ...((await isLikeSomebodyListed(tx, withdrawal.player)) ? ['screening-open'] : []),
  ],
});
const restrictionBy = { break: 'cooling-off', exclusion: 'self-exclusion' } as const satisfies Record<
  'break' | 'exclusion',
  Restriction
>;
