import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { directionOf, type Language } from '../contracts/languages.ts';
import { assert } from '../domain/assert.ts';

/** One language's texts. An id that does not exist, or an argument that is missing, is our own bug. */
export type Texts = { readonly language: string; (id: string, args?: Record<string, FluentVariable>): string };

export type Catalogue = { of(language: string | undefined): Texts; readonly languages: readonly string[] };

const FALLBACK = 'en';

/** What the chat and our own pages are spoken from: the words of the house, and theirs. */
const FILES = ['common.ftl', 'bot.ftl', 'bonus.ftl', 'game-names.ftl', 'chat-games.ftl', 'standing.ftl', 'legal.ftl'];

/** Reads every language's folder of the catalogue once. An unknown language gets its base language, then English. */
export function loadTexts(directory: URL = new URL('../contracts/texts/', import.meta.url)): Catalogue {
  const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const all = new Map(
    folders.map(({ name }) => {
      const files = FILES.map((file) => new URL(`${name}/${file}`, directory)).filter((file) => existsSync(file));
      return [name, textsOf(name, files.map((file) => readFileSync(file, 'utf8')).join('\n'))];
    }),
  );
  const fallback = all.get(FALLBACK);
  assert(fallback, `the catalogue has no folder ${FALLBACK}`);
  return {
    languages: [...all.keys()],
    of: (language) => all.get(language ?? FALLBACK) ?? all.get(language?.split('-')[0] ?? FALLBACK) ?? fallback,
  };
}

function textsOf(language: string, source: string): Texts {
  // Amounts and codes run the other way than the words around them there, and would be torn apart without marks.
  const bundle = new FluentBundle(language, { useIsolating: directionOf(language as Language) === 'rtl' });
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
