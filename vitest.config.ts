import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './sandbox/testing/summary-reporter.ts';

const soak = process.env.CAGE_SOAK; // set by `npm run soak -- NAME`
const HOUR_MS = 3_600_000;

const each = {
  exclude: ['**/node_modules/**', '**/.cage/**', '**/dist/**'],
  pool: 'forks' as const, // a Temporal worker and a killed process need a process of their own
  // Temporal's SDK requires our payload converter by its path, outside of what vitest transforms.
  execArgv: ['--require', path.join(import.meta.dirname, 'sandbox', 'testing', 'require-ts.cjs')],
  // A journey takes half a minute alone, and what starts programs some seconds; beside others on the same cores, several times that.
  testTimeout: soak ? HOUR_MS : 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 30_000 } },
  teardownTimeout: 20_000,
};

/** What starts and stops whole stacks: a process for each file. */
const apart = [
  'sandbox/stack/{launch,lock,postgres,redis,supervisor,temporal}.test.ts',
  'runtime/stopping.test.ts',
  'run.test.ts',
];
/** What takes long: begun before the rest, so that short files fill the end. Also lets a Temporal worker into its own process. */
const long = ['journeys/*.{test,journey}.ts', 'workflows/*.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: ['./sandbox/testing/global-setup.ts'],
    reporters: ['default', new SummaryReporter()],
    passWithNoTests: false,
    projects: soak
      ? [{ test: { ...each, name: 'soak', include: [`**/${soak}.soak.ts`] } }]
      : [
          // In the order of their names. Loading the product costs more than most tests do: files that follow each other
          // in a process load it once.
          { test: { ...each, name: 'apart', include: apart } },
          // What waits for a browser, a port or a clock is late now and then on a busy machine: what failed is tried once more, and
          // named at the end.
          { test: { ...each, name: 'long', isolate: false, retry: 1, include: long } },
          {
            test: {
              ...each,
              name: 'together',
              isolate: false,
              retry: 1,
              include: ['**/*.test.ts'],
              exclude: [...each.exclude, ...apart, ...long],
            },
          },
        ],
  },
});
