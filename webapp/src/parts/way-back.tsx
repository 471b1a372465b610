import { useEffect, useRef } from 'react';
import { useApp, useTelegram } from '../app-context.ts';
import type { Page } from '../places.ts';
import { Icon } from './icon.tsx';

/** One way back: Telegram's own button does it where it has one. Answers whether the app must show one. */
export function useWayBack(back: () => void): boolean {
  const telegram = useTelegram();
  const last = useRef(back);
  last.current = back;
  useEffect(() => telegram?.onBack(() => last.current()), [telegram]);
  return !telegram?.hasBack;
}

/** The way back from a page that is behind another one. */
export function WayBack({ to, label }: { to: Page; label: string }) {
  const { go } = useApp();
  const back = () => go({ page: to });
  if (!useWayBack(back)) return null;
  return (
    <button type="button" className="icon-button" aria-label={label} onClick={back}>
      <Icon name="back" />
    </button>
  );
}
