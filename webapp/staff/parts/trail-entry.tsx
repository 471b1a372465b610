import { useEffect, useRef } from 'react';
import { Icon } from '../../src/parts/icon.tsx';
import { useDesk } from '../desk-context.ts';
import { utcText } from '../moments.ts';
import { actionText, trailWords as w, words } from '../texts.ts';
import { playerOf, workflowName, workflowOf } from '../trail-names.ts';
import { Copy } from './copy.tsx';
import { TemporalLink } from './pieces.tsx';
import { PlaceLink } from './place-link.tsx';
import type { Entry } from './trail-table.tsx';

const RECORD = 'record';

/** One entry, whole, and where it leads. */
export function TrailEntry({ entry, onClose }: { entry: Entry | undefined; onClose: () => void }) {
  const head = useRef<HTMLHeadingElement>(null);
  const id = entry?.id;
  useEffect(() => {
    // Where it lies over the list, what was pressed is gone; beside it, the next row is what is wanted.
    if (id !== undefined && !matchMedia('(min-width: 1100px)').matches) head.current?.focus();
  }, [id]);
  if (!entry)
    return (
      <aside className="case waits" aria-label={w.detail}>
        <div className="in nothing">
          <Icon name="history" />
          <p className="strong">{w.choose}</p>
          <p className="small muted">{w.chooseText}</p>
        </div>
      </aside>
    );
  const { name, ...recorded } = entry;
  const record = JSON.stringify(recorded, undefined, 2);
  return (
    <aside className="case" aria-label={w.detail} data-open data-over>
      <div className="case-head">
        <button type="button" className="icon-button back" aria-label={words.back} onClick={onClose}>
          <Icon name="back" />
        </button>
        <h2 className="heading grow" tabIndex={-1} ref={head}>
          {actionText(entry.action)}
        </h2>
        <button type="button" className="icon-button only-desk" aria-label={words.close} onClick={onClose}>
          <Icon name="close" size="s" />
        </button>
      </div>
      <div className="in" key={entry.id}>
        <p className="small muted">
          {[w.entry(entry.id), utcText(entry.at), ...(name === null ? [] : [name])].join(' · ')}
        </p>
        <pre className="json wrapped" id={RECORD}>
          {record}
        </pre>
        <div className="leads">
          <Copy text={record} shown={RECORD} className="button quiet small" />
        </div>
        <Leads entry={entry} />
      </div>
    </aside>
  );
}

function Leads({ entry }: { entry: Entry }) {
  const { me, may } = useDesk();
  const player = playerOf(entry);
  const workflow = workflowOf(entry);
  const { actorId, subject } = entry;
  return (
    <ul className="leads-to">
      {player !== undefined && may('findPlayers') && (
        <li>
          <PlaceLink className="lead" to={{ page: 'player', id: player }}>
            <span className="grow">{w.toPlayer}</span>
            <Icon name="chevron" size="xs" />
          </PlaceLink>
        </li>
      )}
      {workflow !== undefined && me.workflows !== null && (
        <li>
          <TemporalLink className="lead" href={`${me.workflows}/${encodeURIComponent(workflow)}`}>
            <span className="grow">{`${words.openInTemporal}: ${workflowName(workflow)}`}</span>
          </TemporalLink>
        </li>
      )}
      {subject !== null && (
        <li>
          <PlaceLink className="lead" to={{ page: 'trail', filter: { subject } }}>
            <span className="grow">{w.sameSubject}</span>
            <Icon name="chevron" size="xs" />
          </PlaceLink>
        </li>
      )}
      {actorId !== null && (
        <li>
          <PlaceLink className="lead" to={{ page: 'trail', filter: { actorId } }}>
            <span className="grow">{w.sameActor}</span>
            <Icon name="chevron" size="xs" />
          </PlaceLink>
        </li>
      )}
    </ul>
  );
}
