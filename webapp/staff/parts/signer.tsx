import type { QueuedBody, SignerBody } from '../../../contracts/http/staff-wallets.ts';
import { shortened } from '../../../contracts/texts/format.ts';
import { shortCode } from '../../../domain/ids.ts';
import { useDesk } from '../desk-context.ts';
import { momentText, utcText } from '../moments.ts';
import { stopText, signerWords as w, waitText } from '../signer-texts.ts';
import { railText } from '../texts.ts';
import { Copy } from './copy.tsx';
import { Empty, Money, Term } from './pieces.tsx';
import { PlaceLink } from './place-link.tsx';

/** Whoever looked so long ago does not any more. */
const ASLEEP_MS = 5 * 60_000;

/** Who signs for the hot wallet, the message under way, and what waits for it. */
export function Signer({ signer }: { signer: SignerBody }) {
  const { explorer, reserve, stopped, underWay, queue, waiting } = signer;
  const state = stateOf(signer, Date.now());
  return (
    <>
      <section className="card pad wallet-standing" aria-label={w.title}>
        <header className="card-head">
          <h2 className="heading">{w.title}</h2>
          <a className="link small" href={explorer} target="_blank" rel="noreferrer">
            {w.explorer}
          </a>
        </header>
        <dl className="terms">
          <Term name={w.state}>
            {stopped || state.isAsleep ? <strong className="error">{state.text}</strong> : state.text}
          </Term>
          <Term name={w.message}>{underWay ? messageText(underWay) : w.none}</Term>
          <Term name={w.reserve}>
            <Money amount={reserve} />
          </Term>
        </dl>
      </section>
      {queue.length === 0 ? (
        <Empty icon="withdraw" title={w.empty} text={w.emptyHint} />
      ) : (
        <section className="card waiting-list" aria-label={w.queue}>
          <Queue queue={queue} />
          {waiting > queue.length && <p className="small muted pad">{w.more(waiting - queue.length)}</p>}
        </section>
      )}
    </>
  );
}

function stateOf({ stopped, lookedAt, waiting }: SignerBody, nowMs: number): { text: string; isAsleep: boolean } {
  if (stopped) return { text: w.stopped(stopText(stopped.why), momentText(stopped.since)), isAsleep: false };
  if (lookedAt === null) return { text: w.never, isAsleep: waiting > 0 };
  const isAsleep = nowMs - Date.parse(lookedAt) > ASLEEP_MS;
  return { text: (isAsleep ? w.asleep : w.works)(momentText(lookedAt)), isAsleep };
}

const messageText = ({ payouts, seqno, sentTimes, failed, validUntil }: NonNullable<SignerBody['underWay']>): string =>
  [
    w.underWay(payouts, seqno),
    w.sent(sentTimes),
    ...(failed > 0 ? [w.failed(failed)] : []),
    w.until(momentText(validUntil)),
  ].join(' · ');

const Queue = ({ queue }: { queue: readonly QueuedBody[] }) => (
  <table className="table">
    <thead>
      <tr>
        <th>{w.case}</th>
        <th>{w.why}</th>
        <th className="sum">{w.amount}</th>
        <th className="at">{w.age}</th>
        <th className="acts">
          <span className="sr">{w.acts}</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {queue.map((queued) => (
        <Row key={queued.reference} queued={queued} />
      ))}
    </tbody>
  </table>
);

function Row({ queued }: { queued: QueuedBody }) {
  const { reference, withdrawalId, arrivalId, rail, amount, state, answer, askedAt, transaction } = queued;
  const { may } = useDesk();
  const called = withdrawalId !== null ? `W-${shortCode(withdrawalId)}` : arrivalId !== null ? w.goesBack : w.sweep;
  return (
    <tr>
      <td className="ref">
        <span className="code" id={`payout-${reference}`} title={reference}>
          {called}
        </span>
        <Copy text={reference} shown={`payout-${reference}`} className="button quiet small" />
      </td>
      <td className="state">
        {waitText(state, answer)}
        <span className="small muted sub">{railText(rail)}</span>
      </td>
      <td className="sum">
        <Money amount={amount} />
      </td>
      <td className="at">
        <time dateTime={askedAt} title={utcText(askedAt)}>
          {momentText(askedAt)}
        </time>
      </td>
      <td className="acts">
        {transaction && (
          <a className="link small" href={transaction.explorer} target="_blank" rel="noreferrer">
            {shortened(transaction.hash, 4)}
            <span className="sr"> {w.explorer}</span>
          </a>
        )}
        {arrivalId !== null && may('assignArrival') && (
          <PlaceLink className="link small" to={{ page: 'arrival', id: arrivalId }}>
            {w.look}
          </PlaceLink>
        )}
        {withdrawalId !== null && may('issuePass') && (
          <PlaceLink className="link small" to={{ page: 'decide', workflow: `withdrawal-${withdrawalId}` }}>
            {w.decide}
            <span className="sr"> {called}</span>
          </PlaceLink>
        )}
      </td>
    </tr>
  );
}
