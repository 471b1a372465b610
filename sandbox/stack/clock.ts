import { readFileSync, writeFileSync } from 'node:fs';

const TOLERATED_MS = 60_000;

/**
 * Watches the wall clock, on which quotes and invoices expire. `step` compares the time that passed on it with the time
 * that passed on the monotonic one, and gives a line when they parted: somebody set the clock, or the machine slept.
 */
export function watchClock(wall: () => number, monotonic: () => number, tell: (line: string) => void): () => void {
  let offset = wall() - monotonic();
  return () => {
    const moved = wall() - monotonic() - offset;
    offset += moved;
    if (Math.abs(moved) < TOLERATED_MS) return;
    const how = moved > 0 ? 'forward (or this machine slept)' : 'back';
    tell(`The clock went ${inWords(moved)} ${how}. What expires by it expires ${moved > 0 ? 'sooner' : 'later'}.`);
  };
}

/** A clock that stands before the last run was set back in between: a line that says so, else nothing. */
export function clockWentBack(file: string, nowMs: number): string | undefined {
  const lastMs = lastSeen(file);
  if (lastMs === undefined || lastMs - nowMs < TOLERATED_MS) return undefined;
  return `The clock is ${inWords(lastMs - nowMs)} behind the last run. Set it right: quotes and invoices expire by it.`;
}

export function rememberClock(file: string, nowMs: number): void {
  writeFileSync(file, String(nowMs), { mode: 0o600 });
}

/** How far another machine's clock is from ours, as a line, when it is too far. */
export function clocksDiffer(whose: string, theirsMs: number, oursMs: number): string | undefined {
  const apart = theirsMs - oursMs;
  if (Math.abs(apart) < TOLERATED_MS) return undefined;
  return `This clock is ${inWords(apart)} ${apart > 0 ? 'behind' : 'ahead of'} that of ${whose}. Set it right: quotes and invoices expire by it.`;
}

function lastSeen(file: string): number | undefined {
  try {
    const seen = Number(readFileSync(file, 'utf8'));
    return Number.isFinite(seen) ? seen : undefined;
  } catch {
    return undefined;
  }
}

function inWords(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  if (minutes < 120) return `${minutes} minute${minutes === 1 ? '' : 's'}`;
  const hours = Math.round(minutes / 60);
  return hours < 72 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
