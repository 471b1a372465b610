import { type DepositActivityDeps, depositActivities } from './deposits.ts';
import { passActivities } from './passes.ts';

/** Every side effect a workflow may ask for. */
export const createActivities = (deps: DepositActivityDeps) => ({
  ...depositActivities(deps),
  ...passActivities(deps),
});

export type Activities = ReturnType<typeof createActivities>;
