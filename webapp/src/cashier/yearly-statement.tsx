import { useState } from 'react';
import { useApp } from '../app-context.ts';
import { saveFile } from '../parts/save-file.ts';
import { useTexts } from '../texts.tsx';

type Form = 'csv' | 'page';

/** A year of the player's money as a file: for a spreadsheet, or to print. */
export function YearlyStatement() {
  const t = useTexts();
  const { ask, me } = useApp();
  const thisYear = new Date().getUTCFullYear();
  const firstYear = Math.min(thisYear, new Date(me.joinedAt).getUTCFullYear());
  const [year, setYear] = useState(thisYear);
  const [busy, setBusy] = useState<Form>();
  const [failed, setFailed] = useState(false);
  const fetchFile = async (form: Form) => {
    if (busy) return;
    setBusy(form);
    setFailed(false);
    try {
      saveFile(
        await ask('statement', { query: { year, form } }),
        `cage-statement-${year}.${form === 'csv' ? 'csv' : 'html'}`,
      );
    } catch {
      setFailed(true);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <section className="card pad statement">
      <h2 className="heading">{t('statement')}</h2>
      <p className="muted">{t('statement-text')}</p>
      <label className="field">
        <span className="label">{t('statement-year')}</span>
        <select className="input" value={year} onChange={(event) => setYear(Number(event.target.value))}>
          {Array.from({ length: thisYear - firstYear + 1 }, (_, n) => thisYear - n).map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <div className="pair">
        {(['csv', 'page'] as const).map((form) => (
          <button
            key={form}
            type="button"
            className="button quiet"
            aria-busy={busy === form}
            onClick={() => void fetchFile(form)}
          >
            {form === 'csv' ? t('statement-csv') : t('statement-page')}
          </button>
        ))}
      </div>
      {failed && (
        <p className="small error" role="alert">
          {t('statement-failed')}
        </p>
      )}
    </section>
  );
}
