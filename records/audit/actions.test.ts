import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { auditActions } from '../../contracts/audit-actions.ts';
import { readSources } from '../../prisma/sources.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const sources = ['use-cases', 'records', 'activities', 'loops', 'api', 'bot']
  .flatMap((room) =>
    readdirSync(path.join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((file) => path.join(room, file)),
  )
  .filter((file) => file.endsWith('.ts') && !/(^|\/)test-|\.(test|soak)\.ts$/.test(file))
  .map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
const statements = readSources().map(({ source }) => source);

/** What SQL functions write themselves: the words in their calls. */
const writtenBySql = statements.flatMap((source) =>
  Array.from(source.matchAll(/perform audit\.append\(([^;]*);/g), ([, call = '']) =>
    Array.from(call.matchAll(/'([a-z-]+\.[a-z-]+)'/g), ([, action]) => action),
  ).flat(),
);

test('what SQL functions write into the trail is in the list', () => {
  expect(writtenBySql.length).toBeGreaterThan(3);
  for (const action of writtenBySql) expect(auditActions).toContain(action);
});

test.each(auditActions)('%s is written by somebody', (action) => {
  const [noun, verb] = action.split('.');
  const isNamed = sources.some((source) => source.includes(`'${action}'`)) || writtenBySql.includes(action);
  // How a code ended is its verb.
  const isCodeEnd = noun === 'code' && sources.some((source) => source.includes(`'${verb}'`));
  // So is what became of money that went back; SQL puts the two together.
  const isTakeBack =
    noun === 'payment' &&
    statements.some((source) => source.includes("'payment.' ||")) &&
    statements.some((source) => source.includes(`'${verb?.replace('dispute-', '')}'`));
  expect(isNamed || isCodeEnd || isTakeBack).toBe(true);
});
