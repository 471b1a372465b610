import { seededRandom } from '../sandbox/ground/chance.ts';
import type { House } from '../sandbox/testing/house.ts';

/** A killed worker's task waits out its time-outs before another worker gets it; several kills may hit one payment. */
export const patience = { timeoutMs: 180_000 };

export type RunOptions = {
  readonly players: number;
  readonly kills: number;
  readonly seed: number;
  readonly log?: (line: string) => void;
};

/** So many at once that kills fall into every step, so few that the machine is not the test. */
const LANES = 25;

/**
 * Lets `one` run for each player, many at once, while the worker is killed again and again without warning: each time at a moment
 * drawn from the seed and counted in players who are done, after its replacement has said that it polls.
 */
export async function whileKilling(
  house: House,
  { players, kills, seed, log = () => undefined }: RunOptions,
  one: (n: number) => Promise<void>,
): Promise<void> {
  const random = seededRandom(seed);
  let done = 0;
  let wake = (): void => undefined;
  const queue = Array.from({ length: players }, (_, n) => n);
  const lanes = Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let n = queue.shift(); n !== undefined; n = queue.shift()) {
        await one(n);
        done += 1;
        wake();
      }
    }),
  );
  const killing = (async () => {
    for (let kill = 1; kill <= kills; kill++) {
      const after = Math.floor((players / (kills + 1)) * (kill - 1) + random() * (players / (kills + 1)));
      while (done < after) await new Promise<void>((resolve) => (wake = resolve));
      await house.part('worker').kill();
      await house.replaceWorker();
      log(`worker killed ${kill} times, ${done} of ${players} are done`);
    }
  })();
  await Promise.all([lanes, killing]);
}
