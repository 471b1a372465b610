import { type FormEvent, useState } from 'react';
import type { ActionsBody } from '../../../contracts/http/staff.ts';
import type { StaffActionName } from '../../../contracts/staff-actions.ts';
import type { Refused } from '../../src/api/client.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { isUuid } from '../places.ts';
import { decisionWords, decideWords as w } from '../texts.ts';
import { Refusal } from './pieces.tsx';

export type Wish = {
  readonly action: StaffActionName;
  readonly workflowId: string;
  readonly decision: Readonly<Record<string, string>>;
};
type Action = ActionsBody['actions'][number];

/** A workflow of ours is called by its kind and the id of what it is about. */
const isWorkflowOf = (kind: string, id: string): boolean =>
  id.startsWith(`${kind}-`) && isUuid(id.slice(kind.length + 1));

const said = (name: string): string => decisionWords[name] ?? name;

type Props = {
  readonly actions: readonly Action[];
  readonly workflow: string | undefined;
  /** A pass was taken for what stands here. */
  readonly isLocked: boolean;
  readonly busy: boolean;
  readonly refused: Refused | undefined;
  readonly onWish: (wish: Wish) => void;
  readonly onChanged: () => void;
};

/** The one decision there is about a workflow, where there is but one. */
const onlyOneFor = (actions: readonly Action[], workflow: string): string | undefined => {
  const fitting = actions.filter(({ workflow: kind }) => isWorkflowOf(kind, workflow));
  return fitting.length === 1 ? fitting[0]?.name : undefined;
};

/** What is decided, about what, and how: all of it chosen, and why never chosen before. */
export function DecisionForm({ actions, workflow = '', isLocked, busy, refused, onWish, onChanged }: Props) {
  const [name, setName] = useState(() => onlyOneFor(actions, workflow));
  const [workflowId, setWorkflowId] = useState(workflow);
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const [isTold, setTold] = useState(false); // what is missing is said once somebody pressed
  const action = actions.find((each) => each.name === name);
  const id = workflowId.trim().toLowerCase(); // as ids are written
  const isWorkflow = action !== undefined && isWorkflowOf(action.workflow, id);
  const fields = Object.entries(action?.decision ?? {});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    if (!action || !isWorkflow || fields.some(([field]) => chosen[field] === undefined)) return;
    onWish({ action: action.name, workflowId: id, decision: chosen });
  };
  const change = (act: () => void) => {
    act();
    onChanged();
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="small muted">{w.intro}</p>
      <fieldset className="card pad choices" disabled={isLocked}>
        <legend className="heading">{w.action}</legend>
        {actions.map((each) => (
          <Choice
            key={each.name}
            group="action"
            value={each.name}
            text={each.about}
            isChosen={each.name === name}
            onChoose={() =>
              change(() => {
                setName(each.name);
                setChosen({});
                setTold(false);
              })
            }
          />
        ))}
        {isTold && !action && <Missing text={w.choose} />}
      </fieldset>
      {action && (
        <>
          <div className="card pad field">
            <label htmlFor="workflow">{w.workflow}</label>
            <input
              id="workflow"
              className={`input code${isTold && !isWorkflow ? ' invalid' : ''}`}
              value={workflowId}
              disabled={isLocked}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              aria-describedby="workflow-hint"
              aria-invalid={isTold && !isWorkflow}
              onChange={(event) => change(() => setWorkflowId(event.target.value))}
            />
            <div id="workflow-hint">
              {isTold && !isWorkflow ? (
                <Missing text={w.workflowMissing(action.workflow)} />
              ) : (
                <p className="hint">{w.workflowHint(action.workflow)}</p>
              )}
            </div>
          </div>
          {fields.map(([field, names]) => (
            <fieldset className="card pad choices" key={field} disabled={isLocked}>
              <legend className="heading">{said(field)}</legend>
              {names.map((each) => (
                <Choice
                  key={each}
                  group={field}
                  value={each}
                  isChosen={chosen[field] === each}
                  onChoose={() => change(() => setChosen({ ...chosen, [field]: each }))}
                />
              ))}
              {isTold && chosen[field] === undefined && <Missing text={w.choose} />}
            </fieldset>
          ))}
        </>
      )}
      <Refusal problem={refused} />
      {!isLocked && (
        <div className="take">
          <button type="submit" className="button" aria-busy={busy}>
            <Icon name="key" size="s" />
            {w.act}
          </button>
          <p className="small muted grow">{w.recorded}</p>
        </div>
      )}
    </form>
  );
}

const Missing = ({ text }: { text: string }) => (
  <p className="small error" role="alert">
    {text}
  </p>
);

/** One of several; its own name stands beside what it is called, because that is what is recorded. */
function Choice(props: { group: string; value: string; text?: string; isChosen: boolean; onChoose: () => void }) {
  const { group, value, text, isChosen, onChoose } = props;
  return (
    <label className="choice">
      <input type="radio" name={group} value={value} checked={isChosen} onChange={onChoose} />
      <span className="dot" aria-hidden="true" />
      <span className="grow">
        <span className="strong name">{said(value)}</span>
        {text && <span className="small muted sub">{text}</span>}
        {said(value) !== value && <span className="code muted sub raw">{value}</span>}
      </span>
    </label>
  );
}
