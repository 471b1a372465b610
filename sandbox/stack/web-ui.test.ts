import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from './ports.ts';
import { openWebUi } from './web-ui.ts';

const codecUrl = 'http://127.0.0.1:1/codec';
const own = { Codec: { Endpoint: '', PassAccessToken: true, IncludeCredentials: false }, Version: '2.50.1' };

let behind: Server;
let webUi: { close(): void };
let port: number;
beforeAll(async () => {
  behind = createServer((request, response) => {
    if (request.url?.startsWith('/api/v1/settings')) {
      const body = JSON.stringify(own);
      return void response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
        .end(body);
    }
    response.writeHead(request.url === '/missing' ? 404 : 200, {
      'set-cookie': ['_csrf=one', 'other=two'],
      'x-own': 'yes',
    });
    response.write(`${request.method} ${request.url} ${request.headers['x-csrf-token'] ?? 'none'} `);
    request.pipe(response);
  });
  await new Promise<void>((resolve) => void behind.listen(0, '127.0.0.1', resolve));
  port = await freePort();
  webUi = await openWebUi({ port, behindPort: (behind.address() as AddressInfo).port, codecUrl });
});
afterAll(() => {
  webUi.close();
  behind.close();
});

const at = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });

test('the Web UI is told where the codec is, and to bring cookies and no token of its own', async () => {
  const settings = await (await at('/api/v1/settings?')).json();
  expect(settings).toEqual({
    Codec: { Endpoint: codecUrl, PassAccessToken: false, IncludeCredentials: true },
    Version: '2.50.1',
  });
});

test('all else passes as it is, both ways', async () => {
  const answer = await at('/api/v1/x?y=1', { method: 'POST', body: 'body', headers: { 'x-csrf-token': 'token' } });
  expect([answer.status, await answer.text()]).toEqual([200, 'POST /api/v1/x?y=1 token body']);
  expect(answer.headers.getSetCookie()).toEqual(['_csrf=one', 'other=two']);
  expect((await at('/missing')).status).toBe(404);
});

test('by its other name a browser is led to the one by which it knows the API', async () => {
  const answer = await named('localhost', '/namespaces/cage?a=b');
  expect(answer).toEqual([307, `http://127.0.0.1:${port}/namespaces/cage?a=b`]);
});

test('a page that has a name of its own lead here is turned away', async () => {
  expect(await named('evil.example', '/api/v1/settings')).toEqual([421, undefined]);
});

test('before Temporal is there it says so', async () => {
  const [early, nobody] = [await freePort(), await freePort()];
  const waiting = await openWebUi({ port: early, behindPort: nobody, codecUrl });
  expect((await fetch(`http://127.0.0.1:${early}/`)).status).toBe(502);
  waiting.close();
});

const named = (host: string, path: string) =>
  new Promise((resolve, reject) => {
    ask({ host: '127.0.0.1', port, path, headers: { host: `${host}:${port}` } }, (answer) => {
      answer.resume();
      resolve([answer.statusCode, answer.headers.location]);
    })
      .once('error', reject)
      .end();
  });
