import { useState } from 'react';
import { Icon } from '../parts/icon.tsx';
import { saveFile } from '../parts/save-file.ts';
import { useTexts } from '../texts.tsx';
import { fileNameOf, type RoundFile, writtenRound } from './round-file.ts';

/** The round for whoever would rather count it elsewhere: docs/fairness/verify.mjs reads the file as it is. */
export function TakeAlong({ round }: { round: RoundFile }) {
  const t = useTexts();
  const [outcome, setOutcome] = useState<'copied' | 'not-copied'>();
  const copy = () =>
    navigator.clipboard.writeText(writtenRound(round)).then(
      () => setOutcome('copied'),
      () => setOutcome('not-copied'), // a frame may not be allowed to
    );
  return (
    <section className="card trust" aria-labelledby="proof-trust">
      <span className="badge">
        <Icon name="offline" />
      </span>
      <div>
        <h2 className="heading" id="proof-trust">
          {t('proof-trust')}
        </h2>
        <p className="small muted">{t('proof-trust-text')}</p>
        <p className="keys">
          <button
            type="button"
            className="button quiet small"
            onClick={() => saveFile(new Blob([writtenRound(round)], { type: 'application/json' }), fileNameOf(round))}
          >
            {t('proof-save')}
          </button>
          <button type="button" className="button quiet small" onClick={() => void copy()}>
            {t('proof-copy')}
          </button>
        </p>
        <p className="small muted" role="status">
          {outcome && t(`proof-${outcome}`)}
        </p>
      </div>
    </section>
  );
}
