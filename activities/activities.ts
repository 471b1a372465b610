import { type DepositActivityDeps, depositActivities } from './deposits.ts';

/** Every side effect a workflow may ask for. */
export const createActivities = (deps: DepositActivityDeps) => ({ ...depositActivities(deps) });

export type Activities = ReturnType<typeof createActivities>;
