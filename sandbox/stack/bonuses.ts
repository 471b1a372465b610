import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readableLine } from './diagnosis.ts';
import { runTool } from './run-tool.ts';

/** Where the bonuses lie that the box offers from its first start on. */
const FOLDER = path.join('sandbox', 'bonuses');

/**
 * Publishes the starters that were never published in this database: what was changed or ended since stays so. Answers how many there
 * are; a clone without the folder has none.
 */
export async function publishStarters(projectDir: string, databaseUrl: string, signal: AbortSignal): Promise<number> {
  const files = startersIn(projectDir);
  if (files.length === 0) return 0;
  const done = await runTool(
    {
      file: process.execPath,
      args: ['--import', 'tsx', path.join('use-cases', 'staff-command.ts'), 'bonus', 'new', ...files],
      cwd: projectDir,
      env: { ...process.env, DATABASE_URL: databaseUrl },
    },
    { signal },
  );
  if (done.ok) return files.length;
  const said = done.output.trim().split('\n').slice(-4).map(readableLine).join('\n  ');
  throw new Error(`the bonuses of the box were not published:\n  ${said}`);
}

function startersIn(projectDir: string): string[] {
  try {
    const names = readdirSync(path.join(projectDir, FOLDER)).filter((name) => name.endsWith('.json'));
    return names.sort().map((name) => path.join(FOLDER, name));
  } catch {
    return [];
  }
}
