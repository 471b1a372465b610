import type { Logger } from './logger.ts';
import { HopelessError } from './until-it-answers.ts';

export type Stopper = { readonly name: string; stop(): Promise<unknown> | unknown };

/**
 * Stops a process in the order given when it is asked to: first what takes work in, last what work needs. A second signal,
 * or a part that does not stop in time, ends the process at once: everything durable is in PostgreSQL and Temporal.
 */
export function stopOnSignal(
  log: Logger,
  stoppers: readonly Stopper[],
  { withinMs = 8_000 } = {},
): (reason: string) => Promise<void> {
  let begun = false;
  const stop = async (reason: string, code = 0): Promise<void> => {
    if (begun) return process.exit(1);
    begun = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => {
      log.warn('not everything stopped in time');
      process.exit(1);
    }, withinMs).unref();
    for (const { name, stop: stopOne } of stoppers) {
      try {
        await stopOne();
      } catch (err) {
        log.warn({ err, name }, 'did not stop cleanly');
      }
    }
    log.info('stopped');
    process.exit(code);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
  return (reason) => stop(reason, 1);
}

/** Runs a process's main function; a failure to start is one readable line and exit code 1. */
export async function runMain(log: Logger, main: () => Promise<void>): Promise<void> {
  process.on('unhandledRejection', (err) => log.error({ err }, 'unhandled rejection'));
  try {
    await main();
  } catch (err) {
    const expected = err instanceof HopelessError;
    log.fatal(expected ? {} : { err }, `cannot start: ${err instanceof Error ? err.message : String(err)}`);
    process.exitCode = 1;
    setTimeout(() => process.exit(1), 100).unref();
  }
}
