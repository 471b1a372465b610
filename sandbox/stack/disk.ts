import { statfsSync } from 'node:fs';

/** PostgreSQL alone takes its log in pieces of 16 MB; with less than this it soon refuses every write. */
const LEAST_FREE_BYTES = 200_000_000;

/** A line when the disk that holds `dir` has next to no room left, else nothing. */
export function diskIsFull(dir: string, freeBytes: (dir: string) => number = freeBytesOf): string | undefined {
  const free = freeBytes(dir);
  if (free >= LEAST_FREE_BYTES) return undefined;
  return `The disk is full: ${Math.round(free / 1e6)} MB left where ${dir} is. Free at least ${LEAST_FREE_BYTES / 1e6} MB.`;
}

/** Looks again at every step, and tells once when the disk fills up and once when there is room again. */
export function watchDisk(
  dir: string,
  tell: (line: string) => void,
  freeBytes: (dir: string) => number = freeBytesOf,
): () => void {
  let told = false;
  return () => {
    const full = diskIsFull(dir, freeBytes);
    if (full && !told) tell(`${full} What cannot be written is refused, and tried again; nothing confirmed is lost.`);
    if (!full && told) tell('There is room on the disk again.');
    told = full !== undefined;
  };
}

function freeBytesOf(dir: string): number {
  const { bavail, bsize } = statfsSync(dir);
  return bavail * bsize;
}
