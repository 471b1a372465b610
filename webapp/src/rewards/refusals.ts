import type { ReasonOf } from '../../../contracts/http/route.ts';
import type { AppRoutes, Refused } from '../api/client.ts';
import type { Texts } from '../texts.tsx';

type Asked = 'claimBonus' | 'declineBonus' | 'bonusCost' | 'cancelBonus' | 'enterCode' | 'chooseNotices';
type Each<N> = N extends Asked ? ReasonOf<AppRoutes[N]> : never;

/** A reason that is forgotten here does not compile; a text that is forgotten is missed by a test. */
export const REWARDS_SAID = {
  'offer-over': true,
  'bonus-active': true,
  excluded: true,
  'deposit-gone': true,
  'bonus-over': true,
  'cost-changed': true,
  'no-such-code': true,
  'code-used': true,
  'wrong-wallet': true,
  'no-such-grant': true,
  'no-such-zone': true,
} satisfies Record<Each<Asked>, true>;

/** Why not, and the way on. Nothing was changed. */
export function rewardsRefusal(t: Texts, { problem: { reason } }: Refused): string {
  if (Object.hasOwn(REWARDS_SAID, reason)) return t(`rewards-not-${reason}`);
  return t(reason === 'offline' ? 'rewards-offline' : 'rewards-unavailable');
}
