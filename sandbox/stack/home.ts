import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type PostgresUser, postgresUser } from './postgres-user.ts';

/** The folder `.cage/` of one clone: its data, its secrets, its logs. Nobody else may look into it. */
export type Home = { readonly dir: string; at(...names: string[]): string };

export function openHome(dir: string): Home {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  chmodSync(dir, 0o700);
  return { dir, at: (...names) => path.join(dir, ...names) };
}

/** Who runs PostgreSQL below this home; the home's folders down to its data become theirs to walk through. */
export function postgresUserOf(home: Home, projectDir: string, binariesDir: string, ...below: string[]): PostgresUser {
  const user = postgresUser(projectDir, [binariesDir, path.dirname(home.dir)]);
  for (const folder of [home.dir, ...below]) user.own(folder);
  return user;
}
