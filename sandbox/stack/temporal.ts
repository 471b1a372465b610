import path from 'node:path';
import { type Part, until } from './part.ts';
import type { TemporalDev } from './temporal-dev.ts';

export type TemporalPlace = {
  readonly binary: string;
  readonly port: number;
  readonly uiPort: number;
  /** Undefined keeps workflows in memory. */
  readonly databaseFile?: string;
  readonly dev: TemporalDev;
};

/** The development server with its Web UI. It answers before its namespace does: see `ensureNamespace`. */
export function temporalPart(place: TemporalPlace): Part {
  return {
    name: 'temporal',
    title: 'Temporal',
    command: () => ({ file: place.binary, args: serverArguments(place), ...workFolder(place) }),
    answers: (_, signal) => until(() => answers(place.uiPort), 50, signal),
    stopping: [{ signal: 'SIGTERM', withinMs: 1_400 }],
    answersWithinMs: 60_000,
  };
}

function serverArguments({ port, uiPort, databaseFile, dev }: TemporalPlace): string[] {
  const each = (flag: string, pairs: Record<string, unknown>, json: boolean) =>
    Object.entries(pairs).flatMap(([name, value]) => [flag, `${name}=${json ? JSON.stringify(value) : value}`]);
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)],
    ...['--namespace', dev.namespace, '--log-level', 'warn', '--ui-disable-news-fetch'],
    ...(databaseFile ? ['--db-filename', databaseFile, ...each('--sqlite-pragma', dev.sqlitePragmas, false)] : []),
    ...each('--search-attribute', dev.searchAttributes, false),
    ...each('--dynamic-config-value', dev.dynamicConfig, true),
  ];
}

/** The server writes nothing beside its database; without one, any folder that stays will do. */
function workFolder({ databaseFile }: TemporalPlace): { cwd?: string } {
  return databaseFile ? { cwd: path.dirname(databaseFile) } : {};
}

/** The Web UI is the last to come up, and forwards to the server: when it lists namespaces, both work. */
async function answers(uiPort: number): Promise<boolean> {
  const response = await fetch(`http://127.0.0.1:${uiPort}/api/v1/namespaces`, { signal: AbortSignal.timeout(2_000) });
  await response.arrayBuffer();
  return response.ok;
}
