import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../ground/clock.ts';
import type { Tables } from '../../ground/durable-tables.ts';
import { readBody, sendJson } from '../../pages/http.ts';
import { type BridgeMessage, type BridgeMessages, createMessages, type Post } from './messages.ts';

export type Bridge = BridgeMessages & {
  /** True when the path was the bridge's. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  close(): void;
};

/** What the reference does (github.com/ton-connect/bridge): seconds a message may live, and pauses between heartbeats. */
const MOST_TTL_S = 300;
const DISCONNECT_TTL_S = 3_600;
const HEARTBEAT_MS = 10_000;
const HEARTBEATS: Readonly<Record<string, string>> = {
  legacy: 'event: heartbeat\n\n',
  message: 'event: message\r\ndata: heartbeat\r\n\r\n',
};

/** Any site may use a bridge. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': 'Content-Type, Cache-Control, Last-Event-ID',
  'access-control-max-age': '86400',
};
const isClientId = (id: string): boolean => /^[0-9a-f]{64}$/.test(id);
const isWhole = (text: string): boolean => /^\d{1,16}$/.test(text);

/**
 * A TON Connect HTTP bridge: messages between app and wallet, sealed for each other, over server-sent events and posts.
 * Source: github.com/ton-blockchain/ton-connect, bridge.md. One difference to the reference: a bad subscription is
 * answered 400, not 200 with an error for a body.
 */
export function createBridge({ clock, tables }: { clock: Clock; tables: Tables }): Bridge {
  const messages = createMessages({ clock, tables });
  const open = new Set<() => void>();

  const subscribe = (response: ServerResponse, { ids, after, heartbeat, tellsDone }: Subscription): void => {
    response.writeHead(200, {
      ...CORS,
      'content-type': 'text/event-stream',
      'cache-control': 'private, no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    response.write('\n');
    const stopListening = messages.listen(ids, after, (message) => void response.write(eventOf(message)));
    if (tellsDone) response.write('event: message\r\ndata: queue_done\r\n\r\n');
    let callOff = (): void => {};
    const beat = (): void => {
      callOff = clock.after(HEARTBEAT_MS, () => {
        response.write(heartbeat);
        beat();
      });
    };
    beat();
    const end = (): void => {
      open.delete(end);
      callOff();
      stopListening();
      response.end();
    };
    open.add(end);
    response.once('close', end);
  };

  return {
    ...messages,
    async handle(request, response, url) {
      const path = /^\/bridge\/(events|message)$/.exec(url.pathname)?.[1];
      if (!path) return false;
      if (request.method === 'OPTIONS') response.writeHead(204, CORS).end();
      else if (path === 'events' && request.method === 'GET') {
        const subscription = readSubscription(request, url);
        if (typeof subscription === 'string') answer(response, 400, subscription);
        else subscribe(response, subscription);
      } else if (path === 'message' && request.method === 'POST') {
        const post = await readPost(request, url);
        if (typeof post === 'string') return answer(response, 400, post);
        messages.post(post);
        answer(response, 200, 'OK');
      } else answer(response, 405, 'Method Not Allowed');
      return true;
    },
    close() {
      for (const end of [...open]) end();
    },
  };
}

type Subscription = {
  readonly ids: readonly string[];
  readonly after: number;
  readonly heartbeat: string;
  readonly tellsDone: boolean;
};

/** A subscription, or what is wrong with it. */
function readSubscription({ headers }: IncomingMessage, { searchParams }: URL): Subscription | string {
  const ids = searchParams.get('client_id')?.split(',');
  const after = String(headers['last-event-id'] || searchParams.get('last_event_id') || '0');
  const heartbeat = HEARTBEATS[searchParams.get('heartbeat') ?? 'legacy'];
  if (!ids) return 'param "client_id" not present';
  if (!ids.every(isClientId)) return 'param "client_id" must be a valid public address';
  if (!isWhole(after)) return 'last_event_id should be int';
  if (!heartbeat) return 'invalid heartbeat type. Supported: legacy and message';
  return { ids, after: Number(after), heartbeat, tellsDone: searchParams.get('enable_queue_done_event') === 'true' };
}

/** A message to pass on, or what is wrong with it. */
async function readPost(request: IncomingMessage, { searchParams }: URL): Promise<Post | string> {
  const [from = '', to = '', ttl = '', topic, traceId] = ['client_id', 'to', 'ttl', 'topic', 'trace_id'].map(
    (name) => searchParams.get(name) ?? undefined,
  );
  if (!isClientId(from)) return 'failed to parse the "client_id" address';
  if (!isClientId(to)) return 'failed to parse the "to" address';
  if (!isWhole(ttl)) return 'param "ttl" not present';
  if (Number(ttl) > MOST_TTL_S) return 'param "ttl" too high';
  const body = await readBody(request);
  if (!body) return 'request body too large';
  // Whoever is away can still learn that the other side has left.
  const ttlMs = (topic === 'disconnect' ? DISCONNECT_TTL_S : Number(ttl)) * 1_000;
  return { from, to, message: String(body), ttlMs, ...(traceId ? { traceId } : {}) };
}

function answer(response: ServerResponse, statusCode: number, message: string): true {
  sendJson(response, statusCode, { message, statusCode }, CORS);
  return true;
}

function eventOf({ id, from, message, traceId }: BridgeMessage): string {
  const data = { from, message, ...(traceId ? { trace_id: traceId } : {}) };
  return `event: message\r\nid: ${id}\r\ndata: ${JSON.stringify(data)}\r\n\r\n`;
}
