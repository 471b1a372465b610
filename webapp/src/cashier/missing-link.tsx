import { useApp } from '../app-context.ts';
import type { Page } from '../places.ts';
import { useTexts } from '../texts.tsx';

/** The way to claim a transfer that does not show; `page` is what lies below. */
export function MissingLink({ page }: { page: Page }) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <button type="button" className="link missing-link" onClick={() => go({ page, sheet: 'missing' })}>
      {t('missing-link')}
    </button>
  );
}
