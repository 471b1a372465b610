import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { afterAll, expect, test } from 'vitest';
import { createDataConverter } from '../runtime/payloads/data-converter.ts';
import { testWorkflows } from '../sandbox/testing/fixtures.ts';
import { bundleWorkflows } from '../sandbox/testing/programs.ts';
import { hush, KEYS } from './test-deposits.ts';

type Bundle = { readonly codePath: string };
const { History } = proto.temporal.api.history.v1;
const root = fileURLToPath(new URL('..', import.meta.url));
const names = (await readdir(new URL('./histories/', import.meta.url))).filter((name) => name.endsWith('.pb')).sort();
/** Where they are bundled, for the time of this file. */
const nursery = (async () => {
  await mkdir(`${root}.cage`, { recursive: true });
  return await mkdtemp(`${root}.cage/planted-`);
})();
afterAll(async () => rm(await nursery, { recursive: true, force: true }));

test('every committed history replays: a workflow under way when we deploy goes on where it was', async () => {
  const failures: string[] = [];
  for await (const failure of failuresOf(testWorkflows(), names)) failures.push(failure);
  expect(names.length).toBeGreaterThanOrEqual(66);
  expect(failures).toEqual([]);
});

test.each([
  [
    'a wait is left out',
    "await settleUntil(expiresAtMs, 'Until the invoice runs out', () => closed.by !== undefined);",
    '',
  ],
  [
    'a wait is added',
    'const seen: PaymentSeen[] = [];',
    'const seen: PaymentSeen[] = []; await condition(() => false, 5);',
  ],
  [
    'a step becomes another kind',
    "title: 'Credit the player', kind: 'quick'",
    "title: 'Credit the player', kind: 'provider'",
  ],
  [
    'those that began before there was a second form are forgotten',
    "form === undefined ? 'provider' : 'quick'",
    "'quick'",
  ],
  ['an order that staff closed is closed once more', 'if (ranOut)', 'if (ranOut || closed.by)'],
  ['the second form goes the way of the first', "form === undefined ? 'provider' : 'quick'", "'provider'"],
  [
    'a withdrawal is sent without being looked at first',
    "now.status === 'confirmed' && !now.isReviewed",
    'false',
    'withdrawal',
  ],
  [
    'a withdrawal is not booked',
    "    const meanwhile = 'How its parts ended is stored; it is not in the books yet.';",
    "    break;\n    const meanwhile = '';",
    'withdrawal',
  ],
  ['what gave no answer is not looked up', "case 'sending':", "case 'sending': return 'refused';", 'sending'],
  ['the staff are not called any more', "if (!patched('people-are-called'))", 'if (true)', 'calling'],
  ['a paused rail is not waited for', 'if (!WAITING.has(standing.said)) break;', 'break;', 'sending'],
  ['what is sent is not fixed before it is sent', 'if (now.toFix)', 'if (false)', 'withdrawal'],
  ['a parking takes no decision', 'here.taken !== undefined || until()', 'until()', 'parking'],
  [
    'a refund that is refused is over, and nobody gives it back',
    "now.state !== 'paid' && now.state !== 'dropped'",
    "now.state !== 'paid' && now.state !== 'dropped' && now.state !== 'refused'",
    'refund',
  ],
  [
    'a verification stays in one run after a decision',
    'desk.hasDecided() || workflowInfo().continueAsNewSuggested',
    'workflowInfo().continueAsNewSuggested',
    'kyc',
  ],
  ['nobody is told that the time to answer is over', "await remind('late');", '', 'kyc'],
  [
    'a document that ends is not asked for anew',
    "title: 'Ask for a new document', kind: 'quick'",
    "title: 'Ask for a new document', kind: 'provider'",
    'kyc',
  ],
  [
    'a promise to look is kept by nobody',
    "if (attention === 'waiting-review' && lateMs !== undefined)",
    'if (false)',
    'deciding',
  ],
  [
    'a bonus is judged once, and never again when a hint comes',
    "if (now.state !== 'active') return { state: now.state };",
    "return { state: 'expired' };",
    'wager',
  ],
  ['nobody is reminded of the end of a bonus', 'if (!isReminded && Date.now() < playUntilMs)', 'if (false)', 'wager'],
  [
    'a bonus is judged by another kind of step',
    "title: 'See whether it is due to end', kind: 'quick'",
    "title: 'See whether it is due to end', kind: 'provider'",
    'wager',
  ],
])('a change that would break workflows under way is caught: %s', async (_what, from, to, file = 'deposit') => {
  // The deposits are the first names; whatever else is changed shows in those behind them, and first of all in its own.
  const isOwn = (name: string) => Number(name.startsWith(file === 'deciding' ? 'kyc' : file));
  const order = names.toReversed().sort((a, b) => isOwn(b) - isOwn(a));
  expect(await firstFailureOf(await plant(from, to, file), order)).toEqual(expect.any(String));
});

/** One history that does not replay proves it: the rest need not be tried. */
async function firstFailureOf(workflowBundle: Bundle, order: readonly string[]): Promise<string | undefined> {
  for await (const failure of failuresOf(workflowBundle, order)) return failure;
  return undefined;
}

/** Replays one history after the other and names those that fail. */
async function* failuresOf(workflowBundle: Bundle, order: readonly string[]): AsyncGenerator<string> {
  hush();
  const histories = await Promise.all(
    order.map(async (name) => ({
      workflowId: name,
      history: History.decode(await readFile(new URL(`./histories/${name}`, import.meta.url))),
    })),
  );
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle, dataConverter: createDataConverter(KEYS) },
    histories,
  )) {
    if (error) yield `${workflowId}: ${error.message}`;
  }
}

/** The workflows with one change in one of them. What is not changed is compiled once for all of them. */
async function plant(from: string, to: string, name: string): Promise<Bundle> {
  const file = `${root}workflows/${name}.ts`;
  expect(await readFile(file, 'utf8')).toContain(from);
  const place = `${await nursery}/${randomUUID()}`;
  const codePath = `${place}.js`;
  // A file of its own for each change: by its name the compiler knows whether it has compiled that before.
  const loader = `${place}.cjs`;
  await writeFile(
    loader,
    `module.exports = (source) => source.replace(${JSON.stringify(from)}, ${JSON.stringify(to)});`,
  );
  const cacheDirectory = `${await nursery}/cache`;
  await bundleWorkflows(`${root}workflows/index.ts`, codePath, (config) => {
    config.module?.rules?.push({ test: file, enforce: 'pre', use: [loader] });
    return { ...config, cache: { type: 'filesystem', cacheDirectory, idleTimeoutForInitialStore: 0 } };
  });
  return { codePath };
}
