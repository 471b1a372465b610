import { useCallback, useEffect, useRef, useState } from 'react';
import { asRefused, type Refused } from '../src/api/client.ts';

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
      (error: unknown) => learn({ failed: asRefused(error) }),
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
