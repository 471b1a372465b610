import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Finding } from './finding.ts';
import { findRedis } from './redis-binary.ts';
import { findTemporal } from './temporal-binary.ts';
import { checksumOf } from './temporal-download.ts';
import { toolsCache } from './tools-cache.ts';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'cage-binaries-'));
  mkdirSync(path.join(dir, 'bin'));
  mkdirSync(path.join(dir, 'cache'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A machine that has nothing but what the test puts into `bin`. */
const machine = (said: string[] = []): Finding => ({
  env: { PATH: path.join(dir, 'bin') },
  cache: path.join(dir, 'cache'),
  progress: (doing) => said.push(doing),
  signal: new AbortController().signal,
});

function program(file: string, script: string): string {
  const whole = path.join(dir, file);
  mkdirSync(path.dirname(whole), { recursive: true });
  writeFileSync(whole, `#!/bin/sh\n${script}\n`);
  chmodSync(whole, 0o755);
  return whole;
}

const goSum = readFileSync(path.join(import.meta.dirname, 'temporal-cli', 'go.sum'));
const cachedName = `temporal-${createHash('sha256').update(goSum).digest('hex').slice(0, 16)}-${process.platform}-${process.arch}`;
const flags = '--ui-disable-news-fetch --ui-codec-endpoint --sqlite-pragma --search-attribute';

test('a Redis on the PATH is used, be it redis or valkey', async () => {
  const valkey = program('bin/valkey-server', '');
  expect(await findRedis(machine())).toEqual({ file: valkey });
  const redis = program('bin/redis-server', '');
  expect(await findRedis(machine())).toEqual({ file: redis });
});

test('where there is no Redis and no way to get one, one line says what to install', async () => {
  await expect(findRedis(machine())).rejects.toThrow(/^Redis: .*apt-get install redis-server.*or set REDIS_URL\.$/);
});

test.skipIf(process.getuid?.() === 0)(
  'without root, a package that cannot be unpacked leaves nothing in the cache',
  async () => {
    program('bin/apt-get', 'exit 1');
    await expect(findRedis(machine())).rejects.toThrow(/REDIS_URL/);
    expect(readdirSync(path.join(dir, 'cache'))).toEqual([]);
  },
);

test('a Temporal on the PATH is used when it knows the flags we need', async () => {
  const temporal = program('bin/temporal', `echo "${flags}"`);
  expect(await findTemporal(machine())).toBe(temporal);
});

test('a Temporal on the PATH that is too old is left alone, and it is said', async () => {
  program('bin/temporal', 'echo --db-filename');
  const cached = program(`cache/${cachedName}`, '');
  const said: string[] = [];
  expect(await findTemporal(machine(said))).toBe(cached);
  expect(said.join()).toContain('too old');
});

test('a checksum is found by the archive’s name alone', () => {
  const sums = `${'a'.repeat(64)}  temporal_cli_1.8.2_linux_arm64.tar.gz\n${'b'.repeat(64)}  temporal_cli_1.8.2_linux_amd64.tar.gz\n`;
  expect(checksumOf(sums, 'temporal_cli_1.8.2_linux_amd64.tar.gz')).toBe('b'.repeat(64));
  expect(checksumOf(sums, 'temporal_cli_1.8.2_darwin_arm64.tar.gz')).toBeUndefined();
  expect(checksumOf('not a list', 'temporal_cli_1.8.2_linux_amd64.tar.gz')).toBeUndefined();
});

test('the cache is where XDG says, else in ~/.cache', () => {
  expect(toolsCache({ XDG_CACHE_HOME: path.join(dir, 'xdg') })).toBe(path.join(dir, 'xdg', 'cage'));
});

test('what a killed build left half done is swept away; what another still makes is not', () => {
  const cache = toolsCache({ XDG_CACHE_HOME: dir });
  for (const name of ['temporal-x.half-999999999', `redis.half-${process.pid}`, 'temporal-x'])
    writeFileSync(path.join(cache, name), '');
  expect(readdirSync(toolsCache({ XDG_CACHE_HOME: dir })).sort()).toEqual([`redis.half-${process.pid}`, 'temporal-x']);
});
