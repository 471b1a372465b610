import { FluentBundle, type FluentResource, type FluentVariable } from '@fluent/bundle';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { directionOf, type Language } from '../../contracts/languages.ts';

/** A language's words. An id that does not exist is our own bug; a test finds it before a player does. */
export type Texts = {
  readonly language: Language;
  (id: string, args?: Record<string, FluentVariable>): string;
  /** The same, with what is said behind the first screen. */
  whole(): Promise<Texts>;
};

/** Each file as the build reads it: the pattern of each text, by its id. */
type Pattern = NonNullable<FluentResource['body'][number]['value']>;
const sources = import.meta.glob<Record<string, Pattern>>(
  '../../contracts/texts/*/{common,app,cashier,withdrawals,account,ton,kyc,limits,game-names,games,tables,fairness,rewards}.ftl',
  {
    import: 'default',
  },
);

/** What a first screen says; the rest is fetched by whoever needs it. */
const FIRST = ['common', 'app'];
const BEHIND = [
  'cashier',
  'withdrawals',
  'account',
  'ton',
  'kyc',
  'limits',
  'game-names',
  'games',
  'tables',
  'fairness',
  'rewards',
];

/** The words of one language alone: the others are not fetched. */
export async function loadTexts(language: Language): Promise<Texts> {
  // Amounts and codes run the other way than the words around them there, and would be torn apart without marks.
  const bundle = new FluentBundle(language, { useIsolating: directionOf(language) === 'rtl' });
  const take = async (files: readonly string[]): Promise<void> => {
    const read = files.map((file) => sources[`../../contracts/texts/${language}/${file}.ftl`]?.());
    for (const patterns of await Promise.all(read)) {
      const body = Object.entries(patterns ?? {}).map(([id, value]) => ({ id, value, attributes: {} }));
      bundle.addResource({ body });
    }
  };
  await take(FIRST);
  const text = (id: string, args?: Record<string, FluentVariable>): string => {
    const pattern = bundle.getMessage(id)?.value;
    return pattern ? bundle.formatPattern(pattern, args) : id;
  };
  let taken: Promise<void> | undefined;
  const whole = async (): Promise<Texts> => {
    taken ??= take(BEHIND);
    try {
      await taken;
    } catch (error) {
      taken = undefined; // the next who asks tries again
      throw error;
    }
    return texts;
  };
  const texts: Texts = Object.assign(text, { language, whole });
  return texts;
}

const Context = createContext<Texts | undefined>(undefined);
export const TextsProvider = Context.Provider;

export function useTexts(): Texts {
  const texts = useContext(Context);
  if (!texts) throw new Error('texts are loaded before anything is drawn');
  return texts;
}

/** Shows what needs all the words once they are there. A page goes on in the language it has while the next one comes. */
export function AllTexts({ children, meanwhile }: { children: ReactNode; meanwhile?: ReactNode }) {
  const texts = useTexts();
  const [whole, setWhole] = useState<Texts>();
  useEffect(() => {
    let isWanted = true;
    texts.whole().then(
      (spoken) => isWanted && setWhole(() => spoken),
      () => undefined, // nobody is shown the names of texts
    );
    return () => {
      isWanted = false;
    };
  }, [texts]);
  return whole ? <TextsProvider value={whole}>{children}</TextsProvider> : meanwhile;
}

/** How the page is written from here on. */
export function writeIn(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
