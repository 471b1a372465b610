import { useState } from 'react';
import { useOneAct } from '../../src/parts/one-act.ts';
import { useDesk } from '../desk-context.ts';
import { kycWords } from '../kyc-texts.ts';
import { DecisionForm, type Wish } from '../parts/decision-form.tsx';
import { Handed, type Taken } from '../parts/handed.tsx';
import { Empty, Failed, PageHead, Skeletons } from '../parts/pieces.tsx';
import { PlaceLink } from '../parts/place-link.tsx';
import { decideWords as w } from '../texts.ts';
import { useAsked } from '../use-asked.ts';

/** Decided in their case, beside the documents. */
const KYC = 'kyc';

/**
 * A decision about a workflow: chosen here, pressed in Temporal. The pass lives in this page alone, and is gone with it.
 * @param workflow the workflow's id, where somebody came from one
 */
export function Decide({ workflow }: { workflow: string | undefined }) {
  const { ask, may } = useDesk();
  const { value, failed, again } = useAsked('actions', () => ask('staffActions'));
  const [taken, setTaken] = useState<Taken>();
  const { busy, failed: refused, act, forget } = useOneAct();
  const actions = value?.actions.filter(({ workflow: kind }) => kind !== KYC);
  const take = (wish: Wish) => act(async () => setTaken({ wish, pass: await ask('issuePass', { body: wish }) }));
  return (
    <>
      <main className="centre">
        <PageHead title={w.title} />
        {failed && <Failed problem={failed} onRetry={again} />}
        {!value && !failed && <Skeletons heights={['low', 'high']} />}
        {may('kycCases') && (
          <p className="small muted">
            {w.kyc}{' '}
            <PlaceLink className="link small" to={{ page: 'kyc' }}>
              {kycWords.title}
            </PlaceLink>
          </p>
        )}
        {actions?.length === 0 && <Empty icon="key" title={w.none} text={w.noneText} />}
        {actions && actions.length > 0 && (
          <DecisionForm
            actions={actions}
            workflow={workflow}
            isLocked={taken !== undefined}
            busy={busy}
            refused={refused}
            onWish={(wish) => void take(wish)}
            onChanged={forget}
          />
        )}
      </main>
      <Handed taken={taken} onAgain={() => setTaken(undefined)} />
    </>
  );
}
