import { readdirSync, rmSync } from 'node:fs';
import { diskIsFull } from './disk.ts';
import { type Home, openHome } from './home.ts';
import { type Lock, takeLock } from './lock.ts';
import { postgresLeftoverStopping } from './postgres.ts';
import { programStopping, sandboxStopping } from './program.ts';
import { type RememberedProcesses, rememberedProcesses } from './remembered-processes.ts';

export type Refusal = { readonly reason: string; readonly text: string };

/** A clone's `.cage/`, ours alone until the lock is released, with nothing of an earlier launcher still running. */
export type Folder = {
  readonly home: Home;
  readonly lock: Lock;
  readonly processes: RememberedProcesses;
  /** Parts that a killed launcher had left running. */
  readonly ended: readonly string[];
};

/** The order in which a running stack is taken down: first who asks, last who is asked. */
export function stopOrder(programs: readonly string[]): readonly (readonly string[])[] {
  return [
    programs,
    ['telegram', 'stripe', 'adyen', 'ton', 'prices', 'clamd', 'staff', 'temporal', 'redis'],
    ['postgres'],
  ];
}

export async function claimFolder(dir: string, programs: readonly string[], fresh: boolean): Promise<Folder | Refusal> {
  const home = openHome(dir);
  const full = diskIsFull(home.dir);
  if (full) return { reason: 'disk-full', text: `${full} Then start again.` };
  const lock = takeLock(home.at('lock.json'));
  if ('reason' in lock) {
    const where = lock.address ? `: ${lock.address}` : ', still starting';
    const text = `Cage already runs in this folder${where} (process ${lock.pid}). Stop it with Ctrl-C there, or: kill ${lock.pid}`;
    return { reason: lock.reason, text };
  }
  try {
    const processes = rememberedProcesses(home.at('run'));
    const stoppings: Record<string, readonly { signal: NodeJS.Signals; withinMs: number }[]> = {
      telegram: sandboxStopping,
      stripe: sandboxStopping,
      adyen: sandboxStopping,
      ton: sandboxStopping,
      prices: sandboxStopping,
      clamd: sandboxStopping,
      staff: sandboxStopping,
      postgres: postgresLeftoverStopping,
    };
    const order = stopOrder(programs).flat();
    const ended = await processes.endLeftovers(
      order.map((name) => ({ name, stopping: stoppings[name] ?? programStopping })),
    );
    if (fresh) forget(home);
    return { home, lock, processes, ended };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** All data goes. What other runs of ours may be using this very moment stays: the lock, and the tests' folder. */
function forget(home: Home): void {
  for (const name of readdirSync(home.dir)) {
    if (name !== 'lock.json' && name !== 'test') rmSync(home.at(name), { recursive: true, force: true });
  }
}
