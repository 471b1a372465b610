import { useCallback, useEffect, useState } from 'react';

/** Where a player can be. A sheet lies over a page and has an address of its own, so that Back closes it. */
export type Page = 'home' | 'history' | 'settings';
export type Place = { readonly page: Page; readonly sheet?: 'deposit'; readonly deposit?: string };

/** Why nobody is in. */
export type OutsideReason = 'browser' | 'ended' | 'unreachable';

const ROOT = '/app/';
const PAGES: readonly Page[] = ['home', 'history', 'settings'];

export function placeOf(path: string): Place {
  const [first = '', second = ''] = path.replace(ROOT, '').split('/');
  if (first === 'deposit') return { page: 'home', sheet: 'deposit', ...(second ? { deposit: second } : {}) };
  const page = PAGES.find((each) => each === first) ?? 'home';
  return { page, ...(page === 'history' && second ? { deposit: second } : {}) };
}

export function pathOf({ page, sheet, deposit }: Place): string {
  if (sheet) return `${ROOT}deposit${deposit ? `/${deposit}` : ''}`;
  return `${ROOT}${page === 'home' ? '' : page}${deposit ? `/${deposit}` : ''}`;
}

/** What a `startapp` link opens. */
export function placeOfLink(parameter: string | undefined): Place | undefined {
  if (parameter === 'deposit') return { page: 'home', sheet: 'deposit' };
  return parameter === 'history' || parameter === 'settings' ? { page: parameter } : undefined;
}

export function usePlace(): [Place, (place: Place) => void] {
  const [place, setPlace] = useState(() => placeOf(location.pathname));
  useEffect(() => {
    const moved = () => setPlace(placeOf(location.pathname));
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, []);
  const go = useCallback((next: Place) => {
    history.pushState(null, '', pathOf(next));
    setPlace(next);
    if (!next.sheet) scrollTo(0, 0);
  }, []);
  return [place, go];
}
