import { readFile } from 'node:fs/promises';
import path from 'node:path';

const folder = path.join(import.meta.dirname, 'page');
/** Tokens, components and drawings are the product's own: one copy, in the web app's folder. */
const look = path.join(import.meta.dirname, '..', '..', 'webapp', 'look');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Addresses that are not the file's own. */
const PAGES: Readonly<Record<string, string>> = {
  '/': 'chat.html',
  '/faults': 'faults.html',
  '/favicon.ico': 'favicon.svg',
};

export type PageFile = { readonly type: string; readonly content: Buffer };

/** A file of the page, or undefined. Read anew each time, so that a change shows at once. */
export async function pageFile(pathname: string): Promise<PageFile | undefined> {
  const name = PAGES[pathname] ?? pathname.slice(1);
  const [root, inRoot] = name.startsWith('look/') ? [look, name.slice('look/'.length)] : [folder, name];
  const file = path.join(root, inRoot);
  const type = TYPES[path.extname(file)];
  if (!type || !file.startsWith(root + path.sep)) return undefined;
  try {
    return { type, content: await readFile(file) };
  } catch {
    return undefined;
  }
}
