import { directionOf, type Language, languageNames, languages } from '../contracts/languages.ts';
import type { Texts } from '../runtime/texts.ts';

/** Who runs the house and how they are reached, in their own words; undefined where they did not say. */
export type Operator = { readonly name: string | undefined; readonly contact: string | undefined };

export const legalPages = ['terms', 'privacy'] as const;
export type LegalPage = (typeof legalPages)[number];

/** A heading with its paragraphs. */
type Section = readonly [heading: string, ...paragraphs: string[]];

const sectionsOf = {
  terms: (t: Texts): Section[] => [
    [t('terms-who'), t('terms-who-text')],
    [t('terms-in'), t('terms-in-text'), t('terms-in-rate'), t('terms-in-chain')],
    [t('terms-out'), t('terms-out-text'), t('terms-out-chain'), t('terms-out-rate')],
    [t('terms-wallet'), t('terms-wallet-text')],
    [t('terms-account'), t('terms-account-text')],
    [t('terms-return'), t('terms-return-text')],
    [t('terms-trouble'), t('terms-trouble-text')],
  ],
  privacy: (t: Texts): Section[] => [
    [
      t('privacy-keep'),
      t('privacy-keep-account'),
      t('privacy-keep-money'),
      t('privacy-keep-bank'),
      t('privacy-keep-wallet'),
      t('privacy-keep-chain'),
      t('privacy-keep-trail'),
    ],
    [t('privacy-where'), t('privacy-where-text')],
    [t('privacy-who'), t('privacy-who-text')],
    [t('privacy-browser'), t('privacy-browser-text')],
    [t('privacy-long'), t('privacy-long-text')],
    [t('privacy-you'), t('privacy-you-text')],
  ],
} as const satisfies Record<LegalPage, (t: Texts) => Section[]>;

/** The page as one document that needs nothing else; its style is `LEGAL_STYLE`, named by its hash in what allows it. */
export function legalPage(t: Texts, page: LegalPage, { name, contact }: Operator): string {
  const language = t.language as Language;
  const title = page === 'terms' ? t('terms-title') : t('privacy-title');
  const other: LegalPage = page === 'terms' ? 'privacy' : 'terms';
  const otherTitle = other === 'terms' ? t('terms-title') : t('privacy-title');
  const who = name === undefined ? t('legal-operator-none') : t('legal-operator', { operator: name });
  const reached = contact === undefined ? t('legal-contact-none') : t('legal-contact', { contact });
  const sections = sectionsOf[page](t).map(
    ([heading, ...paragraphs]) =>
      `<section><h2>${escaped(heading)}</h2>${paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('')}</section>`,
  );
  const choices = languages.map((each) =>
    each === language
      ? `<strong>${languageNames[each]}</strong>`
      : `<a href="/${page}?lang=${each}" hreflang="${each}" lang="${each}">${languageNames[each]}</a>`,
  );
  return `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(`${title} · ${t('product')}`)}</title><style>${LEGAL_STYLE}</style></head><body><header><a class="house" href="/app/">${escaped(t('product'))}</a><nav aria-label="${escaped(t('legal-language'))}">${choices.join(' ')}</nav></header><main><h1>${escaped(title)}</h1><p class="who">${escaped(who)}<br>${escaped(reached)}</p>${sections.join('')}<p class="note">${escaped(t('legal-default'))}</p></main><footer><a href="/${other}?lang=${language}">${escaped(otherTitle)}</a> <a href="/app/">${escaped(t('legal-back'))}</a></footer></body></html>\n`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What an operator wrote is text and nothing else. */
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

/** Colours of webapp/look/tokens.css, by day and by night. */
export const LEGAL_STYLE = `
:root { color-scheme: light dark; --surface: #f1f4f1; --raised: #fff; --text: #0d1a15; --muted: #47574f; --accent: #0b5d46; --line: #dbe3de; }
@media (prefers-color-scheme: dark) { :root { --surface: #0a100e; --raised: #141c19; --text: #e8f0eb; --muted: #a3b3ab; --accent: #56d6aa; --line: #26302c; } }
body { max-width: 42rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; background: var(--surface); color: var(--text); font: 16px/1.6 system-ui, sans-serif; }
header, footer { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; justify-content: space-between; align-items: baseline; }
nav { display: flex; gap: 1rem; align-items: baseline; }
a { color: var(--accent); text-underline-offset: .2em; padding-block: .4rem; }
.house { font-weight: 700; text-decoration: none; }
h1 { margin: 1.5rem 0 1rem; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2rem 0 .25rem; font-size: 1.125rem; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
.who { padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 14px; background: var(--raised); }
.note { margin-top: 2.5rem; color: var(--muted); }
footer { margin-top: 2rem; padding-top: 1rem; border-top: 1px solid var(--line); }
@media print { body { max-width: none; background: none; } nav, footer { display: none; } }
`;
