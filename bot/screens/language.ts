import { languageNames, languages } from '../../contracts/languages.ts';
import type { Texts } from '../../runtime/texts.ts';
import { key, type Screen } from './screen.ts';

/** Each language in its own words, the one that is spoken marked. */
export const languageScreen = (t: Texts): Screen => ({
  text: t('language-choose'),
  keys: [
    languages.map((language) =>
      key(`${language === t.language ? '✓ ' : ''}${languageNames[language]}`, `language:${language}`),
    ),
    [key(t('language-follow'), 'language:follow')],
    [key(t('menu-back'), 'home')],
  ],
});
