import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { answersLogin } from '../sandbox/oidc/test-browser.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';
import {
  histories,
  invoiceOf,
  OF_A_STEP,
  openBrowserAt,
  openPayloads,
  PATCH,
  STEP,
  temporalHolds,
  temporalReads,
} from './test-canaries.ts';
import { drivesVerification } from './test-verification-canaries.ts';

let house: House;
let pool: Pool;
beforeAll(async () => {
  house = await openHouse();
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
});
afterAll(async () => {
  await pool.end();
  await house.close();
});

const browser = (own: Readonly<Record<string, string>> = {}) => openBrowserAt(house.url, own);
const patience = { timeoutMs: 30_000 };
/** Of the payloads. */
const KEY = Buffer.alloc(32, 7);
/** What was secret, by what it is. */
const secrets = new Map<string, string>();
const keep = (what: string, secret: unknown): string => {
  expect([what, typeof secret === 'string' && secret.length >= 6]).toEqual([what, true]);
  secrets.set(what, String(secret));
  return String(secret);
};

/** What says who somebody is, by what it is. */
const personal = new Map<string, string>();
const keepPersonal = (what: string, value: unknown): string => {
  expect([what, typeof value === 'string' && value.length >= 6]).toEqual([what, true]);
  personal.set(what, String(value));
  return String(value);
};

/** Of those, what a player shows us to be verified: in the clear it is nowhere at all. */
const shownToVerify = new Set<string>();
const keepShown = (what: string, value: unknown): string => {
  shownToVerify.add(what);
  return keepPersonal(what, value);
};

