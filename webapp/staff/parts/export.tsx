import { type FormEvent, useState } from 'react';
import { Icon } from '../../src/parts/icon.tsx';
import { useOneAct } from '../../src/parts/one-act.ts';
import { saveFile } from '../../src/parts/save-file.ts';
import { useDesk } from '../desk-context.ts';
import { exportWords as w } from '../texts.ts';
import { Copy } from './copy.tsx';
import { Refusal } from './pieces.tsx';

const DAY_MS = 86_400_000;
const COMMAND = 'check-command';

/** A part of the trail to take away, with its proof. */
export function Export() {
  const { ask } = useDesk();
  const [isMissing, setMissing] = useState(false);
  const [name, setName] = useState<string>();
  const { busy, failed, act } = useOneAct();
  const take = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [first, last] = ['first', 'last'].map((field) => String(form.get(field) ?? ''));
    setMissing(!first || !last);
    setName(undefined);
    if (!first || !last) return;
    const file = `cage-trail-${first}-to-${last}.jsonl`;
    // The API is told the first moment that is not in it.
    const query = { from: new Date(first).toISOString(), to: new Date(Date.parse(last) + DAY_MS).toISOString() };
    void act(async () => {
      saveFile(await ask('exportTrail', { query }), file);
      setName(file);
    });
  };
  return (
    <form className="card pad export" onSubmit={take} noValidate>
      <div className="card-head">
        <h2 className="heading">{w.title}</h2>
      </div>
      <p className="small muted">{w.text}</p>
      <div className="days">
        {(['first', 'last'] as const).map((field) => (
          <div className="field" key={field}>
            <label htmlFor={field}>{field === 'first' ? w.from : w.to}</label>
            <input className={`input${isMissing ? ' invalid' : ''}`} type="date" id={field} name={field} />
          </div>
        ))}
      </div>
      {isMissing && (
        <p className="small error" role="alert">
          {w.missing}
        </p>
      )}
      <Refusal problem={failed} />
      <div className="take">
        <button type="submit" className="button" aria-busy={busy}>
          <Icon name="doc" size="s" />
          {busy ? w.busy : w.act}
        </button>
        <p className="small muted grow">{w.recorded}</p>
      </div>
      <div role="status" className="stack-s">
        {name && (
          <>
            <p className="small">{w.done(name)}</p>
            <div className="copy-line">
              <span className="v grow" id={COMMAND}>
                {w.check(name)}
              </span>
            </div>
            <p className="small muted">{w.checkText}</p>
          </>
        )}
      </div>
      {name && <Copy text={w.check(name)} shown={COMMAND} className="button quiet small" />}
    </form>
  );
}
