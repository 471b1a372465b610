import { type AttentionActivityDeps, attentionActivities } from './attention.ts';
import { type DepositActivityDeps, depositActivities } from './deposits.ts';
import { type KycActivityDeps, kycActivities } from './kyc.ts';
import { passActivities } from './passes.ts';
import { type RefundActivityDeps, refundActivities } from './refunds.ts';
import { type SecondLookDeps, secondLookActivities } from './second-looks.ts';
import { type WagerActivityDeps, wagerActivities } from './wagers.ts';
import { type WithdrawalActivityDeps, withdrawalActivities } from './withdrawals.ts';

/** Every side effect a workflow may ask for. */
export const createActivities = (
  deps: DepositActivityDeps &
    WithdrawalActivityDeps &
    RefundActivityDeps &
    SecondLookDeps &
    AttentionActivityDeps &
    KycActivityDeps &
    WagerActivityDeps,
) => ({
  ...depositActivities(deps),
  ...withdrawalActivities(deps),
  ...refundActivities(deps),
  ...secondLookActivities(deps),
  ...passActivities(deps),
  ...attentionActivities(deps),
  ...kycActivities(deps),
  ...wagerActivities(deps),
});

export type Activities = ReturnType<typeof createActivities>;
