import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from './logger.ts';

/** Something will not get better by waiting: thrown through every patience. */
export class HopelessError extends Error {
  override readonly name: string = 'HopelessError';
}

/**
 * What we lean on may come up after us, and a process that gives up would only be started again: tries until it works,
 * says once that it waits, and lets through what no waiting mends.
 */
export async function untilItAnswers<T>(who: string, log: Logger, ask: () => Promise<T>, pauseMs = 250): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (err) {
      if (err instanceof HopelessError) throw err;
      if (attempt === 1) log.warn({ err }, `${who} does not answer yet, will keep trying`);
      await sleep(Math.min(5_000, pauseMs * attempt));
    }
  }
}
