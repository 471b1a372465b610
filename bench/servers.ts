import path from 'node:path';
import { runTool } from '../sandbox/stack/run-tool.ts';
import { workOnServers } from '../sandbox/testing/fixtures.ts';
import { type Infrastructure, startInfrastructure } from '../sandbox/testing/infrastructure.ts';

const projectDir = path.join(import.meta.dirname, '..');

/** PostgreSQL, Redis and Temporal as an operator has them: on disk, and with fsync. Fixtures work on them from here on. */
export async function openServers(say: (doing: string) => void): Promise<Infrastructure> {
  const servers = await startInfrastructure({
    projectDir,
    homeDir: process.env.CAGE_HOME ?? path.join(projectDir, '.cage'),
    env: process.env,
    ownerPid: process.pid,
    durable: true,
    migrate: async (ownerUrl) => {
      const args = ['--import', 'tsx', path.join(projectDir, 'prisma', 'migrate.ts')];
      const env = { ...process.env, DATABASE_OWNER_URL: ownerUrl };
      const done = await runTool({ file: process.execPath, args, cwd: projectDir, env });
      if (!done.ok) throw new Error(`the migration failed:\n${done.output.trim()}`);
    },
    progress: say,
  });
  process.once('exit', servers.killNow);
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  workOnServers(servers.addresses);
  return servers;
}
