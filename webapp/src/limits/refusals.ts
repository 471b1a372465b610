import type { ReasonOf } from '../../../contracts/http/route.ts';
import type { AppRoutes, Refused } from '../api/client.ts';
import type { Texts } from '../texts.tsx';

type Asked = 'setLimit' | 'confirmLimit' | 'dropLimitWish' | 'remindMe' | 'takeBreak' | 'excludeMyself';
type Each<N> = N extends Asked ? ReasonOf<AppRoutes[N]> : never;

/** A reason that is forgotten here does not compile; a text that is forgotten is missed by a test. */
export const LIMITS_SAID = {
  'limit-out-of-range': true,
  'limit-value-kind': true,
  'no-wish': true,
  'too-early': true,
} satisfies Record<Each<Asked>, true>;

/** Why not, and the way on. Nothing was changed. */
export function limitRefusal(t: Texts, { problem: { reason } }: Refused): string {
  if (Object.hasOwn(LIMITS_SAID, reason)) return t(`limits-not-${reason}`);
  return t(reason === 'offline' ? 'limits-offline' : 'limits-unavailable');
}
