import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = import.meta.dirname;
const ROOMS = [
  'activities',
  'api',
  'bot',
  'contracts',
  'domain',
  'loops',
  'prisma',
  'rails',
  'records',
  'runtime',
  'sandbox',
  'use-cases',
  'workflows',
];

export type Verdict = {
  /** Modules of ours that were looked at. */
  readonly seen: readonly string[];
  /** The rules that a file breaks. */
  brokenBy(file: string): string[];
  /** Files that break a rule. */
  readonly offenders: readonly string[];
};

/** Looks at a copy of the house in which these files were planted, with the house's own rules. */
export async function judgeWith(planted: Readonly<Record<string, string>>): Promise<Verdict> {
  const copy = mkdtempSync(path.join(tmpdir(), 'house-'));
  try {
    for (const room of ROOMS)
      cpSync(path.join(ROOT, room), path.join(copy, room), {
        recursive: true,
        filter: (file) => !/\/(page|node_modules|histories)$/.test(file),
      });
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      cpSync(path.join(ROOT, name), path.join(copy, name));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
    for (const [file, source] of Object.entries(planted)) writeFileSync(path.join(copy, file), source);
    return verdictOf(JSON.parse(await cruise(copy)));
  } finally {
    rmSync(copy, { recursive: true });
  }
}

function cruise(folder: string): Promise<string> {
  const cli = path.join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [
    cli,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    ...readdirSync(folder).filter((name) => ROOMS.includes(name)),
  ];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}

type Cruised = {
  modules: { source: string }[];
  summary: { violations: { from: string; rule: { name: string } }[] };
};

function verdictOf({ modules, summary: { violations } }: Cruised): Verdict {
  return {
    seen: modules.map(({ source }) => source).filter((source) => !source.includes('node_modules')),
    brokenBy: (file) => violations.filter(({ from }) => from === file).map(({ rule }) => rule.name),
    offenders: [...new Set(violations.map(({ from }) => from))].sort(),
  };
}