/** Every flow there is, each with secrets of its own. */
async function drivesEverything(): Promise<void> {
  const name = keep('first name', 'Zanzibarica');
  const ada = house.telegram.player(name, {
    language: 'en',
    username: 'canary_username_x',
    lastName: 'Canarylastname',
  } as never);
  keep('user name', 'canary_username_x');
  ada.says('/start');
  await ada.sees(/Welcome/, patience);

  // The Mini App.
  const app = browser();
  const launch = new URLSearchParams(new URL(ada.opensMiniApp(`${house.url}/app/`)).hash.slice(1));
  const initData = launch.get('tgWebAppData') ?? '';
  keep('launch data’s hash', new URLSearchParams(initData).get('hash'));
  keep('launch data’s signature', new URLSearchParams(initData).get('signature'));
  const opened = await app('/auth/telegram/mini-app', { body: { initData } });
  const token = keep('access token', opened.json.token);
  const refreshed = await app('/auth/refresh', { body: { refresh: keep('refresh token', opened.json.refresh) } });
  keep('next refresh token', refreshed.json.refresh);
  await app('/auth/telegram/mini-app', { body: { initData } }); // refused: it was used
  await app('/balances', { token: `${token.slice(0, -4)}AAAA`, method: 'GET' }); // refused
  const order = await app('/deposits', {
    token,
    body: { rail: 'telegram-invoice', amount: { asset: 'EUR', minor: '2500' } },
  });
  expect([order.status, order.json]).toMatchObject([201, {}]);
  await ada.pays(await invoiceOf(app, token, order.json.id));
  await ada.sees(/is in your cash/, patience);

  // A browser that the chat lets in, and one that begins alone and is joined.
  const guest = browser();
  const begun = await guest('/auth/guest', { body: { language: 'en' } });
  keep('cookie', begun.jar.get('cage_refresh'));
  const ticket = (await guest('/auth/tickets')).json;
  const start = keep('ticket code', new URL(ticket.link).searchParams.get('start'));
  keep('ticket secret', ticket.secret);
  ada.says(`/start ${start}`);
  await ada.sees(/Which number/, patience);
  await ada.taps(String(ticket.number));
  await ada.sees(/You are signed in/, patience);
  const collected = await guest(`/auth/tickets/${ticket.id}/collect`, { body: { secret: ticket.secret } });
  expect(collected.json.token).toBeDefined();
  await guest(`/auth/tickets/${ticket.id}/collect`, { body: { secret: 'x'.repeat(32) } });

  // Telegram's login, by redirect.
  const oidc = browser();
  const begin = await oidc('/auth/telegram/oidc', { method: 'GET' });
  keep('login attempt', begin.jar.get('cage_login'));
  const attempt = JSON.parse(Buffer.from(begin.jar.get('cage_login') ?? '', 'base64url').toString());
  keep('login verifier', attempt.verifier);
  const back = new URL(await answersLogin(begin.location, String(ada.id)));
  keep('login code', back.searchParams.get('code'));
  expect((await oidc(back.pathname + back.search, { method: 'GET' })).location).toBe('/app/?signed-in');
  expect((await oidc(back.pathname + back.search, { method: 'GET' })).location).toBe('/app/?sign-in=failed');

  // A code from the bot.
  const other = house.telegram.player('Benvolio');
  other.says('/start');
  await other.sees(/Welcome/, patience);
  const ben = browser();
  const benTicket = (await ben('/auth/tickets')).json;
  other.says(`/start ${new URL(benTicket.link).searchParams.get('start')}`);
  await other.sees(/Which number/, patience);
  await other.taps(String(benTicket.number));
  await other.sees(/You are signed in/, patience);
  const benIn = await ben(`/auth/tickets/${benTicket.id}/collect`, { body: { secret: benTicket.secret } });
  const asked = await ben('/auth/unlink', { token: benIn.json.token });
  const digits = /Your code: (\d{6})/.exec((await other.sees(/Your code/, patience)).text)?.[1] ?? '';
  const wrong = digits === '000000' ? '000001' : '000000';
  const tried = await ben('/auth/unlink/confirm', {
    token: benIn.json.token,
    body: { codeId: asked.json.codeId, digits: wrong },
  });
  expect(tried.json.reason).toBe('code-wrong');
  const confirmed = await ben('/auth/unlink/confirm', {
    token: benIn.json.token,
    body: { codeId: asked.json.codeId, digits },
  });
  expect(confirmed.status).toBe(204);
  keep('digits', `"${digits}"`); // bare, six digits stand in many a number
  keep('digits in words', `code: ${digits}`);

  // The desk.
  const desk = browser();
  const login = await desk('/staff/auth/login', { method: 'GET' });
  const deskBack = new URL(await answersLogin(login.location, 'ines.prado'));
  await desk(deskBack.pathname + deskBack.search, { method: 'GET' });
  const staff = await desk('/staff/auth/refresh');
  keep('staff cookie', staff.jar.get('cage_staff'));
  const staffToken = keep('staff token', staff.json.token);
  const pass = await desk('/staff/passes', {
    token: staffToken,
    body: { action: 'deposit.close', workflowId: `deposit-${order.json.id}`, decision: { reason: 'player-asked' } },
  });
  keep('pass', JSON.parse(pass.json.paste).pass);
  await desk(`/staff/players?find=${ada.id}`, { token: staffToken, method: 'GET' });

  // What the product was started with.
  for (const setting of [
    'TELEGRAM_BOT_TOKEN',
    'TELEGRAM_WEBHOOK_SECRET',
    'TELEGRAM_CLIENT_SECRET',
    'STAFF_OIDC_CLIENT_SECRET',
    'CODE_PEPPER',
  ] as const)
    keep(setting, house.env[setting]);
}

