import { useTexts } from '../texts.tsx';

/** Rows in the shape of what comes. */
export function ListSkeleton({ rows }: { rows: number }) {
  const t = useTexts();
  return (
    <div className="card list" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div className="row" key={n}>
          <span className="skeleton dot" />
          <span className="grow">
            <span className="skeleton line" />
            <span className="skeleton line short" />
          </span>
        </div>
      ))}
    </div>
  );
}
