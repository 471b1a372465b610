import type { Part } from './part.ts';
import { type Command, type Ending, type RunningProcess, startProcess } from './running-process.ts';

/** A part that ended, or never answered. Its last lines usually say why. */
export class PartFailed extends Error {
  readonly part: string;
  readonly why: string;
  readonly lastLines: readonly string[];

  constructor(part: Part, why: string, lastLines: readonly string[]) {
    super([`${part.title} ${why}`, ...lastLines.slice(-6)].join('\n  '));
    this.part = part.name;
    this.why = why;
    this.lastLines = lastLines;
  }
}

export type Starting = {
  onLine(line: string): void;
  /** Told before anybody waits, so that a launcher killed meanwhile leaves a trace of what it started. */
  onStarted(running: RunningProcess): void;
  readonly signal: AbortSignal;
};

/** Starts a part and waits until it answers. Throws `PartFailed`, and leaves nothing running, when it does not. */
export async function startPart(part: Part, { onLine, onStarted, signal }: Starting): Promise<RunningProcess> {
  const command = await part.command();
  if (signal.aborted) throw new PartFailed(part, 'was stopped', []); // making a data folder takes its time
  const running = await startProcess(command, onLine).catch((error: Error) => {
    throw new PartFailed(part, `cannot be started: ${explainSpawn(error, command)}`, []);
  });
  onStarted(running);

  const done = new AbortController();
  const timer = setTimeout(() => done.abort('late'), part.answersWithinMs);
  const onAbort = () => done.abort('stopped');
  signal.addEventListener('abort', onAbort);
  try {
    const outcome = await Promise.race([
      part.answers(running, done.signal).then(() => 'answers' as const),
      running.ended.then(describeEnding),
      new Promise<string>((resolve) => done.signal.addEventListener('abort', () => resolve(done.signal.reason))),
    ]);
    if (outcome === 'answers') return running;
    await running.stop(part.stopping);
    const why = outcome === 'late' ? `did not answer within ${Math.round(part.answersWithinMs / 1000)} s` : outcome;
    throw new PartFailed(part, why, running.lastLines());
  } catch (error) {
    await running.stop(part.stopping);
    throw error instanceof PartFailed ? error : new PartFailed(part, String(error), running.lastLines());
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    done.abort('over');
  }
}

export function describeEnding({ code, signal }: Ending): string {
  return signal ? `was ended by ${signal}` : `ended with code ${code}`;
}

function explainSpawn(error: Error, command: Command): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return `there is no ${command.file}`;
  if (code === 'EACCES') return `${command.file} may not be run by this user`;
  return error.message;
}
