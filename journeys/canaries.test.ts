import { randomUUID } from 'node:crypto';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { answersLogin } from '../sandbox/oidc/test-browser.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';

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

const patience = { timeoutMs: 30_000 };
/** What was secret, by what it is. */
const secrets = new Map<string, string>();
const keep = (what: string, secret: unknown): string => {
  expect([what, typeof secret === 'string' && secret.length >= 6]).toEqual([what, true]);
  secrets.set(what, String(secret));
  return String(secret);
};

/** A browser at our pages, with its cookies. */
function browser() {
  const jar = new Map<string, string>();
  return async (
    path: string,
    { body, token, method = 'POST' }: { body?: unknown; token?: string; method?: string } = {},
  ) => {
    const response = await fetch(new URL(path, house.url), {
      method,
      redirect: 'manual',
      headers: {
        origin: house.url,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        'idempotency-key': randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value) jar.set(name, value);
    }
    const text = await response.text();
    const json = text.startsWith('{') ? JSON.parse(text) : {};
    return { status: response.status, location: response.headers.get('location') ?? '', json, jar };
  };
}

/** Where to pay, once the worker has made the invoice. */
async function invoiceOf(app: ReturnType<typeof browser>, token: string, id: string): Promise<string> {
  for (;;) {
    const { json } = await app(`/deposits/${id}`, { token, method: 'GET' });
    if (json.invoiceLink) return json.invoiceLink;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

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
  expect(order.status).toBe(201);
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

/** What lies in Temporal, decoded no further than it is kept: histories, memos and search attributes of every workflow. */
async function temporalHolds(): Promise<string> {
  const connection = await Connection.connect({ address: house.temporal.address });
  const { namespace } = house.temporal;
  try {
    const { executions } = await connection.workflowService.listWorkflowExecutions({
      namespace,
      query: `TaskQueue = '${house.temporal.taskQueue}'`,
    });
    expect(executions?.length).toBeGreaterThan(0);
    const histories = await Promise.all(
      (executions ?? []).map(({ execution }) =>
        connection.workflowService.getWorkflowExecutionHistory({ namespace, execution: execution ?? null }),
      ),
    );
    return JSON.stringify([executions, histories], (_name, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
    );
  } finally {
    await connection.close();
  }
}

test('of all that is secret nothing is in the logs, in the trail, or in Temporal', async () => {
  await drivesEverything();
  expect(secrets.size).toBeGreaterThanOrEqual(20);
  const trail = JSON.stringify(
    await query(pool, sql`select actor, actor_id, action, subject, detail from audit.entry`),
  );
  const logs = (['api', 'bot', 'loops', 'worker'] as const).map((part) => house.part(part).wrote()).join('\n');
  const temporal = await temporalHolds();
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
