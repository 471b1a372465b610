// biome-ignore-all lint/style/useNodejsImportProtocol: the oldest Nodes that can say they are too old do not know it
// The way in: needs nothing but Node, gets everything else, then hands over to the program that was asked for.
// Written for old Nodes too (no `node:` imports, no new syntax), so that they can say that they are too old.
import { spawn } from 'child_process';
import { createHash } from 'crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';

const root = dirname(fileURLToPath(import.meta.url));
const at = (...names) => join(root, ...names);

const verbs = {
  start: {
    help: 'start the whole product; -- --fresh forgets its data',
    run: (args) => handOver(tsx('sandbox/stack/main.ts', args), true),
  },
  test: {
    help: 'run every test, or those whose path holds NAME',
    run: async (args) => (await build()) || handOver(vitest(args)),
  },
  check: { help: 'types, lint and format, import arrows, dead code', run: check },
  build: { help: 'build the web app, when its sources have changed', run: build },
  bench: { help: 'measure beside a rival: bench -- NAME', run: (args) => handOver(tsx('bench/main.ts', args)) },
  soak: { help: 'the long version of a test: soak -- NAME', run: soak },
  verify: {
    help: 'read the books from the beginning and name each fault',
    run: (args) => withDatabase(() => handOver(tsx('records/verify.ts', args))),
  },
  statement: {
    help: "a player's year: statement -- PLAYER YEAR [--html]",
    run: (args) => withDatabase(() => handOver(tsx('use-cases/print-statement.ts', args))),
  },
  audit: {
    help: 'the trail: audit -- export --from TIME --to TIME, check FILE, keys',
    run: (args) => withDatabase(() => handOver(tsx('use-cases/print-trail.ts', args))),
  },
  staff: {
    help: 'members of staff: staff -- list, end STAFF (signs them out), pause and resume (switches), moved (house money), bonus (terms)',
    run: (args) => withDatabase(() => handOver(tsx('use-cases/staff-command.ts', args))),
  },
  'compliance-table': {
    help: 'write docs/compliance.md: clause, rule, test',
    run: (args) => handOver(tsx('runtime/print-compliance.ts', args)),
  },
  migrate: {
    help: 'bring the database of DATABASE_OWNER_URL up to date',
    run: (args) => handOver(tsx('prisma/migrate.ts', args)),
  },
};

main().then(
  (code) => process.exit(code),
  (error) => {
    say(explain(error));
    process.exit(1);
  },
);

async function main() {
  const [verb, ...args] = process.argv.slice(2);
  const tooOld = whyTooOld(process.versions.node);
  if (tooOld) {
    say(tooOld);
    return 1;
  }
  if (!Object.hasOwn(verbs, verb || '')) {
    say(
      'Usage: node run.mjs VERB\n' +
        Object.entries(verbs)
          .map(([name, { help }]) => `  ${name.padEnd(18)}${help}`)
          .join('\n'),
    );
    return 1;
  }
  await install();
  await generate();
  return verbs[verb].run(args);
}

/** Prisma and Vite want 20.19 in line 20, 22.12 in line 22; odd lines end before their faults do. */
function whyTooOld(version) {
  const [major, minor] = version.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  return fits
    ? undefined
    : `Cage needs Node 20.19 or later (or 22.12, or 24), this is ${version}. Get one from https://nodejs.org, then run the same command again.`;
}

/** Installs when the packages were not installed from today's lists. The stamp is written last: a killed install is repeated. */
async function install() {
  const stamp = at('node_modules', '.cage-installed');
  const wanted = hashOf(['package.json', 'package-lock.json'].map((name) => at(name)));
  if (existsSync(at('node_modules')) && readOr(stamp, '') === wanted) return;
  say('Installing packages. This takes a minute or two, and only when their list has changed.');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const done = await run(npm, ['install', '--no-fund', '--no-audit', '--loglevel=error'], 'Installing packages');
  if (done.code !== 0) throw new Error(done.output);
  mkdirSync(at('node_modules'), { recursive: true });
  // npm may have written the lock file anew.
  writeFileSync(stamp, hashOf(['package.json', 'package-lock.json'].map((name) => at(name))));
}

/** Generates the database client when it is missing or older than the schema it was made from. */
async function generate() {
  const schema = at('prisma', 'schema');
  if (!existsSync(schema)) return;
  const stamp = at('prisma', 'generated', '.cage-schema');
  const wanted = hashOf(
    readdirSync(schema)
      .filter((name) => name.endsWith('.prisma'))
      .sort()
      .map((name) => join(schema, name)),
  );
  if (readOr(stamp, '') === wanted) return;
  const done = await run(
    process.execPath,
    [at('node_modules', 'prisma', 'build', 'index.js'), 'generate'],
    'Generating the database client',
  );
  if (done.code !== 0) throw new Error(done.output);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Builds the web app when it is missing or older than what it is made from. Answers an exit code. */
async function build() {
  const sources = ['webapp', 'contracts', 'domain'].map((name) => at(name)).filter((folder) => existsSync(folder));
  const stamp = at('webapp', 'dist', '.cage-built');
  const wanted = hashOf([...sources.flatMap((folder) => filesUnder(folder)), at('package-lock.json')]);
  if (readOr(stamp, '') === wanted) return 0;
  const vite = at('node_modules', 'vite', 'bin', 'vite.js');
  const done = await run(
    process.execPath,
    [vite, 'build', '--config', at('webapp', 'vite.config.ts'), '--logLevel', 'warn'],
    'Building the web app',
  );
  if (done.code !== 0) throw new Error(done.output);
  writeFileSync(stamp, wanted);
  return 0;
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'dist')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]));
}

