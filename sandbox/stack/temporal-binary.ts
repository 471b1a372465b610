import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';
import { runTool } from './run-tool.ts';
import { buildTemporal } from './temporal-build.ts';
import { downloadTemporal } from './temporal-download.ts';
import { halfOf, isProgram, onPath } from './tools-cache.ts';

/** Pins every byte of the Temporal that is built; its hash names the cached binary. */
const modules = path.join(import.meta.dirname, 'temporal-cli');

/**
 * The Temporal CLI, which holds the development server and its Web UI: on the PATH, in our cache, from the official
 * archive, or built from its source modules. Throws one line that says what to do when all of these fail.
 */
export async function findTemporal(finding: Finding): Promise<string> {
  const installed = onPath(['temporal'], finding.env);
  if (installed && (await isRecentEnough(installed, finding))) return installed;

  const goSum = readFileSync(path.join(modules, 'go.sum'));
  const key = createHash('sha256').update(goSum).digest('hex').slice(0, 16);
  const cached = path.join(finding.cache, `temporal-${key}-${process.platform}-${process.arch}`);
  if (isProgram(cached)) return cached;

  // Made under another name and renamed when whole: neither a killed build nor two builds at once leave half a binary.
  const half = halfOf(cached);
  try {
    const got =
      (await downloadTemporal(half, versionOf(modules), finding)) || (await buildTemporal(half, modules, finding));
    if (!got) {
      throw new Error(
        'Temporal: the official archive cannot be reached, and it cannot be built here. Install the Temporal CLI ' +
          '(https://docs.temporal.io/cli), or Go 1.21 or later, or set TEMPORAL_ADDRESS.',
      );
    }
    chmodSync(half, 0o755);
    renameSync(half, cached);
    return cached;
  } finally {
    rmSync(half, { force: true });
  }
}

/** An older one lacks flags that ours is started with, and would end with "unknown flag". */
async function isRecentEnough(file: string, { env, signal, progress }: Finding): Promise<boolean> {
  const help = await runTool({ file, args: ['server', 'start-dev', '--help'], env }, { signal });
  const flags = ['--ui-disable-news-fetch', '--sqlite-pragma', '--search-attribute'];
  const enough = help.ok && flags.every((flag) => help.output.includes(flag));
  if (!enough) progress(`${file} is too old for this; leaving it alone`);
  return enough;
}

function versionOf(folder: string): string {
  const [, version] =
    /github\.com\/temporalio\/cli v(\S+)/.exec(readFileSync(path.join(folder, 'go.mod'), 'utf8')) ?? [];
  if (!version) throw new Error(`${folder}/go.mod names no version of github.com/temporalio/cli`);
  return version;
}
