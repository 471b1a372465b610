import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from './finding.ts';
import { type Home, postgresUserOf } from './home.ts';
import type { Part } from './part.ts';
import { laptopTuning, postgresPart, superuserUrl } from './postgres.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { ensureDatabase, ensureRoles, withClient } from './postgres-roles.ts';
import type { StackPorts } from './product-environment.ts';
import { redisPart } from './redis.ts';
import { findRedis } from './redis-binary.ts';
import type { Step } from './screen.ts';
import type { Secrets } from './secrets.ts';
import { temporalPart } from './temporal.ts';
import { findTemporal } from './temporal-binary.ts';
import type { TemporalDev } from './temporal-dev.ts';
import { ensureNamespace } from './temporal-namespace.ts';

export type Site = {
  readonly projectDir: string;
  readonly home: Home;
  readonly ports: StackPorts;
  readonly secrets: Secrets;
  readonly finding: Omit<Finding, 'progress'>;
  /** Keeps the part running from now on; resolves at its first answer. */
  keep(part: Part): Promise<void>;
};

export async function bringUpPostgres({ projectDir, home, ports, secrets, keep }: Site, step: Step): Promise<void> {
  const binaries = postgresBinaries();
  const user = postgresUserOf(home, projectDir, binaries.dir);
  const dataDir = home.at('pg');
  const place = {
    dataDir,
    port: ports.postgres,
    password: secrets.databaseSuperuser,
    binaries,
    user,
    tuning: laptopTuning,
  };
  step.doing(existsSync(path.join(dataDir, 'PG_VERSION')) ? 'starting' : 'making its data folder');
  await keep(postgresPart(place));
  await withClient(superuserUrl(place), async (client) => {
    await ensureRoles(client, {
      owner: secrets.databaseOwner,
      app: secrets.databaseApp,
      sealer: secrets.databaseSealer,
    });
    await ensureDatabase(client, 'cage');
  });
  step.done(`127.0.0.1:${ports.postgres}`);
}

export async function bringUpRedis({ home, ports, secrets, finding, keep }: Site, step: Step): Promise<void> {
  const server = await findRedis({ ...finding, progress: step.doing });
  step.doing('starting');
  await keep(redisPart({ dir: home.at('redis'), port: ports.redis, password: secrets.redis, server, databases: 16 }));
  step.done(`127.0.0.1:${ports.redis}`);
}

export async function bringUpTemporal(site: Site, dev: TemporalDev, step: Step): Promise<void> {
  const { home, ports, finding, keep } = site;
  const binary = await findTemporal({ ...finding, progress: step.doing });
  step.doing('starting');
  const [port, uiPort] = [ports.temporal, ports.temporalUiBehind];
  await keep(temporalPart({ binary, port, uiPort, databaseFile: home.at('temporal.db'), dev }));
  step.doing('looking after its namespace');
  const added = await ensureNamespace(`127.0.0.1:${port}`, dev);
  step.done(`127.0.0.1:${port}${added.length > 0 ? `, added ${added.join(', ')}` : ''}`);
}
