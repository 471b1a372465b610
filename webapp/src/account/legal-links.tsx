import { useTexts } from '../texts.tsx';

/** Pages of the house that are no part of the app: they open beside it. */
export function LegalLinks() {
  const t = useTexts();
  const link = (page: 'terms' | 'privacy', text: string) => (
    <a className="link" href={`/${page}?lang=${t.language}`} target="_blank" rel="noopener">
      {text}
    </a>
  );
  return (
    <p className="legal-links small">
      {link('terms', t('legal-terms'))}
      {link('privacy', t('legal-privacy'))}
    </p>
  );
}
