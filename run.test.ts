import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/* run.mjs in a small clone of its own, with an npm that does what the test says. */

let clone = '';
beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), 'cage-run-'));
  cpSync(path.join(import.meta.dirname, 'run.mjs'), path.join(clone, 'run.mjs'));
  write('package.json', '{}');
  write('package-lock.json', '{}');
  write('prisma/migrate.ts', '');
  npmDoes('mkdir -p node_modules; echo x >> installs');
  mkdirSync(path.join(clone, 'node_modules'));
  symlinkSync(path.join(import.meta.dirname, 'node_modules', 'tsx'), path.join(clone, 'node_modules', 'tsx'));
});
afterEach(() => rmSync(clone, { recursive: true, force: true }));

test.each(['14.21.3', '18.20.0', '20.18.1', '21.7.0', '22.11.0', '23.1.0'])(
  'Node %s is told what to get, in one line',
  async (version) => {
    const { code, said } = await run(['check'], { pretend: version });
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^Cage needs Node 20.19 .* this is ${version}\\. Get one .*\n$`));
  },
);

test.each(['20.19.0', '22.12.0', '24.0.0'])('Node %s will do', async (version) => {
  expect((await run(['nonsense'], { pretend: version })).said).toMatch(/^Usage/);
});

test('packages are installed once, and again when their list has changed', async () => {
  for (let start = 0; start < 2; start++) expect((await run(['migrate'])).code).toBe(0);
  expect(installs()).toBe(1);
  write('package-lock.json', '{"lockfileVersion":3}');
  await run(['migrate']);
  expect(installs()).toBe(2);
});

test('an install that was broken off is repeated', async () => {
  npmDoes('mkdir -p node_modules; echo x >> installs; exit 1');
  expect((await run(['migrate'])).code).toBe(1);
  npmDoes('echo x >> installs');
  expect((await run(['migrate'])).code).toBe(0);
  expect(installs()).toBe(2);
});

test.each([
  ['npm error code ENOSPC', /^The disk is full/],
  [
    'npm error network request to https://registry.example failed, reason: getaddrinfo ENOTFOUND registry.example',
    /cannot be reached: check the network/,
  ],
  ["npm error Error: EACCES: permission denied, mkdir '/x/node_modules'", /^No permission to write in/],
])('when npm says "%s", one line says what to do', async (words, line) => {
  npmDoes(`echo "${words}" >&2; exit 1`);
  const { code, said } = await run(['migrate']);
  expect(code).toBe(1);
  expect(said.split('\n').at(-2)).toMatch(line);
  expect(said.split('\n').at(-2)).toContain('run the same command again');
});

test('it ends as the program ends that it handed over to, and gives it its arguments', async () => {
  write('prisma/migrate.ts', 'process.exit(process.argv[2] === "--seven" ? 7 : 1)');
  expect((await run(['migrate', '--seven'])).code).toBe(7);
});

test('a signal reaches the program once, however often it is sent', async () => {
  write(
    'prisma/migrate.ts',
    `let got = 0;
     process.on('SIGINT', () => { got += 1; setTimeout(() => { console.log('got ' + got); process.exit(0); }, 200); });
     setInterval(() => {}, 1000); console.log('running');`,
  );
  const { said } = await run(['migrate'], { interruptTwiceAt: /running/ });
  expect(said).toMatch(/got 1\n$/);
});

test('the database client is generated when the schema has changed, and not otherwise', async () => {
  write('prisma/schema/a.prisma', 'one');
  write('node_modules/prisma/build/index.js', "require('fs').appendFileSync('generated', 'x')");
  for (let start = 0; start < 2; start++) await run(['migrate']);
  expect(readFileSync(path.join(clone, 'generated'), 'utf8')).toBe('x');
  write('prisma/schema/a.prisma', 'two');
  await run(['migrate']);
  expect(readFileSync(path.join(clone, 'generated'), 'utf8')).toBe('xx');
});

test('run.mjs keeps to words that the oldest Nodes can read', () => {
  const source = readFileSync(path.join(import.meta.dirname, 'run.mjs'), 'utf8');
  expect(source).not.toMatch(/from 'node:|\?\?=|\|\|=|&&=|^await /m);
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(clone, file)), { recursive: true });
  writeFileSync(path.join(clone, file), text);
}

function npmDoes(script: string): void {
  write('bin/npm', `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(clone, 'bin', 'npm'), 0o755);
}

function installs(): number {
  const file = path.join(clone, 'installs');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0;
}

function run(args: string[], { pretend, interruptTwiceAt }: { pretend?: string; interruptTwiceAt?: RegExp } = {}) {
  const version = JSON.stringify(pretend);
  write(
    'pretend.cjs',
    pretend ? `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: ${version} } })` : '',
  );
  const child = spawn(process.execPath, ['-r', path.join(clone, 'pretend.cjs'), 'run.mjs', ...args], {
    cwd: clone,
    env: { ...process.env, NODE_OPTIONS: '', PATH: `${path.join(clone, 'bin')}${path.delimiter}${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let interrupted = false;
  const take = (chunk: Buffer) => {
    said += chunk;
    if (!interruptTwiceAt?.test(said) || interrupted) return;
    interrupted = true;
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGINT'), 50);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise<{ code: number | null; said: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, said })),
  );
}
