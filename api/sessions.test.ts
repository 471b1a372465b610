import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import { sql, type Tx } from '../prisma/tx.ts';
import { closePlayer, holdPlayers, linkTelegram, unlinkTelegramOf } from '../records/identity/players.ts';
import { endSessions } from '../records/identity/sessions.ts';
import { tellEndedAgain, tidySessions } from '../use-cases/tidy-sessions.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { json, openApp, openBrowser } from './test-player.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterEach(() => {
  Object.assign(gateway.state, { redis: 'up', aheadMs: 0 });
});
afterAll(() => gateway.close());

const refresh = (token: string) => gateway.ask('/auth/refresh', json({ refresh: token }));
const me = (token: string) => gateway.ask('/me', { headers: { authorization: `Bearer ${token}` } });
const reasonOf = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
  const { status, body } = await answer;
  return [status, body.reason ?? 'ok'];
};
const endOf = async (player: string) =>
  (
    await gateway.house.read<{ ended_why: string | null }>(
      sql`select ended_why from identity.session where player_id = ${player} order by opened_at, id`,
    )
  ).map((row) => row.ended_why);

test('no token is kept by us: neither the one nor the other is found in the database or in Redis', async () => {
  const app = await openApp(gateway);
  const { body } = await refresh(app.refresh);
  const rows = await gateway.house.read(
    sql`select s.*, r.* from identity.session s join identity.refresh_token r on r.session_id = s.id`,
  );
  const kept = await Promise.all((await gateway.redis.keys('*session*')).map((name) => gateway.redis.get(name)));
  const all = `${JSON.stringify(rows)}${JSON.stringify(kept)}`;
  for (const secret of [app.token, app.refresh, body.token, body.refresh]) {
    expect(all).not.toContain(secret);
    expect(all).not.toContain(Buffer.from(String(secret)).toString('hex'));
  }
  expect(kept.length).toBeGreaterThan(0);
});

test('a refresh token is good once; its successor goes on', async () => {
  const app = await openApp(gateway);
  const first = await refresh(app.refresh);
  expect(first.status).toBe(200);
  expect(first.body.refresh).not.toBe(app.refresh);
  expect((await me(String(first.body.token))).status).toBe(200);
  expect((await refresh(String(first.body.refresh))).status).toBe(200);
});

test('two tabs that refresh in the same moment are given the same successor, and twenty are, too', async () => {
  const app = await openApp(gateway);
  const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(app.refresh)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(new Set(answers.map(({ body }) => body.refresh)).size).toBe(1);
  const [{ body }] = answers as [(typeof answers)[0]];
  expect((await refresh(String(body.refresh))).status).toBe(200);
});

test('a used token that comes back later ends the whole session, for its owner and for the thief', async () => {
  const app = await openApp(gateway);
  const next = await refresh(app.refresh);
  await gateway.house.asOwner(
    `update identity.refresh_token set used_at = used_at - interval '11 seconds' where session_id in (select id from identity.session where player_id = '${app.me.id}')`,
  );
  expect(await reasonOf(refresh(app.refresh))).toEqual([401, 'token-reused']);
  expect(await reasonOf(refresh(String(next.body.refresh)))).toEqual([401, 'session-ended']);
  expect(await reasonOf(me(String(next.body.token)))).toEqual([401, 'session-ended']);
  expect(await endOf(app.me.id)).toEqual(['token-reused']);
});

test.each(['cr_nobody-has-this-one-0000000000000000000000', 'x'.repeat(40)])(
  'the unknown token %s refreshes nothing',
  async (token) => expect(await reasonOf(refresh(token))).toEqual([401, 'session-ended']),
);

test('a flushed Redis logs nobody in and costs one refresh; what was revoked stays revoked', async () => {
  const [ada, eve] = [await openApp(gateway), await openApp(gateway)];
  await eve.ask('endDevices', { body: { others: false } });
  await gateway.redis.flushdb();
  expect(await reasonOf(me(ada.token))).toEqual([401, 'session-ended']);
  expect(await reasonOf(me(eve.token))).toEqual([401, 'session-ended']);
  const again = await refresh(ada.refresh);
  expect(await reasonOf(me(String(again.body.token)))).toEqual([200, 'ok']);
  expect(await reasonOf(me(ada.token))).toEqual([200, 'ok']); // the session is known again, and this token's time is not over
  expect(await reasonOf(refresh(eve.refresh))).toEqual([401, 'session-ended']);
});

