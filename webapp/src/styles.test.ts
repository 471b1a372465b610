import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const folder = path.join(import.meta.dirname, 'styles');

/** What a sheet says of a class by that class alone. */
function rulesOf(css: string): { name: string; says: Map<string, string> }[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...plain.matchAll(/^\.([\w-]+) \{([^{}]*)\}/gm)].map(([, name = '', body = '']) => ({
    name,
    says: new Map(
      [...body.matchAll(/([\w-]+):([^;]*);/g)].map(([, property = '', value = '']) => [property, value.trim()]),
    ),
  }));
}

// A sheet stays once its page was open: what it says of a class of another's would be said of the other's page from then on.
test('no two sheets say different things of the same class', () => {
  const first = new Map<string, { sheet: string; says: Map<string, string> }>();
  const clashes: string[] = [];
  for (const sheet of readdirSync(folder).filter((file) => file.endsWith('.css')))
    for (const { name, says } of rulesOf(readFileSync(path.join(folder, sheet), 'utf8'))) {
      const other = first.get(name);
      if (!other) first.set(name, { sheet, says });
      else if (other.sheet !== sheet)
        for (const [property, value] of says)
          if ((other.says.get(property) ?? value) !== value)
            clashes.push(`.${name}: ${property} in ${other.sheet} and ${sheet}`);
    }
  expect(first.size).toBeGreaterThan(100);
  expect(clashes).toEqual([]);
});
