import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Gateway, openGateway, WEB_UI } from './test-gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

type JsonPayload = { metadata: Record<string, string>; data: string };

const base64 = (text: string) => Buffer.from(text).toString('base64');
const plain = (text: string): JsonPayload => ({ metadata: { encoding: base64('json/plain') }, data: base64(text) });

/** As the Web UI asks: from its own origin, with JSON. */
const ask = (direction: 'encode' | 'decode', body: unknown, headers: Record<string, string> = { origin: WEB_UI }) =>
  gateway.ask(`/codec/${direction}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-namespace': 'cage', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const payloadsOf = ({ body }: { body: Record<string, unknown> }) => body.payloads as JsonPayload[];

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
  expect(asked.headers.get('vary')).toBe('origin');
  const before = await gateway.ask('/codec/decode', { method: 'OPTIONS', headers: { origin: WEB_UI } });
  expect(before.status).toBe(204);
  expect(before.headers.get('access-control-allow-headers')).toContain('x-namespace');
});

test.each([
  ['no page', {}],
  ['another page', { origin: 'https://evil.example' }],
  ['a page whose name begins like the Web UI’s', { origin: `${WEB_UI}.evil.example` }],
  ['the Web UI’s host on another port', { origin: 'http://127.0.0.1:8234' }],
  ['a page that hides its name', { origin: 'null' }],
])('a question from %s is turned away, and no browser is let in', async (_from, headers) => {
  for (const direction of ['encode', 'decode'] as const) {
    const answer = await ask(direction, { payloads: [plain('1')] }, headers);
    expect(answer).toMatchObject({ status: 403, body: { reason: 'wrong-origin' } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
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

test('a payload that was altered, cut short, or written under a key that is not here cannot be read, and nothing of it is told', async () => {
  const [sealed] = payloadsOf(await ask('encode', { payloads: [plain('"canary"')] })) as [JsonPayload];
  const bytes = Buffer.from(sealed.data, 'base64');
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  const spoilt = [
    { ...sealed, data: bytes.toString('base64') },
    { ...sealed, data: sealed.data.slice(0, 8) },
    { ...sealed, metadata: { ...sealed.metadata, 'cage-key': base64('k9') } },
  ];
  for (const payload of spoilt) {
    const answer = await ask('decode', { payloads: [payload] });
    expect(answer).toMatchObject({ status: 422, body: { reason: 'unreadable' } });
    expect(JSON.stringify(answer.body)).not.toMatch(/canary|k9/);
  }
});

test('too much at once is refused', async () => {
  const answer = await ask('decode', { payloads: [{ metadata: {}, data: 'A'.repeat(9_000_000) }] });
  expect(answer).toMatchObject({ status: 413, body: { reason: 'too-large' } });
});
