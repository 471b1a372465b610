import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { checkKey, type DocumentStore, isKey } from './store.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * In a folder, readable by this process's user alone. A file is written beside its place and moved there, so that nobody ever
 * sees half of one; what a crash left half written is listed with the others and swept.
 */
export function createDiskStore(folder: string): DocumentStore {
  const placeOf = (key: string) => path.join(folder, ...checkKey(key).split('/'));
  return {
    async put(key, bytes) {
      const place = placeOf(key);
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
      const beside = path.join(path.dirname(place), `${randomUUID()}${HALF}`);
      try {
        const file = await open(beside, 'wx', 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync(); // or a row could outlive its file
        } finally {
          await file.close();
        }
        await rename(beside, place);
      } catch (error) {
        await rm(beside, { force: true }).catch(() => undefined);
        throw error;
      }
    },
    async get(key) {
      try {
        return await readFile(placeOf(key));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    async remove(key) {
      const place = placeOf(key);
      await rm(place, { force: true });
      await rmdir(path.dirname(place)).catch(() => undefined); // the last one of its folder takes it along
    },
    async *list(olderThan) {
      for (const prefix of await namesIn(folder))
        for (const id of await namesIn(path.join(folder, prefix)))
          for (const part of await namesIn(path.join(folder, prefix, id))) {
            const place = path.join(folder, prefix, id, part);
            if (!(await isOlder(place, olderThan))) continue;
            if (part.endsWith(HALF)) await rm(place, { force: true });
            else if (isKey(`${prefix}/${id}/${part}`)) yield `${prefix}/${id}/${part}`;
          }
    },
  };
}

const HALF = '.half';

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (isMissing(error) || (error as NodeJS.ErrnoException).code === 'ENOTDIR') return [];
    throw error;
  });

const isOlder = (place: string, than: Date): Promise<boolean> =>
  stat(place).then(
    ({ mtimeMs }) => mtimeMs < than.getTime(),
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );
