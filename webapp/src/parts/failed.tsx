import type { Refused } from '../api/client.ts';
import { useTexts } from '../texts.tsx';
import { Icon } from './icon.tsx';

/** It could not be read; what is safe, and the way on. */
export function Failed({ problem, onRetry }: { problem: Refused; onRetry: () => void }) {
  const t = useTexts();
  const isOffline = problem.problem.reason === 'offline';
  return (
    <div className="empty" role="alert">
      <Icon name={isOffline ? 'offline' : 'alert'} />
      <p>{t(isOffline ? 'failed-offline' : 'failed-unavailable')}</p>
      <button type="button" className="button quiet small" onClick={onRetry}>
        <Icon name="refresh" size="s" />
        {t('retry')}
      </button>
    </div>
  );
}
