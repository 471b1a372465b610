import { useTexts } from '../texts.tsx';

/** A form in the shape of what comes: how much, and by which way. */
export function WaitsForForm() {
  const t = useTexts();
  return (
    <div className="body" aria-busy="true" aria-label={t('loading')} role="status">
      <div className="skeleton tall" />
      <div className="skeleton" />
    </div>
  );
}
