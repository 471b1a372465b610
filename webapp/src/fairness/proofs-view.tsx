import { useState } from 'react';
import { BackLink } from '../parts/back-link.tsx';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';
import { lineOf, ProofView, Verdict } from './proof-view.tsx';
import type { Proved } from './proved.ts';

/** What was pasted, counted: one round with its steps, or the verdict over all, those that differ first. */
export function ProofsView({ proved, onBack }: { proved: readonly Proved[]; onBack: () => void }) {
  const t = useTexts();
  const [chosen, setChosen] = useState<Proved>();
  const shown = proved.length === 1 ? proved[0] : chosen;
  const back = proved.length > 1 && chosen ? () => setChosen(undefined) : onBack;
  return (
    <>
      <BackLink onBack={back} label={back === onBack ? t('check-another') : t('back')} />
      {shown ? <ProofView proved={shown} /> : <Many proved={proved} onChoose={setChosen} />}
    </>
  );
}

function Many({ proved, onChoose }: { proved: readonly Proved[]; onChoose: (one: Proved) => void }) {
  const t = useTexts();
  const count = proved.length;
  const wrong = proved.filter(({ differs }) => differs !== undefined);
  const ordered = [...wrong, ...proved.filter(({ differs }) => differs === undefined)];
  return (
    <>
      <Verdict
        isGood={wrong.length === 0}
        title={
          wrong.length === 0 ? t('proof-all-match', { count }) : t('proof-some-differ', { differ: wrong.length, count })
        }
        text={t('proof-list-text')}
      />
      <ul className="card list">
        {ordered.map((one, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same round may stand in a list twice
          <li key={n}>
            <button type="button" className="row check-row" onClick={() => onChoose(one)}>
              <span className={one.differs === undefined ? 'mark done' : 'mark differs'}>
                <Icon name={one.differs === undefined ? 'check' : 'close'} size="xs" />
              </span>
              <span className="grow">
                <span className="name">{lineOf(t, one.round)}</span>
                <span className="sub small muted">
                  {t(one.differs === undefined ? 'proof-matches' : 'proof-differs')}
                </span>
              </span>
              <Icon name="chevron" size="xs" />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
