import { mkdirSync } from 'node:fs';
import type { Board } from './board.ts';
import type { Home } from './home.ts';
import { type LogFile, openLogFile } from './log-file.ts';
import type { Part } from './part.ts';
import type { RememberedProcesses } from './remembered-processes.ts';
import { openReport } from './report.ts';
import type { Screen } from './screen.ts';
import { growingPauseMs, type Supervised, supervise } from './supervisor.ts';

const MOST_LOG_BYTES = 10_000_000;
const PROVED_AFTER_MS = 30_000;

export type Keeper = {
  /** Keeps a part running from now on. Resolves at its first answer; rejects when `firstTries` deaths came before it. */
  keep(part: Part, firstTries?: number): Promise<void>;
  /** Stops one group after the other, each group's parts at once. Nothing can be kept any more afterwards. */
  stop(order: readonly (readonly string[])[]): Promise<void>;
};

/** Keeps parts running, their logs in files, and what runs written down for the launcher after this one. */
export function openKeeper(home: Home, processes: RememberedProcesses, screen: Screen, board: Board): Keeper {
  const kept = new Map<string, Supervised>();
  const logs = new Map<string, LogFile>();
  const logName = (part: string) => home.at('logs', `${part}.log`);
  const report = openReport(screen, logName, () => performance.now());
  let stopped = false;
  mkdirSync(home.at('logs'), { recursive: true, mode: 0o700 });

  return {
    keep: (part, firstTries) => {
      if (stopped) return Promise.reject(new Error('stopped'));
      const log = openLogFile(logName(part.name), MOST_LOG_BYTES, (error) =>
        screen.warn(`${logName(part.name)} cannot be written (${error.message}): its lines are lost until it can.`),
      );
      logs.set(part.name, log);
      const supervised = supervise(part, {
        pauseMs: growingPauseMs,
        provedAfterMs: PROVED_AFTER_MS,
        ...(firstTries === undefined ? {} : { firstTries }),
        tell: (event) => {
          report.event(event);
          if (event.kind === 'answers') board.set(part.title, { state: 'runs' });
          else
            board.set(part.title, {
              state: 'ended',
              detail: `${event.why}, again in ${Math.ceil(event.againInMs / 1_000)} s`,
            });
        },
        onLine: (_, line) => {
          log.write(line);
          report.line(part, line);
        },
        onStarted: (_, running) => processes.remember(part.name, running.identity),
      });
      kept.set(part.name, supervised);
      return supervised.answers;
    },
    stop: async (order) => {
      stopped = true;
      for (const group of order) {
        await Promise.all(group.map((name) => kept.get(name)?.stop()));
      }
      for (const log of logs.values()) log.close();
    },
  };
}
