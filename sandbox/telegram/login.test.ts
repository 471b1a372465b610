import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLoginWidget } from '../../runtime/telegram/login-widget.ts';
import { answersLogin } from '../oidc/test-browser.ts';
import { type StartedTelegram, startTelegram } from './server.ts';

const SITE = 'http://127.0.0.1:8080';
let telegram: StartedTelegram;
beforeAll(async () => {
  const redirectUris = [`${SITE}/auth/telegram/oidc/callback`];
  telegram = await startTelegram({ webLogin: { clientSecret: 'a-secret-of-the-bot', redirectUris } });
});
afterAll(() => telegram.close());

const widget = (query: Record<string, string> = {}) =>
  `${telegram.url}/auth?${new URLSearchParams({
    bot_id: String(telegram.botId),
    origin: SITE,
    return_to: `${SITE}/app/login`,
    ...query,
  })}`;
const bot = () => ({ botId: String(telegram.botId), token: telegram.token });

test('the Login Widget answers behind the #, signed so that our verifier takes it', async () => {
  const mia = telegram.player('Mia', { lastName: 'Røth', username: 'mia_r' });
  const back = new URL(await answersLogin(widget(), String(mia.id)));
  expect(back.origin + back.pathname).toBe(`${SITE}/app/login`);
  const result = back.hash.slice('#tgAuthResult='.length);
  expect(readLoginWidget(result, bot(), Date.now())).toMatchObject({ user: { id: String(mia.id) } });
});

test('who says no is sent back with `false`', async () => {
  expect(await answersLogin(widget(), null)).toBe(`${SITE}/app/login#tgAuthResult=false`);
});

test.each([
  ['a site that is not linked to the bot', { origin: 'https://thief.example', return_to: 'https://thief.example/' }],
  ['a way back that leads elsewhere', { return_to: 'https://thief.example/' }],
  ['a bot that is none', { bot_id: '1' }],
  ['no origin', { origin: '' }],
])('the widget is not shown to %s', async (_what, query) => {
  const answer = await fetch(widget(query), { redirect: 'manual' });
  expect([answer.status, await answer.text()]).toEqual([400, 'Bot domain invalid']);
});

test('without Web Login in its settings a bot has neither way in', async () => {
  const bare = await startTelegram();
  for (const query of [`bot_id=${bare.botId}&origin=${SITE}`, `client_id=${bare.botId}&redirect_uri=${SITE}`])
    expect((await fetch(`${bare.url}/auth?${query}`, { redirect: 'manual' })).status).toBe(400);
  await bare.close();
});

test('the page offers the players of this Telegram, and says which site will know what', async () => {
  telegram.player('Mia');
  const asked = await fetch(widget(), { redirect: 'manual' });
  const page = new URL(asked.headers.get('location') ?? '', telegram.url);
  const answer = await fetch(`${telegram.url}/login/question${page.search}`);
  const told = (await answer.json()) as { people: { name: string }[] };
  expect(told).toMatchObject({
    title: 'Log in to Cage?',
    text: expect.stringContaining('127.0.0.1:8080 will learn your name'),
    remembered: 'player',
  });
  expect(told.people.map(({ name }) => name)).toContain('Mia Røth');
});