/** What people write, are called and can be reached by, brought to every door that takes it. */
async function drivesPeople(): Promise<void> {
  const cleo = house.telegram.player(keepPersonal('first name', 'Kleopatrix'), {
    language: 'en',
    username: keepPersonal('user name', 'canary_of_cleo'),
    lastName: keepPersonal('last name', 'Canarinsky'),
  } as never);
  keepPersonal('Telegram account', `${cleo.id}`.padStart(6, '0'));
  const phone = keepPersonal('phone number in a chat', '+4915550112233');
  const mail = keepPersonal('mail address in a chat', 'cleo@canary.example');
  const street = keepPersonal('postal address in a chat', 'Canary Row 17b');
  cleo.says('/start');
  await cleo.sees(/Welcome/, patience);
  cleo.says(`Call me: ${phone}, ${mail}, ${street}`);
  cleo.says(`/start ${keepPersonal('start parameter', 'friend-cleopatrix')}`);
  cleo.says(`/withdraw ${keepPersonal('words after a command', 'all-of-it-for-cleo')}`);

  const app = browser({
    'user-agent': keepPersonal('browser', 'Canarybrowser/9.9 (Cleosphone)'),
    'x-forwarded-for': keepPersonal('network address', '203.0.113.77'),
    referer: `https://${keepPersonal('page they came from', 'cleos-diary.example')}/`,
    'accept-language': keepPersonal('language header', 'xx-Canary'),
  });
  const launch = new URLSearchParams(new URL(cleo.opensMiniApp(`${house.url}/app/`)).hash.slice(1));
  const opened = await app('/auth/telegram/mini-app', { body: { initData: launch.get('tgWebAppData') } });
  const { token } = opened.json;
  const added = await app('/destinations', {
    token,
    body: {
      kind: 'iban',
      iban: keepPersonal('bank account', 'DE75512108001245126199'),
      holder: keepPersonal('account holder', 'Kleo P. Canarinsky'),
    },
  });
  expect(added.status).toBe(201);
  // Where nobody asked for it: in a path, in a query, in a body that is refused and in one that is no JSON.
  await app(`/players/${keepPersonal('name in a path', 'cleo-in-a-path')}`, { token, method: 'GET' });
  await app(`/history?search=${keepPersonal('name in a query', 'cleo-in-a-query')}`, { token, method: 'GET' });
  await app('/deposits', { token, body: { name: keepPersonal('name in a body', 'cleo-in-a-body') } });
  await fetch(new URL('/deposits', house.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: `{"${keepPersonal('name in broken JSON', 'cleo-in-broken-json')}`,
  });

  // A card: what stands for it at the provider says whose it is.
  const order = await app('/deposits', { token, body: { rail: 'stripe', amount: { asset: 'EUR', minor: '2500' } } });
  expect([order.status, order.json]).toMatchObject([201, {}]);
  house.stripe.buyer(await invoiceOf(app, token, order.json.id)).pays();
  await cleo.sees(/is in your cash/, patience);
  const [charge] = await query<{ payer: string }>(
    pool,
    sql`select payer from payments.charge where order_id = ${order.json.id}`,
  );
  keepPersonal('card', charge?.payer);
  cleo.says('/withdraw 10');
  // The code for the bank account is in the chat, too: this one is for the withdrawal.
  const code = await cleo.sees(/€10\.00[\s\S]*Your code: \d{6}/, patience);
  await cleo.taps('Yes, do it', { in: code.id, ...patience });
  await cleo.sees(/€10\.00 was paid out/, patience);

  await drivesVerification({ house, pool, keep: keepShown, key: KEY }, app, token);

  const desk = browser();
  const login = await desk('/staff/auth/login', { method: 'GET' });
  const back = new URL(await answersLogin(login.location, keepPersonal('staff account', 'tom.okafor')));
  await desk(back.pathname + back.search, { method: 'GET' });
  const staff = await desk('/staff/auth/refresh');
  keepPersonal('staff name', staff.json.me.name);
  for (const term of [cleo.id, mail, 'Kleopatrix'])
    await desk(`/staff/players?find=${term}`, { token: staff.json.token, method: 'GET' });
}

test('of all that is secret nothing is in the logs, in the trail, or in Temporal', async () => {
  await drivesEverything();
  expect(secrets.size).toBeGreaterThanOrEqual(20);
  const trail = JSON.stringify(
    await query(pool, sql`select actor, actor_id, action, subject, detail from audit.entry`),
  );
  const logs = (['api', 'bot', 'loops', 'worker'] as const).map((part) => house.part(part).wrote()).join('\n');
  const temporal = await temporalHolds(house.temporal);
  expect(trail).toContain('pass.issued');
  expect(logs).toContain('ready');
  const found = [...secrets].flatMap(([what, secret]) =>
    Object.entries({ trail, logs, temporal })
      .filter(([, text]) => text.includes(secret))
      .map(([where]) => `${what} is in the ${where}`),
  );
  expect(found).toEqual([]);
});

test('nor is a token, a code or a name in the database, but for what players are told by Telegram', async () => {
  const tables = await query<{ name: string }>(
    pool,
    sql`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
        where schemaname in ('audit', 'identity', 'ledger', 'payments', 'requests')`,
  );
  const dumped = await Promise.all(
    tables.map(
      async ({ name }) => [name, JSON.stringify((await pool.query(`select t::text from ${name} t`)).rows)] as const,
    ),
  );
  expect(dumped.length).toBeGreaterThan(15);
  const found = [...secrets].flatMap(([what, secret]) =>
    dumped.filter(([, text]) => text.includes(secret)).map(([name]) => `${what} is in ${name}`),
  );
  expect(found).toEqual([]);
});

