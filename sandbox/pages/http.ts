import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageFile } from './files.ts';

const MOST_BODY_BYTES = 1 << 20;

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);

/** Another site must neither press keys here nor read along, whatever name it gives this machine. */
export function isFromHere({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? '';
  if (!isLoopback(host.replace(/:\d+$/, ''))) return false;
  return headers.origin === undefined || headers.origin === `http://${host}`;
}

/** The body, or undefined where there is more than anybody means to send. */
export async function readBody(request: IncomingMessage, most = MOST_BODY_BYTES): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= most) chunks.push(chunk as Buffer);
  }
  return size > most ? undefined : Buffer.concat(chunks);
}

/** An object in JSON; undefined for anything else. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  if (request.method === 'GET') return {};
  const body = await readBody(request);
  try {
    const value: unknown = JSON.parse(body?.toString() ?? '');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(JSON.stringify(body));
}

export function sendTo(response: ServerResponse, location: string): void {
  response.writeHead(302, { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end();
}

export function sendFile(response: ServerResponse, file: PageFile, policy: string): void {
  response.writeHead(200, {
    'content-type': file.type,
    'cache-control': 'no-cache',
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
  });
  response.end(file.content);
}
