import type { PlayerCardBody } from '../../../contracts/http/staff.ts';
import { useDesk } from '../desk-context.ts';
import { depositStatus, takenBackText, cardWords as w, words } from '../texts.ts';
import { Money, TemporalLink, When } from './pieces.tsx';
import { PlaceLink } from './place-link.tsx';

/** So many are answered at most. */
const SHOWN = 10;
/** Statuses in which there is something to decide. */
const OPEN = ['opening', 'awaiting-payment'];

/** A player's newest deposits, each with the way to its workflow. */
export function Deposits({ deposits }: { deposits: PlayerCardBody['deposits'] }) {
  const { me, may } = useDesk();
  return (
    <section className="card deposits" aria-label={w.deposits}>
      <div className="card-head pad-head">
        <h2 className="heading">{w.deposits}</h2>
        {deposits.length >= SHOWN && <span className="small muted">{w.newest(deposits.length)}</span>}
      </div>
      {deposits.length === 0 ? (
        <p className="small muted none">{w.noDeposits}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th>{w.receipt}</th>
              <th>{w.status}</th>
              <th className="sum">{w.amount}</th>
              <th className="at">{w.opened}</th>
              <th className="acts">
                <span className="sr">{words.openInTemporal}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {deposits.map(({ id, receipt, status, takenBack, amount, openedAt }) => (
              <tr key={id}>
                <td className="code ref">{receipt}</td>
                <td className="state">
                  {depositStatus[status] ?? status}
                  {takenBack && <span className="small muted"> · {takenBackText[takenBack]}</span>}
                </td>
                <td className="sum">
                  <Money amount={amount} />
                </td>
                <td className="at">
                  <When iso={openedAt} />
                </td>
                <td className="acts">
                  {may('issuePass') && OPEN.includes(status) && (
                    <PlaceLink className="link small" to={{ page: 'decide', workflow: `deposit-${id}` }}>
                      {w.decide}
                      <span className="sr"> {receipt}</span>
                    </PlaceLink>
                  )}
                  {me.workflows !== null && (
                    <TemporalLink className="icon-button" href={`${me.workflows}/deposit-${id}`}>
                      <span className="sr">{`${words.openInTemporal}: ${receipt}`}</span>
                    </TemporalLink>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
