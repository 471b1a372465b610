import { createHash, createHmac, randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { testGrants } from '../records/play/test-grants.ts';
import { createAccessTokens } from '../runtime/access-tokens.ts';
import { privateKeyOf } from '../runtime/ed25519.ts';
import { signedLaunch, withHash } from '../runtime/telegram/test-launch.ts';
import { askingRates } from '../use-cases/who-asks.ts';
import { actLimits } from './guard.ts';
import { noteRate } from './refusals.ts';
import { type Gateway, KEY, openGateway, TOKEN } from './test-gateway.ts';
import { json, openApp, openBrowser } from './test-player.ts';

let gateway: Gateway;
let limited: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  limited = await openGateway({ isLimited: true, trustedProxies: 1 });
});
afterAll(async () => {
  await gateway.close();
  await limited.close();
});

const refusals = (of: Gateway) =>
  of.house.read<{ detail: { reason: string; route: string } }>(
    sql`select detail from audit.entry where action = 'access.refused' order by id`,
  );

/** Somebody attacks: what they are answered, and the rows it leaves. Each attack is by itself. */
async function attack(
  does: () => Promise<{ status: number; body: Record<string, unknown> }>,
  of: Gateway = gateway,
): Promise<{ status: number; reason: unknown; rows: string[] }> {
  const before = (await refusals(of)).length;
  const { status, body } = await does();
  const rows = (await refusals(of)).slice(before).map(({ detail }) => detail.reason);
  return { status, reason: body.reason, rows };
}
const refusedAs = (status: number, reason: string) => ({ status, reason, rows: [reason] });

const bearer = (token: string, path = '/balances') =>
  gateway.ask(path, { headers: { authorization: `Bearer ${token}` } });
const launchFor = (id: number, over: Partial<Parameters<typeof signedLaunch>[0]> = {}) =>
  signedLaunch({ user: { id, first_name: 'Eve' }, token: TOKEN, atMs: Date.now(), ...over });
const signIn = (initData: string) => gateway.ask('/auth/telegram/mini-app', json({ initData }));

describe('an access token is refused', () => {
  const at = () => Math.floor(Date.now() / 1_000);
  const forge = async (over: object = {}, head: object = {}, key = privateKeyOf(KEY.key)) => {
    const claims = {
      iss: 'http://127.0.0.1:8080',
      aud: 'cage-player',
      sub: randomUUID(),
      sid: randomUUID(),
      iat: at(),
      exp: at() + 300,
    };
    return new SignJWT({ ...claims, ...over })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: KEY.id, ...head })
      .sign(key);
  };
  test.each<[string, () => Promise<string> | string, string]>([
    ['alg none', () => new UnsecuredJWT({ sub: randomUUID(), sid: randomUUID() }).encode(), 'token-invalid'],
    [
      'an HMAC with the public key',
      async () => {
        const body = (await forge()).split('.')[1];
        const head = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'at+jwt', kid: KEY.id })).toString('base64url');
        return `${head}.${body}.${createHmac('sha256', KEY.key).update(`${head}.${body}`).digest('base64url')}`;
      },
      'token-invalid',
    ],
    ['another issuer', () => forge({ iss: 'https://evil.example' }), 'token-invalid'],
    ['the staff’s audience', () => forge({ aud: 'cage-staff' }), 'token-invalid'],
    ['an unknown key', () => forge({}, { kid: 'k9' }), 'token-invalid'],
    ['another key under our name', () => forge({}, {}, privateKeyOf(Buffer.alloc(32, 66))), 'token-invalid'],
    ['its time over', () => forge({ iat: at() - 299, exp: at() - 10 }), 'token-expired'],
    ['from the future', () => forge({ iat: at() + 120, exp: at() + 300 }), 'token-invalid'],
    ['cut short', async () => (await forge()).slice(0, -3), 'token-invalid'],
    ['for a session that never was', () => forge(), 'session-ended'],
  ])('%s', async (_what, make, reason) => {
    const token = await make();
    expect(await attack(() => bearer(token))).toEqual(refusedAs(401, reason));
  });

  test('for somebody else’s session', async () => {
    const ada = await openApp(gateway);
    const [row] = await gateway.house.read<{ id: string }>(
      sql`select id from identity.session where player_id = ${ada.me.id}`,
    );
    const token = await forge({ sid: row?.id });
    expect(await attack(() => bearer(token))).toEqual(refusedAs(401, 'session-ended'));
  });

  test('of keys that were rotated away', async () => {
    const old = createAccessTokens({
      keys: [{ id: 'old', key: Buffer.alloc(32, 1) }],
      issuer: 'http://127.0.0.1:8080',
      lifeMs: 300_000,
      codecLifeMs: 300_000,
      now: Date.now,
    });
    const { token } = await old.issue('cage-player', randomUUID(), randomUUID(), new Date(Date.now() + 1e9));
    expect(await attack(() => bearer(token))).toEqual(refusedAs(401, 'token-invalid'));
  });
});

