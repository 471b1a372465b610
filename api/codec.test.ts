import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StaffRole } from '../contracts/staff.ts';
import { sql } from '../prisma/tx.ts';
import type { StartedStaffProvider } from '../sandbox/staff/server.ts';
import { type Gateway, openGateway, WEB_UI } from './test-gateway.ts';
import { openApp } from './test-player.ts';
import { openDesk, staffLogin, startStaff } from './test-staff.ts';

let provider: StartedStaffProvider;
let gateway: Gateway;
let lena: ReturnType<typeof openDesk>;
beforeAll(async () => {
  provider = await startStaff();
  gateway = await openGateway({ logins: { player: undefined, staff: staffLogin(provider) } });
  lena = await deskOf('compliance');
});
afterAll(async () => {
  await gateway.close();
  await provider.close();
});

const people: Record<StaffRole, string> = {
  support: 'tom.okafor',
  compliance: 'lena.hoff',
  ops: 'ines.prado',
  auditor: 'karl.lindqvist',
};
const deskOf = async (role: StaffRole, at = gateway) => {
  const desk = openDesk(at);
  await desk.signsIn(people[role]);
  return desk;
};

type JsonPayload = { metadata: Record<string, string>; data: string };

const base64 = (text: string) => Buffer.from(text).toString('base64');
const plain = (text: string): JsonPayload => ({ metadata: { encoding: base64('json/plain') }, data: base64(text) });

