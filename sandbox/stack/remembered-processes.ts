import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isRunning, type ProcessIdentity } from './process-identity.ts';
import { type StopStep, stopStranger } from './running-process.ts';

/**
 * What was started is written down, so that whoever comes after a launcher that was killed can end what it left behind.
 * A pid that meanwhile belongs to another process is recognised by its birth, and left alone.
 */
export type RememberedProcesses = {
  remember(part: string, identity: ProcessIdentity): void;
  forget(): void;
  /** Ends what still runs, the parts of `order` one after the other, and says which did. */
  endLeftovers(order: readonly Leftover[]): Promise<readonly string[]>;
};

type Leftover = { readonly name: string; readonly stopping: readonly StopStep[] };

export function rememberedProcesses(dir: string): RememberedProcesses {
  const file = (part: string) => path.join(dir, `${part}.json`);
  return {
    remember: (part, identity) => {
      mkdirSync(dir, { recursive: true, mode: 0o700 });
      writeFileSync(file(part), JSON.stringify(identity), { mode: 0o600 });
    },
    forget: () => rmSync(dir, { recursive: true, force: true }),
    endLeftovers: async (order) => {
      const left = readAll(dir).filter(({ identity }) => isRunning(identity));
      const rank = (part: string) => order.findIndex(({ name }) => name === part);
      left.sort((a, b) => rank(a.part) - rank(b.part));
      for (const { part, identity } of left) {
        await stopStranger(identity, order[rank(part)]?.stopping ?? [{ signal: 'SIGTERM', withinMs: 3_000 }]);
      }
      rmSync(dir, { recursive: true, force: true });
      return left.map(({ part }) => part);
    },
  };
}

function readAll(dir: string): { part: string; identity: ProcessIdentity }[] {
  const names = (() => {
    try {
      return readdirSync(dir);
    } catch {
      return [];
    }
  })();
  return names.flatMap((name) => {
    try {
      const { pid, born } = JSON.parse(readFileSync(path.join(dir, name), 'utf8'));
      return typeof pid === 'number' && typeof born === 'string'
        ? [{ part: path.basename(name, '.json'), identity: { pid, born } }]
        : [];
    } catch {
      return []; // cut off by a full disk or a kill: what it named cannot be known any more
    }
  });
}