test('while Redis is away players go on, and who was signed out stays out, then and after', async () => {
  const [ada, eve] = [await openApp(gateway), await openApp(gateway)];
  gateway.state.redis = 'down';
  expect(await reasonOf(me(ada.token))).toEqual([200, 'ok']);
  expect((await eve.ask('endDevices', { body: { others: false } })).status).toBe(204); // Redis does not hear of it
  expect(await reasonOf(me(eve.token))).toEqual([401, 'session-ended']);
  gateway.state.redis = 'up';
  expect(await reasonOf(me(eve.token))).toEqual([401, 'session-ended']);
  expect(await reasonOf(me(ada.token))).toEqual([200, 'ok']);
});

test('what Redis could not keep of a session is put back by the next request, and nobody is sent for a refresh', async () => {
  const ada = await openApp(gateway);
  gateway.state.redis = 'down';
  await me(ada.token);
  gateway.state.redis = 'up';
  await gateway.redis.flushdb();
  expect(await reasonOf(me(ada.token))).toEqual([200, 'ok']);
  const [kept] = await gateway.redis.keys('test:session:*');
  expect(await gateway.redis.pttl(String(kept))).toBeGreaterThan(0);
});

test('while Redis is away nobody new comes in: attempts could not be counted', async () => {
  gateway.state.redis = 'down';
  for (const [path, body] of [
    ['/auth/telegram/mini-app', { initData: 'x' }],
    ['/auth/guest', { language: 'en' }],
    ['/auth/tickets', {}],
  ] as const) {
    const answer = await gateway.ask(path, json(body));
    expect([answer.status, answer.body.reason, answer.headers.get('retry-after')]).toEqual([503, 'unavailable', '5']);
  }
});

test('what Redis still keeps of an ended session is forgotten by the sweeper', async () => {
  const app = await openApp(gateway);
  await gateway.house.asOwner(
    `update identity.session set ended_at = clock_timestamp() where player_id = '${app.me.id}'`,
  );
  const [row] = await gateway.house.read<{ id: string }>(
    sql`select id from identity.session where player_id = ${app.me.id}`,
  );
  const { gate, house } = gateway;
  const kept = async () => (await gate.take({ session: String(row?.id), counters: [] })).kept;
  expect(await kept()).toContain(app.me.id); // nobody told Redis
  await tellEndedAgain({ pool: house.app, gate, onEnded: () => undefined, now: Date.now })();
  expect(await kept()).toBeUndefined();
  await gate.keep(String(row?.id), 'a view that comes late', 60_000);
  expect(await kept()).toBeUndefined();
  expect(await reasonOf(me(app.token))).toEqual([401, 'session-ended']);
});

test('a session ends when it was not used for its idle time, and at the latest when its time is over', async () => {
  const [idle, old] = [await openApp(gateway), await openApp(gateway)];
  await gateway.house.asOwner(
    `update identity.session set seen_at = seen_at - interval '31 minutes' where player_id = '${idle.me.id}'`,
  );
  await gateway.house.asOwner(
    `update identity.session set opened_at = opened_at - interval '13 hours', expires_at = expires_at - interval '13 hours' where player_id = '${old.me.id}'`,
  );
  for (const app of [idle, old]) expect(await reasonOf(refresh(app.refresh))).toEqual([401, 'session-ended']);
  expect(await endOf(idle.me.id)).toEqual(['idle']);
  expect(await endOf(old.me.id)).toEqual(['expired']);
  await gateway.redis.flushdb();
  gateway.state.redis = 'down'; // asked of the database, as it is then
  for (const app of [idle, old]) expect(await reasonOf(me(app.token))).toEqual([401, 'session-ended']);
});

test('an idle session is ended by the sweeper, and its lines are told', async () => {
  const app = await openApp(gateway);
  await gateway.house.asOwner(
    `update identity.session set seen_at = seen_at - interval '31 minutes' where player_id = '${app.me.id}'`,
  );
  const [row] = await gateway.house.read<{ id: string }>(
    sql`select id from identity.session where player_id = ${app.me.id}`,
  );
  const told: string[] = [];
  await tidySessions({
    pool: gateway.house.app,
    gate: gateway.gate,
    onEnded: (sessions) => void told.push(...sessions),
  })(100);
  expect(told).toContain(row?.id);
  expect(await endOf(app.me.id)).toEqual(['idle']);
});

