import type { Command, RunningProcess, StopStep } from './running-process.ts';

/** One process of the stack: how it starts, when it answers, how it stops. */
export type Part = {
  readonly name: string;
  /** What people call it. */
  readonly title: string;
  /** Asked before every start: the command may have to clear away what the last run left behind. */
  command(): Command | Promise<Command>;
  /** Resolves when it answers; may throw for ever-lasting faults. Its end and the time limit are watched by the caller. */
  answers(running: RunningProcess, signal: AbortSignal): Promise<void>;
  readonly stopping: readonly StopStep[];
  readonly answersWithinMs: number;
};

/** Asks again and again until the answer is yes; errors mean "not yet". Ends early, with an error, when `signal` fires. */
export async function until(ask: () => Promise<boolean>, everyMs: number, signal: AbortSignal): Promise<void> {
  while (!(await ask().catch(() => false))) {
    if (signal.aborted) throw new Error('gave up waiting');
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
