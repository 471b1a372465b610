import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts';

type Holder = ProcessIdentity & { readonly address: string };

export type Lock = {
  /** Where a second start will say that this one is to be found. */
  tellAddress(address: string): void;
  release(): void;
};

export type LockRefusal = { readonly reason: 'already-runs'; readonly pid: number; readonly address: string };

/**
 * One launcher to a folder. A lock whose holder was killed is taken over; its holder is known by birth, not by pid alone.
 */
export function takeLock(file: string): Lock | LockRefusal {
  const me = identify(process.pid) ?? { pid: process.pid, born: 'unknown' };
  const mine = `${file}.${me.pid}`;
  const write = (address: string) => writeFileSync(mine, JSON.stringify({ ...me, address }), { mode: 0o600 });
  try {
    write('');
    for (;;) {
      if (linked(mine, file)) break;
      const holder = readHolder(file);
      if (holder && isRunning(holder)) return { reason: 'already-runs', pid: holder.pid, address: holder.address };
      removeStale(file, holder);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    tellAddress: (address) => {
      write(address);
      renameSync(mine, file);
    },
    release: () => {
      if (readHolder(file)?.pid === me.pid) rmSync(file, { force: true });
    },
  };
}

function linked(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Two starts may find the same stale lock: each moves it aside and looks whether it moved what it had seen. */
function removeStale(file: string, seen: Holder | undefined): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // the other was quicker
  }
  const moved = readHolder(aside);
  if (moved && isRunning(moved) && moved.born !== seen?.born) linked(aside, file);
  rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | undefined {
  try {
    const { pid, born, address } = JSON.parse(readFileSync(file, 'utf8'));
    return typeof pid === 'number' && typeof born === 'string'
      ? { pid, born, address: String(address ?? '') }
      : undefined;
  } catch {
    return undefined;
  }
}
