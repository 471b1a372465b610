import { z } from 'zod';

export const vitalNames = ['LCP', 'INP', 'CLS', 'FCP', 'TTFB'] as const;
export const vitalPages = [
  'home',
  'history',
  'settings',
  'kyc',
  'limits',
  'game',
  'fairness',
  'rewards',
  'leaderboard',
  'other',
] as const;

/** How a page felt, as the browser measured it (web.dev/vitals): milliseconds, and for CLS a score. Names nobody. */
export const vitalsBody = z.object({
  metrics: z
    .array(z.object({ name: z.enum(vitalNames), value: z.number().min(0).max(600_000), page: z.enum(vitalPages) }))
    .max(20),
});
export type VitalsBody = z.infer<typeof vitalsBody>;
