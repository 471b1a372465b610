import type { Reporter, TestModule } from 'vitest/node';

/**
 * Closes the run with `N passed, N failed, N skipped` alone on the last line, and turns a run in which nothing ran into
 * a failed one: a filter with a typo must not look like success.
 */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const again: string[] = [];
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      const before = counts.failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed' && test.diagnostic()?.flaky) again.push(test.fullName);
        if (state === 'pending')
          counts.failed += 1; // never came to an end: the run was broken off, or its process died
        else counts[state] += 1;
      }
      // A file that cannot even be loaded holds no tests that could fail.
      if (module.state() === 'failed' && counts.failed === before) counts.failed += 1;
    }
    if (counts.passed + counts.failed === 0 || counts.failed > 0) process.exitCode = 1;
    // The other reporters are still to print theirs; `exit` comes after all of them.
    process.once('exit', () => {
      const nothing = counts.passed + counts.failed === 0 ? 'Nothing ran, which is not a success.\n' : '';
      const flaky = again.map((name) => `Passed only when it was tried once more: ${name}\n`).join('');
      process.stdout.write(
        `${nothing}${flaky}${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
      );
    });
  }
}
