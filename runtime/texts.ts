import { readdirSync, readFileSync } from 'node:fs';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { assert } from '../domain/assert.ts';

/** One language's texts. An id that does not exist, or an argument that is missing, is our own bug. */
export type Texts = { readonly language: string; (id: string, args?: Record<string, FluentVariable>): string };

export type Catalogue = { of(language: string | undefined): Texts; readonly languages: readonly string[] };

const FALLBACK = 'en';

/** Reads every `<language>.ftl` of the catalogue once. An unknown language gets its base language, then English. */
export function loadTexts(directory: URL = new URL('../contracts/texts/', import.meta.url)): Catalogue {
  const files = readdirSync(directory).filter((name) => name.endsWith('.ftl'));
  const all = new Map(
    files.map((name) => [
      name.slice(0, -4),
      textsOf(name.slice(0, -4), readFileSync(new URL(name, directory), 'utf8')),
    ]),
  );
  const fallback = all.get(FALLBACK);
  assert(fallback, `the catalogue has no ${FALLBACK}.ftl`);
  return {
    languages: [...all.keys()],
    of: (language) => all.get(language ?? FALLBACK) ?? all.get(language?.split('-')[0] ?? FALLBACK) ?? fallback,
  };
}

function textsOf(language: string, source: string): Texts {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const [broken] = bundle.addResource(new FluentResource(source));
  if (broken) throw broken;
  const text = (id: string, args?: Record<string, FluentVariable>): string => {
    const pattern = bundle.getMessage(id)?.value;
    assert(pattern, `no text ${id} in ${language}`);
    const errors: Error[] = [];
    const formatted = bundle.formatPattern(pattern, args, errors);
    assert(errors.length === 0, `text ${id} in ${language}: ${errors[0]?.message}`);
    return formatted;
  };
  return Object.assign(text, { language });
}
