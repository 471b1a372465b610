import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { createContext, useContext } from 'react';
import { directionOf, type Language } from '../../contracts/languages.ts';

/** A language's words. An id that does not exist is our own bug; a test finds it before a player does. */
export type Texts = { readonly language: Language; (id: string, args?: Record<string, FluentVariable>): string };

const sources = import.meta.glob<string>('../../contracts/texts/*/{common,app}.ftl', {
  query: '?raw',
  import: 'default',
});

/** The words of one language alone: the others are not fetched. */
export async function loadTexts(language: Language): Promise<Texts> {
  const files = Object.keys(sources).filter((name) => name.includes(`/texts/${language}/`));
  // Amounts and codes run the other way than the words around them there, and would be torn apart without marks.
  const bundle = new FluentBundle(language, { useIsolating: directionOf(language) === 'rtl' });
  for (const source of await Promise.all(files.map((name) => sources[name]?.())))
    bundle.addResource(new FluentResource(source ?? ''));
  const text = (id: string, args?: Record<string, FluentVariable>): string => {
    const pattern = bundle.getMessage(id)?.value;
    return pattern ? bundle.formatPattern(pattern, args) : id;
  };
  return Object.assign(text, { language });
}

const Context = createContext<Texts | undefined>(undefined);
export const TextsProvider = Context.Provider;

export function useTexts(): Texts {
  const texts = useContext(Context);
  if (!texts) throw new Error('texts are loaded before anything is drawn');
  return texts;
}

/** How the page is written from here on. */
export function writeIn(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
