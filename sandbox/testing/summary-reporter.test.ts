import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runTool } from '../stack/run-tool.ts';

const projectDir = path.join(import.meta.dirname, '..', '..');

let dir = '';
beforeEach(() => {
  // Below the project, so that what the tests import is found.
  dir = mkdtempSync(path.join(projectDir, 'node_modules', '.cage-reporter-'));
  const reporter = JSON.stringify(path.join(import.meta.dirname, 'summary-reporter.ts'));
  write(
    'vitest.config.ts',
    `import { SummaryReporter } from ${reporter};
     export default { test: { include: ['*.case.ts'], exclude: [], reporters: ['default', new SummaryReporter()] } };`,
  );
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('the last line counts what passed, failed and was skipped, alone', async () => {
  write('a.case.ts', 'test("a", () => {}); test.skip("b", () => {}); test.todo("c");');
  expect(await runVitest()).toMatchObject({ ok: true, lastLine: '1 passed, 0 failed, 2 skipped' });
});

test('one failure fails the run', async () => {
  write('a.case.ts', 'test("a", () => {}); test("b", () => { throw new Error("no"); });');
  expect(await runVitest()).toMatchObject({ ok: false, lastLine: '1 passed, 1 failed, 0 skipped' });
});

test('what passes only when it is tried once more is named', async () => {
  write('a.case.ts', 'let n = 0; test("late", { retry: 1 }, () => { if (n++ === 0) throw new Error("no"); });');
  const { ok, lastLine, output } = await runVitest();
  expect([ok, lastLine]).toEqual([true, '1 passed, 0 failed, 0 skipped']);
  expect(output).toContain('Passed only when it was tried once more: late');
});

test('a file that cannot be loaded counts as a failure', async () => {
  write('a.case.ts', 'test("a", () => {});');
  write('b.case.ts', 'throw new Error("no");');
  expect(await runVitest()).toMatchObject({ ok: false, lastLine: '1 passed, 1 failed, 0 skipped' });
});

test('an error that no test caught counts as a failure', async () => {
  write(
    'a.case.ts',
    'test("a", () => { setTimeout(() => { throw new Error("late"); }, 1); return new Promise((r) => setTimeout(r, 50)); });',
  );
  expect(await runVitest()).toMatchObject({ ok: false, lastLine: '1 passed, 1 failed, 0 skipped' });
});

test('a run in which nothing ran is a failed run', async () => {
  write('a.case.ts', 'test("a", () => {});');
  expect(await runVitest('no-such-file')).toMatchObject({ ok: false, lastLine: '0 passed, 0 failed, 0 skipped' });
  write('a.case.ts', 'test.skip("a", () => {});');
  expect(await runVitest()).toMatchObject({ ok: false, lastLine: '0 passed, 0 failed, 1 skipped' });
});

function write(file: string, text: string): void {
  const imports = file.endsWith('.case.ts') ? "import { test } from 'vitest';\n" : '';
  writeFileSync(path.join(dir, file), imports + text);
}

async function runVitest(...filters: string[]): Promise<{ ok: boolean; lastLine: string | undefined; output: string }> {
  const vitest = path.join(projectDir, 'node_modules', 'vitest', 'vitest.mjs');
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  // What is said on the other channel may be read later than this, though it was said before.
  const { ok, output } = await runTool({
    file: '/bin/sh',
    args: ['-c', 'exec "$0" "$@" 2>/dev/null', process.execPath, vitest, 'run', '--root', dir, ...filters],
    cwd: dir,
    env,
  });
  return { ok, lastLine: output.trimEnd().split('\n').at(-1), output };
}
