import type { ReactNode } from 'react';
import { useState } from 'react';
import type { KycCaseBody, KycCasesBody } from '../../../contracts/http/staff-kyc.ts';
import type { RefusedReason } from '../../../domain/verification.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useDesk } from '../desk-context.ts';
import {
  againWords,
  becauseWords,
  choiceText,
  kindWords,
  levelWords,
  refusedWords,
  stateWords,
  statusWords,
  kycWords as w,
} from '../kyc-texts.ts';
import { dayText, momentText } from '../moments.ts';
import { Handed, type Taken } from '../parts/handed.tsx';
import { KycChecks } from '../parts/kyc-checks.tsx';
import { KycDecide } from '../parts/kyc-decide.tsx';
import { KycDocuments } from '../parts/kyc-documents.tsx';
import { KycFacts } from '../parts/kyc-facts.tsx';
import { Failed, PageHead, Skeletons, TemporalLink, Term, When } from '../parts/pieces.tsx';
import { PlaceLink } from '../parts/place-link.tsx';
import { words } from '../texts.ts';
import { useAsked } from '../use-asked.ts';

type Props = {
  /** The player's id: each has one verification. */
  readonly id: string;
  /** Who waits, as it was read last: it tells when this case has moved. */
  readonly waiting: KycCasesBody | undefined;
  readonly onChanged: () => void;
};

/** One verification: what was found without a person, what the player sent, and the decision beside it. */
export function KycCase({ id, waiting, onChanged }: Props) {
  const { ask, go } = useDesk();
  const { value, failed, again } = useAsked(id, () => ask('kycCase', { id }));
  const [taken, setTaken] = useState<Taken>();
  const lookAnew = () => {
    setTaken(undefined);
    again();
    onChanged();
  };
  const title = (
    <>
      {w.case} {value && <span className="code">{value.code}</span>}
    </>
  );
  return (
    <>
      <main className="centre verification">
        <PageHead title={title} onBack={() => go({ page: 'kyc' })}>
          <button type="button" className="link small" onClick={lookAnew}>
            <Icon name="refresh" size="xs" />
            {w.again}
          </button>
          {value && value.workflow !== null && (
            <TemporalLink className="link small" href={value.workflow}>
              {words.inTemporal}
            </TemporalLink>
          )}
        </PageHead>
        {failed && <Failed problem={failed} onRetry={again} />}
        {!value && !failed && <Skeletons heights={['low', 'high', 'high']} />}
        {value && (
          // What was shown of one submission is not shown beside the next.
          <div className="stack" key={value.revision}>
            {value.isOwn && <Warning icon="lock">{w.own}</Warning>}
            {hasMoved(value, waiting) && <Warning icon="refresh">{w.moved}</Warning>}
            <Standing about={value} />
            <KycChecks checks={value.checks} />
            <KycDocuments documents={value.documents} isOwn={value.isOwn} />
            <KycFacts player={value.player} isOwn={value.isOwn} />
            <Decisions decisions={value.decisions} />
          </div>
        )}
      </main>
      {value && !taken && <KycDecide about={value} key={value.revision} onTaken={setTaken} />}
      {taken && <Handed taken={taken} onAgain={() => setTaken(undefined)} />}
    </>
  );
}

const Warning = ({ icon, children }: { icon: string; children: ReactNode }) => (
  <p className="callout warn" role="status">
    <Icon name={icon} size="s" />
    {children}
  </p>
);

/** It stood in the list when it was opened, and stands there no longer, or with other documents. */
function hasMoved({ player, status, submittedAt }: KycCaseBody, waiting: KycCasesBody | undefined): boolean {
  if (!waiting || status !== 'in-review') return false;
  const now = waiting.cases.find((each) => each.player === player);
  return now ? now.submittedAt !== submittedAt : !waiting.more;
}

function Standing({ about }: { about: KycCaseBody }) {
  const { code, player, status, because, aims, level, levelUntil, submittedAt, promisedBy, refusedWhy } = about;
  const isLate = status === 'in-review' && promisedBy !== null && Date.parse(promisedBy) < Date.now();
  return (
    <section className="card pad">
      <div className="card-head">
        <h2 className="heading">{w.standing}</h2>
        {status === 'in-review' && promisedBy !== null && (
          <span className={`chip${isLate ? ' warn' : ''}`}>
            <Icon name={isLate ? 'alert' : 'clock'} size="xs" />
            {(isLate ? w.lateSince : w.promise)(momentText(promisedBy))}
          </span>
        )}
      </div>
      <dl className="terms flat">
        <Term name={w.toPlayer}>
          <PlaceLink className="link code" to={{ page: 'player', id: player }}>
            {code}
          </PlaceLink>
        </Term>
        <Term name={w.status}>{statusWords[status]}</Term>
        {refusedWhy !== null && <Term name={w.refusedWhy}>{refusedWords[refusedWhy]}</Term>}
        {because !== null && <Term name={w.because}>{becauseWords[because]}</Term>}
        <Term name={w.aimsAt}>{levelWords[aims]}</Term>
        <Term name={w.has}>
          {levelWords[level]}
          {levelUntil !== null && `, ${w.until(dayText(levelUntil))}`}
        </Term>
        <Term name={w.sent}>{submittedAt === null ? w.notSent : <When iso={submittedAt} />}</Term>
      </dl>
      {about.asked.length > 0 && (
        <>
          <h3 className="strong part">{w.asked}</h3>
          <dl className="terms flat">
            {about.asked.map(({ kind, state, why }) => (
              <Term key={kind} name={kindWords[kind]}>
                {stateWords[state]}
                {why !== null && `: ${againWords[why].toLowerCase()}`}
              </Term>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}

function Decisions({ decisions }: { decisions: KycCaseBody['decisions'] }) {
  return (
    <section className="card pad">
      <h2 className="heading card-head">{w.decisions}</h2>
      {decisions.length === 0 && <p className="small muted">{w.noDecisions}</p>}
      <ol className="timeline">
        {decisions.map(({ at, by, outcome, decision }) => (
          <li key={`${at} ${by}`}>
            <span className="mark todo">
              <Icon name={OUTCOMES[outcome] ?? 'info'} size="xs" />
            </span>
            <span className="what">{choiceText(outcome)}</span>
            <span className="when">
              <When iso={at} />
            </span>
            <p className="say small muted">{[w.by(by), ...saidIn(decision)].join(' · ')}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const OUTCOMES: Readonly<Record<string, string>> = { approve: 'check', 'ask-again': 'refresh', refuse: 'close' };

/** What a decision says, in words: of the documents only what was wrong. */
const saidIn = (decision: KycCaseBody['decisions'][number]['decision']): string[] =>
  Object.entries(decision)
    .filter(([field, name]) => field !== 'outcome' && name !== 'not-asked' && name !== 'fine')
    .map(([field, name]) => {
      const kind = (kindWords as Readonly<Record<string, string>>)[field];
      const said = (refusedWords as Readonly<Record<string, string>>)[name as RefusedReason] ?? choiceText(name);
      return kind === undefined ? said : `${kind}: ${said.toLowerCase()}`;
    });
