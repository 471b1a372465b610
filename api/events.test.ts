import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

/** A live line, read event by event. */
async function listens(token: string) {
  const stopping = new AbortController();
  const response = await fetch(`${gateway.root}/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stopping.signal,
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let read = '';
  return {
    type: response.headers.get('content-type'),
    /** The next event; undefined when the line ended. */
    async next(): Promise<{ event: string; data: unknown } | undefined> {
      for (;;) {
        const end = read.indexOf('\n\n');
        if (end >= 0) {
          const [event = '', data = ''] = read.slice(0, end).split('\n');
          read = read.slice(end + 2);
          if (event.startsWith(':')) continue;
          return { event: event.replace('event: ', ''), data: JSON.parse(data.replace('data: ', '')) };
        }
        const { done, value } = await reader.read();
        if (done) return undefined;
        read += decoder.decode(value, { stream: true });
      }
    },
    hangsUp: () => stopping.abort(),
  };
}

test('a screen is told what changed for its player, and nothing of others', async () => {
  const [ada, bob] = [await openApp(gateway), await openApp(gateway)];
  const line = await listens(ada.token);
  expect(line.type).toContain('text/event-stream');
  expect(await line.next()).toEqual({ event: 'hello', data: {} });
  await bob.opens('2500');
  const { body } = await ada.opens('2500');
  expect(await line.next()).toEqual({ event: 'changed', data: { what: 'deposit', id: body.id } });
  await ada.ask('choosePreferences', { body: { language: 'ru' } });
  expect(await line.next()).toEqual({ event: 'changed', data: { what: 'preferences' } });
  line.hangsUp();
});

test('every screen of a player is told; who opens a ninth loses the oldest', async () => {
  const app = await openApp(gateway);
  const lines = [];
  for (let n = 0; n < 9; n++) {
    const line = await listens(app.token);
    await line.next();
    lines.push(line);
  }
  const [oldest, ...others] = lines;
  expect(await oldest?.next()).toBeUndefined();
  const { body } = await app.opens('2500');
  for (const line of others)
    expect(await line.next()).toEqual({ event: 'changed', data: { what: 'deposit', id: body.id } });
  for (const line of others) line.hangsUp();
});

test('a line that was cut is told nothing more, and the gateway goes on', async () => {
  const app = await openApp(gateway);
  const lines = [];
  for (let n = 0; n < 12; n++) lines.push(await listens(app.token));
  for (const line of lines.slice(4, 8)) line.hangsUp();
  for (let n = 0; n < 3; n++) await app.opens('2500');
  expect((await app.ask('me')).status).toBe(200);
  for (const line of lines) line.hangsUp();
});
