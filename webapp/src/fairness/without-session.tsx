import { useState } from 'react';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';
import { PasteRound } from './paste-round.tsx';
import { lineOf } from './proof-view.tsx';
import { ProofsView } from './proofs-view.tsx';
import { type Proved, prove } from './proved.ts';
import type { RoundFile } from './round-file.ts';
import '../styles/pages.css';
import '../styles/fairness.css';

type Props = {
  /** Of whoever was here last, and may see them. */
  remembered: readonly RoundFile[];
  onLeave: () => void;
};

/** Rounds are counted again without a connection, and by people who are no players: nothing here asks anybody. */
export function WithoutSession({ remembered, onLeave }: Props) {
  const t = useTexts();
  const [proved, setProved] = useState<readonly Proved[]>();
  return (
    <main className="outside-fairness">
      <header className="page-head">
        <button type="button" className="icon-button" aria-label={t('back')} onClick={onLeave}>
          <Icon name="back" />
        </button>
        <h1 className="title">{t('fairness')}</h1>
      </header>
      {proved ? (
        <ProofsView proved={proved} onBack={() => setProved(undefined)} />
      ) : (
        <>
          {remembered.length > 0 && (
            <section aria-labelledby="check-remembered">
              <div className="section-head">
                <h2 className="heading" id="check-remembered">
                  {t('check-remembered')}
                </h2>
              </div>
              <ul className="card list">
                {remembered.map((round) => (
                  <li key={`${round.commitment}:${round.nonce}`}>
                    <button type="button" className="row check-row" onClick={() => setProved([prove(round)])}>
                      <span className="grow">
                        <span className="name">{lineOf(t, round)}</span>
                      </span>
                      <Icon name="chevron" size="xs" />
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <PasteRound onProved={setProved} />
        </>
      )}
    </main>
  );
}
