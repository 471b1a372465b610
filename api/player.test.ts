import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { signedLaunch } from '../runtime/telegram/test-launch.ts';
import { type Gateway, openGateway, TOKEN } from './test-gateway.ts';
import { json, openApp } from './test-player.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const MINUTE_MS = 60_000;

test('who opens the Mini App is signed in as themselves, and has a wallet', async () => {
  const app = await openApp(gateway, { language: 'ru-RU' });
  expect(app.token.split('.')).toHaveLength(3);
  expect(app.me).toMatchObject({ telegram: true, code: expect.stringMatching(/^P-[0-9A-Z]{6}$/) });
  expect((await app.ask('me')).body).toEqual({ ...app.me, language: 'ru', languageIsChosen: false, wallet: 'EUR' });
  expect((await app.ask('balances')).body).toEqual({
    asOf: expect.any(String),
    wallet: 'EUR',
    cash: [{ asset: 'EUR', minor: '0' }],
    stars: null,
  });
});

test('a player’s Stars are beside their cash, and in no sum with it', async () => {
  const app = await openApp(gateway);
  await gateway.house.givesStars(app.me.id, 250n);
  expect((await app.ask('balances')).body).toMatchObject({
    cash: [{ asset: 'EUR', minor: '0' }],
    stars: { asset: 'XTR', minor: '250' },
  });
});

test('the player of the chat and of the app is one player', async () => {
  const guest = await gateway.house.admits('81001');
  const app = await openApp(gateway, { id: 81_001 });
  expect(app.me.id).toBe(guest.id);
});

test.each([
  [
    'data of another bot',
    signedLaunch({ user: { id: 1, first_name: 'x' }, token: '9:of-another-bot-altogether', atMs: Date.now() }),
    'launch-data-invalid',
  ],
  [
    'data of an hour ago',
    signedLaunch({ user: { id: 1, first_name: 'x' }, token: TOKEN, atMs: Date.now() - 60 * MINUTE_MS }),
    'launch-data-old',
  ],
  ['anything', 'hello', 'launch-data-invalid'],
])('%s opens no session', async (_what, initData, reason) => {
  const { status, body } = await gateway.ask('/auth/telegram/mini-app', json({ initData }));
  expect([status, body.reason]).toEqual([401, reason]);
  expect(body).not.toHaveProperty('token');
});

test.each([[{}], [{ initData: 7 }], [{ initData: '' }], [{ initData: 'x'.repeat(9_000) }], [[]], ['text']])(
  'a sign-in with %j is malformed, and the answer does not repeat it',
  async (body) => {
    const answer = await gateway.ask('/auth/telegram/mini-app', json(body));
    expect([answer.status, answer.body.reason]).toEqual([400, 'malformed']);
    expect(JSON.stringify(answer.body).length).toBeLessThan(300);
  },
);

test('a body that is no JSON is malformed, one that is too large is too large', async () => {
  const headers = { 'content-type': 'application/json' };
  const broken = await gateway.ask('/auth/telegram/mini-app', { method: 'POST', headers, body: '{' });
  expect([broken.status, broken.body.reason]).toEqual([400, 'malformed']);
  const large = await gateway.ask('/auth/telegram/mini-app', json({ initData: 'x'.repeat(100_000) }));
  expect([large.status, large.body.reason]).toEqual([413, 'too-large']);
});

test('a session of one player reads nothing of another', async () => {
  const [ada, eve] = [await openApp(gateway), await openApp(gateway)];
  const { body } = await ada.opens('2500');
  const stolen = await eve.ask('deposit', { path: `/deposits/${body.id}` });
  expect([stolen.status, stolen.body.reason]).toEqual([404, 'unknown-deposit']);
  expect((await eve.ask('history')).body.items).toEqual([]);
  expect((await eve.ask('history', { path: `/history?cursor=${body.id}` })).body.items).toEqual([]);
});

