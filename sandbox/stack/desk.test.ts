import { afterEach, expect, test } from 'vitest';
import { openBoard } from './board.ts';
import { openDesk } from './desk.ts';
import { boardLines, deskView } from './desk-view.ts';
import { makePlan, type Plan } from './plan.ts';
import { reservePort } from './ports.ts';
import { productPrograms } from './program.ts';

const ports = {
  desk: 0,
  api: 1,
  telegram: 2,
  temporal: 3,
  temporalUi: 4,
  temporalUiBehind: 8,
  postgres: 5,
  redis: 6,
  stripe: 8083,
  adyen: 8085,
  ton: 8087,
  staff: 7,
  prices: 8085,
  clamd: 33_100,
};
const whereabouts = { ports, publicUrl: 'http://127.0.0.1:1', namespace: 'cage', logs: '/logs' };
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function open(env = {}) {
  const plan = makePlan(env) as Plan;
  const board = openBoard(boardLines(plan, productPrograms));
  const { port, release } = await reservePort([]);
  await release();
  const desk = await openDesk(port, board, deskView(plan, whereabouts));
  closing.push(() => desk.close());
  return { board, url: `http://127.0.0.1:${port}` };
}

/** What the page is told, one after the other. */
async function told(url: string) {
  const stopping = new AbortController();
  closing.push(() => stopping.abort());
  const response = await fetch(`${url}/events`, { signal: stopping.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let read = '';
  return async () => {
    while (!/data: .*\n\n/.test(read)) read += new TextDecoder().decode((await reader.read()).value);
    const [, data = '', rest = ''] = /data: (.*)\n\n([\s\S]*)$/.exec(read) ?? [];
    read = rest;
    return JSON.parse(data) as {
      lines: { title: string; state: string; detail: string }[];
      upSince: number | null;
      doors: { url: string }[];
    };
  };
}

test('the page is told what every part does, at once and from then on', async () => {
  const { board, url } = await open();
  const next = await told(url);
  const first = await next();
  expect(first.lines.map(({ title }) => title)).toEqual([
    'PostgreSQL',
    'Redis',
    'Temporal',
    'Sandbox Telegram',
    'Sandbox Stripe',
    'Sandbox Adyen',
    'Sandbox TON',
    'Sandbox prices',
    'Sandbox clamd',
    'Sandbox staff',
    'API',
    'Worker',
    'Loops',
    'Bot',
  ]);
  expect(new Set(first.lines.map(({ state }) => state))).toEqual(new Set(['waits']));
  board.set('Bot', { state: 'ended', detail: 'exit code 1, again in 1 s' });
  expect((await next()).lines.at(-1)).toMatchObject({
    title: 'Bot',
    state: 'ended',
    detail: 'exit code 1, again in 1 s',
  });
  board.set('Nobody', { state: 'runs' });
  board.isUp(7);
  expect((await next()).upSince).toBe(7);
});

test('only doors of this run are shown', async () => {
  const own = {
    DATABASE_URL: 'x',
    REDIS_URL: 'x',
    TEMPORAL_ADDRESS: 'x:1',
    TELEGRAM_BOT_TOKEN: 'x',
    TELEGRAM_PROVIDER_TOKEN: 'x',
  };
  const { url } = await open(own);
  const { doors, lines } = await (await told(url))();
  expect(doors.map((door) => door.url)).toEqual(['http://127.0.0.1:1/app/', 'http://127.0.0.1:1/openapi.json']);
  expect(lines.map(({ title }) => title)).toEqual(['API', 'Worker', 'Loops', 'Bot']);
});

test('it serves its page and the look, and nothing else of the machine', async () => {
  const { url } = await open();
  for (const path of ['/', '/desk.js', '/desk.css', '/look/tokens.css', '/look/sprites.svg'])
    expect((await fetch(url + path)).status).toBe(200);
  for (const path of ['/../desk.ts', '/look/../../package.json', '/etc/passwd', '/board'])
    expect((await fetch(url + path)).status).toBe(404);
  expect((await fetch(url)).headers.get('content-security-policy')).toContain("default-src 'self'");
});
