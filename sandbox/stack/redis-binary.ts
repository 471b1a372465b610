import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';
import { runTool } from './run-tool.ts';
import type { Command } from './running-process.ts';
import { halfOf, isProgram, onPath } from './tools-cache.ts';

export type RedisServer = Pick<Command, 'file' | 'env'>;

const PACKAGES = ['redis-server', 'redis-tools', 'liblzf1', 'libjemalloc2'];

/** A Redis server: on the PATH, in our cache, or from Debian's package. Throws one line that says what to install. */
export async function findRedis(finding: Finding): Promise<RedisServer> {
  const { env, cache, progress } = finding;
  const installed = onPath(['redis-server', 'valkey-server'], env);
  if (installed) return { file: installed };
  const unpacked = unpackedServer(path.join(cache, 'redis'));
  if (isProgram(unpacked.file)) return unpacked;

  if (onPath(['apt-get'], env)) {
    progress('not installed: getting Debian’s package');
    const got = process.getuid?.() === 0 ? await install(finding) : await unpack(finding);
    if (got) return got;
  }
  throw new Error(
    'Redis: there is no redis-server or valkey-server here, and it could not be fetched. ' +
      'Install one (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis), or set REDIS_URL.',
  );
}

async function install({ env, signal }: Finding): Promise<RedisServer | undefined> {
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, cwd: '/' };
  const aptGet = (args: string[]) => runTool({ ...quiet, file: 'apt-get', args }, { signal });
  const installIt = () =>
    withoutStartingServices(() => aptGet(['install', '-y', '--no-install-recommends', 'redis-server']));

  const hadService = existsSync('/etc/init.d/redis-server');
  let done = await installIt();
  if (!done.ok) {
    await aptGet(['update']);
    done = await installIt();
  }
  if (!done.ok) return undefined;
  if (!hadService && onPath(['systemctl'], env)) {
    // The package asks for a start at every boot; we start ours ourselves.
    await runTool({ file: 'systemctl', args: ['disable', 'redis-server'], cwd: '/' }, { signal });
  }
  const file = onPath(['redis-server'], env);
  return file ? { file } : undefined;
}

/** Debian's own switch: while this script says 101, no package may start its service. Another's script is left alone. */
async function withoutStartingServices<T>(work: () => Promise<T>): Promise<T> {
  const policy = '/usr/sbin/policy-rc.d';
  const ours = !existsSync(policy);
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    if (ours) rmSync(policy, { force: true });
  }
}

/** Without root: the same packages, unpacked into our cache. Renamed when whole, so two starts at once do no harm. */
async function unpack({ cache, env, signal }: Finding): Promise<RedisServer | undefined> {
  const half = halfOf(path.join(cache, 'redis'));
  const debs = path.join(half, 'debs');
  mkdirSync(debs, { recursive: true });
  try {
    const download = (options: string[]) =>
      runTool({ file: 'apt-get', args: [...options, 'download', ...PACKAGES], cwd: debs, env }, { signal });
    let got = await download([]);
    if (!got.ok) {
      const own = await ownLists(path.join(half, 'apt'), env, signal);
      got = await download(own);
    }
    if (!got.ok) return undefined;
    for (const deb of readdirSync(debs)) {
      const put = await runTool({ file: 'dpkg', args: ['-x', path.join(debs, deb), half], cwd: half }, { signal });
      if (!put.ok) return undefined;
    }
    const server = unpackedServer(half);
    const works = await runTool({ ...server, args: ['--version'], cwd: half }, { signal });
    if (!works.ok) return undefined;
    for (const folder of [debs, path.join(half, 'apt')]) rmSync(folder, { recursive: true, force: true });
    const whole = path.join(cache, 'redis');
    try {
      renameSync(half, whole);
    } catch {
      if (!isProgram(unpackedServer(whole).file)) return undefined; // else another start was quicker: its copy serves
    }
    return unpackedServer(whole);
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** Package lists in a folder of our own: the system's may be empty, and only root may fill them. */
async function ownLists(dir: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string[]> {
  mkdirSync(path.join(dir, 'state', 'lists', 'partial'), { recursive: true });
  mkdirSync(path.join(dir, 'cache', 'archives', 'partial'), { recursive: true });
  const options = ['-o', `Dir::State=${dir}/state`, '-o', `Dir::Cache=${dir}/cache`];
  await runTool({ file: 'apt-get', args: [...options, 'update'], cwd: dir, env }, { signal });
  return options;
}

function unpackedServer(root: string): RedisServer {
  const libraries = ['x86_64', 'aarch64', 'arm', 'i386'].map((machine) =>
    path.join(root, 'usr', 'lib', `${machine}-linux-gnu${machine === 'arm' ? 'eabihf' : ''}`),
  );
  return {
    file: path.join(root, 'usr', 'bin', 'redis-server'),
    env: { ...process.env, LD_LIBRARY_PATH: libraries.filter((folder) => existsSync(folder)).join(':') },
  };
}
