import { z } from 'zod';
import { type Decision, type StaffActionName, staffActions } from './staff-actions.ts';

/** The decision of an action as a schema: what the desk's form sends, and what is written about it for machines. */
export const decisionSchema = <A extends StaffActionName>(action: A) =>
  z.strictObject(
    Object.fromEntries(Object.entries(staffActions[action].decision).map(([field, names]) => [field, z.enum(names)])),
  ) as unknown as z.ZodType<Decision<A>>;

/** By name, so that a body may say which. */
export const staffActionName = z.enum(Object.keys(staffActions) as [StaffActionName, ...StaffActionName[]]);
