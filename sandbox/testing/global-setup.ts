import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { runTool } from '../stack/run-tool.ts';
import { startInfrastructure } from './infrastructure.ts';

const projectDir = path.join(import.meta.dirname, '..', '..');

/** Starts the servers that the tests share, once for the whole run, and stops them at its end, whatever that is. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const startedAt = performance.now();
  const infrastructure = await startInfrastructure({
    projectDir,
    homeDir: process.env.CAGE_HOME ?? path.join(projectDir, '.cage'),
    env: process.env,
    ownerPid: process.pid,
    migrate,
    progress: (doing) => process.stderr.write(`  ${doing}\n`),
  });
  // vitest leaves by process.exit on a Ctrl-C, without asking us to tear down.
  process.once('exit', infrastructure.killNow);
  process.stderr.write(`PostgreSQL, Redis and Temporal up in ${seconds(performance.now() - startedAt)}\n`);
  project.provide('cage', infrastructure.addresses);
  return async () => {
    process.removeListener('exit', infrastructure.killNow);
    await infrastructure.stop();
  };
}

async function migrate(ownerUrl: string): Promise<void> {
  const program = path.join(projectDir, 'prisma', 'migrate.ts');
  if (!existsSync(program)) throw new Error(`${program} is missing: it makes the tables the tests need`);
  const args = ['--import', 'tsx', program];
  const env = { ...process.env, DATABASE_OWNER_URL: ownerUrl };
  const done = await runTool({ file: process.execPath, args, cwd: projectDir, env });
  if (!done.ok) throw new Error(`the migration of the tests' template failed:\n${done.output.trim()}`);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
