import type { KycCasesBody } from '../../../contracts/http/staff-kyc.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useDesk } from '../desk-context.ts';
import { becauseWords, levelShort, statusWords, kycWords as w } from '../kyc-texts.ts';
import { momentText, utcText } from '../moments.ts';
import { Empty, Failed, PageHead, Skeletons, TemporalLink } from '../parts/pieces.tsx';
import { PlaceLink } from '../parts/place-link.tsx';
import { queuePage } from '../texts.ts';
import type { KycCases } from '../use-kyc-cases.ts';
import type { Queues } from '../use-queues.ts';
import { kycListAddress } from '../workflow-lists.ts';
import { spanText } from './queue.tsx';

type Waiting = KycCasesBody['cases'][number];

/** Players who wait for a person to verify them, the longest waiting first. */
export function Kyc({ kyc: { found, failed }, queues }: { kyc: KycCases; queues: Queues }) {
  const { me } = useDesk();
  return (
    <main className="centre wide">
      <PageHead title={w.title}>
        <p className="small muted only-desk">{w.order}</p>
        {me.workflows !== null && (
          <TemporalLink className="link small" href={kycListAddress(me.workflows)}>
            {w.openList}
          </TemporalLink>
        )}
      </PageHead>
      <div className="stack">
        {failed && !found && <Failed problem={failed} onRetry={queues.look} />}
        {!found && !failed && <Skeletons heights={['high']} />}
        {found?.cases.length === 0 && <Empty icon="idcard" title={w.empty} text={w.emptyText} />}
        {found && found.cases.length > 0 && (
          <>
            <Table cases={found.cases} />
            <p className="small muted end-line">{w.hint}</p>
          </>
        )}
        {found?.more && <p className="small muted end-line">{w.more}</p>}
        <p className="small muted end-line">{queues.isResting ? queuePage.resting : queuePage.live}</p>
      </div>
    </main>
  );
}

function Table({ cases }: { cases: readonly Waiting[] }) {
  const nowMs = Date.now();
  return (
    <section className="card waiting-list verifications" aria-label={w.title}>
      <table className="table">
        <thead>
          <tr>
            <th>{w.player}</th>
            <th>{w.why}</th>
            <th>{w.aims}</th>
            <th className="at">{w.waits}</th>
            <th className="at">{w.promised}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((each) => (
            <Row key={each.player} waiting={each} nowMs={nowMs} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ waiting, nowMs }: { waiting: Waiting; nowMs: number }) {
  const { player, code, status, because, aims, submittedAt, promisedBy, isLate, looks } = waiting;
  return (
    <tr>
      <td className="ref">
        <PlaceLink className="cover code" to={{ page: 'kyc-case', id: player }}>
          {code}
        </PlaceLink>
      </td>
      <td className="state">
        {because === null ? w.title : becauseWords[because]}
        {status !== 'in-review' && <span className="small muted sub">{statusWords[status]}</span>}
        {looks > 0 && (
          <span className="small sub looks">
            <Icon name="alert" size="xs" />
            {w.toLookAt(looks)}
          </span>
        )}
      </td>
      <td className="sum">{levelShort[aims]}</td>
      <td className="at waited">
        {submittedAt !== null && (
          <time dateTime={submittedAt} title={utcText(submittedAt)}>
            {spanText(Math.max(0, nowMs - Date.parse(submittedAt)))}
          </time>
        )}
      </td>
      <td className={`at promise${isLate ? ' late' : ''}`}>
        {promisedBy === null ? (
          w.notPromised
        ) : (
          <time dateTime={promisedBy} title={utcText(promisedBy)}>
            {isLate && <Icon name="alert" size="xs" />}
            {momentText(promisedBy, nowMs)}
            {isLate && ` ${w.late}`}
          </time>
        )}
      </td>
    </tr>
  );
}
