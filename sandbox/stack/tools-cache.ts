import { accessSync, constants, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where downloads and builds are kept for every clone of this user, so that a second clone needs none. */
export function toolsCache(env: NodeJS.ProcessEnv): string {
  const base = env.XDG_CACHE_HOME;
  const dir = path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.cache'), 'cage');
  mkdirSync(dir, { recursive: true });
  return dir;
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
