import { spawnSync } from 'node:child_process';
import { chownSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from './running-process.ts';

/** As whom PostgreSQL runs, and how that user comes to own what it must write. */
export type PostgresUser = {
  readonly how: string;
  /** Hands a file or folder over to that user. */
  own(file: string): void;
  command(file: string, args: readonly string[]): Command;
};

/**
 * PostgreSQL refuses to run as root. An ordinary user runs it as themselves; for root it is, in this order: the owner of
 * the project's folder, the user `postgres` or `nobody` where they can reach the folder, and below a 0700 home of root's
 * a user namespace, in which it is still root to the file system but not to PostgreSQL's check.
 */
export function postgresUser(projectDir: string, mustReach: readonly string[]): PostgresUser {
  if (process.getuid?.() !== 0) return { how: 'as you', own: () => {}, command: (file, args) => ({ file, args }) };

  const owner = statSync(projectDir);
  const candidates = [
    { name: 'the project’s owner', uid: owner.uid, gid: owner.gid },
    account('postgres'),
    account('nobody'),
  ];
  for (const candidate of candidates) {
    if (!candidate || candidate.uid === 0) continue;
    const { name, uid, gid } = candidate;
    if (!mustReach.every((place) => canReach(place, uid, gid))) continue;
    return {
      how: `as ${name}`,
      own: (file) => chownSync(file, uid, gid),
      command: (file, args) => ({ file, args, uid, gid }),
    };
  }
  return inUserNamespace(projectDir);
}

function inUserNamespace(projectDir: string): PostgresUser {
  const prefix = ['--user', '--map-user=65534', '--map-group=65534', '--'];
  if (spawnSync('unshare', [...prefix, 'true']).status !== 0) {
    throw new Error(
      `PostgreSQL does not run as root, and no other user can reach ${projectDir}. ` +
        'Move the project to a folder others may enter, or start it as an ordinary user.',
    );
  }
  return {
    how: 'in a user namespace',
    own: () => {},
    command: (file, args) => ({ file: 'unshare', args: [...prefix, file, ...args] }),
  };
}

function account(name: string): { name: string; uid: number; gid: number } | undefined {
  const ask = (flag: string) => spawnSync('id', [flag, name], { encoding: 'utf8' });
  const uid = ask('-u');
  const gid = ask('-g');
  return uid.status === 0 && gid.status === 0 ? { name, uid: Number(uid.stdout), gid: Number(gid.stdout) } : undefined;
}

/** Every folder on the way needs a search bit for that user. */
function canReach(place: string, uid: number, gid: number): boolean {
  for (let folder = place; ; folder = path.dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const search = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & search) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}
