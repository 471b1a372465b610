import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { afterAll, expect, test } from 'vitest';
import { createDataConverter } from '../runtime/payloads/data-converter.ts';
import { bundleWorkflows, KEYS } from './test-deposits.ts';

const { History } = proto.temporal.api.history.v1;
const root = fileURLToPath(new URL('..', import.meta.url));
const names = (await readdir(new URL('./histories/', import.meta.url))).filter((name) => name.endsWith('.pb'));
const planted: string[] = [];
afterAll(() => Promise.all(planted.map((dir) => rm(dir, { recursive: true, force: true }))));

test('every committed history replays: a workflow under way when we deploy goes on where it was', async () => {
  const failures = await replay(`${root}workflows/index.ts`);
  expect(names.length).toBeGreaterThanOrEqual(33);
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
  ['a parking takes no decision', 'here.taken !== undefined || until()', 'until()', 'parking'],
  [
    'a refund that is refused is over, and nobody gives it back',
    "now.state !== 'paid' && now.state !== 'dropped'",
    "now.state !== 'paid' && now.state !== 'dropped' && now.state !== 'refused'",
    'refund',
  ],
])('a change that would break workflows under way is caught: %s', async (_what, from, to, file = 'deposit') => {
  expect(await replay(await plant(from, to, file))).not.toEqual([]);
});

/** Replays every history and names those that fail. */
async function replay(workflowsPath: string): Promise<string[]> {
  const workflowBundle = await bundleWorkflows(workflowsPath);
  const histories = await Promise.all(
    names.map(async (name) => ({
      workflowId: name,
      history: History.decode(await readFile(new URL(`./histories/${name}`, import.meta.url))),
    })),
  );
  const failures: string[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle, dataConverter: createDataConverter(KEYS) },
    histories,
  )) {
    if (error) failures.push(`${workflowId}: ${error.message}`);
  }
  return failures;
}

/** A copy of the workflows with one change in one of them. */
async function plant(from: string, to: string, name: string): Promise<string> {
  await mkdir(`${root}.cage`, { recursive: true });
  const dir = await mkdtemp(`${root}.cage/planted-`); // inside the project, so that packages are found
  planted.push(dir);
  for (const room of ['workflows', 'contracts', 'domain'])
    await cp(`${root}${room}`, `${dir}/${room}`, { recursive: true });
  const file = `${dir}/workflows/${name}.ts`;
  const source = await readFile(file, 'utf8');
  expect(source).toContain(from);
  await writeFile(file, source.replace(from, to));
  return `${dir}/workflows/index.ts`;
}
