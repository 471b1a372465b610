import { setTimeout as after } from 'node:timers/promises';
import type { Logger } from './logger.ts';

export type Round = 'again' | 'rest';
export type Loop = {
  /** Ends a rest at once: something arrived. Cheap, and harmless when nothing did. */
  poke(): void;
  /** Lets the round under way finish, then ends. */
  stop(): Promise<void>;
};

export type LoopOptions = {
  readonly name: string;
  /** How long to rest when there is nothing to do and nobody pokes. */
  readonly everyMs: number;
  /** The longest pause after rounds that threw; it doubles from `everyMs`. */
  readonly worstMs?: number;
  readonly log: Logger;
  readonly onFailure?: () => void;
  /** Waits so long, or until the signal is aborted. An argument, so that a test can turn the clock. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
};

/**
 * Runs `round` until stopped: at once while it says `again`, after a poke or a pause when it says `rest`, and after a
 * growing pause when it throws. An outage must not stop a loop, nor fill the log: a failure is logged as it begins, then at each doubling.
 */
export function startLoop(
  { name, everyMs, worstMs = 5_000, log, onFailure, sleep = sleepFor }: LoopOptions,
  round: () => Promise<Round>,
): Loop {
  let stopping = false;
  let failures = 0;
  let rest = new AbortController();
  let poked = false;

  const pause = async (ms: number): Promise<void> => {
    if (stopping || poked) return;
    rest = new AbortController();
    await sleep(ms, rest.signal).catch(() => undefined);
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      poked = false;
      try {
        const next = await round();
        if (failures > 0) log.info({ loop: name, failures }, 'loop is working again');
        failures = 0;
        if (next === 'rest') await pause(everyMs);
      } catch (err) {
        failures += 1;
        onFailure?.();
        if (Number.isInteger(Math.log2(failures)))
          log.warn({ loop: name, failures, err }, 'loop round failed, will try again');
        poked = false;
        await pause(Math.min(worstMs, everyMs * 2 ** Math.min(failures, 10)));
      }
    }
  };
  const ended = run();

  return {
    poke() {
      poked = true;
      rest.abort();
    },
    async stop() {
      stopping = true;
      rest.abort();
      await ended;
    },
  };
}

const sleepFor = (ms: number, signal: AbortSignal): Promise<unknown> => after(ms, undefined, { signal });
