import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTexts } from '../texts.tsx';
import { Icon } from './icon.tsx';

/** What the player should know of the connection and of the app itself. Never in the way of anything. */
export function Notices({
  online,
  live,
  update,
}: {
  online: boolean;
  live: boolean;
  update: (() => void) | undefined;
}) {
  const t = useTexts();
  return (
    <div className="notices" role="status">
      {!online ? (
        <p className="banner">
          <Icon name="offline" size="s" />
          {t('offline')}
        </p>
      ) : (
        !live && (
          <p className="banner">
            <Icon name="refresh" size="s" />
            {t('reconnecting')}
          </p>
        )
      )}
      {update && (
        <p className="toast">
          <span className="grow">{t('update-ready')}</span>
          <button type="button" className="button text small" onClick={update}>
            {t('update-now')}
          </button>
        </p>
      )}
    </div>
  );
}

export const useOnline = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      addEventListener('online', changed);
      addEventListener('offline', changed);
      return () => {
        removeEventListener('online', changed);
        removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );

/** The service worker that keeps the app readable offline; answers how to take a new version, once there is one. */
export function useUpdate(): (() => void) | undefined {
  const [waiting, setWaiting] = useState<ServiceWorker>();
  useEffect(() => {
    if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
    void navigator.serviceWorker.register('/app/sw.js').then(
      (registration) => {
        const look = () => {
          // The first one of all replaces nothing.
          if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting);
        };
        look();
        registration.addEventListener('updatefound', () => {
          registration.installing?.addEventListener('statechange', look);
        });
      },
      () => undefined, // a frame that may keep nothing
    );
  }, []);
  return (
    waiting &&
    (() => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage({ type: 'SKIP_WAITING' });
    })
  );
}
