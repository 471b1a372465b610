import type { ReasonOf } from '../../../contracts/http/route.ts';
import type { AppRoutes, Refused } from '../api/client.ts';
import type { Place } from '../places.ts';
import type { Texts } from '../texts.tsx';

type Asked = 'bet' | 'act';
type Each<N> = N extends Asked ? ReasonOf<AppRoutes[N]> : never;

/** Where a refusal leads on, beside what it says: a reason that is forgotten here does not compile, its text is missed by a test. */
export const BET_WAYS = {
  excluded: 'limits',
  'kyc-refused': undefined,
  'verification-needed': 'kyc',
  'over-loss-limit': 'limits',
  'session-over': 'limits',
  'wrong-choice': undefined,
  'below-least': undefined,
  'over-most': undefined,
  'over-most-win': undefined,
  'over-exposure': undefined,
  'over-bonus-stake': 'rewards',
  'insufficient-funds': 'deposit',
  'round-open': undefined,
  'no-free-spin': undefined,
  'not-your-wallet': undefined,
  'wrong-action': undefined,
  'not-legal': undefined,
  'round-moved': undefined,
  'round-over': undefined,
  'no-such-round': undefined,
} satisfies Record<Each<Asked>, Way | undefined>;

export const WAYS = {
  limits: { page: 'limits' },
  kyc: { page: 'kyc' },
  rewards: { page: 'rewards' },
  deposit: { page: 'home', sheet: 'deposit' },
} as const satisfies Record<string, Place>;
export type Way = keyof typeof WAYS;

/** Why not, and where on. Nothing was staked, and no step was done. */
export function betRefusal(t: Texts, { problem: { reason } }: Refused): { text: string; way: Way | undefined } {
  if (Object.hasOwn(BET_WAYS, reason))
    return { text: t(`bet-not-${reason}`), way: BET_WAYS[reason as keyof typeof BET_WAYS] };
  if (reason === 'never-arrived') return { text: t('bet-never-arrived'), way: undefined };
  if (reason === 'offline') return { text: t('bet-offline'), way: undefined };
  return { text: t(reason === 'too-fast' ? 'bet-too-fast' : 'bet-turned-away'), way: undefined };
}
