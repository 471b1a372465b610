import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readUpload } from './uploads.ts';

const app = express();
app.use((sent, response, next) => {
  response.locals.asker = { session: { player: sent.get('x-player') } };
  next();
});
app.post('/', readUpload({ mostBytes: 10 }), (_sent, response) => {
  const { upload } = response.locals;
  response.end(Buffer.isBuffer(upload) ? `read ${upload}` : upload);
});
const server = createServer(app);
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

/** A file whose last byte comes when its sender is told to go on. */
function slowly(player: string) {
  const { port } = server.address() as AddressInfo;
  const headers = { 'x-player': player, 'content-length': 2 };
  const sending = request({ port, method: 'POST', headers, agent: false });
  const outcome = new Promise<string>((resolve, reject) => {
    sending.on('error', reject);
    sending.on('response', (response) => response.on('data', (chunk) => resolve(String(chunk))));
  });
  sending.write('a');
  return { outcome, goOn: () => void sending.end('b') };
}

test('whoever sends many files slowly keeps nobody else from sending theirs, and may go on when one is through', async () => {
  const slow = Array.from({ length: 4 }, () => slowly('one'));
  const [busy, n] = await Promise.race(slow.map(async ({ outcome }, at) => [await outcome, at] as const));
  expect(busy).toBe('busy');
  const other = slowly('another');
  other.goOn();
  expect(await other.outcome).toBe('read ab');
  for (const each of slow) each.goOn();
  const outcomes = await Promise.all(slow.filter((_, at) => at !== n).map(({ outcome }) => outcome));
  expect(outcomes).toEqual(['read ab', 'read ab', 'read ab']);
  const again = slowly('one');
  again.goOn();
  expect(await again.outcome).toBe('read ab');
});
