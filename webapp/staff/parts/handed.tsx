import { useEffect, useRef, useState } from 'react';
import type { PassBody } from '../../../contracts/http/staff.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { timeText } from '../moments.ts';
import { decideWords as w, words } from '../texts.ts';
import { workflowName } from '../trail-names.ts';
import { Copy } from './copy.tsx';
import type { Wish } from './decision-form.tsx';
import { TemporalLink } from './pieces.tsx';

export type Taken = { readonly wish: Wish; readonly pass: PassBody };

const PASTE = 'paste';

/** What was handed out: the JSON to paste, for how long it is good, and the one way on. */
export function Handed({ taken, onAgain }: { taken: Taken | undefined; onAgain: () => void }) {
  if (!taken)
    return (
      <aside className="case waits" aria-label={w.pass}>
        <div className="in nothing">
          <Icon name="key" />
          <p className="strong">{w.passEmpty}</p>
          <p className="small muted">{w.passEmptyText}</p>
        </div>
      </aside>
    );
  return <Pass key={taken.pass.paste} taken={taken} onAgain={onAgain} />;
}

function Pass({ taken: { wish, pass }, onAgain }: { taken: Taken; onAgain: () => void }) {
  const isOver = useIsOver(pass.expiresAt);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []); // what was pressed for it is gone
  return (
    <aside className="case" aria-label={w.pass} data-open>
      <div className="case-head">
        <h2 className="heading grow" tabIndex={-1} ref={head}>
          {w.pass}
        </h2>
        <span className={`chip${isOver ? ' warn' : ''}`}>
          <Icon name="clock" size="xs" />
          {w.until(timeText(pass.expiresAt))}
        </span>
      </div>
      <div className="in">
        <dl className="terms flat">
          <div>
            <dt>{w.workflowLabel}</dt>
            <dd className="code long">{wish.workflowId}</dd>
          </div>
          <div>
            <dt>{w.updateLabel}</dt>
            <dd className="code">{pass.update}</dd>
          </div>
        </dl>
        {isOver ? (
          <p className="callout warn" role="alert">
            <Icon name="alert" size="s" />
            {w.over}
          </p>
        ) : (
          <>
            <h3 className="strong">{w.paste}</h3>
            <pre className="json wrapped" id={PASTE}>
              {pass.paste}
            </pre>
            <p className="small muted">{w.once}</p>
          </>
        )}
        <button type="button" className="button text small" onClick={onAgain}>
          {isOver ? w.again : w.other}
        </button>
      </div>
      {!isOver && (
        <div className="foot">
          <Copy text={pass.paste} shown={PASTE} className="button quiet" />
          {pass.workflow !== null && (
            <TemporalLink className="button" href={pass.workflow}>
              {w.open(workflowName(wish.workflowId))}
            </TemporalLink>
          )}
          <p className="small muted">
            {pass.workflow === null && `${words.noTemporal} `}
            {w.there[0]}
            <span className="code">{pass.update}</span>
            {w.there[1]}
          </p>
        </div>
      )}
    </aside>
  );
}

function useIsOver(until: string): boolean {
  const [isOver, setOver] = useState(() => Date.parse(until) <= Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), Math.max(0, Date.parse(until) - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  return isOver;
}
