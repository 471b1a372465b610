import { useState } from 'react';
import type { ArrivalCaseBody } from '../../../contracts/http/arrivals.ts';
import {
  type AssignReason,
  assignReasons,
  type GiveBackReason,
  giveBackReasons,
} from '../../../contracts/operations.ts';
import { useOneAct } from '../../src/parts/one-act.ts';
import { useDesk } from '../desk-context.ts';
import { Failed, Money, PageHead, Refusal, Skeletons, When } from '../parts/pieces.tsx';
import { PlaceLink } from '../parts/place-link.tsx';
import { isUuid } from '../places.ts';
import { giveBackWords as g, railText, arrivalWords as w, whyText } from '../texts.ts';
import { useAsked } from '../use-asked.ts';

/** Money that came over the chain and was credited to nobody. That somebody looked is recorded by whoever answers. */
export function Arrival({ id, onChanged }: { id: string; onChanged: () => void }) {
  const { ask, go, may } = useDesk();
  const { value, failed, again } = useAsked(id, () => ask('arrivalCase', { id }));
  const changed = () => {
    again();
    onChanged();
  };
  const waits = value?.state === 'unmatched' || value?.state === 'below-minimum';
  return (
    <main className="centre">
      <PageHead title={w.title} onBack={() => go({ page: 'queue', name: 'unmatched' })} />
      <div className="stack">
        {failed && <Failed problem={failed} onRetry={again} />}
        {!value && !failed && <Skeletons heights={['high', 'low']} />}
        {value && <Facts found={value} />}
        {value && <Said found={value} />}
        {value?.back && <p className="callout">{g.states[value.back.state]}</p>}
        {value && !waits && !value.back && <p className="callout">{value.state === 'owed' ? w.owed : w.over}</p>}
        {value && waits && may('assignArrival') && <Assign found={value} onDone={changed} />}
        {value?.goesBack && may('giveArrivalBack') && (
          <GiveBack found={value} sends={value.goesBack} onDone={changed} />
        )}
      </div>
    </main>
  );
}

function Facts({ found }: { found: ArrivalCaseBody }) {
  const { amount, rail, at, sender, comment, hash, explorer, state, why, player } = found;
  const terms: [string, React.ReactNode][] = [
    [w.amount, <Money key="amount" amount={amount} />],
    [w.at, <When key="at" iso={at} />],
    [w.sender, <bdi key="sender">{sender ?? w.nothing}</bdi>],
    [w.comment, <bdi key="comment">{comment ?? w.nothing}</bdi>],
    [w.transaction, <bdi key="hash">{hash}</bdi>],
    [w.why, whyText(state === 'below-minimum' ? state : (why ?? state))],
  ];
  return (
    <section className="card pad" aria-label={railText(rail)}>
      <dl className="terms flat">
        {terms.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="long">{value}</dd>
          </div>
        ))}
        {player && (
          <div>
            <dt>{w.whose}</dt>
            <dd>
              <PlaceLink className="link" to={{ page: 'player', id: player.id }}>
                {player.code}
              </PlaceLink>
            </dd>
          </div>
        )}
      </dl>
      {explorer !== null && (
        <a className="link small" href={explorer} target="_blank" rel="noreferrer">
          {w.explorer}
        </a>
      )}
    </section>
  );
}

function Said({ found: { claims, assignments } }: { found: ArrivalCaseBody }) {
  return (
    <section className="card pad">
      <h2 className="heading">{w.claims}</h2>
      {claims.length === 0 && <p className="small muted">{w.noClaims}</p>}
      {claims.map(({ player, at }) => (
        <p key={player.id}>
          <PlaceLink className="link" to={{ page: 'player', id: player.id }}>
            {player.code}
          </PlaceLink>{' '}
          <When iso={at} />
        </p>
      ))}
      {assignments.length > 0 && <h2 className="heading">{w.said}</h2>}
      {assignments.map(({ by, player, reason }) => (
        <p key={by}>{w.by(by, player.code, w.reasons[reason as AssignReason] ?? reason)}</p>
      ))}
    </section>
  );
}

