import { useEffect, useState } from 'react';
import type { KycCasesBody } from '../../contracts/http/staff-kyc.ts';
import { asRefused, type Refused } from '../src/api/client.ts';
import { useDesk } from './desk-context.ts';

export type KycCases = { readonly found: KycCasesBody | undefined; readonly failed: Refused | undefined };

/** Who waits to be verified, read anew with each look at the queues; what is shown stays meanwhile. */
export function useKycCases(looks: number): KycCases {
  const { ask, may } = useDesk();
  const mayLook = may('kycCases');
  const [known, setKnown] = useState<KycCases>({ found: undefined, failed: undefined });
  // biome-ignore lint/correctness/useExhaustiveDependencies: each look reads it anew
  useEffect(() => {
    if (!mayLook) return undefined;
    let isLatest = true;
    ask('kycCases').then(
      (found) => isLatest && setKnown({ found, failed: undefined }),
      (error: unknown) => isLatest && setKnown((now) => ({ ...now, failed: asRefused(error) })),
    );
    return () => {
      isLatest = false;
    };
  }, [ask, mayLook, looks]);
  return known;
}
