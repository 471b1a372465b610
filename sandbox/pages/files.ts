import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Tokens, components and drawings are the product's own: one copy, in the web app's folder. */
const look = path.join(import.meta.dirname, '..', '..', 'webapp', 'look');
/** What the pages of several stand-ins share. */
const parts = path.join(import.meta.dirname, 'parts');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export type PageFile = { readonly type: string; readonly content: Buffer };
export type PageFiles = (pathname: string) => Promise<PageFile | undefined>;

/**
 * The files of a page and, below /look/ and /parts/, of the product's look and of what pages here share. `names` are addresses that are not the file's own. Read anew
 * each time, so that a change shows at once.
 */
export const pageFiles =
  (folder: string, names: Readonly<Record<string, string>>): PageFiles =>
  async (pathname) => {
    const name = names[pathname] ?? pathname.slice(1);
    const [, shared, below = ''] = /^(look|parts)\/(.*)$/.exec(name) ?? [];
    const [root, inRoot] = shared ? [shared === 'look' ? look : parts, below] : [folder, name];
    const file = path.join(root, inRoot);
    const type = TYPES[path.extname(file)];
    if (!type || !file.startsWith(root + path.sep)) return undefined;
    try {
      return { type, content: await readFile(file) };
    } catch {
      return undefined;
    }
  };
