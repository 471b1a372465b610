import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createTelegramClient } from './client.ts';

export const TOKEN = '123456789:AAEcanarycanarycanarycanarycanary07';

/** What the server does with a call. */
export type Answer =
  | { readonly status: number; readonly json: unknown }
  | { readonly status: number; readonly html: string }
  | 'hang'
  | 'hang-up';

export const done = (result: unknown): Answer => ({ status: 200, json: { ok: true, result } });
export const refused = (code: number, description: string, parameters?: object): Answer => ({
  status: code,
  json: { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) },
});

export type Call = { readonly method: string; readonly body: Record<string, unknown> };

/** A Bot API of a few lines that answers as it is told to, and remembers what it was asked. */
export async function tinyBotApi() {
  const calls: Call[] = [];
  const sockets = new Set<Socket>();
  let answer: (call: Call) => Answer = () => done(true);
  const server = createServer((request, response) => void serve(request, response));
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const call = { method: request.url?.split('/').at(-1) ?? '', body: text ? JSON.parse(text) : {} };
    calls.push(call);
    const said = answer(call);
    if (said === 'hang') return;
    if (said === 'hang-up') return void request.socket.destroy();
    response.writeHead(said.status, { 'content-type': 'json' in said ? 'application/json' : 'text/html' });
    response.end('json' in said ? JSON.stringify(said.json) : said.html);
  }

  await listen(server);
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    apiRoot,
    calls,
    answers(with_: Answer | ((call: Call) => Answer)): void {
      answer = typeof with_ === 'function' ? with_ : () => with_;
    },
    client: (timeoutMs = 5_000) => createTelegramClient({ token: TOKEN, botId: '123456789', apiRoot, timeoutMs }),
    async close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An address at which nobody listens. */
export async function deadAddress(): Promise<string> {
  const server = createServer();
  await listen(server);
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const listen = (server: Server): Promise<void> => new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve));
