import { type FormEvent, useState } from 'react';
import type { ActionsBody } from '../../../contracts/http/staff.ts';
import type { KycCaseBody } from '../../../contracts/http/staff-kyc.ts';
import type { DocumentKind } from '../../../domain/verification.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useOneAct } from '../../src/parts/one-act.ts';
import { useDesk } from '../desk-context.ts';
import { barOf, type Chosen, decisionOf, type Field, fieldsOf } from '../kyc-decision.ts';
import { checkWords, choiceText, kindWords, restWords, kycWords as w } from '../kyc-texts.ts';
import { decideWords } from '../texts.ts';
import { useAsked } from '../use-asked.ts';
import type { Taken } from './handed.tsx';
import { Failed, Refusal, Skeletons } from './pieces.tsx';

type Action = ActionsBody['actions'][number];
type Props = { readonly about: KycCaseBody; readonly onTaken: (taken: Taken) => void };

const KYC = 'kyc.';

/** The decision about a verification: chosen here, pressed in Temporal. Nothing is chosen before. */
export function KycDecide({ about, onTaken }: Props) {
  return (
    <aside className="case deciding" aria-label={w.decide}>
      <div className="case-head">
        <h2 className="heading grow">{w.decide}</h2>
      </div>
      <div className="in">
        {about.isOwn ? (
          <p className="small muted">{w.ownDecision}</p>
        ) : about.status === 'in-review' ? (
          <>
            <Approvals about={about} />
            <Choosing about={about} onTaken={onTaken} />
          </>
        ) : (
          <p className="small muted">{restWords[about.status]}</p>
        )}
      </div>
    </aside>
  );
}

/** Where it takes two, who has approved, and who is still needed. */
function Approvals({ about: { approvalsNeeded, approvedBy } }: { about: KycCaseBody }) {
  const { me } = useDesk();
  if (approvalsNeeded < 2) return null;
  const text =
    approvedBy.length === 0
      ? w.twoNeeded
      : approvedBy.includes(me.name)
        ? w.youApproved
        : w.approvedBy(approvedBy.join(', '));
  return (
    <p className="callout">
      <Icon name="eye" size="s" />
      {text}
    </p>
  );
}

function Choosing({ about, onTaken }: Props) {
  const { ask } = useDesk();
  const { value, failed, again } = useAsked('actions', () => ask('staffActions'));
  if (failed) return <Failed problem={failed} onRetry={again} />;
  if (!value) return <Skeletons heights={['low']} />;
  const actions = value.actions.filter(({ name }) => name.startsWith(KYC));
  return actions.length === 0 ? (
    <p className="small muted">{w.notYours}</p>
  ) : (
    <Form actions={actions} about={about} onTaken={onTaken} />
  );
}

const NOTES: Readonly<Record<string, string>> = { 'kyc.ask-again': w.once, 'kyc.refuse': w.forGood };

function Form({ actions, about, onTaken }: Props & { actions: readonly Action[] }) {
  const { ask } = useDesk();
  const [name, setName] = useState<string>();
  const [chosen, setChosen] = useState<Chosen>({});
  const [isTold, setTold] = useState(false); // what is missing is said once somebody pressed
  const { busy, failed, act, forget } = useOneAct();
  const action = actions.find((each) => each.name === name);
  const bar = action && barOf(action, about);
  const outcome = action && decisionOf(action, about, chosen);
  const missing = typeof outcome === 'object' && 'missing' in outcome ? outcome.missing : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTold(true);
    if (!action || typeof outcome !== 'object' || !('decision' in outcome)) return;
    const wish = { action: action.name, workflowId: about.workflowId, decision: outcome.decision };
    const body = { ...wish, revision: about.revision };
    void act(async () => onTaken({ wish, pass: await ask('issuePass', { body }) }));
  };
  const choose = (next: () => void) => {
    next();
    setTold(false);
    forget();
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p className="small muted">{w.decideText}</p>
      <Choices
        legend={w.action}
        field="action"
        names={actions.map((each) => each.name)}
        chosen={name}
        isMissing={isTold && !action}
        onChoose={(next) =>
          choose(() => {
            setName(next);
            setChosen({});
          })
        }
      />
      {action && <p className="small muted">{NOTES[action.name] ?? action.about}</p>}
      {bar && (
        <p className="callout warn small">
          <Icon name="close" size="s" />
          {w.barred(checkWords[bar])}
        </p>
      )}
      {action &&
        !bar &&
        fieldsOf(action, about).map((field) => (
          <Choices
            key={`${action.name} ${field.name}`}
            legend={legendOf(field)}
            field={field.name}
            names={field.names}
            chosen={chosen[field.name]}
            note={field.isOptional ? w.acceptedBefore : undefined}
            isMissing={isTold && missing.includes(field.name)}
            onChoose={(next) => choose(() => setChosen({ ...chosen, [field.name]: next }))}
          />
        ))}
      {action && chosen.reason === 'sanctions-match' && <p className="callout small">{w.noTipping}</p>}
      {isTold && outcome === 'nothing-wrong' && <Missing text={w.nothingWrong} />}
      <Refusal problem={failed} />
      {!bar && (
        <div className="take">
          <button type="submit" className="button" aria-busy={busy}>
            <Icon name="key" size="s" />
            {decideWords.act}
          </button>
          <p className="small muted grow">{decideWords.recorded}</p>
        </div>
      )}
    </form>
  );
}

const kindText = (field: string): string | undefined => kindWords[field as DocumentKind];
const legendOf = ({ name }: Field): string => {
  const kind = kindText(name);
  if (kind !== undefined) return w.kind(kind);
  return name === 'level' ? w.level : w.reason;
};

const Missing = ({ text }: { text: string }) => (
  <p className="small error" role="alert">
    {text}
  </p>
);

type ChoicesProps = {
  readonly legend: string;
  readonly field: string;
  readonly names: readonly string[];
  readonly chosen: string | undefined;
  readonly note?: string | undefined;
  readonly isMissing: boolean;
  readonly onChoose: (name: string) => void;
};

function Choices({ legend, field, names, chosen, note, isMissing, onChoose }: ChoicesProps) {
  return (
    <fieldset className="choices narrow">
      <legend className="strong">{legend}</legend>
      {note && <p className="small muted">{note}</p>}
      {names.map((each) => (
        <label className="choice" key={each}>
          <input type="radio" name={field} value={each} checked={chosen === each} onChange={() => onChoose(each)} />
          <span className="dot" aria-hidden="true" />
          <span className="grow name">{choiceText(each)}</span>
        </label>
      ))}
      {isMissing && <Missing text={w.choose} />}
    </fieldset>
  );
}
