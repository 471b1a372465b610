import type { ReasonOf } from '../../../contracts/http/route.ts';
import type { AppRoutes, Refused } from '../api/client.ts';
import type { Texts } from '../texts.tsx';

type Reason = ReasonOf<AppRoutes['askKyc']> | ReasonOf<AppRoutes['submitKyc']> | ReasonOf<AppRoutes['removeDocument']>;

/** A reason that is forgotten here does not compile; a text that is forgotten is missed by a test. */
export const KYC_SAID = {
  'kyc-refused': true,
  'kyc-nothing-to-ask': true,
  'account-closed': true,
  'kyc-not-asked': true,
  'kyc-incomplete': true,
  'kyc-held': true,
  'unknown-document': true,
} satisfies Record<Reason, true>;

/** Why not, and the way on. */
export function kycRefusal(t: Texts, { problem: { reason } }: Refused): string {
  if (Object.hasOwn(KYC_SAID, reason)) return t(`kyc-not-${reason}`);
  if (reason === 'malformed') return t('kyc-not-malformed');
  return t(reason === 'offline' ? 'kyc-offline' : 'kyc-unavailable');
}