/** A player is named by the account: found first, so that nobody is credited for a slip. */
function Assign({ found, onDone }: { found: ArrivalCaseBody; onDone: () => void }) {
  const { ask } = useDesk();
  const { busy, failed, act } = useOneAct();
  const [account, setAccount] = useState('');
  const [reason, setReason] = useState<AssignReason>();
  const [said, setSaid] = useState<string>();
  const press = () =>
    void act(async () => {
      const player = await playerBehind(account.trim());
      if (player === undefined) return setSaid(w.notOne);
      if (reason === undefined) return setSaid(w.choose);
      const { state } = await ask('assignArrival', { id: found.id, body: { player, reason } });
      setSaid(w[state]);
      onDone();
    });
  const playerBehind = async (text: string): Promise<string | undefined> => {
    const known = found.claims.find(({ player }) => player.code === text || player.id === text);
    if (known) return known.player.id;
    if (text.length < 3) return undefined;
    const { players } = await ask('findPlayers', { query: { find: text } });
    return players.length === 1 && (isUuid(text) || players[0]?.code === text) ? players[0]?.id : undefined;
  };
  return (
    <section className="card pad">
      <h2 className="heading">{w.assign}</h2>
      <p className="small muted">{w.caution}</p>
      <label className="field">
        <span className="small strong">{w.account}</span>
        <input className="input" value={account} onChange={(event) => setAccount(event.target.value)} />
      </label>
      <fieldset className="choices">
        <legend className="heading">{w.how}</legend>
        {assignReasons.map((each) => (
          <label className="choice" key={each}>
            <input type="radio" name="reason" checked={reason === each} onChange={() => setReason(each)} />
            <span className="dot" aria-hidden="true" />
            <span className="grow strong name">{w.reasons[each]}</span>
          </label>
        ))}
      </fieldset>
      <Refusal problem={failed} />
      {said !== undefined && <p role="status">{said}</p>}
      <button type="button" className="button" aria-busy={busy} onClick={press}>
        {w.send}
      </button>
    </section>
  );
}

/** The other way out: back where it came from, when two say so. */
function GiveBack({
  found: { id, claims, givesBack },
  sends,
  onDone,
}: {
  found: ArrivalCaseBody;
  sends: NonNullable<ArrivalCaseBody['goesBack']>;
  onDone: () => void;
}) {
  const { ask } = useDesk();
  const { busy, failed, act } = useOneAct();
  const [reason, setReason] = useState<GiveBackReason>();
  const [said, setSaid] = useState<string>();
  const press = () =>
    void act(async () => {
      if (reason === undefined) return setSaid(g.choose);
      const { state } = await ask('giveArrivalBack', { id, body: { reason } });
      setSaid(g[state]);
      onDone();
    });
  return (
    <section className="card pad">
      <h2 className="heading">{g.title}</h2>
      <p className="small muted">
        <Money amount={sends} /> {g.text}
      </p>
      <p className="callout small">{claims.length > 0 ? g.claimed : g.caution}</p>
      {givesBack.map(({ by, reason: why }) => (
        <p key={by}>{g.by(by, g.reasons[why as GiveBackReason] ?? why)}</p>
      ))}
      <fieldset className="choices">
        <legend className="heading">{g.why}</legend>
        {giveBackReasons.map((each) => (
          <label className="choice" key={each}>
            <input type="radio" name="give-back" checked={reason === each} onChange={() => setReason(each)} />
            <span className="dot" aria-hidden="true" />
            <span className="grow strong name">{g.reasons[each]}</span>
          </label>
        ))}
      </fieldset>
      <Refusal problem={failed} />
      {said !== undefined && <p role="status">{said}</p>}
      <button type="button" className="button danger" aria-busy={busy} onClick={press}>
        {g.send}
      </button>
    </section>
  );
}
