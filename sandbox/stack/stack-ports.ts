import { readFileSync, writeFileSync } from 'node:fs';
import type { Environment, Plan } from './plan.ts';
import { type ReservedPort, reservePort } from './ports.ts';
import type { StackPorts } from './product-environment.ts';
import type { TemporalDev } from './temporal-dev.ts';

export type PortName = keyof StackPorts;

export type ChosenPorts = {
  readonly ports: StackPorts;
  readonly held: Readonly<Partial<Record<PortName, ReservedPort>>>;
  /** Who did not get the port they usually have. */
  readonly moved: readonly { readonly name: PortName; readonly taken: number; readonly port: number }[];
};

/**
 * Holds a port for each that is needed: the one asked for, else last time's (bookmarks and open pages keep working), else any free one.
 */
export async function chooseStackPorts(
  file: string,
  usual: StackPorts,
  asked: Partial<StackPorts>,
  needed: ReadonlySet<PortName>,
): Promise<ChosenPorts> {
  const last = lastPorts(file);
  const ports = { ...usual, ...last, ...asked };
  const held: Partial<Record<PortName, ReservedPort>> = {};
  const moved: { name: PortName; taken: number; port: number }[] = [];
  for (const name of needed) {
    const first = ports[name];
    const reserved = await reservePort([first, last[name], usual[name]].filter((port) => port !== undefined));
    if (reserved.port !== first) moved.push({ name, taken: first, port: reserved.port });
    held[name] = reserved;
    ports[name] = reserved.port;
  }
  writeFileSync(file, `${JSON.stringify(ports)}\n`, { mode: 0o600 });
  return { ports, held, moved };
}

function lastPorts(file: string): Partial<Record<PortName, number>> {
  try {
    const read: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
    return Object.fromEntries(Object.entries(read).filter(([, port]) => isPort(port)));
  } catch {
    return {};
  }
}

function isPort(port: unknown): port is number {
  return Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536;
}

export const portTitles: Record<PortName, string> = {
  desk: 'the opening page',
  api: 'the API',
  telegram: 'the chat page',
  stripe: 'the card checkout',
  adyen: 'the Adyen stand-in',
  ton: 'the TON chain',
  staff: 'the staff sign-in',
  prices: 'the price sources',
  clamd: 'the virus scanner',
  temporal: 'Temporal',
  temporalUi: 'the Temporal Web UI',
  temporalUiBehind: 'what the Temporal Web UI is served from',
  postgres: 'PostgreSQL',
  redis: 'Redis',
};

export function usualPorts(dev: TemporalDev): StackPorts {
  const { grpc, webUi } = dev.ports;
  return {
    desk: 8000,
    api: 8080,
    telegram: 8081,
    staff: 8082,
    stripe: 8083,
    adyen: 8085,
    prices: 8086,
    ton: 8087,
    clamd: 33_100,
    temporal: grpc,
    temporalUi: webUi,
    temporalUiBehind: webUi + 1_000,
    postgres: 54_329,
    redis: 63_790,
  };
}

export function neededPorts({ start, sandbox, staff, prices, scanner }: Plan): ReadonlySet<PortName> {
  return new Set<PortName>([
    'desk',
    'api',
    ...(sandbox.telegram ? (['telegram'] as const) : []),
    ...(sandbox.stripe ? (['stripe'] as const) : []),
    ...(sandbox.adyen ? (['adyen'] as const) : []),
    ...(sandbox.ton ? (['ton'] as const) : []),
    ...(staff === 'sandbox' ? (['staff'] as const) : []),
    ...(prices === 'sandbox' ? (['prices'] as const) : []),
    ...(scanner === 'sandbox' ? (['clamd'] as const) : []),
    ...(start.temporal ? (['temporal', 'temporalUi', 'temporalUiBehind'] as const) : []),
    ...(start.postgres ? (['postgres'] as const) : []),
    ...(start.redis ? (['redis'] as const) : []),
  ]);
}

export function askedPorts(env: Environment): Partial<StackPorts> {
  const port = Number(env.PORT);
  return isPort(port) ? { api: port } : {};
}