test('a player sees their devices, and leaves them one by one, or all the others, or all', async () => {
  const id = 96_001;
  const [first, second, third] = [
    await openApp(gateway, { id }),
    await openApp(gateway, { id }),
    await openApp(gateway, { id }),
  ];
  const list = async (app: typeof first) =>
    (await app.ask('devices')).body.devices as { id: string; current: boolean; door: string }[];
  const devices = await list(first);
  expect(devices.map(({ door }) => door)).toEqual(['mini-app', 'mini-app', 'mini-app']);
  expect(devices.filter(({ current }) => current)).toHaveLength(1);
  const [latest] = devices.filter(({ current }) => !current);
  expect((await first.ask('endDevice', { path: `/sessions/${latest?.id}` })).status).toBe(204);
  expect(await list(first)).toHaveLength(2);
  expect((await first.ask('endDevices', { body: { others: true } })).status).toBe(204);
  expect(await list(first)).toEqual([expect.objectContaining({ current: true })]);
  for (const app of [second, third]) expect((await me(app.token)).status).toBe(401);
  expect((await first.ask('endDevices', { body: { others: false } })).status).toBe(204);
  expect((await me(first.token)).status).toBe(401);
});

test('a browser’s refresh token is in a cookie that only its path sees, and that no page of another site can use', async () => {
  const browser = await openBrowser(gateway);
  const [line = ''] = browser.begun.headers.getSetCookie();
  expect(line).toMatch(/^cage_refresh=cr_[\w-]{43};/);
  expect(line).toMatch(/; Path=\/auth;/);
  expect(line).toMatch(/; HttpOnly/);
  expect(line).toMatch(/; SameSite=Strict/);
  expect(browser.begun.body.refresh).toBeNull();
  expect((await browser.refresh()).status).toBe(200);
  for (const headers of [
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'null' },
  ])
    expect(await reasonOf(browser.refresh(headers))).toEqual([403, 'wrong-origin']);
  expect(await reasonOf(browser.postAlone('/auth/logout', {}, { origin: 'https://evil.example' }))).toEqual([
    403,
    'wrong-origin',
  ]);
});

test('by https the cookie is marked so, and the browser is told to stay there', async () => {
  const secure = await openGateway({ publicUrl: 'https://cage.example' });
  try {
    const answer = await secure.ask('/auth/guest', json({ language: 'en' }, { origin: 'https://cage.example' }));
    const [line = ''] = answer.headers.getSetCookie();
    expect(line).toMatch(/^__Secure-cage_refresh=.*; Secure/);
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
  } finally {
    await secure.close();
  }
});

test('who signs out is out at once, also with an access token that would last', async () => {
  const browser = await openBrowser(gateway);
  expect((await browser.postAlone('/auth/logout')).status).toBe(204);
  expect(browser.cookie).toBe('cage_refresh=');
  expect((await me(browser.token)).status).toBe(401);
  expect(await endOf(browser.me.id)).toEqual(['signed-out']);
});

