import { spawn } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';

export type Command = {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
};

/** Signals to try one after the other, each with the time it is given to work. SIGKILL always comes last by itself. */
export type StopStep = { readonly signal: NodeJS.Signals; readonly withinMs: number };

export type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type RunningProcess = {
  readonly identity: ProcessIdentity;
  readonly ended: Promise<Ending>;
  /** What it said last, newest at the end; for the line that tells why it died. */
  lastLines(): readonly string[];
  /** Resolves at the first line that is `wanted`; never, if none comes. */
  line(wanted: (line: string) => boolean): Promise<void>;
  stop(steps: readonly StopStep[]): Promise<void>;
};

const KEPT_LINES = 40;
const LONGEST_LINE = 4_000;
/** A grandchild may hold the output open for ever; what was written just before the end arrives well within this. */
const OUTPUT_DRAIN_MS = 250;

/**
 * Starts a process in a group of its own, so that a Ctrl-C at the terminal reaches the launcher alone and everything
 * stops in the launcher's order. Throws when the program cannot be started at all.
 */
export async function startProcess(command: Command, onLine: (line: string) => void): Promise<RunningProcess> {
  const child = spawn(command.file, command.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    ...(command.env === undefined ? {} : { env: command.env }),
    ...(command.uid === undefined ? {} : { uid: command.uid }),
    ...(command.gid === undefined ? {} : { gid: command.gid }),
  });
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  const take = (line: string) => {
    lines.push(line);
    if (lines.length > KEPT_LINES) lines.shift();
    onLine(line);
    for (const listener of listeners) listener(line);
  };
  splitLines(child.stdout, take);
  splitLines(child.stderr, take);

  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => {
      const end = () => resolve({ code, signal });
      child.once('close', end);
      setTimeout(end, OUTPUT_DRAIN_MS).unref();
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  child.on('error', () => {}); // a signal that could not be sent; stop() goes on to the next one
  const pid = child.pid ?? -1;
  // One that ended at once has no identity any more; a birth nobody else has keeps it from matching a later process.
  const identity = identify(pid) ?? { pid, born: 'ended' };

  return {
    identity,
    ended,
    lastLines: () => lines,
    line: (wanted) =>
      new Promise((resolve) => {
        const listener = (line: string) => {
          if (!wanted(line)) return;
          listeners.delete(listener);
          resolve();
        };
        if (lines.some(wanted)) resolve();
        else listeners.add(listener);
      }),
    stop: async (steps) => {
      for (const { signal, withinMs } of [...steps, { signal: 'SIGKILL' as const, withinMs: 1_000 }]) {
        child.kill(signal);
        const over = await Promise.race([ended.then(() => true), sleep(withinMs, false, { ref: false })]);
        if (over) return;
      }
    },
  };
}

/** Ends a process that is not our child (its launcher was killed). Resolves when it is gone, or nothing more helps. */
export async function stopStranger(known: ProcessIdentity, steps: readonly StopStep[]): Promise<void> {
  for (const { signal, withinMs } of [...steps, { signal: 'SIGKILL' as const, withinMs: 1_000 }]) {
    if (!isRunning(known)) return;
    try {
      process.kill(known.pid, signal);
    } catch {
      return; // gone between the look and the signal, or not ours to end
    }
    for (const until = performance.now() + withinMs; performance.now() < until && isRunning(known); ) await sleep(10);
  }
}

function splitLines(stream: NodeJS.ReadableStream, take: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const parts = (rest + decoder.write(chunk)).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) take(part.slice(0, LONGEST_LINE));
    if (rest.length > LONGEST_LINE) rest = rest.slice(0, LONGEST_LINE);
  });
  stream.on('end', () => {
    if (rest !== '') take(rest.slice(0, LONGEST_LINE));
    rest = '';
  });
}
