import { type Part, until } from './part.ts';

/** What must be up before a program is started. */
export type Need = 'migration' | 'redis' | 'temporal' | 'telegram' | 'webApp';

/** One of our own Node programs: the product's processes and the sandboxes. */
export type Program = {
  readonly name: string;
  readonly title: string;
  /** Relative to the project. */
  readonly file: string;
  readonly needs: readonly Need[];
};

export const productPrograms: readonly Program[] = [
  { name: 'api', title: 'API', file: 'api/main.ts', needs: ['migration', 'redis'] },
  { name: 'worker', title: 'Worker', file: 'activities/worker.ts', needs: ['migration', 'redis', 'temporal'] },
  { name: 'loops', title: 'Loops', file: 'loops/main.ts', needs: ['migration', 'redis', 'telegram'] },
  { name: 'bot', title: 'Bot', file: 'bot/main.ts', needs: ['migration', 'redis', 'telegram'] },
];

export type SandboxName = 'telegram' | 'stripe' | 'adyen' | 'ton' | 'staff' | 'prices' | 'clamd';

export const sandboxPrograms: Readonly<Record<SandboxName, Program>> = {
  telegram: { name: 'telegram', title: 'Sandbox Telegram', file: 'sandbox/telegram/main.ts', needs: [] },
  stripe: { name: 'stripe', title: 'Sandbox Stripe', file: 'sandbox/stripe/main.ts', needs: [] },
  adyen: { name: 'adyen', title: 'Sandbox Adyen', file: 'sandbox/adyen/main.ts', needs: [] },
  ton: { name: 'ton', title: 'Sandbox TON', file: 'sandbox/ton/main.ts', needs: [] },
  prices: { name: 'prices', title: 'Sandbox prices', file: 'sandbox/prices/main.ts', needs: [] },
  clamd: { name: 'clamd', title: 'Sandbox clamd', file: 'sandbox/clamd/main.ts', needs: [] },
  staff: { name: 'staff', title: 'Sandbox staff', file: 'sandbox/staff/main.ts', needs: [] },
};

/** They promise to be gone three seconds after SIGTERM; what is left then has had its time. */
export const programStopping = [{ signal: 'SIGTERM', withinMs: 2_900 }] as const;
export const sandboxStopping = [{ signal: 'SIGTERM', withinMs: 400 }] as const;

export function programPart(
  program: Program,
  place: { readonly projectDir: string; readonly env: NodeJS.ProcessEnv; readonly stopping: Part['stopping'] },
): Part {
  return {
    name: program.name,
    title: program.title,
    command: () => ({
      file: process.execPath,
      args: ['--import', 'tsx', program.file],
      cwd: place.projectDir,
      env: place.env,
    }),
    answers: (running) => running.line(isReadyLine),
    stopping: place.stopping,
    answersWithinMs: 60_000,
  };
}

/** Resolves when the API says that everything it needs is there; until then `notYet` is told what it says instead. */
export function untilReady(apiUrl: string, notYet: (why: string) => void, signal: AbortSignal): Promise<void> {
  const ask = async () => {
    const response = await fetch(`${apiUrl}/readyz`, { signal: AbortSignal.timeout(3_000) });
    const body = await response.text();
    if (!response.ok) notYet(`the API answers ${response.status}: ${body.slice(0, 300)}`);
    return response.ok;
  };
  return until(ask, 100, signal);
}

function isReadyLine(line: string): boolean {
  if (!line.includes('"ready"')) return false;
  try {
    return JSON.parse(line).msg === 'ready';
  } catch {
    return false;
  }
}
