import { useEffect, useRef, useState } from 'react';
import { Icon, Mark } from '../src/parts/icon.tsx';
import { useOneAct } from '../src/parts/one-act.ts';
import { chooseTheme } from '../src/theme.ts';
import { useDesk } from './desk-context.ts';
import { Decide } from './pages/decide.tsx';
import { PlayerCard } from './pages/player-card.tsx';
import { Players, type Search } from './pages/players.tsx';
import { Trail } from './pages/trail.tsx';
import { PageHead, Skeletons } from './parts/pieces.tsx';
import { PlaceLink } from './parts/place-link.tsx';
import { addressOf, type Page, type Place } from './places.ts';
import { lists, roleWords, words } from './texts.ts';

type Tab = { readonly page: Page; readonly place: Place; readonly title: string; readonly icon: string };

/** What this member of staff may open, the first of it first. */
function useTabs(): readonly Tab[] {
  const { may } = useDesk();
  return [
    ...(may('findPlayers')
      ? [{ page: 'players', place: { page: 'players' }, title: words.players, icon: 'user' } as const]
      : []),
    ...(may('issuePass')
      ? [{ page: 'decide', place: { page: 'decide' }, title: words.decisions, icon: 'key' } as const]
      : []),
    ...(may('trail')
      ? [{ page: 'trail', place: { page: 'trail', filter: {} }, title: words.trail, icon: 'history' } as const]
      : []),
  ];
}

/** Everything that somebody who is signed in sees. */
export function Frame({ place }: { place: Place | undefined }) {
  const [search, setSearch] = useState<Search>();
  const tabs = useTabs();
  const tabOf = (page: Page): Page => (page === 'player' ? 'players' : page);
  const isTheirs = place === undefined || tabs.some(({ page }) => page === tabOf(place.page));
  const shown = place === undefined ? tabs[0]?.place : isTheirs ? place : undefined;
  const current = shown && tabOf(shown.page);
  const title = tabs.find(({ page }) => page === current)?.title;
  useEffect(() => {
    document.title = title ? `${title} · ${words.desk}` : words.desk;
  }, [title]);
  useFocusOnHead(shown && addressOf(shown.page === 'trail' ? { page: 'trail', filter: {} } : shown));
  return (
    <div className="staff">
      <Rail tabs={tabs} current={current} />
      {shown?.page === 'players' && <Players search={search} onSearch={setSearch} />}
      {shown?.page === 'player' && <PlayerCard key={shown.id} id={shown.id} />}
      {shown?.page === 'decide' && <Decide key={shown.workflow} workflow={shown.workflow} />}
      {shown?.page === 'trail' && <Trail filter={shown.filter} entry={shown.entry} />}
      {!isTheirs && <Closed first={tabs[0]} />}
      <Sitter />
    </div>
  );
}

/** The address is of a place that this role does not open, or of none: nothing else is drawn under it. */
function Closed({ first }: { first: Tab | undefined }) {
  const { me } = useDesk();
  return (
    <main className="centre wide">
      <PageHead title={words.closedPlace} />
      <div className="card empty">
        <Icon name="lock" />
        <p className="strong">{words.closedPlaceText(me.roles.map((role) => roleWords[role]).join(', '))}</p>
        {first && (
          <PlaceLink className="button quiet small" to={first.place}>
            {first.title}
          </PlaceLink>
        )}
      </div>
    </main>
  );
}

/** Whoever goes elsewhere by keyboard, or listens, is led to the head of the page. */
function useFocusOnHead(address: string | undefined): void {
  const before = useRef(address);
  useEffect(() => {
    if (before.current === address) return;
    before.current = address;
    scrollTo(0, 0);
    document.querySelector('h1')?.focus({ preventScroll: true });
  }, [address]);
}

function Rail({ tabs, current }: { tabs: readonly Tab[]; current: Page | undefined }) {
  const { me } = useDesk();
  return (
    <nav className="rail" aria-label={words.places}>
      <div className="head">
        <span className="brand grow">
          <Mark />
          {words.desk}
        </span>
        <ThemeSwitch />
      </div>
      <ul className="queues">
        {tabs.map(({ page, place, title, icon }) => (
          <li className="queue" key={page}>
            <PlaceLink className="item" to={place} current={page === current ? 'page' : undefined}>
              <Icon name={icon} size="s" />
              {title}
            </PlaceLink>
          </li>
        ))}
      </ul>
      {me.workflows !== null && (
        <>
          <p className="label small muted">{words.inTemporal}</p>
          <ul className="queues lists" aria-label={words.inTemporal}>
            {lists.map(({ title, query, icon }) => (
              <li className="queue" key={title}>
                <a
                  className="item"
                  href={`${me.workflows}?${new URLSearchParams({ query })}`}
                  target="_blank"
                  rel="noopener noreferrer"
                >
                  <Icon name={icon} size="s" />
                  <span className="grow">{title}</span>
                  <Icon name="out" size="xs" />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}

function ThemeSwitch() {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={words.theme}
      onClick={() => chooseTheme(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark')}
    >
      <span className="by-day">
        <Icon name="moon" />
      </span>
      <span className="by-night">
        <Icon name="sun" />
      </span>
    </button>
  );
}

/** Who sits here, and the way out. */
function Sitter() {
  const { me, signOut } = useDesk();
  const { busy, failed, act } = useOneAct();
  const initials = me.name
    .split(/\s+/)
    .map(([letter = '']) => letter)
    .slice(0, 2)
    .join('');
  return (
    <footer className="sitter">
      <span className="avatar" aria-hidden="true">
        {initials}
      </span>
      <span className="grow">
        <span className="strong name">{me.name}</span>
        <span className="small muted">{me.roles.map((role) => roleWords[role]).join(', ')}</span>
        {failed && (
          <span className="small error" role="alert">
            {words.signOutFailed}
          </span>
        )}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={words.signOut}
        title={words.signOut}
        aria-busy={busy}
        onClick={() => void act(signOut)}
      >
        <Icon name="away" size="s" />
      </button>
    </footer>
  );
}

/** The desk in the shape of what comes. */
export const Starting = () => (
  <div className="staff">
    <div className="rail">
      <div className="head">
        <span className="brand grow">
          <Mark />
          {words.desk}
        </span>
      </div>
    </div>
    <main className="centre">
      <div className="centre-head" />
      <Skeletons heights={['low', 'high']} />
    </main>
  </div>
);
