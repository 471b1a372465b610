import { readFileSync, writeFileSync } from 'node:fs';
import { type ReservedPort, reservePort } from './ports.ts';
import type { StackPorts } from './product-environment.ts';

export type PortName = keyof StackPorts;

export type ChosenPorts = {
  readonly ports: StackPorts;
  readonly held: Readonly<Record<PortName, ReservedPort>>;
  /** Who did not get the port they usually have. */
  readonly moved: readonly { readonly name: PortName; readonly taken: number; readonly port: number }[];
};

/**
 * Holds a port for each: the one asked for, else last time's (bookmarks and open pages keep working), else any free one.
 */
export async function chooseStackPorts(
  file: string,
  usual: StackPorts,
  asked: Partial<StackPorts>,
): Promise<ChosenPorts> {
  const last = lastPorts(file);
  const held = {} as Record<PortName, ReservedPort>;
  const moved: { name: PortName; taken: number; port: number }[] = [];
  for (const name of Object.keys(usual) as PortName[]) {
    const wanted = [asked[name], last[name], usual[name]].filter((port) => port !== undefined);
    held[name] = await reservePort(wanted);
    const [first = usual[name]] = wanted;
    if (held[name].port !== first) moved.push({ name, taken: first, port: held[name].port });
  }
  const ports = Object.fromEntries(Object.entries(held).map(([name, { port }]) => [name, port])) as StackPorts;
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

export function isPort(port: unknown): port is number {
  return Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536;
}
