import path from 'node:path';
import { readableLine } from './diagnosis.ts';
import { runTool } from './run-tool.ts';

/** Brings the database to today's schema, as its owner. Quick when there is nothing to do. */
export async function migrate(projectDir: string, ownerUrl: string, signal: AbortSignal): Promise<void> {
  const done = await runTool(
    {
      file: process.execPath,
      args: ['--import', 'tsx', path.join('prisma', 'migrate.ts')],
      cwd: projectDir,
      env: { ...process.env, DATABASE_OWNER_URL: ownerUrl },
    },
    { signal },
  );
  if (done.ok) return;
  const said = done.output.trim().split('\n').slice(-8).map(readableLine).join('\n  ');
  throw new Error(`the migration failed:\n  ${said}`);
}
