import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Telegram as TelegrafClient } from 'telegraf';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { program } from '../testing/fixtures.ts';

const root = path.join(import.meta.dirname, '..', '..');

type Running = {
  readonly url: string;
  readonly api: TelegrafClient;
  end(signal: NodeJS.Signals): Promise<number | null>;
};

let folder: string;
const children = new Set<ChildProcess>();
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'telegram-'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function run(env: Record<string, string>): { child: ChildProcess; firstLine: Promise<{ msg: string; port: number }> } {
  const child = spawn(process.execPath, program('sandbox/telegram/main.ts'), {
    cwd: root,
    env: { PATH: process.env.PATH ?? '', TELEGRAM_SANDBOX_PORT: '0', TELEGRAM_SANDBOX_DATA: folder, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const lines = createInterface({ input: child.stdout });
  return { child, firstLine: new Promise((resolve) => void lines.once('line', (line) => resolve(JSON.parse(line)))) };
}

async function start(): Promise<Running> {
  const { child, firstLine } = run({ TELEGRAM_BOT_TOKEN: '111:AA', TELEGRAM_PROVIDER_TOKEN: 'p' });
  const ended = new Promise<number | null>((resolve) => void child.once('exit', (code) => resolve(code)));
  const { msg, port } = await firstLine;
  expect(msg).toBe('ready');
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    api: new TelegrafClient('111:AA', { apiRoot: url }),
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

const somebody = async ({ url }: Running): Promise<number> => {
  const answer = await fetch(`${url}/page/players`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada' }),
  });
  return ((await answer.json()) as { id: number }).id;
};
const say = (running: Running, player: number, text: string) =>
  fetch(`${running.url}/page/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ player, text }),
  });

test('killed without warning it forgets nothing, and no number is used twice', async () => {
  const first = await start();
  const ada = await somebody(first);
  await say(first, ada, '/start');
  const sent = await first.api.sendMessage(ada, 'Welcome');
  const before = await first.api.getUpdates(0, 100, 0, undefined);
  await first.end('SIGKILL');

  const second = await start();
  expect(await second.api.getUpdates(0, 100, 0, undefined)).toEqual(before);
  const next = await second.api.sendMessage(ada, 'Again');
  expect(next.message_id).toBe(sent.message_id + 1);
  await say(second, ada, 'more');
  const numbers = (await second.api.getUpdates(0, 100, 0, undefined)).map(({ update_id }) => update_id);
  expect(numbers).toEqual([before[0]?.update_id, (before[0]?.update_id ?? 0) + 1]);
  expect(await second.end('SIGTERM')).toBe(0);
});

test('what it cannot start with is one line', async () => {
  const noBot = run({});
  expect((await noBot.firstLine).msg).toMatch(/^TELEGRAM_BOT_TOKEN is not set/);
  const running = await start();
  const taken = run({
    TELEGRAM_BOT_TOKEN: '111:AA',
    TELEGRAM_SANDBOX_PORT: new URL(running.url).port,
    TELEGRAM_SANDBOX_DATA: '',
  });
  expect((await taken.firstLine).msg).toMatch(/^cannot listen on port \d+: listen EADDRINUSE/);
  await running.end('SIGTERM');
});
