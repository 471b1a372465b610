import { setTimeout as sleep } from 'node:timers/promises';
import type { Part } from './part.ts';
import type { RunningProcess } from './running-process.ts';
import { describeEnding, PartFailed, startPart } from './start-part.ts';

export type PartEvent =
  | { readonly kind: 'answers'; readonly part: Part; readonly afterMs: number; readonly again: boolean }
  | {
      readonly kind: 'died';
      readonly part: Part;
      readonly why: string;
      readonly lastLines: readonly string[];
      readonly againInMs: number;
    };

export type Supervision = {
  /** The pause before the n-th start in a row that was needed (n counts from 1). */
  pauseMs(deaths: number): number;
  /** A part that lived this long has proved itself: its next death counts as the first again. */
  readonly provedAfterMs: number;
  /** How many deaths before its first answer end the whole start; a part with no number is tried for ever. */
  readonly firstTries?: number;
  tell(event: PartEvent): void;
  onLine(part: Part, line: string): void;
  onStarted(part: Part, running: RunningProcess): void;
};

export type Supervised = {
  readonly part: Part;
  /** Resolves at the first answer; rejects when `firstTries` are used up or when it is stopped before. */
  readonly answers: Promise<void>;
  running(): RunningProcess | undefined;
  stop(): Promise<void>;
};

/** 0.5 s, 1 s, 2 s ... at most 30 s. */
export const growingPauseMs = (deaths: number): number => Math.min(30_000, 500 * 2 ** (deaths - 1));

/** Keeps one part running until it is told to stop: whatever ends it, it is started again after a growing pause. */
export function supervise(part: Part, how: Supervision): Supervised {
  const stopping = new AbortController();
  let running: RunningProcess | undefined;
  let starting = true;
  let answered = false;
  let resolveFirst = () => {};
  let rejectFirst: (error: unknown) => void = () => {};
  const answers = new Promise<void>((resolve, reject) => {
    resolveFirst = resolve;
    rejectFirst = reject;
  });
  answers.catch(() => {}); // whoever stops a part before it answers need not listen

  const live = async () => {
    for (let deaths = 0; !stopping.signal.aborted; ) {
      const startedAt = performance.now();
      let died: Death;
      starting = true;
      try {
        running = await startPart(part, {
          signal: stopping.signal,
          onLine: (line) => how.onLine(part, line),
          onStarted: (started) => {
            running = started;
            how.onStarted(part, started);
          },
        });
        starting = false;
        // Told to stop in the moment between its answer and ours: nobody else will end it.
        if (stopping.signal.aborted) await running.stop(part.stopping);
        how.tell({ kind: 'answers', part, afterMs: performance.now() - startedAt, again: answered });
        answered = true;
        resolveFirst();
        const ending = await running.ended;
        died = { why: describeEnding(ending), lastLines: running.lastLines() };
      } catch (error) {
        died = whyFailed(error);
        if (!answered && deaths + 1 === how.firstTries) {
          rejectFirst(error);
          return;
        }
      }
      if (stopping.signal.aborted) return;
      deaths = performance.now() - startedAt > how.provedAfterMs ? 1 : deaths + 1;
      const againInMs = how.pauseMs(deaths);
      how.tell({ kind: 'died', part, ...died, againInMs });
      await sleep(againInMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  const life = live();
  return {
    part,
    answers,
    running: () => running,
    stop: async () => {
      stopping.abort(); // a start under way ends itself
      if (!starting) await running?.stop(part.stopping);
      await life;
      rejectFirst(new Error(`${part.title} was stopped`));
    },
  };
}

type Death = { readonly why: string; readonly lastLines: readonly string[] };

function whyFailed(error: unknown): Death {
  if (error instanceof PartFailed) return { why: error.why, lastLines: error.lastLines };
  return { why: error instanceof Error ? error.message : String(error), lastLines: [] };
}
