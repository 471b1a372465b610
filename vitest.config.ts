import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './sandbox/testing/summary-reporter.ts';

const soak = process.env.CAGE_SOAK; // set by `npm run soak -- NAME`
const HOUR_MS = 3_600_000;

const each = {
  exclude: ['**/node_modules/**', '**/.cage/**', '**/dist/**'],
  pool: 'forks' as const, // a Temporal worker and a killed process need a process of their own
  // Temporal's SDK requires our payload converter by its path, outside of what vitest transforms.
  execArgv: ['--import', 'tsx'],
  testTimeout: soak ? HOUR_MS : 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 30_000 } },
  teardownTimeout: 20_000,
};

/** What starts, stops and kills processes, or installs something into its own: a process for each file. */
const apart = ['journeys/**', 'sandbox/stack/**', 'workflows/**', 'runtime/stopping.test.ts', 'run.test.ts'];

export default defineConfig({
  test: {
    maxWorkers: 3,
    globalSetup: ['./sandbox/testing/global-setup.ts'],
    reporters: ['default', new SummaryReporter()],
    passWithNoTests: false,
    projects: soak
      ? [{ test: { ...each, name: 'soak', include: [`**/${soak}.soak.ts`] } }]
      : [
          {
            test: {
              ...each,
              name: 'apart',
              include: apart.map((pattern) => (pattern.endsWith('**') ? `${pattern}/*.{test,journey}.ts` : pattern)),
            },
          },
          {
            // Loading the product costs more than most tests do: files that follow each other in a process load it once.
            test: {
              ...each,
              name: 'together',
              isolate: false,
              include: ['**/*.test.ts'],
              exclude: [...each.exclude, ...apart],
            },
          },
        ],
  },
});
