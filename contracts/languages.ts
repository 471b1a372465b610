/** The languages players are spoken to in; each has its folder in contracts/texts. */
export const languages = ['en', 'ru', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Each in its own words: who looks for their language cannot read the others. */
export const languageNames = { en: 'English', ru: 'Русский', ar: 'العربية' } as const satisfies Record<
  Language,
  string
>;

export const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);

/** The one of ours that is nearest to what a client says: `ru-RU` is `ru`, what we do not speak is English. */
export function nearestLanguage(wanted: string | undefined): Language {
  const base = wanted?.toLowerCase().split('-')[0] ?? '';
  return isLanguage(base) ? base : 'en';
}

/** How a language is written: `ar` from right to left. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');
