import { useState } from 'react';
import { useOneAct } from '../../src/parts/one-act.ts';
import { useDesk } from '../desk-context.ts';
import { DecisionForm, type Wish } from '../parts/decision-form.tsx';
import { Handed, type Taken } from '../parts/handed.tsx';
import { Empty, Failed, PageHead, Skeletons } from '../parts/pieces.tsx';
import { decideWords as w } from '../texts.ts';
import { useAsked } from '../use-asked.ts';

/**
 * A decision about a workflow: chosen here, pressed in Temporal. The pass lives in this page alone, and is gone with it.
 * @param workflow the workflow's id, where somebody came from one
 */
export function Decide({ workflow }: { workflow: string | undefined }) {
  const { ask } = useDesk();
  const { value, failed, again } = useAsked('actions', () => ask('staffActions'));
  const [taken, setTaken] = useState<Taken>();
  const { busy, failed: refused, act, forget } = useOneAct();
  const take = (wish: Wish) => act(async () => setTaken({ wish, pass: await ask('issuePass', { body: wish }) }));
  return (
    <>
      <main className="centre">
        <PageHead title={w.title} />
        {failed && <Failed problem={failed} onRetry={again} />}
        {!value && !failed && <Skeletons heights={['low', 'high']} />}
        {value?.actions.length === 0 && <Empty icon="key" title={w.none} text={w.noneText} />}
        {value && value.actions.length > 0 && (
          <DecisionForm
            actions={value.actions}
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
