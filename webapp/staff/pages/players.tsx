import { type FormEvent, useState } from 'react';
import type { FoundBody } from '../../../contracts/http/staff.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useOneAct } from '../../src/parts/one-act.ts';
import { useDesk } from '../desk-context.ts';
import { dayText } from '../moments.ts';
import { Empty, PageHead, Refusal, Skeletons } from '../parts/pieces.tsx';
import { PlaceLink } from '../parts/place-link.tsx';
import { playersWords as w, words } from '../texts.ts';

/** What was looked for last and who was found. It outlives the page, so that going back from a player is no second search. */
export type Search = { readonly term: string; readonly players: FoundBody['players'] };

const LEAST = 3;

/** A player by what they read out. */
export function Players({
  search,
  onSearch,
}: {
  search: Search | undefined;
  onSearch: (search: Search | undefined) => void;
}) {
  const { ask } = useDesk();
  const [term, setTerm] = useState(search?.term ?? '');
  const [short, setShort] = useState(false);
  const { busy, failed, act } = useOneAct();
  const find = (event: FormEvent) => {
    event.preventDefault();
    const wanted = term.trim();
    setShort(wanted.length < LEAST);
    if (wanted.length < LEAST) return;
    onSearch(undefined);
    void act(async () => onSearch({ term: wanted, ...(await ask('findPlayers', { query: { find: wanted } })) }));
  };
  return (
    <main className="centre wide">
      <PageHead title={words.players} />
      <div className="stack">
        <form className="card pad search" onSubmit={find} noValidate>
          <div className="field">
            <label htmlFor="find">{w.find}</label>
            <div className="search-line">
              <span className={`input${short ? ' invalid' : ''}`}>
                <Icon name="search" size="s" />
                <input
                  id="find"
                  name="find"
                  type="search"
                  value={term}
                  maxLength={64}
                  autoComplete="off"
                  autoCapitalize="characters"
                  spellCheck={false}
                  aria-describedby="find-hint"
                  aria-invalid={short}
                  onChange={(event) => setTerm(event.target.value)}
                />
              </span>
              <button type="submit" className="button" aria-busy={busy}>
                {w.act}
              </button>
            </div>
            <p className="hint" id="find-hint">
              {short ? (
                <span className="error" role="alert">
                  {w.tooShort}
                </span>
              ) : (
                `${w.hint} ${w.recorded}`
              )}
            </p>
          </div>
          <Refusal problem={failed} />
        </form>
        {busy ? <Skeletons heights={['low']} /> : search ? <Found players={search.players} /> : <Nothing />}
      </div>
    </main>
  );
}

const Nothing = () => <Empty icon="user" title={w.empty} text={w.emptyText} />;

function Found({ players }: { players: FoundBody['players'] }) {
  return (
    <section aria-live="polite" className="stack">
      {players.length === 0 ? (
        <Empty icon="search" title={w.nobody} text={w.nobodyText} />
      ) : (
        <>
          <h2 className="small muted above">{w.found(players.length)}</h2>
          <ul className="card rows">
            {players.map(({ id, code, joinedAt }) => (
              <li key={id}>
                <PlaceLink className="row" to={{ page: 'player', id }}>
                  <span className="avatar" aria-hidden="true">
                    <Icon name="user" size="s" />
                  </span>
                  <span className="grow">
                    <span className="strong code">{code}</span>
                    <span className="small muted sub">{w.since(dayText(joinedAt))}</span>
                  </span>
                  <Icon name="chevron" size="s" />
                </PlaceLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
