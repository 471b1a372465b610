import { useEffect, useSyncExternalStore } from 'react';
import { Refused } from './client.ts';

/** What is known of a thing that is asked for: what it was last, whether it is being asked again, and why that failed. */
export type Known<T> = {
  readonly value: T | undefined;
  readonly loading: boolean;
  readonly failed: Refused | undefined;
};

export type Cache = ReturnType<typeof createCache>;

const NOTHING: Known<never> = { value: undefined, loading: false, failed: undefined };

/**
 * What was read, by key; shown at once and asked again behind it. Our own instead of a library: the budget of a first
 * load is small, and hints from the live line decide what is asked again.
 */
export function createCache() {
  const known = new Map<string, Known<unknown>>();
  const readers = new Map<string, () => Promise<unknown>>();
  const running = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const listeners = new Set<() => void>();

  const set = (key: string, change: Partial<Known<unknown>>): void => {
    known.set(key, { ...(known.get(key) ?? NOTHING), ...change });
    for (const each of listeners) each();
  };

  const read = async (key: string): Promise<void> => {
    const reader = readers.get(key);
    if (!reader) return;
    set(key, { loading: true });
    try {
      set(key, { value: await reader(), loading: false, failed: undefined });
    } catch (error) {
      set(key, { loading: false, failed: error instanceof Refused ? error : new Refused({ reason: 'unavailable' }) });
    }
  };

  /** Asks again. While an answer is under way it may be older than the wish: then once more. */
  const refresh = (key: string): Promise<void> => {
    const under = running.get(key);
    if (under) {
      again.add(key);
      return under;
    }
    const run = read(key).finally(() => {
      running.delete(key);
      if (again.delete(key)) return refresh(key);
      return undefined;
    });
    running.set(key, run);
    return run;
  };

  return {
    /** How a key is read, from now on. */
    reads: (key: string, reader: () => Promise<unknown>): void => void readers.set(key, reader),
    refresh,
    /** Everything that was looked at, or what of it begins so. */
    refreshAll: (prefix = ''): void => {
      for (const key of readers.keys()) if (key.startsWith(prefix)) void refresh(key);
    },
    put: (key: string, value: unknown): void => set(key, { value, failed: undefined }),
    get: <T>(key: string): Known<T> => (known.get(key) ?? NOTHING) as Known<T>,
    subscribe: (listen: () => void): (() => void) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
  };
}

/** A thing by its key, kept up to date while it is looked at. */
export function useKnown<T>(cache: Cache, key: string, reader: () => Promise<T>): Known<T> & { retry: () => void } {
  const seen = useSyncExternalStore(cache.subscribe, () => cache.get<T>(key));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key is always read in the same way
  useEffect(() => {
    cache.reads(key, reader);
    void cache.refresh(key);
  }, [cache, key]);
  return { ...seen, retry: () => void cache.refresh(key) };
}

/** What somebody else puts there, and nobody asks for. */
export const useKept = <T>(cache: Cache, key: string): T | undefined =>
  useSyncExternalStore(cache.subscribe, () => cache.get<T>(key)).value;
