import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './sandbox/testing/summary-reporter.ts';

const soak = process.env.CAGE_SOAK; // set by `npm run soak -- NAME`
const HOUR_MS = 3_600_000;

export default defineConfig({
  test: {
    include: soak ? [`**/${soak}.soak.ts`] : ['**/*.test.ts', 'journeys/**/*.journey.ts'],
    exclude: ['**/node_modules/**', '**/.cage/**', '**/dist/**'],
    pool: 'forks', // a Temporal worker and a killed process need a process of their own
    // Temporal's SDK requires our payload converter by its path, outside of what vitest transforms.
    execArgv: ['--import', 'tsx'],
    maxWorkers: 3,
    testTimeout: soak ? HOUR_MS : 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    teardownTimeout: 20_000,
    globalSetup: ['./sandbox/testing/global-setup.ts'],
    reporters: ['default', new SummaryReporter()],
    passWithNoTests: false,
  },
});
