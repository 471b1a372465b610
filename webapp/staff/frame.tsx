import { useEffect, useRef, useState } from 'react';
import { type QueueName, queueNames } from '../../contracts/operations.ts';
import { Icon, Mark } from '../src/parts/icon.tsx';
import { useOneAct } from '../src/parts/one-act.ts';
import { chooseTheme } from '../src/theme.ts';
import { useDesk } from './desk-context.ts';
import { kycWords } from './kyc-texts.ts';
import { Arrival } from './pages/arrival.tsx';
import { Decide } from './pages/decide.tsx';
import { Kyc } from './pages/kyc.tsx';
import { KycCase } from './pages/kyc-case.tsx';
import { PlayerCard } from './pages/player-card.tsx';
import { Players, type Search } from './pages/players.tsx';
import { Queue } from './pages/queue.tsx';
import { Switches } from './pages/switches.tsx';
import { Trail } from './pages/trail.tsx';
import { Wallets } from './pages/wallets.tsx';
import { PageHead, Skeletons, TemporalLink } from './parts/pieces.tsx';
import { PlaceLink } from './parts/place-link.tsx';
import { addressOf, type Page, type Place } from './places.ts';
import { lists, queueWords, roleWords, words } from './texts.ts';
import { type KycCases, useKycCases } from './use-kyc-cases.ts';
import { type Queues, useQueues } from './use-queues.ts';
import { kycListAddress, listAddress } from './workflow-lists.ts';

type Tab = { readonly page: Page; readonly place: Place; readonly title: string; readonly icon: string };

/** What this member of staff may open besides the queues, the first of it first. */
function useTools(): readonly Tab[] {
  const { may } = useDesk();
  return [
    ...(may('findPlayers')
      ? [{ page: 'players', place: { page: 'players' }, title: words.players, icon: 'user' } as const]
      : []),
    ...(may('issuePass')
      ? [{ page: 'decide', place: { page: 'decide' }, title: words.decisions, icon: 'key' } as const]
      : []),
    ...(may('queues')
      ? [{ page: 'switches', place: { page: 'switches' }, title: words.switches, icon: 'power' } as const]
      : []),
    ...(may('trail')
      ? [{ page: 'trail', place: { page: 'trail', filter: {} }, title: words.trail, icon: 'history' } as const]
      : []),
    ...(may('hotWallets')
      ? [{ page: 'wallets', place: { page: 'wallets' }, title: words.wallets, icon: 'wallet' } as const]
      : []),
  ];
}

/** Everything that somebody who is signed in sees. */
export function Frame({ place }: { place: Place | undefined }) {
  const [search, setSearch] = useState<Search>();
  const { may } = useDesk();
  const queues = useQueues();
  const kyc = useKycCases(queues.looks);
  const tools = useTools();
  const first: Place | undefined = may('queues') ? { page: 'queue', name: 'stuck' } : tools[0]?.place;
  const tabOf = (page: Page): Page => (page === 'player' ? 'players' : page);
  const opens = ({ page }: Place) =>
    isKyc(page)
      ? may('kycCases')
      : page === 'queue' || page === 'arrival'
        ? may('queues')
        : tools.some((tool) => tool.page === tabOf(page));
  const isTheirs = place === undefined || opens(place);
  const shown = place === undefined ? first : isTheirs ? place : undefined;
  const title =
    shown?.page === 'queue'
      ? queueWords[shown.name].title
      : shown && isKyc(shown.page)
        ? kycWords.title
        : tools.find(({ page }) => shown && page === tabOf(shown.page))?.title;
  useEffect(() => {
    document.title = title ? `${title} · ${words.desk}` : words.desk;
  }, [title]);
  useFocusOnHead(shown && addressOf(shown.page === 'trail' ? { page: 'trail', filter: {} } : shown));
  return (
    <div className="staff">
      <Rail tools={tools} current={shown && tabPlace(shown)} queues={queues} kyc={kyc} />
      {shown?.page === 'queue' && <Queue key={shown.name} name={shown.name} queues={queues} />}
      {shown?.page === 'switches' && <Switches onChanged={queues.look} />}
      {shown?.page === 'wallets' && <Wallets />}
      {shown?.page === 'players' && <Players search={search} onSearch={setSearch} />}
      {shown?.page === 'player' && <PlayerCard key={shown.id} id={shown.id} />}
      {shown?.page === 'arrival' && <Arrival key={shown.id} id={shown.id} onChanged={queues.look} />}
      {shown?.page === 'kyc' && <Kyc kyc={kyc} queues={queues} />}
      {shown?.page === 'kyc-case' && (
        <KycCase key={shown.id} id={shown.id} waiting={kyc.found} onChanged={queues.look} />
      )}
      {shown?.page === 'decide' && <Decide key={shown.workflow} workflow={shown.workflow} />}
      {shown?.page === 'trail' && <Trail filter={shown.filter} entry={shown.entry} />}
      {!isTheirs && <Closed first={tools[0]} />}
      <Sitter />
    </div>
  );
}

