import { useState } from 'react';
import type { KycFactsBody } from '../../../contracts/http/staff-kyc.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useOneAct } from '../../src/parts/one-act.ts';
import { useDesk } from '../desk-context.ts';
import { kycWords as w } from '../kyc-texts.ts';
import { dayText } from '../moments.ts';
import { Refusal, Term } from './pieces.tsx';

const countries = new Intl.DisplayNames('en', { type: 'region' });
const DOTS = '••••••';

/** Personal: dots until it is shown, and shown for as long as this page is looked at. */
export function KycFacts({ player, isOwn }: { player: string; isOwn: boolean }) {
  const { ask } = useDesk();
  const [shown, setShown] = useState<KycFactsBody>();
  const { busy, failed, act } = useOneAct();
  const toggle = () =>
    shown ? setShown(undefined) : void act(async () => setShown(await ask('showKycFacts', { id: player })));
  return (
    <section className="card pad">
      <h2 className="heading card-head">{w.facts}</h2>
      {shown && !shown.facts ? <p className="small muted">{w.noFacts}</p> : <Terms facts={shown?.facts ?? undefined} />}
      {!isOwn && (
        <div className="show-line">
          <button type="button" className="button quiet small" aria-busy={busy} onClick={toggle}>
            <Icon name="eye" size="s" />
            {shown ? w.hide : w.show}
            <span className="sr"> {w.facts}</span>
          </button>
          <p className="small muted grow" role="status">
            {shown ? w.factsShown : w.factsRecorded}
          </p>
        </div>
      )}
      <Refusal problem={failed} />
      <h3 className="strong part">{w.matches}</h3>
      {!shown && <p className="small muted">{w.matchesHidden}</p>}
      {shown?.matches.length === 0 && <p className="small muted">{w.noMatches}</p>}
      <ul className="matches">
        {shown?.matches.map(({ list, entry, name, score }) => (
          <li key={`${list} ${entry}`}>
            <bdi className="strong grow">{name}</bdi>
            <span className="said">{w.score(score)}</span>
            <span className="small muted long">
              {list}, <span className="code">{entry}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Terms({ facts }: { facts: NonNullable<KycFactsBody['facts']> | undefined }) {
  const lines: readonly (readonly [string, string | undefined])[] = [
    [w.givenNames, facts?.givenNames],
    [w.familyName, facts?.familyName],
    [w.bornOn, facts && dayText(facts.bornOn)],
    [w.country, facts && countryText(facts.country)],
    [w.documentNumber, facts?.documentNumber],
    [w.expiresOn, facts && (facts.expiresOn === null ? w.noExpiry : dayText(facts.expiresOn))],
  ];
  return (
    <dl className="terms flat">
      {lines.map(([name, value]) => (
        <Term key={name} name={name}>
          <bdi className={`long${value === undefined ? ' masked' : ''}`}>{value ?? DOTS}</bdi>
        </Term>
      ))}
    </dl>
  );
}

/** A country by its name; two letters that are no country's as they are. */
const countryText = (code: string): string => countries.of(code) ?? code;
