import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hurry } from './hurry.ts';

const app = express();
app.use(hurry(200, '/files'));
app.post('/{*any}', (sent, response) => {
  sent.on('end', () => response.end('whole'));
  sent.resume();
});
const server = createServer(app);
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

/** What becomes of a body whose second half comes when its sender is told to go on. */
function slowly(path: string) {
  const sending = request({
    port: (server.address() as AddressInfo).port,
    path,
    method: 'POST',
    headers: { 'content-length': 2 },
  });
  const outcome = new Promise<string>((resolve) => {
    sending.on('error', () => resolve('hung up'));
    sending.on('response', (response) => response.on('data', (chunk) => resolve(String(chunk))));
  });
  sending.write('1');
  return { outcome, goOn: () => void sending.end('2') };
}

test('a body that takes too long is hung up on, a file is waited for', async () => {
  const [file, other] = [slowly('/files'), slowly('/other')];
  expect(await other.outcome).toBe('hung up');
  file.goOn();
  expect(await file.outcome).toBe('whole');
});

test('a body that comes in time is read, and its line stays open', async () => {
  const quick = slowly('/other');
  quick.goOn();
  expect(await quick.outcome).toBe('whole');
});
