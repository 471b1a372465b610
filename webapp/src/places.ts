import { useCallback, useEffect, useState } from 'react';

/** Where a player can be. A sheet lies over a page and has an address of its own, so that Back closes it. */
export type Page = 'home' | 'history' | 'settings' | 'kyc' | 'limits' | 'game' | 'fairness' | 'rewards' | 'leaderboard';
export type SheetName =
  | 'deposit'
  | 'ton-address'
  | 'usdt-address'
  | 'missing'
  | 'withdraw'
  | 'why-not'
  | 'withdrawal'
  | 'wallet'
  | 'join'
  | 'unlink'
  | 'limit'
  | 'exclusion'
  | 'helplines'
  | 'round'
  | 'seeds'
  | 'bonus'
  | 'bonus-cost'
  | 'code'
  | 'notices';
export type Place = {
  readonly page: Page;
  readonly sheet?: SheetName;
  readonly deposit?: string;
  readonly withdrawal?: string;
  /** Which of their limits: `deposit-day`. */
  readonly limit?: string;
  /** Which game is on the table. */
  readonly game?: string;
  /** A round, to look at or to prove. */
  readonly round?: string;
  readonly grant?: string;
};

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
const PAGES: readonly Page[] = ['home', 'history', 'settings', 'kyc', 'limits', 'fairness', 'rewards', 'leaderboard'];
/** Sheets that lie over any page. */
const SHEETS: readonly SheetName[] = ['join', 'unlink', 'wallet', 'ton-address', 'usdt-address', 'missing'];
const ID = /^[\da-f-]{36}$/;
const GAME = /^[a-z][a-z-]{1,30}$/;

export function placeOf(path: string): Place {
  const [first = '', second = '', third = ''] = path.replace(ROOT, '').split('/');
  switch (first) {
    case 'deposit':
      return { page: 'home', sheet: 'deposit', ...(second ? { deposit: second } : {}) };
    case 'withdraw':
      return { page: 'home', sheet: second === 'why' ? 'why-not' : 'withdraw' };
    case 'withdrawal':
      return second ? { page: 'home', sheet: 'withdrawal', withdrawal: second } : { page: 'home' };
    case 'bonus-cost':
      return second ? { page: 'home', sheet: 'bonus-cost', grant: second } : { page: 'home' };
    case 'history':
      if (second === 'withdrawal' && third) return { page: 'history', withdrawal: third };
      break;
    case 'game':
      if (!GAME.test(second)) return { page: 'home' };
      return { page: 'game', game: second, ...(third === 'seeds' ? { sheet: 'seeds' } : {}) };
    case 'round':
      return second ? { page: 'history', sheet: 'round', round: second } : { page: 'history' };
    case 'fairness':
      if (second === 'seeds') return { page: 'fairness', sheet: 'seeds', ...(third ? { round: third } : {}) };
      return { page: 'fairness', ...(second ? { round: second } : {}) };
    case 'rewards':
      if (second === 'code' || second === 'notices') return { page: 'rewards', sheet: second };
      if ((second === 'bonus' || second === 'bonus-cost') && third)
        return { page: 'rewards', sheet: second, grant: third };
      return { page: 'rewards' };
    case 'limits':
      if (second === 'limit' && third) return { page: 'limits', sheet: 'limit', limit: third };
      if (second === 'exclusion' || second === 'helplines') return { page: 'limits', sheet: second };
  }
  const page = PAGES.find((each) => each === first) ?? 'home';
  const sheet = SHEETS.find((each) => each === (page === 'home' ? first : second));
  if (sheet) return { page, sheet };
  return { page, ...(page === 'history' && second ? { deposit: second } : {}) };
}

export function pathOf({ page, sheet, deposit, withdrawal, limit, game, round, grant }: Place): string {
  if (sheet === 'round' && round !== undefined) return `${ROOT}round/${round}`;
  const over = sheet === 'why-not' ? 'withdraw/why' : sheet === 'withdrawal' ? undefined : sheet;
  const thing = withdrawal === undefined ? [deposit ?? limit ?? grant ?? round] : ['withdrawal', withdrawal];
  return (
    ROOT + [page === 'home' ? undefined : page, game, over, ...thing].filter((part) => part !== undefined).join('/')
  );
}

const LINKS: Readonly<Record<string, Place>> = {
  deposit: { page: 'home', sheet: 'deposit' },
  withdraw: { page: 'home', sheet: 'withdraw' },
  'withdraw-why': { page: 'home', sheet: 'why-not' },
  history: { page: 'history' },
  settings: { page: 'settings' },
  kyc: { page: 'kyc' },
  limits: { page: 'limits' },
  rewards: { page: 'rewards' },
  leaderboard: { page: 'leaderboard' },
  fairness: { page: 'fairness' },
  code: { page: 'rewards', sheet: 'code' },
  wallet: { page: 'settings', sheet: 'wallet' },
  'ton-address': { page: 'home', sheet: 'ton-address' },
  'usdt-address': { page: 'home', sheet: 'usdt-address' },
  missing: { page: 'history', sheet: 'missing' },
};

/** What a `startapp` link opens: a place by its name, or one payment: `withdrawal_<id>`, `deposit_<id>`. */
export function placeOfLink(parameter: string | undefined): Place | undefined {
  if (parameter === undefined) return undefined;
  if (Object.hasOwn(LINKS, parameter)) return LINKS[parameter];
  const [kind, id = ''] = parameter.split('_');
  if (kind === 'game' && GAME.test(id)) return { page: 'game', game: id };
  if (kind === 'round' && ID.test(id)) return { page: 'history', sheet: 'round', round: id };
  if (kind === 'bonus' && ID.test(id)) return { page: 'rewards', sheet: 'bonus', grant: id };
  if (!ID.test(id) || (kind !== 'deposit' && kind !== 'withdrawal')) return undefined;
  return { page: 'home', sheet: kind, [kind]: id };
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
