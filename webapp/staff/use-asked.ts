import { useCallback, useEffect, useRef, useState } from 'react';
import { Refused } from '../src/api/client.ts';

/** Whatever went wrong, as a refusal. */
const refusedOf = (error: unknown): Refused =>
  error instanceof Refused ? error : new Refused({ reason: 'unavailable' });

export type Asked<T> = {
  readonly value: T | undefined;
  readonly failed: Refused | undefined;
  readonly again: () => void;
  /** What is known besides, without asking again; nothing where another key is asked for by now. */
  readonly change: (change: (value: T) => T) => void;
};

/**
 * Asks once for each key. Nothing is kept and nothing is asked again by itself: each look of the staff is written down, so
 * that one look must be one question.
 */
export function useAsked<T>(key: string, ask: () => Promise<T>): Asked<T> {
  const [known, setKnown] = useState<{ key: string; value?: T; failed?: Refused }>({ key });
  const latest = useRef(ask);
  latest.current = ask;
  const turn = useRef(0);
  const look = useCallback(() => {
    const mine = ++turn.current;
    const learn = (learnt: { value: T } | { failed: Refused }) => {
      if (turn.current === mine) setKnown({ key, ...learnt });
    };
    setKnown({ key });
    latest.current().then(
      (value) => learn({ value }),
      (error: unknown) => learn({ failed: refusedOf(error) }),
    );
  }, [key]);
  useEffect(() => {
    look();
    return () => void ++turn.current; // an answer that comes too late is nobody's
  }, [look]);
  const isOld = known.key !== key;
  return {
    value: isOld ? undefined : known.value,
    failed: isOld ? undefined : known.failed,
    again: look,
    change: useCallback(
      (change: (value: T) => T) =>
        setKnown((now) => (now.key !== key || now.value === undefined ? now : { ...now, value: change(now.value) })),
      [key],
    ),
  };
}

/** One act at a time: whether it is under way, and why the last one failed. */
export function useAct(): {
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
      setFailed(refusedOf(error));
    } finally {
      under.current = false;
      setBusy(false);
    }
  }, []);
  return { busy, failed, act, forget: useCallback(() => setFailed(undefined), []) };
}
