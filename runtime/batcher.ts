import { assert } from '../domain/assert.ts';

export type BatchOptions = {
  /** The largest batch. */
  readonly most?: number;
  /** How many batches may be under way at once. */
  readonly writers?: number;
  /** A batch under way for longer holds up nobody else: another one begins beside it, up to so many in all. */
  readonly late?: { readonly afterMs: number; readonly mostUnderWay: number };
  /** Whether an error is the fault of one command, and says nothing of the others. */
  readonly isOfOneCommand?: (error: unknown) => boolean;
  /** Calls `then` after so long, unless it is called off before; an argument, so that a test need not wait. */
  readonly after?: (ms: number, then: () => void) => () => void;
};

export type Batcher<C, R> = (command: C) => Promise<R>;

/**
 * Gathers concurrent commands into one call. A batch leaves as soon as a writer is idle, so that a lone command waits for
 * nobody and a crowd shares one commit. `run` answers each command in order; when it throws, every command of that batch
 * rejects, and its callers repeat under their own ids. What one command broke for all is run again one by one, so that
 * only its own caller hears of it.
 */
export function createBatcher<C, R>(
  run: (commands: readonly C[]) => Promise<readonly R[]>,
  { most = 200, writers = 1, late, isOfOneCommand = () => false, after = onTimer }: BatchOptions = {},
): Batcher<C, R> {
  type Waiting = { command: C; resolve: (result: R) => void; reject: (error: unknown) => void };
  const queue: Waiting[] = [];
  /** Those whose batch one of them broke: first in the line, and each for itself. */
  const alone: Waiting[] = [];
  let underWay = 0;
  let inTime = 0;

  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const results = await run(batch.map(({ command }) => command));
      assert(results.length === batch.length, 'a batch answers each of its commands');
      for (const [n, { resolve }] of batch.entries()) resolve(results[n] as R);
    } catch (error) {
      if (batch.length > 1 && isOfOneCommand(error)) alone.push(...batch);
      else for (const { reject } of batch) reject(error);
    }
  };

  const begin = async (batch: readonly Waiting[]): Promise<void> => {
    underWay += 1;
    inTime += 1;
    let isLate = false;
    const inVain =
      late &&
      after(late.afterMs, () => {
        isLate = true;
        inTime -= 1;
        flush();
      });
    await settle(batch);
    inVain?.();
    underWay -= 1;
    if (!isLate) inTime -= 1;
    flush();
  };

  const mayBegin = (): boolean => inTime < writers && underWay < Math.max(writers, late?.mostUnderWay ?? 0);
  const flush = (): void => {
    while (mayBegin()) {
      const batch = alone.length > 0 ? alone.splice(0, 1) : queue.splice(0, most);
      if (batch.length === 0) return;
      void begin(batch);
    }
  };

  return (command) =>
    new Promise<R>((resolve, reject) => {
      queue.push({ command, resolve, reject });
      // Commands of the same turn of the event loop travel together.
      if (mayBegin()) setImmediate(flush);
    });
}

const onTimer = (ms: number, then: () => void): (() => void) => {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
};