const tsx = (file, args) => ['--import', 'tsx', at(file), ...args];
const vitest = (args) => [at('node_modules', 'vitest', 'vitest.mjs'), 'run', ...args];

function soak(args) {
  const [name, ...rest] = args;
  if (!name) {
    say('Which one? For example: npm run soak -- deposits');
    return 1;
  }
  process.env.CAGE_SOAK = name;
  return handOver(vitest(rest));
}

/** Where no database is given, that of this clone's "npm start": it leaves what leads there in files nobody else may read. */
function withDatabase(then) {
  const left = (name) => readOr(join(process.env.CAGE_HOME || at('.cage'), name), '').trim();
  if (!process.env.DATABASE_URL && left('database-url')) {
    const audit = JSON.parse(left('audit.json') || '{}');
    const ton = JSON.parse(left('ton.json') || '{}');
    const env = { DATABASE_URL: left('database-url'), CAGE_DATABASE_IS_LEFT: '1' };
    Object.assign(process.env, { ...audit, ...ton, ...process.env, ...env });
  }
  return then();
}

/** All at once; each says one line, and more only when it fails. */
async function check() {
  const bin = (name, file) => at('node_modules', name, ...file.split('/'));
  // TypeScript 7 looks in a third of the time. dependency-cruiser reads sources by the programming interface of version 6.
  const tsc = [bin('typescript-native', 'bin/tsc'), '--noEmit', '--pretty', 'false'];
  const tools = {
    types: tsc,
    'types, web app': [...tsc, '--project', at('webapp')],
    'lint and format': [bin('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings', '.'],
    arrows: [
      bin('dependency-cruiser', 'bin/dependency-cruise.mjs'),
      '--config',
      at('.dependency-cruiser.cjs'),
      '--output-type',
      'err-long',
      ...rooms(),
    ],
    'dead code': [bin('knip', 'bin/knip.js'), '--no-progress'],
  };
  const results = await Promise.all(
    Object.entries(tools).map(async ([name, args]) => {
      const startedAt = Date.now();
      const done = await run(process.execPath, args);
      const ok = done.code === 0 && (name !== 'arrows' || sawModules(done.output));
      const time = `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
      process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(18)} ${time}\n`);
      if (!ok) process.stdout.write(`${done.output.trim()}\n`);
      return ok;
    }),
  );
  return results.every(Boolean) ? 0 : 1;
}

/** Where our own code is: every folder with sources but the tools' and the generated ones. */
function rooms() {
  const others = ['node_modules', 'docs', 'deploy', 'coverage'];
  return readdirSync(root).filter(
    (name) => !name.startsWith('.') && !others.includes(name) && statSync(at(name)).isDirectory(),
  );
}

/** With a TypeScript it does not understand, dependency-cruiser sees nothing and is content. */
function sawModules(output) {
  const seen = /\((\d+) modules/.exec(output);
  return seen !== null && Number(seen[1]) > 0;
}

/**
 * Gives the terminal to another Node program and ends as it ends. It stands in a process group of its own and each
 * signal is passed on once: npm and the terminal would both send it otherwise.
 */
function handOver(args, leashed = false) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', 'inherit', 'inherit'].concat(leashed ? ['ipc'] : []);
    const child = spawn(process.execPath, args, { cwd: root, stdio, detached: true });
    const passed = new Set();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        if (!passed.has(signal)) child.kill(signal);
        passed.add(signal);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === null ? 1 : code));
  });
}

/** Runs a tool to its end and keeps what it says. With a title, shows that it is still at it. */
function run(file, args, title) {
  return new Promise((resolve, reject) => {
    const startedAt = Date.now();
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: file.endsWith('.cmd') });
    const stop = () => {
      child.kill('SIGTERM');
      process.exit(1);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    let output = '';
    const take = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const every = process.stdout.isTTY ? 1000 : 15000;
    const timer = setInterval(
      () => title && tick(`${title} (${Math.round((Date.now() - startedAt) / 1000)} s)`),
      every,
    );
    child.once('error', (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.once('close', (code) => {
      clearInterval(timer);
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
      if (title && process.stdout.isTTY) process.stdout.write('\r\x1b[2K');
      resolve({ code, output });
    });
  });
}

function tick(text) {
  process.stdout.write(process.stdout.isTTY ? `\r\x1b[2K  ... ${text}` : `  ... ${text}\n`);
}

/** One line on what went wrong and what to do; the tool's own words follow only where we do not know better. */
function explain(error) {
  const text = `${error.code || ''} ${error.message || error}`;
  const known = [
    [/ENOSPC/, `The disk is full: free at least 2 GB where ${root} is, then run the same command again.`],
    [/EDQUOT/, 'Your disk quota is used up: free at least 2 GB, then run the same command again.'],
    [
      /EACCES|EPERM|EROFS/,
      `No permission to write in ${root}: make it yours (chown) or clone into a folder of yours, then run the same command again.`,
    ],
    [
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/i,
      'The package registry cannot be reached: check the network (or proxy settings), then run the same command again.',
    ],
    [
      /ENOENT.*npm|npm.*ENOENT|spawn npm/,
      'There is no npm beside this Node: install it (it comes with Node from https://nodejs.org), then run the same command again.',
    ],
  ];
  const match = known.find(([sign]) => sign.test(text));
  return match ? match[1] : `It did not work: ${text.trim().split('\n').slice(-15).join('\n')}`;
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update(readOr(file, ''));
  return hash.digest('hex');
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch (_) {
    return otherwise;
  }
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