describe('who means well, and comes with what they had, is refused like everybody, and leaves no row:', () => {
  const unnoted = (reason: string) => ({ status: 401, reason, rows: [] });
  const ends = (player: string, column: string) =>
    gateway.house.asOwner(
      `update identity.session set opened_at = opened_at - interval '2 days', ${column} = ${column} - interval '1 day' where player_id = '${player}'`,
    );
  const refresh = (token: string) => gateway.ask('/auth/refresh', json({ refresh: token }));

  test('whose token ran out, as on a laptop that was asleep', async () => {
    const app = await openApp(gateway);
    gateway.state.aheadMs = 6 * 60_000;
    const before = await counted('token-expired');
    expect(await attack(() => bearer(app.token))).toEqual(unnoted('token-expired'));
    expect(await counted('token-expired')).toBe(before + 1);
    gateway.state.aheadMs = 0;
  });

  test('who signed out elsewhere', async () => {
    const app = await openApp(gateway);
    await app.ask('endDevices', { body: { others: false } });
    const before = await counted('session-ended');
    expect(await attack(() => bearer(app.token))).toEqual(unnoted('session-ended'));
    expect(await attack(() => refresh(app.refresh))).toEqual(unnoted('session-ended'));
    expect(await counted('session-ended')).toBe(before + 2);
  });

  test.each(['seen_at', 'expires_at'])('who was away for too long, by %s', async (column) => {
    const app = await openApp(gateway);
    await ends(app.me.id, column);
    expect(await attack(() => refresh(app.refresh))).toEqual(unnoted('session-ended'));
    expect(await attack(() => bearer(app.token))).toEqual(unnoted('session-ended'));
  });

  test('everybody, after Redis lost what it had', async () => {
    const app = await openApp(gateway);
    await gateway.redis.flushdb();
    expect(await attack(() => bearer(app.token))).toEqual(unnoted('session-ended'));
  });

  test('who has no token yet', async () => {
    expect(await attack(() => gateway.ask('/balances'))).toEqual(unnoted('session-ended'));
    expect(await attack(() => gateway.ask('/auth/refresh', json({}, { origin: gateway.root })))).toEqual(
      unnoted('session-ended'),
    );
  });

  const counted = async (reason: string): Promise<number> => {
    const { text } = (await gateway.ask('/metrics')).body as { text: string };
    return Number(new RegExp(`cage_refusals_total\\{[^}]*reason="${reason}"[^}]*\\} (\\d+)`).exec(text)?.[1] ?? 0);
  };
});

test('whose refresh token was used by two is named, when either comes back', async () => {
  const app = await openApp(gateway);
  const refresh = () => gateway.ask('/auth/refresh', json({ refresh: app.refresh }));
  await refresh();
  await gateway.house.asOwner(`update identity.refresh_token set used_at = used_at - interval '11 seconds'`);
  expect(await attack(refresh)).toEqual(refusedAs(401, 'token-reused'));
  expect(await attack(() => bearer(app.token))).toEqual(refusedAs(401, 'session-ended'));
  const [last] = await gateway.house.read(
    sql`select actor, actor_id from audit.entry where action = 'access.refused' order by id desc limit 1`,
  );
  expect(last).toEqual({ actor: 'player', actor_id: app.me.id });
  expect(await attack(refresh)).toEqual(refusedAs(401, 'session-ended'));
});

