import { type FormEvent, useState } from 'react';
import { useTexts } from '../texts.tsx';
import { type Proved, prove } from './proved.ts';
import { readRounds, type Unreadable } from './round-file.ts';

/** Any round, of anybody: pasted or taken from a file, counted here, sent nowhere. Needs nobody to be signed in. */
export function PasteRound({ onProved }: { onProved: (proved: readonly Proved[]) => void }) {
  const t = useTexts();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<Unreadable>();
  const check = (written: string) => {
    const rounds = readRounds(written);
    if (typeof rounds === 'string') return setProblem(rounds);
    setProblem(undefined);
    onProved(rounds.map(prove));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') check(text);
  };
  const takeFile = async (file: File | undefined) => {
    if (!file) return;
    const written = await file.text();
    setText(written);
    check(written);
  };
  return (
    <section className="card pad" aria-labelledby="check-paste">
      <h2 className="heading" id="check-paste">
        {t('check-paste')}
      </h2>
      <p className="small muted">{t('check-paste-text')}</p>
      <form className="paste-form" onSubmit={submit} noValidate>
        <div className="field">
          <label htmlFor="pasted">{t('check-paste-label')}</label>
          <textarea
            id="pasted"
            className={problem ? 'input invalid' : 'input'}
            dir="ltr"
            rows={4}
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            value={text}
            aria-invalid={problem !== undefined}
            aria-describedby="pasted-note"
            onChange={(event) => {
              setText(event.target.value);
              setProblem(undefined);
            }}
          />
          <p className="error" id="pasted-note" role={problem ? 'alert' : undefined}>
            {problem && t(`check-${problem}`)}
          </p>
        </div>
        <p className="keys">
          <button type="submit" className="button small" aria-disabled={text.trim() === ''}>
            {t('check-key')}
          </button>
          <label className="button quiet small take-file">
            {t('check-file')}
            <input
              type="file"
              className="sr"
              accept="application/json,.json"
              onChange={(event) => {
                void takeFile(event.target.files?.[0]);
                event.target.value = ''; // the same file may be chosen again
              }}
            />
          </label>
        </p>
      </form>
    </section>
  );
}