/** As the Web UI asks: from its own origin, with JSON, and with the cookies of whoever sits there. */
const ask = (
  direction: 'encode' | 'decode',
  body: unknown,
  { by = lena, headers = {} }: { by?: ReturnType<typeof openDesk>; headers?: Record<string, string> } = {},
) =>
  by.ask(`/codec/${direction}?preserveStorageRefs=true`, {
    method: 'POST',
    headers: {
      origin: WEB_UI,
      'sec-fetch-site': 'same-site',
      'content-type': 'application/json',
      'x-namespace': 'cage',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const payloadsOf = ({ body }: { body: Record<string, unknown> }) => body.payloads as JsonPayload[];
const sealed = async (text: string) => payloadsOf(await ask('encode', { payloads: [plain(text)] }))[0] as JsonPayload;
const looks = (who: ReturnType<typeof openDesk>) =>
  who
    .as('/staff/me')
    .then(({ body }) =>
      gateway.house.read<{ subject: string | null; detail: object }>(
        sql`select subject, detail from audit.entry where action = 'staff.read-payloads' and actor_id = ${String(body.id)}`,
      ),
    );

test('what the Web UI has encoded it can read again, and nobody in between', async () => {
  const payloads = [plain('{"orderId":"canary"}'), plain('"second"')];
  const encoded = await ask('encode', { payloads });
  expect(encoded.status).toBe(200);
  expect(Buffer.from(payloadsOf(encoded)[0]?.data ?? '', 'base64').toString('latin1')).not.toContain('canary');
  const decoded = await ask('decode', { payloads: payloadsOf(encoded) });
  expect(decoded).toMatchObject({ status: 200, body: { payloads } });
});

test('what was never encrypted is shown as it is', async () => {
  expect((await ask('decode', { payloads: [plain('"typed by hand"')] })).body).toEqual({
    payloads: [plain('"typed by hand"')],
  });
  expect((await ask('decode', { payloads: [] })).body).toEqual({ payloads: [] });
});

test('a browser may ask from the Web UI’s page', async () => {
  const asked = await ask('decode', { payloads: [] });
  expect(asked.headers.get('access-control-allow-origin')).toBe(WEB_UI);
  expect(asked.headers.get('access-control-allow-credentials')).toBe('true');
  expect(asked.headers.get('vary')).toBe('origin');
  const before = await gateway.ask('/codec/decode', { method: 'OPTIONS', headers: { origin: WEB_UI } });
  expect(before.status).toBe(204);
  expect(before.headers.get('access-control-allow-headers')).toContain('x-namespace');
});

test.each([
  ['no page', { origin: '' }],
  ['another page', { origin: 'https://evil.example' }],
  ['a page whose name begins like the Web UI’s', { origin: `${WEB_UI}.evil.example` }],
  ['the Web UI’s host on another port', { origin: 'http://127.0.0.1:8234' }],
  ['a page that hides its name', { origin: 'null' }],
])('a question from %s is turned away, and no browser is let in', async (_from, headers) => {
  for (const direction of ['encode', 'decode'] as const) {
    const answer = await ask(direction, { payloads: [plain('1')] }, { headers });
    expect(answer).toMatchObject({ status: 403, body: { reason: 'wrong-origin' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  }
});

test.each(['compliance', 'ops'] as const)('%s decides in the Web UI, and reads there', async (role) => {
  const payload = await sealed('"canary"');
  const answer = await ask('decode', { payloads: [payload] }, { by: await deskOf(role) });
  expect(answer).toMatchObject({ status: 200, body: { payloads: [plain('"canary"')] } });
});

test.each(['support', 'auditor'] as const)('%s is given nothing to read with', async (role) => {
  const desk = await deskOf(role);
  expect([...desk.jar.keys()]).toEqual(['cage_staff']);
  const payload = await sealed('"canary"');
  expect(await ask('decode', { payloads: [payload] }, { by: desk })).toMatchObject({
    status: 401,
    body: { reason: 'session-ended' },
  });
});

test('a stranger, a player and a forger read nothing', async () => {
  const payload = await sealed('"canary"');
  const stranger = openDesk(gateway);
  const forger = openDesk(gateway);
  forger.jar.set('cage_codec', `${lena.jar.get('cage_codec')?.slice(0, -6)}AAAAAA`);
  const player = openDesk(gateway);
  const { token: players } = await openApp(gateway, { id: 91_001 });
  player.jar.set('cage_codec', players);
  for (const by of [stranger, forger, player]) {
    const answer = await ask('decode', { payloads: [payload] }, { by });
    expect(answer.status).toBe(401);
    expect(JSON.stringify(answer.body)).not.toContain(payload.data);
  }
});

test('what opens the desk opens no payload, and what opens payloads opens no desk', async () => {
  const payload = await sealed('"canary"');
  const both = openDesk(gateway);
  both.jar.set('cage_codec', lena.token);
  expect((await ask('decode', { payloads: [payload] }, { by: both })).body.reason).toBe('token-invalid');
  const reading = lena.jar.get('cage_codec') ?? '';
  const answer = await gateway.ask('/staff/me', { headers: { authorization: `Bearer ${reading}` } });
  expect(answer).toMatchObject({ status: 401, body: { reason: 'token-invalid' } });
});

test('the cookie goes to the codec alone, is read by no script, and lasts no longer than an unrefreshed session', async () => {
  const desk = await deskOf('ops');
  const line = (await desk.refreshes()).headers.getSetCookie().find((each) => each.startsWith('cage_codec=')) ?? '';
  expect(line).toMatch(/^cage_codec=ey[\w.-]+; Max-Age=\d+; Path=\/codec; .*HttpOnly; SameSite=Strict$/);
  const [, seconds] = /Max-Age=(\d+)/.exec(line) ?? [];
  expect(Number(seconds)).toBeGreaterThan(14 * 60);
  expect(Number(seconds)).toBeLessThanOrEqual(15 * 60);
});

test('where the world comes by https the cookie does too', async () => {
  const secure = await openGateway({
    publicUrl: 'https://cage.example',
    logins: { player: undefined, staff: staffLogin(provider) },
  });
  const desk = await deskOf('ops', secure);
  const line = (await desk.refreshes()).headers.getSetCookie().find((each) => each.includes('cage_codec=')) ?? '';
  expect(line).toMatch(/^__Secure-cage_codec=.*Path=\/codec; .*HttpOnly; Secure; SameSite=Strict$/);
  await secure.close();
});

test('who signs out reads no more, though they kept the cookie', async () => {
  const desk = await deskOf('compliance');
  const kept = desk.jar.get('cage_codec') ?? '';
  await desk.ask('/staff/auth/logout', { method: 'POST' });
  expect(desk.jar.has('cage_codec')).toBe(false);
  desk.jar.set('cage_codec', kept);
  const answer = await ask('decode', { payloads: [] }, { by: desk });
  expect(answer).toMatchObject({ status: 401, body: { reason: 'session-ended' } });
});

test('who lost the role reads no more, from that moment', async () => {
  const desk = await deskOf('ops');
  expect((await ask('decode', { payloads: [] }, { by: desk })).status).toBe(200);
  await gateway.house.asOwner(`update identity.staff set roles = array['auditor'] where subject = 'ines.prado'`);
  const answer = await ask('decode', { payloads: [] }, { by: desk });
  expect(answer).toMatchObject({ status: 403, body: { reason: 'not-your-role' } });
  await desk.refreshes();
  expect(desk.jar.has('cage_codec')).toBe(false);
});

test('a look is in the trail, once however many events a page of history has, and never what was seen', async () => {
  const marta = openDesk(gateway);
  await marta.signsIn('marta.vidal');
  const payload = await sealed('"canary"');
  await ask('decode', { payloads: [plain('"typed by hand"')] }, { by: marta });
  expect(await looks(marta)).toEqual([]);
  await Promise.all(Array.from({ length: 20 }, () => ask('decode', { payloads: [payload] }, { by: marta })));
  expect(await looks(marta)).toEqual([{ subject: null, detail: {} }]);
});

test('a page of history may burst, and a script may not go on', async () => {
  const limited = await openGateway({
    isLimited: true,
    logins: { player: undefined, staff: staffLogin(provider) },
  });
  const desk = await deskOf('compliance', limited);
  const asked = await Promise.all(Array.from({ length: 620 }, () => ask('decode', { payloads: [] }, { by: desk })));
  const of = (status: number) => asked.filter((answer) => answer.status === status).length;
  expect(of(200)).toBeGreaterThanOrEqual(600);
  expect(of(429)).toBeGreaterThan(0);
  expect(of(200) + of(429)).toBe(620);
  await limited.close();
});

test('a body that a form could send is refused', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const answer = await ask('decode', { payloads: [] }, { headers: { 'content-type': type } });
    expect(answer).toMatchObject({ status: 415, body: { reason: 'not-json' } });
  }
});

test('without origins the codec is closed to everybody', async () => {
  const closed = await openGateway({ codecOrigins: [] });
  for (const origin of [WEB_UI, 'null', '']) {
    const answer = await closed.ask('/codec/encode', { method: 'POST', headers: { origin } });
    expect(answer.status).toBe(403);
  }
  await closed.close();
});

test.each([
  ['broken JSON', '{'],
  ['no payloads', {}],
  ['payloads that are no list', { payloads: 'all' }],
  ['payloads that are no payloads', { payloads: [7] }],
  ['bytes that are not base64', { payloads: [{ metadata: {}, data: '%%%' }] }],
  ['metadata that is not base64', { payloads: [{ metadata: { encoding: 'json/plain!' }, data: '' }] }],
  ['a thousand and one payloads', { payloads: Array.from({ length: 1_001 }, () => plain('1')) }],
])('%s is answered as malformed', async (_what, body) => {
  expect(await ask('decode', body)).toMatchObject({ status: 400, body: { reason: 'malformed' } });
});

test('a payload that was altered or cut short cannot be read, and nothing of it is told', async () => {
  const payload = await sealed('"canary"');
  const bytes = Buffer.from(payload.data, 'base64');
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  for (const data of [bytes.toString('base64'), payload.data.slice(0, 8)]) {
    const answer = await ask('decode', { payloads: [{ ...payload, data }] });
    expect(answer).toMatchObject({ status: 422, body: { reason: 'unreadable' } });
    expect(JSON.stringify(answer.body)).not.toContain('canary');
  }
});

test('a key that is not here is named, to the reader and in the log; what is no name of ours is not repeated', async () => {
  const payload = await sealed('"canary"');
  const under = (id: string) => ({ ...payload, metadata: { ...payload.metadata, 'cage-key': base64(id) } });
  const told = await ask('decode', { payloads: [under('k9')] });
  expect(told).toMatchObject({ status: 422, body: { reason: 'unreadable' } });
  expect(told.body.title).toBe('A payload was written under the key k9, which is not among PAYLOAD_KEYS');
  expect(gateway.logged).toContainEqual(expect.objectContaining({ missingKey: 'k9' }));
  await ask('decode', { payloads: [under('a name, or "a line\nof a log"')] });
  expect(JSON.stringify(gateway.logged)).not.toContain('of a log');
  expect(JSON.stringify(gateway.logged)).not.toContain('canary');
});

test('too much at once is refused', async () => {
  const answer = await ask('decode', { payloads: [{ metadata: {}, data: 'A'.repeat(9_000_000) }] });
  expect(answer).toMatchObject({ status: 413, body: { reason: 'too-large' } });
});