describe('launch data is refused', () => {
  test('when it is shown again, also written another way, and to a hundred at once it opens one session', async () => {
    const initData = launchFor(90_001);
    expect((await signIn(initData)).status).toBe(200);
    expect(await attack(() => signIn(initData))).toEqual(refusedAs(401, 'proof-used'));
    const [first, ...rest] = initData.split('&');
    expect(await attack(() => signIn([...rest, first].join('&')))).toEqual(refusedAs(401, 'proof-used'));
    const crowd = launchFor(90_002);
    const answers = await Promise.all(Array.from({ length: 100 }, () => signIn(crowd)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test.each<[string, () => string, string]>([
    ['too old', () => launchFor(90_003, { atMs: Date.now() - 301_000 }), 'launch-data-old'],
    ['of the future', () => launchFor(90_003, { atMs: Date.now() + 90_000 }), 'launch-data-invalid'],
    ['tampered with', () => launchFor(90_003).replace('90003', '90004'), 'launch-data-invalid'],
    [
      'signed by who stole the bot’s token, and not by Telegram',
      () => launchFor(90_003, { signer: 'a thief' }),
      'launch-data-invalid',
    ],
    [
      'with a stolen token’s hash over another user, under Telegram’s signature of the first',
      () =>
        withHash(
          { ...Object.fromEntries(new URLSearchParams(launchFor(90_003))), user: '{"id":1,"first_name":"x"}' },
          TOKEN,
        ),
      'launch-data-invalid',
    ],
    ['of another bot', () => launchFor(90_003, { token: `987654321:${'A'.repeat(35)}` }), 'launch-data-invalid'],
    ['cut short', () => launchFor(90_003).slice(0, -10), 'launch-data-invalid'],
    ['empty of sense', () => 'user=%7B%7D', 'launch-data-invalid'],
  ])('%s', async (_what, make, reason) => {
    const initData = make();
    expect(await attack(() => signIn(initData))).toEqual(refusedAs(401, reason));
  });
});

describe('the Login Widget’s answer', () => {
  const fields = (over: object = {}) => ({
    id: 91_001,
    first_name: 'Ada',
    auth_date: Math.floor(Date.now() / 1_000),
    ...over,
  });
  const signedBy = (token: string, record: Record<string, unknown>) => {
    const text = Object.entries(record)
      .map(([name, value]) => `${name}=${value}`)
      .sort()
      .join('\n');
    const hash = createHmac('sha256', createHash('sha256').update(token).digest()).update(text).digest('hex');
    return { ...record, hash };
  };
  const sends = (record: object, { cookie = 'cage_login=widget.q1', login = 'q1' } = {}) =>
    gateway.ask(
      '/auth/telegram/widget',
      json({ result: Buffer.from(JSON.stringify(record)).toString('base64url'), login }, { cookie }),
    );

  test('lets its visitor in once', async () => {
    const answer = signedBy(TOKEN, fields());
    expect((await sends(answer)).status).toBe(200);
    expect(await attack(() => sends(answer))).toEqual(refusedAs(401, 'proof-used'));
  });

  test.each<[string, () => object, string]>([
    ['another id', () => ({ ...signedBy(TOKEN, fields()), id: 1 }), 'login-invalid'],
    ['another name', () => ({ ...signedBy(TOKEN, fields()), first_name: 'Eve' }), 'login-invalid'],
    ['a field more', () => ({ ...signedBy(TOKEN, fields()), username: 'eve' }), 'login-invalid'],
    ['a field less', () => ({ ...signedBy(TOKEN, fields()), first_name: undefined }), 'login-invalid'],
    ['another bot’s token', () => signedBy(`1:${'B'.repeat(35)}`, fields()), 'login-invalid'],
    [
      'a date of the future',
      () => signedBy(TOKEN, fields({ auth_date: Math.floor(Date.now() / 1_000) + 90 })),
      'login-invalid',
    ],
    [
      'an old date',
      () => signedBy(TOKEN, fields({ auth_date: Math.floor(Date.now() / 1_000) - 301 })),
      'login-expired',
    ],
  ])('with %s is refused', async (_what, make, reason) => {
    const record = make();
    expect(await attack(() => sends(record))).toEqual(refusedAs(401, reason));
  });

  let visitors = 91_100;
  test.each([
    ['without having asked', { cookie: 'x=1' }],
    ['having asked another time', { cookie: 'cage_login=widget.q2' }],
    ['having asked, and come back without its question', { login: '' }],
    ['having asked the other way', { cookie: 'cage_login=q1' }],
  ])('that this browser did not ask for is somebody else’s: %s', async (_how, shown) => {
    const answer = signedBy(TOKEN, fields({ id: ++visitors }));
    expect(await attack(() => sends(answer, shown))).toEqual(refusedAs(401, 'login-invalid'));
    expect((await sends(answer)).status).toBe(200);
  });

  test('is asked for where there is no OpenID Connect: the browser is sent there, and remembers it', async () => {
    const widget = (question: string) => `https://oauth.telegram.org/auth?bot_id=1&q=${question}`;
    const old = await openGateway({ logins: { player: undefined, staff: undefined, widget } });
    try {
      const sent = await old.ask('/auth/telegram/oidc', { redirect: 'manual' });
      const [cookie = ''] = sent.headers.getSetCookie();
      const [, question = ''] = /^cage_login=widget\.([\w-]{22}); /.exec(cookie) ?? [];
      expect([sent.status, sent.headers.get('location')]).toEqual([302, widget(question)]);
      expect(cookie).toMatch(/Path=\/auth\/telegram; .*HttpOnly; SameSite=Lax/);
    } finally {
      await old.close();
    }
  });

  test('of another page is refused before it is read', async () => {
    const body = json({ result: 'x' }, { origin: 'https://evil.example' });
    expect(await attack(() => gateway.ask('/auth/telegram/widget', body))).toEqual(refusedAs(403, 'wrong-origin'));
  });
});

describe('a thief', () => {
  test('of a used refresh token gets nothing, and ends the session', async () => {
    const app = await openApp(gateway);
    const refresh = () => gateway.ask('/auth/refresh', json({ refresh: app.refresh }));
    expect((await refresh()).status).toBe(200);
    await gateway.house.asOwner(`update identity.refresh_token set used_at = used_at - interval '11 seconds'`);
    expect(await attack(refresh)).toEqual(refusedAs(401, 'token-reused'));
  });

  test('of a browser’s cookie cannot use it from a page of another site', async () => {
    const browser = await openBrowser(gateway);
    const forged = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect(await attack(() => browser.postAlone('/auth/refresh', {}, forged))).toEqual(refusedAs(403, 'wrong-origin'));
    expect(await attack(() => browser.postAlone('/auth/logout', {}, forged))).toEqual(refusedAs(403, 'wrong-origin'));
    expect((await browser.refresh()).status).toBe(200);
  });

  test('who sends a form in a player’s name sends no JSON', async () => {
    const app = await openApp(gateway);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/json',
      'application/jsonx',
    ]) {
      const post = () =>
        gateway.ask('/deposits', {
          method: 'POST',
          headers: { authorization: `Bearer ${app.token}`, 'content-type': type, 'idempotency-key': randomUUID() },
          body: JSON.stringify({ rail: 'telegram-invoice', amount: { asset: 'EUR', minor: '2500' } }),
        });
      expect(await attack(post)).toEqual(refusedAs(415, 'not-json'));
    }
    expect((await app.ask('history')).body.items).toEqual([]);
  });

  test('who guesses ids finds nothing', async () => {
    const app = await openApp(gateway);
    const ask = () => app.ask('deposit', { path: `/deposits/${randomUUID()}` });
    expect(await attack(ask)).toEqual(refusedAs(404, 'unknown-deposit'));
    expect(await attack(() => app.ask('endDevice', { path: `/sessions/${randomUUID()}` }))).toEqual(
      refusedAs(404, 'unknown-session'),
    );
  });
});

describe('who asks too often', () => {
  const tries = (headers: Record<string, string>) =>
    limited.ask('/auth/telegram/mini-app', json({ initData: 'x' }, headers));

  test('waits, however many addresses they make up: what our own proxy saw is what counts', async () => {
    const mine = '203.0.113.7';
    const answers = [];
    for (let n = 0; n < 40; n++) answers.push(await tries({ 'x-forwarded-for': `198.51.100.${n}, ${mine}` }));
    const waits = answers.filter(({ status }) => status === 429);
    expect(waits.length).toBeGreaterThan(0);
    expect(waits[0]?.body.reason).toBe('too-fast');
    expect(Number(waits[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await tries({ 'x-forwarded-for': `${mine}, 203.0.113.8` })).status).toBe(401); // another visitor, who names the first
    const rows = (await refusals(limited)).filter(({ detail }) => detail.reason === 'too-fast');
    expect(rows).toHaveLength(1);
  });

  test('fills neither the trail nor the database: of a flood a few rows are written', async () => {
    const before = (await refusals(limited)).length;
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, n) =>
        limited.ask('/balances', { headers: { authorization: `Bearer ${n}`, 'x-forwarded-for': '203.0.113.99' } }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
    const rows = (await refusals(limited)).length - before;
    expect(rows - noteRate.burst).toBeOneOf([0, 1]); // a second one by the clock that began between two
  });

  test('as one player is one player, from however many addresses', async () => {
    const app = await openApp(limited, { id: 92_000 });
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, n) =>
        limited.ask('/me', { headers: { authorization: `Bearer ${app.token}`, 'x-forwarded-for': `203.0.113.${n}` } }),
      ),
    );
    const passed = answers.filter(({ status }) => status === 200).length;
    expect(passed).toBe(askingRates.session.burst);
  });

  test('for promo codes by guessing gets no further than its rate, and then not even by a code that there is', async () => {
    const { code, id } = { code: 'GUESSED', id: 'guessed' };
    await testGrants(limited.house).offers({ terms: { code, id } }); // to somebody else: it is in force
    const app = await openApp(limited, { id: 92_001 });
    const types = (code: string, address: string, who = app) =>
      who.ask('enterCode', { body: { code }, headers: { 'x-forwarded-for': address } });
    const guesses = [];
    for (let n = 0; n < actLimits.promo.burst; n++) guesses.push(await types(`GUESS${n}`, '203.0.113.50'));
    expect(new Set(guesses.map(({ body }) => body.reason))).toEqual(new Set(['no-such-code']));
    const stopped = await types(code, '203.0.113.50');
    expect([stopped.status, stopped.body.reason]).toEqual([429, 'too-fast']);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(1 / actLimits.promo.perSecond - 1);
    // Another address is no other player, and another player at that address is no other address.
    expect((await types(code, '203.0.113.51')).status).toBe(429);
    const beside = await openApp(limited, { id: 92_002 });
    expect((await types(code, '203.0.113.50', beside)).status).toBe(429);
    // Whoever has one types it once.
    const holder = await openApp(limited, { id: 92_003 });
    expect((await types(code, '203.0.113.52', holder)).status).toBe(200);
  });
});

