import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookBody } from '../contracts/http/documents.ts';
import { sentDocumentBody } from '../contracts/http/kyc.ts';
import type { PlayerId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import { noise, pdf, photo, SVG } from '../runtime/documents/test-files.ts';
import type { StartedStaffProvider } from '../sandbox/staff/server.ts';
import { isAsked, openFiles } from '../use-cases/test-documents.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';
import { openDesk, staffLogin, startStaff } from './test-staff.ts';

let gateway: Gateway;
let provider: StartedStaffProvider;
let files: ReturnType<typeof openFiles>;
let picture: Buffer;
const own = new Set<PlayerId>();
const hints: string[] = [];

beforeAll(async () => {
  [provider, picture] = await Promise.all([startStaff(), photo()]);
  gateway = await openGateway({
    logins: { player: undefined, staff: staffLogin(provider) },
    documents: (house) => {
      files = openFiles(house, { hint: (player, { what }) => void hints.push(`${player} ${what}`) });
      return files.deps;
    },
    isOwnCase: async (_tx, _staff, player) => own.has(player),
  });
});
afterAll(async () => {
  await gateway.close();
  await provider.close();
});

type App = Awaited<ReturnType<typeof openApp>>;
const playerOf = (app: App) => app.me.id as PlayerId;
async function anAsked(): Promise<App> {
  const app = await openApp(gateway);
  await isAsked(gateway.house, ['identity'], playerOf(app));
  return app;
}
const sends = (app: Pick<App, 'token'>, body: Buffer, { kind = 'identity', type = 'image/jpeg' } = {}) =>
  gateway.ask(`/kyc/documents?kind=${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token}`, ...(type ? { 'content-type': type } : {}) },
    body: new Uint8Array(body),
  });
const removes = (app: App, id: unknown) => app.ask('removeDocument', { path: `/kyc/documents/${id}` });

test('a player sends a file as it is, of whatever type it says it is, and takes it back', async () => {
  const app = await anAsked();
  for (const type of ['image/jpeg', 'text/plain', 'application/json', 'multipart/form-data; boundary=x', '']) {
    const sent = await sends(app, picture, { type });
    expect([type, sent.status]).toEqual([type, 201]);
    expect(sentDocumentBody.parse(sent.body)).toMatchObject({ kind: 'identity', state: 'kept', bytes: picture.length });
    expect((await removes(app, sent.body.id)).status).toBe(204);
    expect(await removes(app, sent.body.id)).toMatchObject({ status: 404, body: { reason: 'unknown-document' } });
  }
  expect(hints).toContain(`${playerOf(app)} kyc`);
});

test.each<[string, () => Buffer, number, string]>([
  ['nothing', () => Buffer.alloc(0), 422, 'upload-empty'],
  ['a drawing called a picture', () => SVG, 415, 'upload-type'],
  ['noise', () => noise(5_000), 422, 'upload-broken'],
  ['eleven megabytes', () => noise(11 * 1024 * 1024), 413, 'upload-too-large'],
  ['thirty megabytes', () => noise(30 * 1024 * 1024), 413, 'upload-too-large'],
])('%s is refused by its own reason, and the next upload works', async (_name, make, status, reason) => {
  const app = await anAsked();
  expect(await sends(app, make())).toMatchObject({ status, body: { reason } });
  expect((await sends(app, picture)).status).toBe(201);
});

test('who is not known, names no kind there is or one that is not asked for is refused by that reason', async () => {
  const app = await anAsked();
  expect(await sends({ token: 'nobody' }, picture)).toMatchObject({ status: 401, body: { reason: 'token-invalid' } });
  expect(await sends(app, picture, { kind: 'passport' })).toMatchObject({ status: 400, body: { reason: 'malformed' } });
  expect(await sends(app, picture, { kind: 'selfie' })).toMatchObject({
    status: 409,
    body: { reason: 'upload-not-asked' },
  });
});