test('more sessions than a person has devices end the oldest ones', async () => {
  const id = 96_500;
  const first = await openApp(gateway, { id });
  for (let n = 0; n < 20; n++) await openApp(gateway, { id });
  expect((await me(first.token)).status).toBe(401);
  expect(await endOf(first.me.id)).toContain('too-many');
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

describe('each end of a session is in the trail once, with whose it was and who ended it:', () => {
  type Ended = { id: string; token: string; refresh: string; me: { id: string } };
  const opened = async (telegramId?: number): Promise<Ended & Pick<Awaited<ReturnType<typeof openApp>>, 'ask'>> => {
    const app = await openApp(gateway, telegramId === undefined ? {} : { id: telegramId });
    const [row] = await gateway.house.read<{ id: string }>(
      sql`select id from identity.session where player_id = ${app.me.id} order by opened_at desc, id desc limit 1`,
    );
    return { ...app, id: String(row?.id) };
  };
  const passes = (app: Ended, column: string, span: string) =>
    gateway.house.asOwner(
      `update identity.session set opened_at = opened_at - interval '1 day', ${column} = ${column} - interval '${span}' where id = '${app.id}'`,
    );
  const tidies = () => tidySessions({ pool: gateway.house.app, gate: gateway.gate, onEnded: () => undefined })(1_000);
  const signsOut = (app: Ended) => gateway.ask('/auth/logout', json({ refresh: app.refresh }));
  const byPlayer = (app: Ended) => ({ actor: 'player', actor_id: app.me.id });
  const bySystem = () => ({ actor: 'system', actor_id: null });

  test.each<[string, (app: Awaited<ReturnType<typeof opened>>) => Promise<unknown>, typeof byPlayer | typeof bySystem]>(
    [
      ['signed-out', signsOut, byPlayer],
      ['signed-out', (app) => app.ask('endDevice', { path: `/sessions/${app.id}` }), byPlayer],
      ['signed-out', (app) => app.ask('endDevices', { body: { others: false } }), byPlayer],
      ['idle', async (app) => passes(app, 'seen_at', '31 minutes').then(() => refresh(app.refresh)), bySystem],
      ['idle', async (app) => passes(app, 'seen_at', '31 minutes').then(tidies), bySystem],
      ['expired', async (app) => passes(app, 'expires_at', '13 hours').then(() => refresh(app.refresh)), bySystem],
      ['expired', async (app) => passes(app, 'expires_at', '13 hours').then(tidies), bySystem],
      [
        'token-reused',
        async (app) => {
          await refresh(app.refresh);
          await gateway.house.asOwner(`update identity.refresh_token set used_at = used_at - interval '11 seconds'`);
          await refresh(app.refresh);
        },
        bySystem,
      ],
    ],
  )('%s', async (why, does, by) => {
    const app = await opened();
    await does(app);
    expect(await endsOf(app.id)).toEqual([{ ...by(app), detail: { why, player: app.me.id } }]);
    await Promise.all([signsOut(app), refresh(app.refresh), tidies()]);
    expect(await endsOf(app.id)).toHaveLength(1);
  });

  test.each([
    ['one device from another', (app: Ended) => ['endDevice', { path: `/sessions/${app.id}` }] as const],
    ['all other devices', () => ['endDevices', { body: { others: true } }] as const],
    ['all devices', () => ['endDevices', { body: { others: false } }] as const],
  ])('ended-elsewhere, of %s', async (_what, wish) => {
    const [mine, other] = [await opened(96_700), await opened(96_700)];
    const [route, body] = wish(other);
    await mine.ask(route, body);
    expect(await endsOf(other.id)).toEqual([
      { ...byPlayer(mine), detail: { why: 'ended-elsewhere', player: mine.me.id } },
    ]);
  });

  test('too-many', async () => {
    const first = await opened(96_800);
    for (let n = 0; n < 20; n++) await openApp(gateway, { id: 96_800 });
    expect(await endsOf(first.id)).toEqual([{ ...bySystem(), detail: { why: 'too-many', player: first.me.id } }]);
  });

  test('nobody ends one past that: the application may not', async () => {
    const app = await opened();
    await expect(
      gateway.house.read(sql`update identity.session set ended_at = clock_timestamp() where id = ${app.id}`),
    ).rejects.toThrow('permission denied');
  });

  const endsOf = (session: string) =>
    gateway.house.read(
      sql`select actor, actor_id, detail from audit.entry where action = 'session.ended' and subject = ${session}`,
    );
});

test('who comes in over a session that their browser still has leaves none behind', async () => {
  const browser = await openBrowser(gateway);
  const again = await browser.postAlone('/auth/guest', { language: 'en' });
  expect((again.body.me as { id: string }).id).not.toBe(browser.me.id);
  expect(await endOf(browser.me.id)).toEqual(['signed-out']);
  browser.use(again);
  expect((await browser.ask('/me')).status).toBe(200);
  expect((await browser.refresh()).status).toBe(200);
});

describe('a sign-in that runs beside', () => {
  /** Somebody opens the app while this is done with their account, and has found out already who they are. */
  async function comesBeside(id: number, does: (tx: Tx, player: PlayerId) => Promise<unknown>) {
    const before = await openApp(gateway, { id });
    const player = before.me.id as PlayerId;
    let coming: ReturnType<typeof openApp> | undefined;
    await gateway.house.transaction(async (tx) => {
      await holdPlayers(tx, [player]);
      coming = openApp(gateway, { id });
      await gateway.house.waits();
      await does(tx, player);
    });
    const open = sql`select count(*) from identity.session where player_id = ${player} and ended_at is null`;
    return { player, token: (await coming)?.token, open: await gateway.house.count(open) };
  }

  test('an unlink gets no session in the account that its Telegram no longer opens', async () => {
    const { player, token, open } = await comesBeside(98_001, (tx, player) =>
      unlinkTelegramOf(tx, player, { idleMs: 60_000, longestMs: 60_000 }),
    );
    expect([token, open]).toEqual(['undefined', 1]); // the one it had
    expect((await openApp(gateway, { id: 98_001 })).me.id).not.toBe(player); // and it may come in anew
  });

  test('a join gets no session in the account that is closed, and finds the one that goes on', async () => {
    const other = await openBrowser(gateway);
    const { token, open } = await comesBeside(98_002, async (tx, player) => {
      await endSessions(tx, { owner: { player } }, 'joined', { actor: 'system' });
      await closePlayer(tx, player, other.me.id as PlayerId);
      await linkTelegram(tx, '98002', other.me.id as PlayerId);
    });
    expect([token, open]).toEqual(['undefined', 0]);
    expect((await openApp(gateway, { id: 98_002 })).me.id).toBe(other.me.id);
  });
});
