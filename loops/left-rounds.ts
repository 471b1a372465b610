import type { Round } from '../runtime/loop.ts';
import type { EndLeftRounds } from '../use-cases/end-left-rounds.ts';

type Deps = {
  readonly held: () => Promise<boolean>;
  readonly endLeftRounds: EndLeftRounds;
  /** A round that began longer ago was left. */
  readonly leftForMs: number;
};

/** A day: a player may sleep on a round, and nobody's money hangs in one for ever (GLI-19 v3.0, 4.16). */
export const LEFT_FOR_MS = 24 * 3_600_000;

const AT_A_TIME = 100;

/** Ends rounds of several steps that nobody came back to. */
export const leftRounds =
  ({ held, endLeftRounds, leftForMs }: Deps) =>
  async (): Promise<Round> => {
    if (!(await held())) return 'rest';
    await endLeftRounds(leftForMs, AT_A_TIME);
    return 'rest';
  };
