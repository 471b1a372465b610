import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTables } from '../../ground/durable-tables.ts';
import { turnedClock } from '../../ground/test-clock.ts';
import { createBridge } from './bridge.ts';

const id = (digit: string): string => digit.repeat(64);
const [app, wallet, other] = [id('a'), id('b'), id('c')] as const;
const clock = turnedClock();
let bridge: ReturnType<typeof createBridge>;
let url: string;
let close: () => Promise<void>;

beforeEach(async () => {
  bridge = createBridge({ clock, tables: openTables() });
  const server = createServer((request, response) => {
    void bridge.handle(request, response, new URL(request.url ?? '/', 'http://bridge.invalid'));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bridge`;
  close = async () => {
    bridge.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
  };
});
afterEach(() => close());

const post = (query: Record<string, string>, body = 'sealed') =>
  fetch(`${url}/message?${new URLSearchParams({ client_id: app, to: wallet, ttl: '300', ...query })}`, {
    method: 'POST',
    headers: { origin: 'https://cage.example' },
    body,
  });

async function subscribe(query: Record<string, string>) {
  const answer = await fetch(`${url}/events?${new URLSearchParams({ client_id: wallet, ...query })}`);
  const reader = answer.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  return {
    headers: answer.headers,
    next: async () => (await reader?.read())?.value,
    leave: () => reader?.cancel(),
  };
}

test('a message reaches whoever listens for its receiver, with its sender and a growing id', async () => {
  const listener = await subscribe({ client_id: `${other},${wallet}` });
  const first = await post({ trace_id: 'trace-1' }, 'one');
  expect(await first.json()).toEqual({ message: 'OK', statusCode: 200 });
  await post({ to: other }, 'two');
  const [one, two] = [await listener.next(), await listener.next()];
  expect(JSON.parse(one?.data ?? '')).toEqual({ from: app, message: 'one', trace_id: 'trace-1' });
  expect(JSON.parse(two?.data ?? '')).toEqual({ from: app, message: 'two' });
  expect(Number(two?.id)).toBeGreaterThan(Number(one?.id));
});

test('who comes back is told what was missed since the last event, and not what was seen', async () => {
  const before = await subscribe({});
  await post({}, 'seen');
  const seen = await before.next();
  await before.leave();
  await post({}, 'missed');
  const after = await subscribe({ last_event_id: seen?.id ?? '', enable_queue_done_event: 'true' });
  expect(JSON.parse((await after.next())?.data ?? '')).toMatchObject({ message: 'missed' });
  expect((await after.next())?.data).toBe('queue_done');
});

test('a message is forgotten when its time is over, except that somebody left: that is told for an hour', async () => {
  await post({ ttl: '60' }, 'short');
  await post({ ttl: '60', topic: 'disconnect' }, 'left');
  clock.turn(61_000);
  const listener = await subscribe({ enable_queue_done_event: 'true' });
  expect(JSON.parse((await listener.next())?.data ?? '')).toMatchObject({ message: 'left' });
  expect((await listener.next())?.data).toBe('queue_done');
});

test('the line is kept open by heartbeats, as events or as messages', async () => {
  const legacy = await subscribe({});
  const asMessage = await subscribe({ heartbeat: 'message' });
  clock.turn(10_000);
  expect(await asMessage.next()).toMatchObject({ event: 'message', data: 'heartbeat' });
  await post({});
  // A heartbeat without data is none to a client: only the message arrives.
  expect(JSON.parse((await legacy.next())?.data ?? '')).toMatchObject({ message: 'sealed' });
});

test('any site may use it', async () => {
  const asked = await fetch(`${url}/message`, { method: 'OPTIONS', headers: { origin: 'https://cage.example' } });
  expect(asked.headers.get('access-control-allow-origin')).toBe('*');
  expect((await post({})).headers.get('access-control-allow-origin')).toBe('*');
  expect((await subscribe({})).headers.get('access-control-allow-origin')).toBe('*');
});

test.each([
  [{ client_id: 'me' }, 'failed to parse the "client_id" address'],
  [{ to: '' }, 'failed to parse the "to" address'],
  [{ ttl: '' }, 'param "ttl" not present'],
  [{ ttl: '301' }, 'param "ttl" too high'],
])('a bad message is refused: %o', async (query, message) => {
  const answer = await post(query);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({ message, statusCode: 400 });
});