const isKyc = (page: Page): boolean => page === 'kyc' || page === 'kyc-case';

/** Where the rail shows somebody to be. */
const tabPlace = (shown: Place): Place =>
  shown.page === 'player' ? { page: 'players' } : isKyc(shown.page) ? { page: 'kyc' } : shown;

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

type RailProps = { tools: readonly Tab[]; current: Place | undefined; queues: Queues; kyc: KycCases };

function Rail({ tools, current, queues, kyc }: RailProps) {
  const { me, may } = useDesk();
  return (
    <nav className="rail" aria-label={words.places}>
      <div className="head">
        <span className="brand grow">
          <Mark />
          {words.desk}
        </span>
        <ThemeSwitch />
      </div>
      {may('queues') && (
        <>
          <p className="label first small muted">{words.queues}</p>
          <ul className="queues" aria-label={words.queues}>
            {may('kycCases') && <KycTab isCurrent={current?.page === 'kyc'} kyc={kyc} />}
            {queueNames.map((name) => (
              <QueueTab
                key={name}
                name={name}
                isCurrent={current?.page === 'queue' && current.name === name}
                queues={queues}
              />
            ))}
          </ul>
          <p className="label small muted">{words.tools}</p>
        </>
      )}
      <ul className="queues" aria-label={words.tools}>
        {tools.map(({ page, place, title, icon }) => (
          <li className="queue" key={page}>
            <PlaceLink className="item" to={place} current={page === current?.page ? 'page' : undefined}>
              <Icon name={icon} size="s" />
              {title}
              {page === 'switches' && (queues.counts?.pausedRails ?? 0) > 0 && (
                <span className="off">{words.off(queues.counts?.pausedRails ?? 0)}</span>
              )}
            </PlaceLink>
          </li>
        ))}
      </ul>
      {me.workflows !== null && !may('queues') && <Lists workflows={me.workflows} />}
    </nav>
  );
}

/** A queue, how many wait in it, and the way to its list in the Temporal Web UI. */
function QueueTab({ name, isCurrent, queues }: { name: QueueName; isCurrent: boolean; queues: Queues }) {
  const { me } = useDesk();
  const { title, icon } = queueWords[name];
  const count = queues.counts?.queues.find((queue) => queue.name === name)?.count;
  const list = me.workflows === null ? undefined : listAddress(me.workflows, name);
  return (
    <li className="queue">
      <PlaceLink className="item" to={{ page: 'queue', name }} current={isCurrent ? 'page' : undefined}>
        <Icon name={icon} size="s" />
        {title}
        {count !== undefined && <span className={`n${count === 0 ? ' none' : ''}`}>{count}</span>}
      </PlaceLink>
      {list !== undefined && (
        <TemporalLink className="icon-button temporal" href={list}>
          <span className="sr">{words.listInTemporal(title)}</span>
        </TemporalLink>
      )}
    </li>
  );
}

/** Players who wait to be verified; how many are late stands in words for those who listen. */
function KycTab({ isCurrent, kyc: { found } }: { isCurrent: boolean; kyc: KycCases }) {
  const { me } = useDesk();
  const count = found?.cases.length;
  return (
    <li className="queue">
      <PlaceLink className="item" to={{ page: 'kyc' }} current={isCurrent ? 'page' : undefined}>
        <Icon name="idcard" size="s" />
        {kycWords.title}
        {count !== undefined && (
          <span className={`n${count === 0 ? ' none' : ''}`}>
            {count}
            {found?.more && '+'}
          </span>
        )}
      </PlaceLink>
      {me.workflows !== null && (
        <TemporalLink className="icon-button temporal" href={kycListAddress(me.workflows)}>
          <span className="sr">{words.listInTemporal(kycWords.title)}</span>
        </TemporalLink>
      )}
    </li>
  );
}

/** For those whom the desk shows no queues. */
function Lists({ workflows }: { workflows: string }) {
  return (
    <>
      <p className="label small muted">{words.inTemporal}</p>
      <ul className="queues lists" aria-label={words.inTemporal}>
        {lists.map(({ title, query, icon }) => (
          <li className="queue" key={title}>
            <a
              className="item"
              href={`${workflows}?${new URLSearchParams({ query })}`}
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
