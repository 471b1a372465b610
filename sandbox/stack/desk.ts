import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import path from 'node:path';
import type { Board } from './board.ts';

/** A place to go to from the opening page. */
export type Door = { readonly title: string; readonly url: string; readonly icon: string };

export type DeskView = {
  readonly doors: readonly Door[];
  /** First things to try, in order: what, and how. */
  readonly tries: readonly { readonly title: string; readonly text: string; readonly url: string }[];
  readonly notes: readonly string[];
};

const page = path.join(import.meta.dirname, 'page');
const look = path.join(import.meta.dirname, '..', '..', 'webapp', 'look');
const FILES: Readonly<Record<string, readonly [folder: string, file: string, type: string]>> = {
  '/': [page, 'desk.html', 'text/html; charset=utf-8'],
  '/desk.css': [page, 'desk.css', 'text/css; charset=utf-8'],
  '/desk.js': [page, 'desk.js', 'text/javascript; charset=utf-8'],
  '/look/tokens.css': [look, 'tokens.css', 'text/css; charset=utf-8'],
  '/look/components.css': [look, 'components.css', 'text/css; charset=utf-8'],
  '/look/sprites.svg': [look, 'sprites.svg', 'image/svg+xml'],
};
const SAFETY = {
  'content-security-policy': "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** The opening page: what runs, where everything is, what to try first. Loopback only; it shows and changes nothing. */
export async function openDesk(port: number, board: Board, view: DeskView): Promise<{ close(): void }> {
  const watching = new Set<ServerResponse>();
  const news = () => `data: ${JSON.stringify({ ...view, lines: board.lines(), upSince: board.upSince() ?? null })}\n\n`;
  const stop = board.listen(() => {
    const text = news();
    for (const each of watching) each.write(text);
  });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://desk.invalid');
    if (pathname === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(`retry: 500\n\n${news()}`);
      watching.add(response);
      return void response.once('close', () => watching.delete(response));
    }
    const file = FILES[pathname];
    if (!file) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found.');
    const [folder, name, type] = file;
    readFile(path.join(folder, name)).then(
      (content) => void response.writeHead(200, { 'content-type': type, ...SAFETY }).end(content),
      () => void response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    close() {
      stop();
      server.close();
      server.closeAllConnections();
    },
  };
}
