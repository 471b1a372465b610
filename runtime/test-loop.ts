import { createLogger } from './logger.ts';
import { type Loop, type Round, startLoop } from './loop.ts';

/** What a round is told to do: say how it went, throw, or wait until it is let go. */
export type Script = readonly (Round | 'fail' | 'hang')[];

export type ScriptedLoop = Loop & {
  /** How long the loop rested, each time it did. */
  readonly rests: readonly number[];
  /** Rounds that began. */
  rounds(): number;
  failures(): number;
  /** What was logged, by message. */
  readonly lines: readonly string[];
  /** Until so many rounds have begun. */
  began(rounds: number): Promise<void>;
  /** Until so many rests have begun. */
  rested(times: number): Promise<void>;
  /** Lets the round that hangs end. */
  letGo(): void;
};

/**
 * A loop on a clock of its own: while the script lasts a rest is over as soon as it begins, or lasts until somebody ends it
 * when `restsLast`; after the script the loop rests for good.
 */
export function scriptedLoop(script: Script, { restsLast = false, everyMs = 100, worstMs = 1_000 } = {}): ScriptedLoop {
  const rests: number[] = [];
  const lines: string[] = [];
  let begun = 0;
  let failures = 0;
  let letGo = (): void => undefined;
  const watchers: (() => void)[] = [];
  const changed = () => {
    for (const watch of watchers) watch();
  };
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      watchers.push(() => holds() && resolve());
      changed();
    });

  const loop = startLoop(
    {
      name: 'scripted',
      everyMs,
      worstMs,
      log: createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line).msg) }),
      onFailure: () => {
        failures += 1;
      },
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          rests.push(ms);
          changed();
          signal.addEventListener('abort', resolve);
          if (!restsLast && begun < script.length) setImmediate(resolve);
        }),
    },
    async () => {
      const act = script[begun++] ?? 'rest';
      changed();
      if (act === 'fail') throw new Error('as the script says');
      if (act !== 'hang') return act;
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
      return 'rest';
    },
  );

  return {
    ...loop,
    rests,
    lines,
    rounds: () => begun,
    failures: () => failures,
    began: (rounds) => until(() => begun >= rounds),
    rested: (times) => until(() => rests.length >= times),
    letGo: () => letGo(),
  };
}
