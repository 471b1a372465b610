import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { jurisdictions } from '../domain/jurisdictions/index.ts';
import type { Clause } from '../domain/jurisdictions/jurisdiction.ts';
import { markdownTable } from './markdown-table.ts';

/** A test that names a clause in its title, and where it is. */
export type NamedTest = { readonly clause: string; readonly file: string; readonly title: string };

/** A title of a test that ends in the clauses it proves: `test('a law [malta/cdd-at-2000] [gli/stricter-governs]'`. */
const TITLE = /\b(?:test|it)(?:\.each\([\s\S]*?\))?\(\s*(['"`])((?:(?!\1).)*\[[\w/-]+\])\1/g;
const CLAUSE = /\[([a-z]+\/[\w-]+)\]/g;
const CLOSED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'generated']);

/** Every test below a folder that names a clause, in the order of their files. */
export function namedTests(root: URL): NamedTest[] {
  const folder = new URL('./', root).pathname;
  const files = (below: string): string[] =>
    readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
      const at = path.join(below, entry.name);
      if (entry.isDirectory()) return CLOSED.has(entry.name) || entry.name.startsWith('.') ? [] : files(at);
      return entry.name.endsWith('.test.ts') ? [at] : [];
    });
  return files('')
    .sort()
    .flatMap((file) => testsIn(readFileSync(path.join(folder, file), 'utf8'), file));
}

export const testsIn = (source: string, file: string): NamedTest[] =>
  Array.from(source.matchAll(TITLE)).flatMap(([, , title = '']) =>
    Array.from(title.matchAll(CLAUSE), ([, clause = '']) => ({
      clause,
      file,
      title: title.replaceAll(/\s*\[[\w/-]+\]/g, ''),
    })),
  );

/** Every clause that any profile stands on, once, by id, with the places that stand on it. */
export function clauses(): readonly { readonly clause: Clause; readonly places: readonly string[] }[] {
  const all = new Map<string, { clause: Clause; places: string[] }>();
  for (const { name, clauses: own } of Object.values(jurisdictions))
    for (const clause of own) {
      const known = all.get(clause.id) ?? { clause, places: [] };
      all.set(clause.id, { ...known, places: [...known.places, name] });
    }
  return [...all.values()];
}

/** Clauses no test names, and names in tests that are no clause: what the table may not have. */
export function strays(tests: readonly NamedTest[]): string[] {
  const known = new Set(clauses().map(({ clause }) => clause.id));
  const named = new Set(tests.map(({ clause }) => clause));
  return [
    ...[...known].filter((id) => !named.has(id)).map((id) => `no test names ${id}`),
    ...[...named].filter((id) => !known.has(id)).map((id) => `a test names ${id}, which is no clause`),
  ];
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** docs/compliance.md: clause, rule, tests. */
export function complianceTable(tests: readonly NamedTest[]): string {
  const rows = clauses().map(({ clause, places }) => {
    const proofs = tests
      .filter((each) => each.clause === clause.id)
      .map(({ file, title }) => `\`${file}\`: ${cell(title)}`)
      .join('<br>');
    const held = places.length === Object.keys(jurisdictions).length ? 'everywhere' : places.join(', ');
    return [`\`${clause.id}\``, cell(clause.source), cell(held), cell(clause.says), cell(clause.rule), proofs];
  });
  return [
    '# What the law asks, how we keep it, and which test proves it',
    '',
    'Made by `npm run compliance-table` from the profiles in `domain/jurisdictions` and the titles of the tests; a test fails when this page is',
    'not what they make. The setting `JURISDICTION` chooses the profile. Sources are named as their publishers name them; what a clause asks',
    'is said in our words, and is no legal advice.',
    '',
    markdownTable([['Clause', 'Source', 'Place', 'What it asks', 'How it is kept', 'Proved by'], ...rows]),
    '',
  ].join('\n');
}
