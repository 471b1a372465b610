import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs';

export type LogFile = { write(line: string): void; close(): void };

/**
 * The log of one part: the last run's is kept beside it as `.1`, and so is what exceeds `mostBytes`. A full disk loses
 * log lines and is told once; it never stops a part.
 */
export function openLogFile(file: string, mostBytes: number, onLost: (error: Error) => void): LogFile {
  let descriptor = rotate(file, undefined);
  let bytes = 0;
  let lost = false;
  return {
    write: (line) => {
      try {
        if (bytes > mostBytes) {
          descriptor = rotate(file, descriptor);
          bytes = 0;
        }
        bytes += writeSync(descriptor, `${line}\n`);
        lost = false;
      } catch (error) {
        if (!lost) onLost(error as Error);
        lost = true;
      }
    },
    close: () => closeSync(descriptor),
  };
}

function rotate(file: string, open: number | undefined): number {
  if (open !== undefined) closeSync(open);
  if (existsSync(file)) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}
