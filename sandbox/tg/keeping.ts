import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Saved, World } from './world.ts';

/**
 * Keeps the world in a file: written beside and renamed, so that it is never half there; soon after a change, and at the
 * end. A stand-in may forget a moment, but not a payment: whoever needs certainty calls `flush`.
 */
export function keep(world: World, file: string | undefined): { flush(): void } {
  if (file === undefined) return { flush: () => undefined };
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file)) world.saved = { ...world.saved, ...(JSON.parse(readFileSync(file, 'utf8')) as Saved) };
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const half = `${file}.half`;
    writeFileSync(half, JSON.stringify(world.saved), { mode: 0o600 });
    renameSync(half, file);
  };
  world.happenings.on('any', () => {
    timer ??= setTimeout(flush, 50);
  });
  return { flush };
}
