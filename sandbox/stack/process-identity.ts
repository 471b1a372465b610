import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process, told apart from a later one that was given the same pid: on Linux by the boot and the clock tick it was
 * started in, elsewhere by what `ps` says of its start.
 */
export type ProcessIdentity = { readonly pid: number; readonly born: string };

/** Who runs under `pid` now, or undefined when nobody does. A zombie is nobody: a container's pid 1 may never reap it. */
export function identify(pid: number): ProcessIdentity | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const born = process.platform === 'linux' ? bornOnLinux(pid) : bornElsewhere(pid);
  return born === undefined ? undefined : { pid, born };
}

export function isRunning(known: ProcessIdentity): boolean {
  return identify(known.pid)?.born === known.born;
}

/** The program and its arguments, or nothing where they cannot be read. */
export function commandLine(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    const said = process.platform === 'linux' ? '' : ps(pid, 'command=');
    return said === '' ? [] : said.split(' ');
  }
}

function bornOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name stands in brackets and may itself hold brackets and spaces: the fields begin after the last one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    const startTick = fields[19];
    return state === 'Z' || state === 'X' ? undefined : `${bootId()}/${startTick}`;
  } catch {
    return undefined;
  }
}

let boot: string | undefined;
function bootId(): string {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return boot;
}

function bornElsewhere(pid: number): string | undefined {
  const said = ps(pid, 'stat=,lstart=');
  return said === '' || said.startsWith('Z') ? undefined : said.replace(/^\S+\s+/, '');
}

function ps(pid: number, columns: string): string {
  return spawnSync('ps', ['-o', columns, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}
