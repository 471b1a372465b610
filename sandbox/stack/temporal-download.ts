import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';
import { runTool } from './run-tool.ts';

const RELEASES = 'https://github.com/temporalio/cli/releases/download';
/** Where the archive cannot be reached at all, waiting longer only delays the build. */
const CONNECT_WITHIN_MS = 5_000;
const DOWNLOAD_WITHIN_MS = 300_000;

/** Gets the official archive and puts its program at `target`. False when it cannot be had, or is not what it should be. */
export async function downloadTemporal(target: string, version: string, finding: Finding): Promise<boolean> {
  const { progress, signal } = finding;
  const system = { linux: 'linux', darwin: 'darwin' }[process.platform as string];
  const machine = { x64: 'amd64', arm64: 'arm64' }[process.arch as string];
  if (!system || !machine) return false;
  const archive = `temporal_cli_${version}_${system}_${machine}.tar.gz`;

  progress(`looking for the official archive of ${version}`);
  const sums = await get(`${RELEASES}/v${version}/checksums.txt`, CONNECT_WITHIN_MS, signal);
  const wanted = sums && checksumOf(sums.toString('utf8'), archive);
  if (!wanted) return false;

  progress(`downloading the official archive of ${version}`);
  const bytes = await get(`${RELEASES}/v${version}/${archive}`, DOWNLOAD_WITHIN_MS, signal);
  if (!bytes) return false;
  if (createHash('sha256').update(bytes).digest('hex') !== wanted) {
    progress('the archive does not have its published checksum: not used');
    return false;
  }
  return unpackProgram(bytes, target, signal);
}

/** The line of `sha256sum`'s format that ends with this name. */
export function checksumOf(sums: string, archive: string): string | undefined {
  const line = sums.split('\n').find((each) => each.trim().endsWith(archive));
  return /^([0-9a-f]{64})\s/.exec(line?.trim() ?? '')?.[1];
}

async function unpackProgram(bytes: Buffer, target: string, signal: AbortSignal): Promise<boolean> {
  const folder = `${target}.unpacked`;
  mkdirSync(folder, { recursive: true });
  try {
    const file = path.join(folder, 'archive.tar.gz');
    writeFileSync(file, bytes);
    const done = await runTool({ file: 'tar', args: ['-xzf', file, '-C', folder, 'temporal'] }, { signal });
    if (done.ok) renameSync(path.join(folder, 'temporal'), target);
    return done.ok;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function get(url: string, withinMs: number, signal: AbortSignal): Promise<Buffer | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]) });
    return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
  } catch {
    return undefined;
  }
}
