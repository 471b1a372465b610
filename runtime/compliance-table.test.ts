import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { jurisdictions } from '../domain/jurisdictions/index.ts';
import { clauses, complianceTable, namedTests, strays, testsIn } from './compliance-table.ts';

const root = new URL('../', import.meta.url);
const tests = namedTests(root);

test('each clause of a profile is named by a test, and each clause a test names is of a profile', () => {
  expect(clauses().length).toBeGreaterThan(10);
  expect(strays(tests)).toEqual([]);
});

test('docs/compliance.md is the table that the profiles and the tests make', () => {
  expect(readFileSync(new URL('docs/compliance.md', root), 'utf8')).toBe(complianceTable(tests));
});

test('a clause without a test, and a test of no clause, would be found', () => {
  const missing = strays(tests.filter(({ clause }) => clause !== 'malta/cdd-at-2000'));
  expect(missing).toEqual(['no test names malta/cdd-at-2000']);
  expect(strays([...tests, { clause: 'malta/none', file: 'a.test.ts', title: 'a law' }])).toEqual([
    'a test names malta/none, which is no clause',
  ]);
});

test('a test is found by the clauses in its title, whatever it is written with', () => {
  const verb = 'test'; // or this would be one of those that are looked for
  const source = [
    `${verb}('one law [malta/a]', () => {});`,
    `${verb}.each([1, 2])("another law of %s [malta/a] [gli/b-c]", () => {});`,
    `${verb}('no clause (2.5.2)', () => {});`,
  ].join('\n');
  expect(testsIn(source, 'x.test.ts')).toEqual([
    { clause: 'malta/a', file: 'x.test.ts', title: 'one law' },
    { clause: 'malta/a', file: 'x.test.ts', title: 'another law of %s' },
    { clause: 'gli/b-c', file: 'x.test.ts', title: 'another law of %s' },
  ]);
});

test('every threshold and every profile stands on a clause of its own list', () => {
  for (const { deposits, withdrawals, clauses: own } of Object.values(jurisdictions)) {
    const ids = own.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { clause } of [...deposits, ...withdrawals]) expect(ids).toContain(clause);
  }
});
