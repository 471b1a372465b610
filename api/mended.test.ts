import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { answerTicket, seeTicket } from '../use-cases/tickets.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { json, openApp, openBrowser } from './test-player.ts';

/** What a cold reader found, each once. */
let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

type Told = { id: string; number: number; link: string };
const codeOf = ({ link }: Told): string => new URL(link).searchParams.get('start')?.slice(2) ?? '';
const chat = { telegramId: '97001', bot: '123456789' };

test('a chat that only opened a link, or said no, shows the browser nothing of its account', async () => {
  const browser = await openBrowser(gateway);
  const { id } = await gateway.house.admits(chat.telegramId);
  await gateway.house.gives(id, 777n);
  const ticket = (await browser.post('/auth/link')).body as unknown as Told;
  await gateway.house.transaction((tx) => seeTicket(tx, codeOf(ticket), chat, () => undefined));
  const state = async () => (await browser.ask(`/auth/link/${ticket.id}`)).body;
  expect(await state()).toMatchObject({ status: 'seen', chat: null, telegram: null });
  await gateway.house.transaction((tx) => answerTicket(tx, ticket.id, chat, undefined, () => undefined));
  expect(await state()).toMatchObject({ status: 'refused', chat: null, telegram: null });
});

test('joining ends every other session of both accounts: who else sits in a browser agreed to nothing', async () => {
  const browser = await openBrowser(gateway);
  await gateway.house.gives(browser.me.id, 100n);
  const thief = await openBrowser(gateway);
  await gateway.house.asOwner(
    `update identity.session set player_id = '${browser.me.id}' where player_id = '${thief.me.id}'`,
  );
  const who = { ...chat, telegramId: '97002' };
  await gateway.house.admits(who.telegramId);
  const ticket = (await browser.post('/auth/link')).body as unknown as Told;
  await gateway.house.transaction((tx) => seeTicket(tx, codeOf(ticket), who, () => undefined));
  await gateway.house.transaction((tx) => answerTicket(tx, ticket.id, who, ticket.number, () => undefined));
  const joined = await browser.post(`/auth/link/${ticket.id}/join`);
  expect(joined.body).toMatchObject({ me: { id: browser.me.id, telegram: true } });
  expect((await thief.refresh()).status).toBe(401);
  const open = await gateway.house.count(
    sql`select count(*) from identity.session where player_id = ${browser.me.id} and ended_at is null`,
  );
  expect(open).toBe(1);
});

test('a closed account gets no session any more, and what it had is no way in', async () => {
  const app = await openApp(gateway, { id: 97_003 });
  const other = await openApp(gateway, { id: 97_004 });
  await gateway.house.asOwner(
    `update identity.player set closed_at = now(), joined_into = '${other.me.id}' where id = '${app.me.id}'`,
  );
  const again = await gateway.ask('/auth/telegram/mini-app', json({ initData: 'x' }));
  expect(again.status).toBe(401);
  await expect(openApp(gateway, { id: 97_003 }).then(({ token }) => token)).resolves.toBe('undefined');
});

test('a token that somebody wrote a view for is not believed: what is kept carries our word', async () => {
  const app = await openApp(gateway);
  await gateway.house.asOwner(
    `update identity.session set ended_at = clock_timestamp() where player_id = '${app.me.id}'`,
  );
  const [row] = await gateway.house.read<{ id: string }>(
    sql`select id from identity.session where player_id = ${app.me.id}`,
  );
  const forged = {
    webSessionId: row?.id,
    playerId: app.me.id,
    door: 'mini-app',
    expiresAt: new Date(Date.now() + 1e6),
  };
  await gateway.redis.set(`test:session:${row?.id}`, `${'A'.repeat(43)}.${JSON.stringify(forged)}`);
  expect((await app.ask('me')).status).toBe(401);
});

test('two cookies of one name are none', async () => {
  const browser = await openBrowser(gateway);
  const mine = browser.cookie;
  browser.cookie = `cage_refresh=cr_${'x'.repeat(43)}; ${mine}`;
  expect((await browser.refresh()).status).toBe(401);
});

test('a refresh token of one kind is not used up at the door of the other', async () => {
  const app = await openApp(gateway);
  const wrong = await gateway.ask('/staff/auth/refresh', {
    method: 'POST',
    headers: { cookie: `cage_staff=${app.refresh}` },
  });
  expect(wrong.status).toBe(401);
  expect((await gateway.ask('/auth/refresh', json({ refresh: app.refresh }))).status).toBe(200);
});

test('an old refresh token and a copy of the database lead to no newer one', async () => {
  const app = await openApp(gateway);
  const second = String((await gateway.ask('/auth/refresh', json({ refresh: app.refresh }))).body.refresh);
  await gateway.house.asOwner(
    `update identity.refresh_token set used_at = used_at - interval '11 seconds' where used_at is not null`,
  );
  await gateway.ask('/auth/refresh', json({ refresh: second }));
  const kept = await gateway.house.count(sql`
    select count(*) from identity.refresh_token r join identity.session s on s.id = r.session_id
    where s.player_id = ${app.me.id} and r.successor is not null`);
  expect(kept).toBe(1); // of the one used a moment ago
});

test('a path is what we wrote, to the letter', async () => {
  for (const path of ['/ME', '/Staff/Players', '/Metrics', '/READYZ', '/Balances'])
    expect([path, (await gateway.ask(path)).status]).toEqual([path, 404]);
});
