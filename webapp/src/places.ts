import { useCallback, useEffect, useState } from 'react';

/** Where a player can be. A sheet lies over a page and has an address of its own, so that Back closes it. */
export type Page = 'home' | 'history' | 'settings';
export type SheetName = 'deposit' | 'join' | 'unlink';
export type Place = { readonly page: Page; readonly sheet?: SheetName; readonly deposit?: string };

/**
 * Why nobody is in. `browser`: nobody came in here yet. `signed-out`: by their own wish. `ended`: the session is over.
 * `launch-used`: the launch data of a Mini App opens it once, for five minutes. `login-*`: Telegram's page for logins sent
 * the browser back without an answer that lets it in.
 */
export type OutsideReason =
  | 'browser'
  | 'signed-out'
  | 'ended'
  | 'launch-used'
  | 'unreachable'
  | 'login-refused'
  | 'login-failed'
  | 'login-away';

const ROOT = '/app/';
const PAGES: readonly Page[] = ['home', 'history', 'settings'];
const SHEETS: readonly SheetName[] = ['deposit', 'join', 'unlink'];

export function placeOf(path: string): Place {
  const [first = '', second = ''] = path.replace(ROOT, '').split('/');
  if (first === 'deposit') return { page: 'home', sheet: 'deposit', ...(second ? { deposit: second } : {}) };
  const page = PAGES.find((each) => each === first) ?? 'home';
  const sheet = SHEETS.find((each) => each === (page === 'home' ? first : second));
  if (sheet) return { page, sheet };
  return { page, ...(page === 'history' && second ? { deposit: second } : {}) };
}

export const pathOf = ({ page, sheet, deposit }: Place): string =>
  ROOT + [page === 'home' ? undefined : page, sheet, deposit].filter((part) => part !== undefined).join('/');

/** What a `startapp` link opens. */
export function placeOfLink(parameter: string | undefined): Place | undefined {
  if (parameter === 'deposit') return { page: 'home', sheet: 'deposit' };
  return parameter === 'history' || parameter === 'settings' ? { page: parameter } : undefined;
}

export function usePlace(): [Place, (place: Place) => void] {
  const [place, setPlace] = useState(() => {
    const found = placeOf(location.pathname);
    // An address that is none is not kept: what is shown is what it says.
    if (location.pathname !== pathOf(found))
      history.replaceState(null, '', pathOf(found) + location.search + location.hash);
    return found;
  });
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
