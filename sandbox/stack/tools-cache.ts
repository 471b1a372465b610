import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { identify } from './process-identity.ts';

/** Where downloads and builds are kept for every clone of this user, so that a second clone needs none. */
export function toolsCache(env: NodeJS.ProcessEnv): string {
  const base = env.XDG_CACHE_HOME;
  const dir = path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.cache'), 'cage');
  mkdirSync(dir, { recursive: true });
  sweepHalves(dir);
  return dir;
}

/** The name under which this process makes `whole`, to be renamed when it is. */
export function halfOf(whole: string): string {
  return `${whole}.half-${process.pid}`;
}

/** What a killed process was making will never be finished. */
function sweepHalves(dir: string): void {
  for (const name of readdirSync(dir)) {
    const [, pid] = /\.half-(\d+)(\.|$)/.exec(name) ?? [];
    if (pid && !identify(Number(pid))) rmSync(path.join(dir, name), { recursive: true, force: true });
  }
}

/** The first of these programs that the PATH leads to. */
export function onPath(names: readonly string[], env: NodeJS.ProcessEnv): string | undefined {
  for (const name of names) {
    for (const folder of (env.PATH ?? '').split(path.delimiter)) {
      const file = path.join(folder, name);
      if (folder !== '' && isProgram(file)) return file;
    }
  }
  return undefined;
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
