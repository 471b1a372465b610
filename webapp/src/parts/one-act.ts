import { useCallback, useRef, useState } from 'react';
import { asRefused, type Refused } from '../api/client.ts';

/** One act at a time: whether it is under way, and why the last one failed. */
export function useOneAct(): {
  readonly busy: boolean;
  readonly failed: Refused | undefined;
  readonly act: (what: () => Promise<unknown>) => Promise<void>;
  readonly forget: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Refused>();
  const under = useRef(false);
  const act = useCallback(async (what: () => Promise<unknown>) => {
    if (under.current) return;
    under.current = true;
    setBusy(true);
    setFailed(undefined);
    try {
      await what();
    } catch (error) {
      setFailed(asRefused(error));
    } finally {
      under.current = false;
      setBusy(false);
    }
  }, []);
  return { busy, failed, act, forget: useCallback(() => setFailed(undefined), []) };
}
