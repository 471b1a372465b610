import { clocksDiffer } from './clock.ts';
import type { Environment, Plan } from './plan.ts';
import { withClient } from './postgres-roles.ts';
import type { Screen } from './screen.ts';

/** Says so when our clock is not that of the servers that were given. One that cannot be asked has other problems. */
export async function compareClocks(env: Environment, plan: Plan, screen: Screen): Promise<void> {
  const asked = [
    ...(plan.start.postgres
      ? []
      : [{ whose: 'the given PostgreSQL', ask: () => databaseClock(env.DATABASE_URL ?? '') }]),
    ...(plan.sandbox.telegram
      ? []
      : [{ whose: 'Telegram', ask: () => httpClock(env.TELEGRAM_API_ROOT || 'https://api.telegram.org') }]),
  ];
  await Promise.all(
    asked.map(async ({ whose, ask }) => {
      const theirsMs = await ask().catch(() => undefined);
      const line = theirsMs === undefined ? undefined : clocksDiffer(whose, theirsMs, Date.now());
      if (line) screen.warn(line);
    }),
  );
}

function databaseClock(url: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query('select extract(epoch from clock_timestamp()) * 1000 as now');
    return Number(rows[0].now);
  });
}

async function httpClock(url: string): Promise<number | undefined> {
  const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(3_000) });
  const date = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(date) ? undefined : date;
}
