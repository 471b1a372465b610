import { useState } from 'react';
import type { Refused } from '../api/client.ts';
import { asRefused } from '../sign-in/refusals.ts';

/** Something a key does: once at a time, and what was refused is there to be said. */
export function useAct(does: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const act = (): void => {
    if (busy) return;
    setBusy(true);
    setRefused(undefined);
    does()
      .catch((error) => setRefused(asRefused(error)))
      .finally(() => setBusy(false));
  };
  return { act, busy, refused };
}
