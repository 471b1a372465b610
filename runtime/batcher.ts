import { assert } from '../domain/assert.ts';

export type BatchOptions = {
  /** The largest batch. */
  readonly most?: number;
  /** How many batches may be under way at once. */
  readonly writers?: number;
  /** Whether an error is the fault of one command, and says nothing of the others. */
  readonly isOfOneCommand?: (error: unknown) => boolean;
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
  { most = 200, writers = 1, isOfOneCommand = () => false }: BatchOptions = {},
): Batcher<C, R> {
  type Waiting = { command: C; resolve: (result: R) => void; reject: (error: unknown) => void };
  const queue: Waiting[] = [];
  let busy = 0;

  const flush = async (): Promise<void> => {
    if (busy >= writers) return;
    busy += 1;
    for (let batch = queue.splice(0, most); batch.length > 0; batch = queue.splice(0, most)) {
      try {
        const results = await run(batch.map(({ command }) => command));
        assert(results.length === batch.length, 'a batch answers each of its commands');
        for (const [n, { resolve }] of batch.entries()) resolve(results[n] as R);
      } catch (error) {
        if (batch.length === 1 || !isOfOneCommand(error)) {
          for (const { reject } of batch) reject(error);
          continue;
        }
        for (const { command, resolve, reject } of batch) {
          try {
            resolve((await run([command]))[0] as R);
          } catch (own) {
            reject(own);
          }
        }
      }
    }
    busy -= 1;
  };

  return (command) =>
    new Promise<R>((resolve, reject) => {
      queue.push({ command, resolve, reject });
      // Commands of the same turn of the event loop travel together.
      if (busy < writers) setImmediate(() => void flush());
    });
}