/** Where a personal value may lie: what arrived and leaves, what names the account, and how its devices are told apart. */
const HOMES = ['delivery.inbox', 'delivery.outbox', 'identity.linked_account', 'identity.staff', 'payments.charge'];
/** Beside these a chat's number stands where its messages are edited. */
const CHATS = ['identity.one_time_code', 'payments."order"', 'payments.withdrawal'];

test('of all that says who somebody is nothing is in Temporal, in the logs, in the metrics or in the trail', async () => {
  await drivesPeople();
  expect(personal.size).toBeGreaterThanOrEqual(20);
  const trail = JSON.stringify(
    await query(pool, sql`select actor, actor_id, action, subject, detail from audit.entry`),
  );
  const logs = (['api', 'bot', 'loops', 'worker'] as const).map((part) => house.part(part).wrote()).join('\n');
  const metrics = await (await fetch(`${house.url}/metrics`)).text();
  expect(metrics).toContain('cage_refusals_total');
  const temporal = await temporalHolds(house.temporal);
  const found = [...personal].flatMap(([what, value]) =>
    Object.entries({ trail, logs, metrics, temporal })
      .filter(([, text]) => text.includes(value))
      .map(([where]) => `${what} is in the ${where}`),
  );
  expect(found).toEqual([]);
  // Nor for whoever holds the keys: what a player shows to be verified is in no workflow.
  const read = await temporalReads(house.temporal, KEY);
  expect(shownToVerify.size).toBeGreaterThanOrEqual(8);
  expect([...shownToVerify].filter((what) => read.includes(personal.get(what) as string))).toEqual([]);
});

test('in the database it lies where the register says, and nowhere else', async () => {
  const tables = await query<{ name: string }>(
    pool,
    sql`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
        where schemaname in ('audit', 'chain', 'compliance', 'delivery', 'identity', 'ledger', 'payments', 'requests')`,
  );
  const dumped = await Promise.all(
    tables.map(
      async ({ name }) => [name, JSON.stringify((await pool.query(`select t::text from ${name} t`)).rows)] as const,
    ),
  );
  const found = [...personal].flatMap(([what, value]) => {
    const homes = shownToVerify.has(what) ? [] : what === 'Telegram account' ? [...HOMES, ...CHATS] : HOMES;
    return dumped
      .filter(([name, text]) => !homes.includes(name) && text.includes(value))
      .map(([name]) => `${what} is in ${name}`);
  });
  expect(found).toEqual([]);
});

test('whoever opens the Temporal Web UI without leave sees ids of our making, types and stages, and nothing else in the clear', async () => {
  const { executions, told } = await histories(house.temporal);
  expect(executions.length).toBeGreaterThan(1);
  const attributes = new Set(
    executions.flatMap(({ searchAttributes }) => Object.keys(searchAttributes?.indexedFields ?? {})),
  );
  // The last two are the server's: builds of ours, and names of changes in our own code.
  const known = ['Stage', 'Attention', 'Rail', 'PlayerId', 'BuildIds', 'TemporalChangeVersion'];
  expect([...attributes].filter((name) => !known.includes(name))).toEqual([]);
  for (const { execution } of executions)
    expect(execution?.workflowId).toMatch(/^[a-z]+(-[a-z]+)*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  for (const { memo } of executions) expect(openPayloads(memo)).toEqual([]);
  const open = told.flatMap(({ history }) => openPayloads(history?.events));
  const other = open.filter(({ at }) => at !== STEP && at !== PATCH && !at.includes('earchAttributes.indexedFields'));
  expect(other).toEqual([]);
  for (const { says } of open.filter(({ at }) => at === PATCH))
    expect(says).toEqual({ id: expect.stringMatching(/^[a-z]+(-[a-z]+)*$/), deprecated: false });
  const fields = new Set(open.flatMap(({ at, says }) => (at === STEP ? Object.keys(says as object) : [])));
  expect(fields.size).toBeGreaterThan(0);
  expect([...fields].filter((name) => !OF_A_STEP.includes(name))).toEqual([]);
});