test('a language that is chosen is kept, and null follows Telegram again', async () => {
  const app = await openApp(gateway, { language: 'ar' });
  const choose = (language: unknown) => app.ask('choosePreferences', { body: { language } });
  expect((await choose('ru')).body).toMatchObject({ language: 'ru', languageIsChosen: true });
  expect((await app.ask('me')).body).toMatchObject({ language: 'ru', languageIsChosen: true });
  expect((await choose(null)).body).toMatchObject({ language: 'ar', languageIsChosen: false });
  for (const odd of ['de', '', 7, undefined]) expect((await choose(odd)).body.reason).toBe('malformed');
});

test('a stranger learns how to reach the bot, and nothing else', async () => {
  expect((await gateway.ask('/about')).body).toEqual({
    name: 'Cage',
    bot: { username: 'cage_bot', link: 'https://t.me/cage_bot' },
    languages: ['en', 'ru', 'ar'],
  });
});

test('what is answered is stored by no cache', async () => {
  const app = await openApp(gateway);
  for (const name of ['me', 'balances', 'history', 'depositWays'] as const)
    expect((await app.ask(name)).headers.get('cache-control')).toBe('no-store');
});

test('while the database is away the answer says so, and who comes back is served', async () => {
  const app = await openApp(gateway);
  gateway.state.postgres = 'down';
  const answer = await app.ask('me');
  gateway.state.postgres = 'up';
  expect([answer.status, answer.body.reason]).toEqual([503, 'unavailable']);
  expect((await app.ask('me')).status).toBe(200);
});

test('how a page felt is counted, and only by names we know', async () => {
  const report = (metrics: unknown) =>
    gateway.ask('/vitals', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ metrics }),
    });
  expect((await report([{ name: 'LCP', value: 812.5, page: 'home' }])).status).toBe(204);
  expect((await gateway.ask('/metrics')).body.text).toMatch(/cage_web_vital_count\{name="LCP",page="home"\} 1/);
  for (const odd of [
    [{ name: 'X', value: 1, page: 'home' }],
    [{ name: 'LCP', value: -1, page: 'home' }],
    'x',
    [{ name: 'LCP', value: 1, page: '/me' }],
  ])
    expect((await report(odd)).status).toBe(400);
});

test('nothing of a player is in the log: no token, no launch data, no id of Telegram', async () => {
  const app = await openApp(gateway);
  await app.ask('me');
  const lines = JSON.stringify(gateway.logged);
  expect(lines).not.toContain(app.token);
  expect(lines).not.toContain('query_id');
  expect(lines).not.toContain(app.telegramId);
});

test('a path in another spelling is not there, and makes no series of its own in the metrics', async () => {
  for (const path of ['/ME', '/Webhooks/Telegram/1', '/wEbHoOkS/tElEgRaM/1', '/Codec/encode'])
    expect((await gateway.ask(path, { method: 'POST' })).status).toBe(404);
  expect((await gateway.ask('/metrics')).body.text).not.toMatch(/route="[^"]*[A-Z][^"]*(ooks|odec|E)"/);
});

test('whoever signs in again and again keeps twenty sessions, the newest', async () => {
  const first = await openApp(gateway, { id: 82_001 });
  for (let n = 0; n < 20; n++) await openApp(gateway, { id: 82_001 });
  expect((await first.ask('me')).body.reason).toBe('session-ended');
  const open = sql`select count(*) from identity.session where player_id = ${first.me.id} and ended_at is null`;
  expect(await gateway.house.count(open)).toBe(20);
});

test('the same choice again is no news', async () => {
  const app = await openApp(gateway);
  const noted = () =>
    gateway.house.count(
      sql`select count(*) from audit.entry where subject = ${app.me.id} and action = 'preferences.chosen'`,
    );
  for (let n = 0; n < 3; n++) await app.ask('choosePreferences', { body: { language: 'ru' } });
  expect(await noted()).toBe(1);
});
