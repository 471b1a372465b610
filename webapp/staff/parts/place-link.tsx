import type { ReactNode } from 'react';
import { useDesk } from '../desk-context.ts';
import { addressOf, type Place } from '../places.ts';

/** A link to another place of the desk; with a key held down the browser does with it what it does with links. */
export function PlaceLink({
  to,
  className,
  current,
  children,
}: {
  to: Place;
  className: string;
  current?: 'page' | 'true' | undefined;
  children: ReactNode;
}) {
  const { go } = useDesk();
  return (
    <a
      className={className}
      href={addressOf(to)}
      aria-current={current}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