test('a gateway that lags refuses before it breaks, says when to come again, and says that it lives', async () => {
  const app = await openApp(gateway);
  gateway.state.lagMs = 150;
  const answer = await app.ask('balances');
  expect([answer.status, answer.body.reason, answer.headers.get('retry-after')]).toEqual([503, 'unavailable', '2']);
  expect((await gateway.ask('/healthz')).status).toBe(200);
  gateway.state.lagMs = 0;
  expect((await app.ask('balances')).status).toBe(200);
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

test('a path is what we wrote, to the letter', async () => {
  for (const path of ['/ME', '/Staff/Players', '/Metrics', '/READYZ', '/Balances'])
    expect([path, (await gateway.ask(path)).status]).toEqual([path, 404]);
});

test('what every answer says to a browser', async () => {
  const { headers } = await gateway.ask('/about');
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('access-control-allow-origin')).toBeNull();
});

test('pages of other sites read nothing, unless their origin was let in, and never with cookies', async () => {
  const shared = await openGateway({ corsOrigins: ['https://partner.example'] });
  try {
    const asks = (origin: string) =>
      shared.ask('/me', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });
    const partner = await asks('https://partner.example');
    expect([partner.status, partner.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://partner.example',
    ]);
    expect(partner.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await asks('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    // It goes on by its own token; a cookie that came along, or another site's page, does not.
    const { refresh } = await openApp(shared);
    const cross = { origin: 'https://partner.example', 'sec-fetch-site': 'cross-site' };
    const evil = { ...cross, origin: 'https://evil.example' };
    const renews = async (token: string, headers: Record<string, string>) =>
      (await shared.ask('/auth/refresh', json({ refresh: token }, headers))).status;
    expect(await renews(refresh, { ...cross, cookie: 'cage_refresh=x' })).toBe(403);
    expect(await renews(refresh, evil)).toBe(403);
    expect(await renews(refresh, cross)).toBe(200);
  } finally {
    await shared.close();
  }
});
