import { withClient } from '../sandbox/stack/postgres-roles.ts';
import { testDatabase } from '../sandbox/testing/fixtures.ts';
import { type Bench, median } from './bench.ts';
import { tpcb } from './rivals/tpcb.ts';
import { openServers } from './servers.ts';
import { openSpinners, PLAYERS } from './spinners.ts';
import type { Steady } from './steady.ts';

const SECONDS = 5;
const WINDOWS = 5;

/** A turn of the reels as a device asks for it, from its request to its answer, beside what PostgreSQL's own benchmark does with its one branch. */
export const bench: Bench = {
  name: 'spin',
  unit: 'spins/s',
  async prepare(say) {
    say('starting servers');
    const servers = await openServers(say);
    say(`${PLAYERS.toLocaleString('en')} players come`);
    const spinners = await openSpinners();
    await spinners.open();
    const rival = await tpcb((await testDatabase()).superuserUrl, { clients: 16, runMs: SECONDS * 1_000 });
    await spinners.spin(SECONDS);
    // Not before there are rounds: plans are made for the tables that the planner saw.
    await withClient(spinners.database.superuserUrl, (client) => client.query('vacuum analyze'));
    await spinners.spin(SECONDS);
    return {
      note: `rival: ${rival.name}; ours: over HTTP with a token and a key each, ${PLAYERS.toLocaleString('en')} players with limits, every fifth with a bonus`,
      ours: () => spinners.spin(SECONDS),
      rival: () => rival.run(),
      async also() {
        const most = await spinners.spin(SECONDS);
        // One stall of a machine is the slowest hundredth of five seconds: a single window says more of it than of us.
        const windows: Steady[] = [];
        for (let n = 0; n < WINDOWS; n++) windows.push(await spinners.spinSteadily(most / 2, SECONDS));
        const p99s = windows.map(({ p99 }) => p99);
        return [
          { name: 'at half of the maximum', value: median(windows.map(({ perSecond }) => perSecond)), unit: 'spins/s' },
          { name: `p50, median of ${WINDOWS} windows`, value: median(windows.map(({ p50 }) => p50)), unit: 'ms' },
          { name: `p99, median of ${WINDOWS} windows`, value: median(p99s), unit: 'ms' },
          { name: 'p99, best window', value: Math.min(...p99s), unit: 'ms' },
          { name: 'p99, worst window', value: Math.max(...p99s), unit: 'ms' },
        ];
      },
      async close() {
        await Promise.all([spinners.close(), rival.close()]);
        await servers.stop();
      },
    };
  },
};