test('a file that breaks off on its way is none, and holds nothing up', async () => {
  const app = await anAsked();
  const before = files.objects.size;
  for (let n = 0; n < 20; n++)
    await new Promise<void>((resolve) => {
      const sending = request(`${gateway.root}/kyc/documents?kind=identity`, {
        method: 'POST',
        headers: { authorization: `Bearer ${app.token}`, 'content-length': 1_000_000 },
      });
      sending.on('error', () => resolve());
      sending.write(picture, () => sending.destroy());
      sending.on('close', () => resolve());
    });
  await expect.poll(async () => (await sends(app, picture)).status).toBe(201);
  expect(files.objects.size).toBe(before + 1);
});

test('other routes still take JSON alone', async () => {
  const app = await anAsked();
  const answer = await gateway.ask('/preferences', {
    method: 'PATCH',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'image/jpeg' },
    body: new Uint8Array(picture),
  });
  expect(answer).toMatchObject({ status: 415, body: { reason: 'not-json' } });
});

test('nobody takes back the file of another', async () => {
  const [one, other] = [await anAsked(), await anAsked()];
  const sent = await sends(one, picture);
  expect(await removes(other, sent.body.id)).toMatchObject({ status: 404, body: { reason: 'unknown-document' } });
  expect(await removes(other, randomUUID())).toMatchObject({ status: 404 });
});

async function signedIn(who = 'lena.hoff') {
  const desk = openDesk(gateway);
  await desk.signsIn(who);
  return desk;
}
const shown = (path: string, token: string) =>
  fetch(`${gateway.root}${path}`, { headers: { authorization: `Bearer ${token}` } });

test('staff see each page with a watermark, kept by no cache, in their session alone', async () => {
  const [app, desk] = [await anAsked(), await signedIn()];
  const sent = await sends(app, pdf(2, [1, 1, 1]), { type: 'application/pdf' });
  const look = await desk.as(`/staff/documents/${sent.body.id}/looks`, { method: 'POST' });
  expect(look.status).toBe(201);
  const { pages } = lookBody.parse(look.body);
  expect(pages).toHaveLength(2);
  const [path = ''] = pages;
  const page = await shown(path, desk.token);
  expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
    200,
    'image/jpeg',
    'no-store',
  ]);
  const { channels } = await sharp(Buffer.from(await page.arrayBuffer())).stats();
  expect(channels[0]?.min).toBeLessThan(180); // a page that was all white

  expect((await fetch(`${gateway.root}${path}`)).status).toBe(401);
  expect((await shown(path, app.token)).status).toBe(401);
  const again = await signedIn();
  expect((await shown(path, again.token)).status).toBe(404);
  gateway.state.aheadMs = 0;
  files.state.aheadMs = 61_000;
  expect((await shown(path, desk.token)).status).toBe(404);
  files.state.aheadMs = 0;
});

test('compliance alone may look, at what is there, and not at themselves', async () => {
  const [app, support, desk] = [await anAsked(), await signedIn('tom.okafor'), await signedIn()];
  const sent = await sends(app, picture);
  const path = `/staff/documents/${sent.body.id}/looks`;
  expect(await support.as(path, { method: 'POST' })).toMatchObject({ status: 403, body: { reason: 'not-your-role' } });
  own.add(playerOf(app));
  expect(await desk.as(path, { method: 'POST' })).toMatchObject({ status: 403, body: { reason: 'own-case' } });
  own.clear();
  expect((await desk.as(`/staff/documents/${randomUUID()}/looks`, { method: 'POST' })).status).toBe(404);
  const looks = await gateway.house.count(
    sql`select count(*) from audit.entry where action = 'document.looked' and subject = ${String(sent.body.id)}`,
  );
  expect(looks).toBe(0);
});

test('neither what was sent nor what opens a look is in the log', async () => {
  const [app, desk] = [await anAsked(), await signedIn()];
  const sent = await sends(app, picture);
  const look = await desk.as(`/staff/documents/${sent.body.id}/looks`, { method: 'POST' });
  const [path = ''] = lookBody.parse(look.body).pages;
  await shown(path, desk.token);
  const token = new URL(path, gateway.root).searchParams.get('look') ?? '';
  expect(token).toHaveLength(43);
  expect(JSON.stringify(gateway.logged)).not.toContain(token);
  expect(JSON.stringify(gateway.logged)).not.toContain('Canary');
});
